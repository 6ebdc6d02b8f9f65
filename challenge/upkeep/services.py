"""The daily part of the background work: what is due once a counted day."""

import datetime
import logging

from django.utils import timezone

from challenge.days import counting
from challenge.days.counting import Finding
from challenge.days.uptime import read_uptime
from challenge.insight import measuring
from challenge.storage.write_lock import unhurried, write_lock
from challenge.upkeep import lease, stamps
from challenge.upkeep.models import Upkeep
from challenge.upkeep.sweep import Swept, sweep

logger = logging.getLogger(__name__)


def count_day() -> Finding:
    """Count a day if one has passed; return what came of it. This is a write."""
    return counting.count(timezone.localdate(), read_uptime())


def believed_day() -> datetime.date | None:
    """Return the last counted day; None if there is none or the clock is not believed."""
    last = counting.last_counted()
    is_believed = counting.find(timezone.localdate(), last) is Finding.WAITING
    return last if is_believed else None


def measure() -> int | None:
    """Measure results, once a counted day; return the number of sums, None if not due."""
    day = believed_day()
    if day is None or _state().measured_on == day:
        return None
    with lease.kept(), unhurried():
        made = measuring.measure()
    _note(measured_on=day)
    return made


def clear_away() -> Swept | None:
    """Clear away what has had its time, once a counted day; return what, None if not due."""
    day = believed_day()
    if day is None or _state().swept_on == day:
        return None
    with lease.kept(), unhurried():
        if moved := stamps.bring_back(day):
            logger.warning(
                "%s learners had days of a clock that was ahead; they count as seen on %s.",
                moved,
                day,
            )
        swept = sweep()
    _note(swept_on=day, held_back=swept.held_back)
    if swept.held_back:
        logger.warning(
            "Retention held back %s rows that are due, more than its share a day."
            " See `manage.py retention`.",
            swept.held_back,
        )
    return swept


def confirm(day: datetime.date) -> Swept:
    """Believe the clock, which says ``day``, and clear away all that has had its time.

    Learners who have been back since the last counted day count as seen on ``day``: a clock
    that was behind wrote one and the same day for them, whenever they came.
    """
    with write_lock():
        last = counting.last_counted()
        if last is not None:
            stamps.renew(last, day)
        counting.confirm(day)
    stamps.bring_back(day)
    swept = sweep(whole=True)
    _note(swept_on=day, held_back=0)
    return swept


def notices() -> list[str]:
    """Return what keeps the clearing away waiting, by name; nothing when all is well."""
    last = counting.last_counted()
    finding = counting.find(timezone.localdate(), last)
    found = [] if finding is Finding.WAITING else [finding.value]
    state = Upkeep.objects.filter(pk=1).first()
    if state and state.held_back:
        found.append("retention_held_back")
    return found


def _state() -> Upkeep:
    return Upkeep.objects.filter(pk=1).first() or Upkeep(pk=1)


def _note(**changes: object) -> None:
    with write_lock():
        Upkeep.objects.update_or_create(pk=1, defaults=changes)
