"""Classes whose school year is over go by themselves, with all that belongs to them."""

import datetime

from django.conf import settings

from challenge.classrooms import services
from challenge.classrooms.models import Classroom
from challenge.classrooms.rounds.retention import forget_rounds
from challenge.learners.models import today


def end_the_old() -> int:
    """Delete the classes that ended ``CLASSROOM_KEEP_DAYS`` ago or more; give how many.

    One at a time, between which learners' answers are written. What classes did together
    goes sooner.
    """
    forget_rounds()
    cutoff = today() - datetime.timedelta(days=settings.CLASSROOM_KEEP_DAYS)
    total = 0
    for classroom in Classroom.objects.filter(ends_on__lt=cutoff):
        services.end_class(classroom)
        total += 1
    return total
