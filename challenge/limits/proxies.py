"""Whether limits see the devices' addresses, or only a proxy's.

Without ``NUM_PROXIES`` everybody behind a proxy has one address: all of them share the
limits of one. It is noticed here and said once, in the log and in ``/readyz``; no address
is named.
"""

import hashlib
import ipaddress
import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

logger = logging.getLogger(__name__)

FORWARDED = "proxy_unknown"
ALONE = "one_address"
WORDS = {
    FORWARDED: (
        "A proxy in front of the site sends X-Forwarded headers, but NUM_PROXIES is 0: all"
        " devices share the limits of one address. Set NUM_PROXIES to the number of proxies."
    ),
    ALONE: (
        "Every request so far came from one private address: a proxy seems to hide the"
        " devices, which then share the limits of one. Let it send X-Forwarded-For, and set"
        " NUM_PROXIES."
    ),
}
# So many requests one after the other are a proxy's: a client may send such a header, too,
# but not with every request that reaches the site.
_ENOUGH_FORWARDED = 50
_ENOUGH_ALONE = 500
_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")


class Watch:
    """What this process has seen of addresses since it started; kept in memory only."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self._forwarded = 0
        self._first = b""
        self._alone = 0

    def look_at(self, meta: Mapping[str, Any], expected: int, *, is_demo: bool) -> None:
        """Notice, and log once, what hints at a proxy that is not accounted for."""
        if expected:
            return
        is_forwarded = any(meta.get(name) for name in _HEADERS)
        self._forwarded = self._forwarded + 1 if is_forwarded else 0
        if self._forwarded == _ENOUGH_FORWARDED:
            self._note(FORWARDED)
        if self._alone >= 0 and not (is_forwarded or is_demo):
            self._count_address(str(meta.get("REMOTE_ADDR", "")))

    def _count_address(self, address: str) -> None:
        digest = hashlib.sha256(address.encode()).digest()
        self._first = self._first or digest
        self._alone += 1
        if digest != self._first or not _is_private(address):
            # Devices' addresses are seen, so this never needs another look.
            self._alone = -1
        elif self._alone == _ENOUGH_ALONE:
            self._note(ALONE)
            self._alone = -1

    def _note(self, what: str) -> None:
        if what not in self.notices:
            self.notices.append(what)
            logger.warning(WORDS[what])


watch = Watch()


def look_at(meta: Mapping[str, Any]) -> None:
    """Notice what a request's headers hint at."""
    watch.look_at(meta, _expected(), is_demo=settings.DEMO)


def notices() -> list[str]:
    """Return what this process has noticed: ``proxy_unknown``, ``one_address``."""
    return [*watch.notices]


def check_proxies(**kwargs: Any) -> list[CheckMessage]:
    """Warn at the start when the settings count on a proxy and NUM_PROXIES does not."""
    if _expected() or not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return []
    return [
        Warning(
            "NUM_PROXIES is 0, but these settings are for a site behind a proxy: all"
            " devices would share the limits of one address.",
            hint="Set NUM_PROXIES to the number of proxies that add to X-Forwarded-For.",
            id="challenge.W001",
        )
    ]


def _expected() -> int:
    return settings.REST_FRAMEWORK["NUM_PROXIES"]


def _is_private(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        # A socket of this machine has no address.
        return True
