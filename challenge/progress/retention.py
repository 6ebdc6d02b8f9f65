"""What goes by itself: old attempts into their tallies, idle learners altogether.

Each works in small pieces, between which learners' answers are written. ``before`` is the
date before which something has had its time; None means that nothing has.
"""

import datetime

from django.db.models import QuerySet

from challenge.learners import services
from challenge.learners.models import Learner
from challenge.progress import tallies
from challenge.progress.models import Attempt

CHUNK = 500


def count_old_attempts(before: datetime.date | None) -> int:
    """Return about how many attempts are to be folded: those up to the newest old one.

    They are kept in the order of their receipt, so none behind it is asked for its day.
    """
    if before is None:
        return 0
    # A few at the front tell whether there is anything to do, without a scan.
    total = 0
    last = 0
    while True:
        rows = Attempt.objects.filter(seq__gt=last).order_by("seq")
        chunk = list(rows.values_list("seq", "day")[: 10 * CHUNK])
        old = [seq for seq, day in chunk if day < before]
        if not old:
            return total
        total += sum(seq <= old[-1] for seq, _ in chunk)
        last = old[-1]


def fold_attempts(before: datetime.date | None, most: int) -> int:
    """Fold attempts of before a date into the tallies, ``most`` at most; return how many."""
    if before is None:
        return 0
    tallies.roll_up()
    total = 0
    while total < most:
        folded = tallies.fold(before, min(CHUNK, most - total))
        if not folded:
            break
        total += folded
    return total


def count_idle(before: datetime.date | None) -> int:
    """Return how many learners have not been back since a date."""
    return 0 if before is None else _idle(before).count()


def forget_learners(before: datetime.date | None, most: int) -> int:
    """Erase learners not seen since a date, the longest away first; return how many."""
    total = 0
    while before is not None and total < most:
        longest = _idle(before).order_by("seen_on", "pk")
        ids = list(longest.values_list("pk", flat=True)[: min(CHUNK, most - total)])
        if not ids:
            break
        services.forget(ids)
        total += len(ids)
    return total


def _idle(before: datetime.date) -> QuerySet[Learner]:
    return Learner.objects.filter(seen_on__lt=before)
