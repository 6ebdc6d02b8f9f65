"""What classes did together goes when single answers go."""

import datetime

from django.conf import settings

from challenge.classrooms.rounds.models import Round
from challenge.learners.models import today
from challenge.progress.turn import writing


def forget_rounds() -> None:
    """Delete the rounds of ``ATTEMPT_KEEP_DAYS`` ago or more, with what seats chose."""
    cutoff = today() - datetime.timedelta(days=settings.ATTEMPT_KEEP_DAYS)
    with writing():
        Round.objects.filter(day__lt=cutoff).delete()
