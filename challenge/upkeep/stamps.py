"""Days that a wrong clock has written, and what becomes of them."""

import datetime
from collections.abc import Iterator

from django.db.models import F, Q
from django.db.models.functions import Least

from challenge.classrooms.class_mode.models import Round
from challenge.learners.models import Learner
from challenge.lti.models import SpentNonce
from challenge.progress.models import Attempt, Progress
from challenge.storage.write_lock import write_lock

CHUNK = 500
_PROGRESS = ("updated_on", "finished_on", "reviewed_on", "reviewed_again_on")


def bring_back(day: datetime.date) -> int:
    """Make ``day``, the last counted one, of all later days; return of how many learners.

    A clock that was ahead has written them. Nobody is worse off: from ``day`` on everything
    is kept for its whole term.
    """
    total = 0
    for ids in _later(day):
        with write_lock():
            learners = Learner.objects.filter(pk__in=ids)
            total += learners.filter(seen_on__gt=day).update(
                seen_on=day, created_on=Least(F("created_on"), day)
            )
            Attempt.objects.filter(learner_id__in=ids, day__gt=day).update(day=day)
            _bring_back_progress(ids, day)
    with write_lock():
        Round.objects.filter(day__gt=day).update(day=day)
        SpentNonce.objects.filter(day__gt=day).update(day=day)
    return total


def renew(since: datetime.date, day: datetime.date) -> int:
    """Let learners who played on ``since`` or later have played on ``day``; return how many.

    ``since`` is the last counted day. While no day is counted, that is what a clock that is
    behind writes, on however many days they came.
    """
    return Learner.objects.filter(seen_on__gte=since, seen_on__lt=day).update(
        seen_on=day
    )


def _later(day: datetime.date) -> Iterator[list[int]]:
    learners = Learner.objects.filter(seen_on__gt=day).order_by("pk")
    while ids := list(learners.values_list("pk", flat=True)[:CHUNK]):
        yield ids


def _bring_back_progress(ids: list[int], day: datetime.date) -> None:
    theirs = Progress.objects.filter(learner_id__in=ids)
    later = Q()
    for column in _PROGRESS:
        later |= Q(**{f"{column}__gt": day})
    rows = list(theirs.filter(later))
    for row in rows:
        for column in _PROGRESS:
            stored = getattr(row, column)
            setattr(row, column, min(stored, day) if stored else None)
    Progress.objects.bulk_update(rows, _PROGRESS)
