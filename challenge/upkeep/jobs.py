"""The jobs of the background work: what is done, and how often.

The order counts: results are measured before the answers that they are of may go.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command

from challenge.days.counting import Finding
from challenge.progress import tallies
from challenge.storage import reserve
from challenge.upkeep import services

logger = logging.getLogger(__name__)

MINUTE = 60
DAY = 24 * 60 * MINUTE

WARNINGS = {
    Finding.BEHIND: (
        "The clock says a date before the last counted day: nothing is cleared away until it"
        " is right. See `manage.py retention`."
    ),
    Finding.AHEAD: (
        "The clock says a date long after the last counted day: nothing is cleared away until"
        " it has gone on from there for a week, or somebody confirms it. See `manage.py"
        " retention`."
    ),
}


@dataclass(frozen=True, slots=True)
class Job:
    """One job; ``run`` returns a sentence of what was done, or an empty string."""

    name: str
    run: Callable[[], str]
    seconds: float


def jobs() -> list[Job]:
    """Return all jobs, in the order in which those that are due are run."""
    return [
        Job("room", _hold_room, MINUTE),
        Job("roll-ups", _roll_up, settings.ROLLUP_SECONDS),
        Job("days", _CountDays(), MINUTE),
        Job("measures", _measure, MINUTE),
        Job("retention", _clear_away, MINUTE),
        Job("publishing", _publish_scheduled, MINUTE),
        Job("sessions", _clear_sessions, DAY),
    ]


def _hold_room() -> str:
    reserve.keep()
    return ""


def _roll_up() -> str:
    counted = tallies.roll_up()
    return f"Counted {counted} attempts." if counted else ""


class _CountDays:
    """Count days, and warn once when the clock is not believed any more."""

    def __init__(self) -> None:
        self._finding: Finding | None = None

    def __call__(self) -> str:
        finding = services.count_day()
        if finding in WARNINGS and finding != self._finding:
            logger.warning(WARNINGS[finding])
        self._finding = finding
        return f"Day: {finding}."


def _measure() -> str:
    made = services.measure()
    return "" if made is None else f"Made {made} sums over learners."


def _clear_away() -> str:
    swept = services.clear_away()
    return "" if swept is None else f"Cleared away: {swept}."


def _publish_scheduled() -> str:
    """Publish and unpublish what was scheduled, by a clock that is believed."""
    if services.believed_day() is not None:
        call_command("publish_scheduled", verbosity=0)
    return ""


def _clear_sessions() -> str:
    call_command("clearsessions", verbosity=0)
    return ""
