"""Limits that know an address only for a day, and only as a digest."""

import ipaddress
from contextlib import suppress

from django.utils.crypto import salted_hmac

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from challenge.learners.models import today


class AddressThrottle(SimpleRateThrottle):
    """Limits calls from one address.

    The cache key is an HMAC of the address under a salt that changes every day, so that
    neither the cache nor a copy of it tells who was here.
    """

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """Give the key under which today's calls from this address are counted."""
        salt = f"challenge.throttle.{self.scope}.{today().isoformat()}"
        origin = _network(self.get_ident(request))
        digest = salted_hmac(salt, origin, algorithm="sha256")
        return f"throttle.{self.scope}.{digest.hexdigest()[:32]}"


def _network(address: str) -> str:
    """Give the address, or of IPv6 the network of 64 bits that one customer has whole."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(whole, ipaddress.IPv4Address):
        return address
    if whole.ipv4_mapped:
        return str(whole.ipv4_mapped)
    return str(ipaddress.ip_network((whole, 64), strict=False))


class NewLearnerThrottle(AddressThrottle):
    """A whole school behind one address may start within an hour; a script may not."""

    scope = "new-learner"
    rate = "3000/hour"


class FailureThrottle(AddressThrottle):
    """Counts failures only: whoever types the right card is never kept waiting.

    Allows ``failures`` in ``seconds``, counted from the first of them. The cache counts in
    one step, so that many guesses at the same moment count as many.
    """

    failures: int
    seconds: int

    def parse_rate(self, rate: str | None) -> tuple[int | None, int | None]:
        """Give the limit, whose period REST framework's notation cannot say."""
        return self.failures, self.seconds

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Tell whether there were too many failures lately; does not count this call."""
        self.key = self.get_cache_key(request, view)
        return self.cache.get(self.key, 0) < self.failures

    def note_failure(self) -> None:
        """Count one failure against the limit that ``allow_request`` looked at."""
        if self.cache.add(self.key, 1, self.seconds):
            self.cache.set(f"{self.key}.since", self.timer(), self.seconds)
            return
        # What ended in between has nothing to add to.
        with suppress(ValueError):
            self.cache.incr(self.key)

    def wait(self) -> float:
        """Give the seconds after which another call may be made."""
        now = self.timer()
        since = self.cache.get(f"{self.key}.since", now)
        return max(1.0, since + self.seconds - now)


class SiteFailureThrottle(FailureThrottle):
    """Counts failures from everywhere: a search spread over many addresses."""

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """Give the one key of the site."""
        return f"throttle.{self.scope}"


class WrongCardThrottle(FailureThrottle):
    """Wrong recovery cards from one address: 40 pupils' slips, not a search."""

    scope = rate = "wrong-card"
    failures = 30
    seconds = 600


class WrongCardSiteThrottle(SiteFailureThrottle):
    """Wrong recovery cards from everywhere."""

    scope = rate = "wrong-card-site"
    failures = 300
    seconds = 600
