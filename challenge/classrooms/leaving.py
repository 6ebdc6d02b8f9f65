"""What a class keeps of a learner who is erased or goes on with another device."""

from collections.abc import Sequence

from challenge.classrooms.class_mode.models import Vote
from challenge.classrooms.models import Seat
from challenge.progress import handover


def free_seats(learner_ids: Sequence[int]) -> None:
    """Free the seats of learners who are about to be erased, and erase their votes."""
    Vote.objects.filter(seat__learner_id__in=learner_ids).delete()
    Seat.objects.filter(learner_id__in=learner_ids).update(learner_id=None)


def set_apart(learner_id: int) -> None:
    """Keep from a seat's next device what only the child may know.

    Who holds a seat's card, and so the token, may not be the child: the next device is not
    told what a seat did in sensitive modules, nor what it chose in class mode. Nothing
    happens to a learner without a seat.
    """
    if Seat.objects.filter(learner_id=learner_id).exists():
        handover.set_apart(learner_id)
        Vote.objects.filter(seat__learner_id=learner_id).delete()
