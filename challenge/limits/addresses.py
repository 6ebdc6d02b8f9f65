"""Where a request comes from, as far as limits need to know: a digest for a day."""

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from challenge.limits import proxies

# What one customer is given of IPv6: a household's network, and all that a guesser has
# without paying for more.
_HOME_BITS = 64
_CUSTOMER_BITS = 48
_locks = [threading.Lock() for _ in range(64)]


@dataclass(frozen=True, slots=True)
class Origin:
    """The address of a request. It is never stored or logged: only its digests are.

    ``address`` is an IPv4 address or the 64 bits of an IPv6 network; ``network`` is the
    same address, or the 48 bits of which somebody may have 65,536 networks at no cost.
    """

    address: str
    network: str

    def address_key(self, scope: str) -> str:
        """Return the cache key of this address for today and one purpose."""
        return _key(scope, self.address)

    def network_key(self, scope: str) -> str:
        """Return the cache key of this network for today and one purpose."""
        return _key(scope, self.network)


def origin_of(request: Request | HttpRequest) -> Origin:
    """Return where a request comes from, past the proxies in front of the site."""
    proxies.look_at(request.META)
    # It reads nothing of a request but its headers.
    address = BaseThrottle().get_ident(request)  # type: ignore[arg-type]
    return Origin(_shortened(address, _HOME_BITS), _shortened(address, _CUSTOMER_BITS))


@contextmanager
def one_at_a_time(key: str) -> Iterator[None]:
    """Let one thread of this process look and pay for it before the next one looks."""
    with _locks[hash(key) % len(_locks)]:
        yield


def _key(scope: str, origin: str) -> str:
    """Return an HMAC under a salt of the day: the cache does not tell who was here."""
    salt = f"challenge.limits.{scope}.{timezone.localdate().isoformat()}"
    digest = salted_hmac(salt, origin, algorithm="sha256").hexdigest()
    return f"limits.{scope}.{digest[:32]}"


def _shortened(address: str, bits: int) -> str:
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(whole, ipaddress.IPv4Address):
        return address
    if whole.ipv4_mapped:
        return str(whole.ipv4_mapped)
    return str(ipaddress.ip_network((whole, bits), strict=False))
