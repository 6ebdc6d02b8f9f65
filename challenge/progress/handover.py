"""What a learner did in sensitive modules is set apart when the learner's token changes hands.

A seat's card, or a recovery card, gives its learner to another device. Who holds the new
token may be the same child, or somebody who has the card. So state, stars and steps of
sensitive modules stay behind: their rows of progress go to ``former(learner_id)``, a number
that no token finds, and no call can tell of them any more. The class still counts them, and
they are erased with the learner. The child's own device has its own record and shows that.

Attempts stay: nothing tells of one but its own id, sent again (see ``store``).
"""

from collections.abc import Iterable

from challenge.progress.models import Progress, State
from challenge.progress.private import PRIVATE_SENSITIVITY
from cms.publications import catalogue


def former(learner_id: int) -> int:
    """Return the number that stands for what a learner did before the last handover."""
    return -learner_id


def owner(number: int) -> int:
    """Return the learner that a number of a row of progress belongs to."""
    return abs(number)


def with_former(learner_ids: Iterable[int]) -> list[int]:
    """Return learners' own numbers and the former ones."""
    ids = [*learner_ids]
    return [*ids, *map(former, ids)]


def set_apart(learner_id: int) -> None:
    """Set apart a learner's progress in sensitive modules.

    A module that is not published any more counts as sensitive. Runs inside the caller's
    transaction, which has locked the learner. Of a module that was set apart before, the
    row that got further is kept.
    """
    rows = list(Progress.objects.filter(learner_id=learner_id))
    known = catalogue.sensitivities(row.module for row in rows)
    private = {
        row.module
        for row in rows
        if known.get(row.module, PRIVATE_SENSITIVITY) >= PRIVATE_SENSITIVITY
    }
    before = {
        row.module: row
        for row in Progress.objects.filter(
            learner_id=former(learner_id), module__in=private
        )
    }
    for row in rows:
        if row.module not in private:
            continue
        earlier = before.get(row.module)
        if earlier and (earlier.state == State.FINISHED or row.state == State.STARTED):
            row.delete()
            continue
        if earlier:
            earlier.delete()
        row.learner_id = former(learner_id)
        row.save(update_fields=["learner_id"])
