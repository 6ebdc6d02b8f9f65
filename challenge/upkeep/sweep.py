"""What goes by itself, and how much of it at most.

Every term is counted in days that the server has seen pass (``challenge.days.counting``).
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Manager

from challenge.classrooms import retention as classrooms
from challenge.classrooms.models import Classroom
from challenge.days.counting import cutoff
from challenge.learners.models import Learner
from challenge.lti import retention as lti
from challenge.progress import retention as progress
from challenge.progress.models import Attempt
from cms.publishing import services as publishing

# A day may always clear so many, however few there are: a small site's share is small.
LEAST_LEARNERS = 50
LEAST_CLASSES = 20
LEAST_ATTEMPTS = 5000


@dataclass(slots=True)
class Swept:
    """How many of each were cleared away, and how many more were due but held back."""

    attempts: int = 0
    learners: int = 0
    classes: int = 0
    held_back: int = 0

    def __str__(self) -> str:
        return (
            f"{self.attempts} attempts, {self.learners} learners, {self.classes} classes;"
            f" held back: {self.held_back}"
        )


def due() -> Swept:
    """Return how many attempts, learners and classes have had their time."""
    return Swept(
        progress.count_old_attempts(cutoff(settings.ATTEMPT_KEEP_DAYS)),
        progress.count_idle(cutoff(settings.LEARNER_KEEP_DAYS)),
        len(classrooms.ended(cutoff(settings.CLASSROOM_KEEP_DAYS))),
    )


def sweep(*, whole: bool = False) -> Swept:
    """Clear away what has had its time.

    Args:
        whole: all of it. Else ``RETENTION_MOST_SHARE`` of the learners, of the classes and
            of the attempts at most, and the rest another day.
    """
    wanted = due()
    most = wanted if whole else _within_a_share(wanted)
    swept = Swept(
        progress.fold_attempts(cutoff(settings.ATTEMPT_KEEP_DAYS), most.attempts),
        progress.forget_learners(cutoff(settings.LEARNER_KEEP_DAYS), most.learners),
        classrooms.end_the_old(cutoff(settings.CLASSROOM_KEEP_DAYS), most.classes),
        most.held_back,
    )
    classrooms.forget_rounds(cutoff(settings.ATTEMPT_KEEP_DAYS))
    lti.forget_nonces(cutoff(1))
    publishing.prune(cutoff(settings.PUBLICATION_KEEP_DAYS))
    return swept


def _within_a_share(wanted: Swept) -> Swept:
    most = Swept(
        min(wanted.attempts, _share(Attempt.objects, LEAST_ATTEMPTS)),
        min(wanted.learners, _share(Learner.objects, LEAST_LEARNERS)),
        min(wanted.classes, _share(Classroom.objects, LEAST_CLASSES)),
    )
    most.held_back = (
        wanted.attempts
        + wanted.learners
        + wanted.classes
        - (most.attempts + most.learners + most.classes)
    )
    return most


def _share(rows: Manager[Any], least: int) -> int:
    return max(least, int(rows.count() * settings.RETENTION_MOST_SHARE))
