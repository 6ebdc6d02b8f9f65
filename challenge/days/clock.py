"""The site's date: the clock's, but never before the last counted day.

A clock that was set back, or that starts in 1970, would otherwise write days of long ago,
and what has them would be cleared away as soon as the clock is right again.
"""

import datetime
import time

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from challenge.days.models import CountedDay

_floor: datetime.date | None = None
_read_at: float | None = None


def today() -> datetime.date:
    """Return the date in the site's time zone; what is stored is never finer."""
    day = timezone.localdate()
    floor = _last_counted()
    return day if floor is None else max(day, floor)


def now() -> datetime.datetime:
    """Return the moment, for what has a time of day; its date is never before ``today``."""
    moment = timezone.now()
    day = today()
    if timezone.localdate(moment) == day:
        return moment
    start = datetime.datetime.combine(day, datetime.time())
    return timezone.make_aware(start)


def forget() -> None:
    """Ask the database anew for the last counted day, at the next call."""
    global _floor, _read_at
    _floor = _read_at = None


def _last_counted() -> datetime.date | None:
    """Return the last counted day as it was ``COUNTED_DAY_TTL_SECONDS`` ago at most."""
    global _floor, _read_at
    moment = time.monotonic()
    if _read_at is None or moment - _read_at > settings.COUNTED_DAY_TTL_SECONDS:
        try:
            _floor = (
                CountedDay.objects.order_by("-day")
                .values_list("day", flat=True)
                .first()
            )
        except DatabaseError:
            # It stays what it was; whoever asks for more of the database hears of it.
            return _floor
        _read_at = moment
    return _floor
