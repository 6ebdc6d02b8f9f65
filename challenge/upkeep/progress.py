"""How far the background work has come, for monitors and operators."""

from typing import Any

from django.utils import timezone

from challenge.progress.models import Attempt, Watermark
from challenge.progress.tallies import WATERMARK
from challenge.upkeep.models import JobState, Upkeep

ROLL_UPS = "roll-ups"


def summary() -> dict[str, Any]:
    """Return seconds since answers were counted last, and the last day of retention."""
    rolled_up = JobState.objects.filter(name=ROLL_UPS).first()
    state = Upkeep.objects.filter(pk=1).first()
    counted = rolled_up.succeeded_at if rolled_up else None
    lag = max(0, int((timezone.now() - counted).total_seconds())) if counted else None
    return {
        "rollup_lag_seconds": lag,
        "last_retention_day": state.swept_on if state else None,
    }


def uncounted() -> int:
    """Return about how many attempts wait to be counted, without counting them.

    Numbers of attempts have gaps on PostgreSQL, so it is the most that there can be.
    """
    newest = Attempt.objects.order_by("-seq").values_list("seq", flat=True).first()
    marks = Watermark.objects.filter(name=WATERMARK).values_list("seq", flat=True)
    return max(0, (newest or 0) - (marks.first() or 0))
