"""What goes by itself: old attempts into their tallies, idle learners altogether."""

import datetime

from django.conf import settings

from challenge.learners import services
from challenge.learners.models import Learner, today
from challenge.progress import tallies

CHUNK = 500


def forget_the_old() -> tuple[int, int]:
    """Fold attempts and erase learners past their time; give how many of each.

    ``ATTEMPT_KEEP_DAYS`` and ``LEARNER_KEEP_DAYS`` say when that is. Works in small pieces,
    between which learners' answers are written.
    """
    return _fold_attempts(), _forget_learners()


def _fold_attempts() -> int:
    cutoff = today() - datetime.timedelta(days=settings.ATTEMPT_KEEP_DAYS)
    tallies.roll_up()
    total = 0
    while folded := tallies.fold(cutoff, CHUNK):
        total += folded
    return total


def _forget_learners() -> int:
    cutoff = today() - datetime.timedelta(days=settings.LEARNER_KEEP_DAYS)
    total = 0
    while True:
        idle = Learner.objects.filter(seen_on__lt=cutoff).order_by("pk")
        ids = list(idle.values_list("pk", flat=True)[:CHUNK])
        if not ids:
            return total
        services.forget(ids)
        total += len(ids)
