"""Which classes are at home at which address, for today.

A class is at home where its educator works on it, and where one of its pupils has got in.
Misses elsewhere keep nobody out there. The cache knows the address as a digest, and the
class by its number; nothing about a pupil is kept.
"""

from contextlib import suppress

from django.core.cache import cache

from challenge.limits.addresses import Origin

_SECONDS = 12 * 60 * 60


def note(origin: Origin, classroom_id: int) -> None:
    """Note that a class is at home at an address."""
    cache.set(_class_key(classroom_id), 1, _SECONDS)
    if cache.add(_pair_key(origin, classroom_id), 1, _SECONDS):
        key = _count_key(origin)
        if not cache.add(key, 1, 2 * _SECONDS):
            # What ended in between has nothing to add to.
            with suppress(ValueError):
                cache.incr(key)


def is_home(origin: Origin, classroom_id: int) -> bool:
    """Return whether a class is at home at an address."""
    return cache.get(_pair_key(origin, classroom_id)) is not None


def has_any(origin: Origin) -> bool:
    """Return whether any class is at home at an address."""
    return count(origin) > 0


def count(origin: Origin) -> int:
    """Return how many classes have been at home at an address today."""
    return cache.get(_count_key(origin), 0)


def is_known(classroom_id: int) -> bool:
    """Return whether a class is at home anywhere."""
    return cache.get(_class_key(classroom_id)) is not None


def _class_key(classroom_id: int) -> str:
    return f"limits.home.{classroom_id}"


def _pair_key(origin: Origin, classroom_id: int) -> str:
    return f"{origin.network_key('home')}.{classroom_id}"


def _count_key(origin: Origin) -> str:
    return origin.network_key("homes")
