"""Guesses: each network has some of its own, and a pool that all share for more.

A network that has not used up its own is always answered, whatever others did. One that
has is answered while the pool lasts, and waits otherwise. So the guesses of a day are
bounded by (networks × own) + pool, and what one network does costs no other its own.

Both refill the more slowly, the likelier one guess is to be right: with ``chance`` the
probability of that, the pool lets ``GUESS_SHARE / chance`` guesses through in a day.
"""

import math
from collections.abc import Callable
from functools import cached_property

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from challenge.limits import TooManyError
from challenge.limits.addresses import Origin
from challenge.limits.buckets import Bucket
from challenge.limits.throttles import bucket

DAY = 24 * 60 * 60
# Of the pool of a day this part may go at once; the rest comes evenly.
_AT_ONCE = 1 / 4
_BIGGEST_BURST = 60
# A network's own guess comes back in a minute while guessing is hopeless, and as slowly as
# LIMITS says from this chance on.
_FASTEST = 60.0
_SLOWEST_FROM = 1e-7
_REMEMBER_SECONDS = 60 * 60


def pool_of(key: str, chance: float) -> Bucket:
    """Return the pool of all networks for guesses that are right with ``chance``."""
    a_day = max(2.0, settings.GUESS_SHARE / chance)
    burst = min(_BIGGEST_BURST, math.ceil(a_day * _AT_ONCE))
    return Bucket(key, burst, DAY / (a_day - burst))


def own_of(limit: str, key: str, chance: float) -> Bucket:
    """Return a network's own bucket for guesses that are right with ``chance``."""
    burst, slowest = settings.LIMITS[limit]
    seconds = max(_FASTEST, slowest * chance / _SLOWEST_FROM)
    return Bucket(key, burst, min(slowest, seconds))


class Allowance:
    """What may be guessed from one network: its own, then out of a pool."""

    def __init__(self, own: Bucket, pool: Bucket) -> None:
        self.own = own
        self.pool = pool

    def wait(self) -> float:
        """Return the seconds until a guess may be looked at, 0.0 if at once."""
        wait = self.own.wait()
        return min(wait, self.pool.wait()) if wait else 0.0

    def charge(self) -> None:
        """Pay for a guess that was wrong."""
        (self.pool if self.own.wait() else self.own).charge()


class Guess:
    """One guess at a secret that anybody may have, such as a code.

    ``limit`` names the network's own bucket in LIMITS; ``chance`` returns the probability
    that a guess is right, above 0. The same text from the same network tells nothing new:
    it is looked at once more, and not paid for.
    """

    def __init__(
        self, limit: str, origin: Origin, text: str, chance: Callable[[], float]
    ) -> None:
        self._limit = limit
        self._chance = chance
        self.key = origin.network_key(limit)
        digest = salted_hmac(self.key, text, algorithm="sha256").hexdigest()
        self._tried_key = f"{self.key}.{digest[:32]}"

    @cached_property
    def _allowance(self) -> Allowance:
        chance = self._chance()
        return Allowance(
            own_of(self._limit, self.key, chance),
            pool_of(f"limits.{self._limit}.pool", chance),
        )

    @property
    def is_repeat(self) -> bool:
        """Whether this network has been told already that the text is wrong."""
        return cache.get(self._tried_key) is not None

    def wait(self) -> float:
        """Return the seconds until the guess may be looked at, 0.0 if at once."""
        # Where nobody guessed wrong lately, the chance need not be known.
        is_clean = cache.get(self.key) is None
        return 0.0 if is_clean else self._allowance.wait()

    def charge(self) -> None:
        """Pay for the guess, and remember it for an hour."""
        self._allowance.charge()
        cache.set(self._tried_key, 1, _REMEMBER_SECONDS)


def slip(origin: Origin) -> None:
    """Count what was wrong and tells a guesser nothing.

    It is looked at first, so nothing right is ever refused for it.

    Raises:
        TooManyError: if there were so many that a script makes them.
    """
    if wait := bucket("slip", origin.address_key("slip")).admit():
        raise TooManyError(wait)
