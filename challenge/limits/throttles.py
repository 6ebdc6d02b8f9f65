"""How many calls one address may make, whatever comes of them."""

from django.conf import settings
from django.http import HttpRequest

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from challenge.limits import homes
from challenge.limits.addresses import Origin, origin_of
from challenge.limits.buckets import Bucket


def bucket(limit: str, key: str) -> Bucket:
    """Return the bucket at ``key`` with the burst and refill that LIMITS has for it."""
    burst, seconds = settings.LIMITS[limit]
    return Bucket(key, burst, seconds)


class VolumeThrottle(BaseThrottle):
    """Limit calls from one address; ``scope`` is the name in LIMITS.

    Where an educator is at work, the pupils of the school have as much again: what a
    script has used up is not missing in class.
    """

    scope: str

    def allow_request(
        self, request: Request | HttpRequest, view: APIView | None = None
    ) -> bool:
        """Take a token of this address; return whether there was one."""
        origin = origin_of(request)
        self._wait = self._admit(origin, self.scope)
        if self._wait and homes.has_any(origin):
            self._wait = self._admit(origin, f"{self.scope}.school")
        return not self._wait

    def wait(self) -> float:
        """Return the seconds until there is a token."""
        return self._wait

    def _admit(self, origin: Origin, scope: str) -> float:
        return bucket(self.scope, origin.address_key(scope)).admit()
