"""Counting days so that no clock, however wrong, makes anything look older than it is.

The clock of a server may be wrong by years and be set right again. So what has a term is
not measured by subtracting dates. Days are counted: one at most for every 24 hours that the
server has seen pass by a clock that nobody can set, and only while the date makes sense.
Something of day ``d`` that is kept for ``n`` days may go when more than ``n`` counted days
are later than ``d``. Because no stored day is before the last counted one (``clock``), every
one of these was counted after it, so ``n`` days have really passed.

Time in which the server was off was not seen and does not count, unless an operator says so
(``confirm``, or ``TRUSTED_GAP_DAYS`` for a server that is switched off every night): it is
better to keep something longer than to clear it away too soon.
"""

import datetime
from enum import StrEnum

from django.conf import settings

from challenge.days import clock
from challenge.days.models import CountedDay, DayCount
from challenge.days.uptime import Uptime
from challenge.storage.write_lock import write_lock

DAY_SECONDS = 86_400
# A date so far after the last counted day is a jump, and not believed at once ...
MOST_DAYS_AHEAD = 7
# ... but when the clock has gone on from there for so many days.
STEADY_DAYS = 7
# How many days before the first counted one an operator's word counts: two school years.
HISTORY_DAYS = 800
_ONE = datetime.timedelta(days=1)


class Finding(StrEnum):
    """What came of an attempt to count a day."""

    COUNTED = "counted"
    WAITING = "waiting"
    BEHIND = "clock_behind"
    AHEAD = "clock_ahead"


def last_counted() -> datetime.date | None:
    """Return the last counted day; None before the first."""
    return CountedDay.objects.order_by("-day").values_list("day", flat=True).first()


def cutoff(days: int) -> datetime.date | None:
    """Return the date before which everything was kept for ``days`` counted days.

    None while so many have not been counted: then nothing is old enough.
    """
    later = CountedDay.objects.order_by("-day").values_list("day", flat=True)
    return later[days : days + 1].first()


def days_since(day: datetime.date) -> int:
    """Return how many counted days are later than a day."""
    return CountedDay.objects.filter(day__gt=day).count()


def find(day: datetime.date, last: datetime.date | None) -> Finding:
    """Return whether a clock that says ``day`` may be believed, by the last counted day."""
    if last is None or last - _ONE <= day <= last + _ONE * MOST_DAYS_AHEAD:
        return Finding.WAITING
    return Finding.BEHIND if day < last else Finding.AHEAD


def count(day: datetime.date, uptime: Uptime) -> Finding:
    """Count a day if one has passed.

    Args:
        day: what the clock says, in the site's time zone.
        uptime: what the clock says that nobody can set.
    """
    with write_lock():
        state = _hold()
        _see(state, uptime)
        last = last_counted()
        finding = _judge(state, day, last)
        if finding is Finding.COUNTED:
            _add(state, day, last)
        state.save()
    clock.forget()
    return finding


def confirm(day: datetime.date) -> int:
    """Count every day up to ``day``, also those on which the server was off.

    An operator has said that the clock is right. Days that were counted ahead of it are
    taken back, and those before the first counted one are added, for what is older than
    the counting.

    Returns:
        How many days were added or taken back.
    """
    with write_lock():
        state = _hold()
        CountedDay.objects.filter(day__gt=day).delete()
        known = set(CountedDay.objects.values_list("day", flat=True))
        first, last = (min(known), max(known)) if known else (day, day)
        days = {first - _ONE * number for number in range(HISTORY_DAYS)}
        days |= {last + _ONE * number for number in range((day - last).days + 1)}
        new = [CountedDay(day=each) for each in sorted(days - known)]
        CountedDay.objects.bulk_create(new)
        _start_over(state)
        state.save()
    clock.forget()
    return len(new)


def _hold() -> DayCount:
    """Return the one row, locked until the end of the transaction."""
    DayCount.objects.get_or_create(pk=1)
    return DayCount.objects.select_for_update().get(pk=1)


def _see(state: DayCount, uptime: Uptime) -> None:
    """Add the time that passed since the last reading, if both are of one boot."""
    if state.boot == uptime.boot:
        state.seconds += max(0.0, uptime.seconds - state.uptime)
    state.boot, state.uptime = uptime


def _judge(state: DayCount, day: datetime.date, last: datetime.date | None) -> Finding:
    """Return whether to count ``day``; keep in mind what is not believed yet."""
    if last is None:
        return Finding.COUNTED
    gap = (day - last).days
    if 0 < gap <= settings.TRUSTED_GAP_DAYS:
        return Finding.COUNTED
    finding = find(day, last)
    if finding is Finding.WAITING:
        state.unsure_on = None
        is_due = gap > 0 and state.seconds >= DAY_SECONDS
        return Finding.COUNTED if is_due else finding
    wanted = STEADY_DAYS
    if finding is Finding.BEHIND:
        if state.jumped_from is None or day < state.jumped_from:
            # Nothing tells this clock from one that stands still in 1970.
            state.unsure_on = None
            return finding
        # The jump was wrong, and the clock is back where it came from.
        wanted = 1
    steady = _steady_seconds(state, day)
    return Finding.COUNTED if steady >= wanted * DAY_SECONDS else finding


def _steady_seconds(state: DayCount, day: datetime.date) -> float:
    """Return for how long the clock has gone on from its first unbelieved date."""
    passed = state.seconds - state.unsure_seconds
    if state.unsure_on is not None:
        told = (day - state.unsure_on).days
        if abs(told - passed / DAY_SECONDS) <= 1:
            return passed
    state.unsure_on, state.unsure_seconds = day, state.seconds
    return 0.0


def _add(state: DayCount, day: datetime.date, last: datetime.date | None) -> None:
    jumped_from = state.jumped_from
    CountedDay.objects.filter(day__gt=day).delete()
    gap = (day - last).days if last else 1
    if 0 < gap <= settings.TRUSTED_GAP_DAYS and last is not None:
        days = [last + _ONE * number for number in range(1, gap + 1)]
    else:
        days = [day]
    # One day twice: a jump that is taken back may come back to a day that was counted.
    CountedDay.objects.bulk_create(
        [CountedDay(day=each) for each in days], ignore_conflicts=True
    )
    _start_over(state)
    if gap > max(MOST_DAYS_AHEAD, settings.TRUSTED_GAP_DAYS):
        state.jumped_from = last
    elif gap > 0:
        state.jumped_from = jumped_from


def _start_over(state: DayCount) -> None:
    state.seconds = state.unsure_seconds = 0.0
    state.unsure_on = state.jumped_from = None
