"""The site on a machine whose clock is wrong by ``CLOCK_DAYS`` days (WSGI)."""

import datetime
import os

from django.utils import timezone

_right = timezone.now


def _now() -> datetime.datetime:
    return _right() + datetime.timedelta(days=int(os.environ["CLOCK_DAYS"]))


timezone.now = _now

from config.wsgi import application  # noqa: E402 -- the clock is wrong before anything asks it

__all__ = ["application"]
