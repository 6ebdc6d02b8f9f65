"""The time that publications are retired at, by the clock that the site names."""

import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime.datetime:
    """Return the moment by ``SITE_CLOCK``, which never goes back before a counted day."""
    return import_string(settings.SITE_CLOCK)()
