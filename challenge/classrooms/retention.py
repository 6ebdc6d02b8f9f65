"""Classes whose school year is over go by themselves, with all that belongs to them.

``before`` is the date before which something has had its time; None means that nothing has.
"""

import datetime

from django.conf import settings

from challenge.classrooms import services
from challenge.classrooms.class_mode.models import Round
from challenge.classrooms.models import Classroom
from challenge.days.counting import days_since
from challenge.storage.write_lock import write_lock


def ended(before: datetime.date | None) -> list[Classroom]:
    """Return the classes whose last day, and whole planned time, is long enough ago.

    The last day is a date that an educator set, so a clock that is wrong long enough can pass
    it too soon. Each class therefore lasts as many counted days as it was made for.
    """
    if before is None:
        return []
    over = Classroom.objects.filter(ends_on__lt=before).order_by("ends_on", "pk")
    return [classroom for classroom in over if _has_lasted(classroom)]


def end_the_old(before: datetime.date | None, most: int) -> int:
    """Delete classes that have had their time, ``most`` at most; return how many.

    One at a time, between which learners' answers are written.
    """
    classrooms = ended(before)[:most]
    for classroom in classrooms:
        services.end_class(classroom)
    return len(classrooms)


def forget_rounds(before: datetime.date | None) -> None:
    """Delete what classes did together before a date, with what seats chose."""
    if before is not None:
        with write_lock():
            Round.objects.filter(day__lt=before).delete()


def _has_lasted(classroom: Classroom) -> bool:
    planned = (classroom.ends_on - classroom.created_on).days
    return days_since(classroom.created_on) > planned + settings.CLASSROOM_KEEP_DAYS
