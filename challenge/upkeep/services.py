"""The background work: counts every few seconds, and once a counted day what else is due."""

import datetime
import logging
from dataclasses import dataclass

from django.utils import timezone

from challenge.days import counting
from challenge.days.counting import Finding
from challenge.days.uptime import read_uptime
from challenge.insight import measuring
from challenge.progress import tallies
from challenge.storage import reserve
from challenge.storage.write_lock import unhurried, write_lock
from challenge.upkeep import lease, stamps
from challenge.upkeep.models import Upkeep
from challenge.upkeep.sweep import Swept, sweep

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Done:
    """What a run has done: attempts counted, what became of the day, what was cleared."""

    counted: int = 0
    finding: Finding = Finding.WAITING
    swept: Swept | None = None


def run(finding: Finding | None = None) -> Done | None:
    """Do what is due; None if another process is at it.

    Args:
        finding: what the last attempt to count a day came to, where it is too early for
            another; None to make one.
    """
    reserve.keep()
    if not lease.take():
        return None
    done = Done(counted=tallies.roll_up())
    done.finding = finding or counting.count(timezone.localdate(), read_uptime())
    day = counting.last_counted()
    if done.finding in (Finding.COUNTED, Finding.WAITING) and day is not None:
        done.swept = _do_daily_work(day)
    return done


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


def _do_daily_work(day: datetime.date) -> Swept | None:
    state = Upkeep.objects.get(pk=1)
    if state.measured_on == day and state.swept_on == day:
        return None
    if not lease.take(lease.LONGEST_SECONDS):
        return None
    swept = None
    with unhurried():
        if state.measured_on != day:
            # First what is known of the answers that may go now.
            measuring.measure()
            _note(measured_on=day)
        if state.swept_on != day:
            if moved := stamps.bring_back(day):
                logger.warning(
                    "%s learners had days of a clock that was ahead; they count as seen on"
                    " %s.",
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
    lease.take()
    return swept


def _note(**changes: object) -> None:
    with write_lock():
        Upkeep.objects.update_or_create(pk=1, defaults=changes)
