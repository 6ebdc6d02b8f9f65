"""Limits that know an address only for a day, and only as a digest."""

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
        digest = salted_hmac(salt, self.get_ident(request), algorithm="sha256")
        return f"throttle.{self.scope}.{digest.hexdigest()[:32]}"


class NewLearnerThrottle(AddressThrottle):
    """A whole school behind one address may start within an hour; a script may not."""

    scope = "new-learner"
    rate = "3000/hour"


class FailureThrottle(AddressThrottle):
    """Counts failures only: whoever types the right card is never kept waiting.

    Allows ``failures`` in ``seconds``.
    """

    failures: int
    seconds: int

    def parse_rate(self, rate: str | None) -> tuple[int | None, int | None]:
        """Give the limit, whose period REST framework's notation cannot say."""
        return self.failures, self.seconds

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Tell whether there were too many failures lately; does not count this call."""
        self.key = self.get_cache_key(request, view)
        self.now = self.timer()
        self.history = [
            moment
            for moment in self.cache.get(self.key, [])
            if moment > self.now - self.seconds
        ]
        return len(self.history) < self.failures

    def note_failure(self) -> None:
        """Count one failure against the limit that ``allow_request`` looked at."""
        self.cache.set(self.key, [self.now, *self.history], self.seconds)


class WrongCardThrottle(FailureThrottle):
    """Wrong recovery cards from one address: 40 pupils' slips, not a search."""

    scope = rate = "wrong-card"
    failures = 30
    seconds = 600


class WrongCardSiteThrottle(WrongCardThrottle):
    """Wrong recovery cards from everywhere: a search spread over many addresses."""

    scope = rate = "wrong-card-site"
    failures = 300

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """Give the one key of the site."""
        return f"throttle.{self.scope}"
