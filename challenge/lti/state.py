"""What ties the two halves of a launch together: the state, its nonce, its one use.

The state goes out with the login and comes back with the launch (OpenID Connect core,
section 3.1.2.1). It is signed and holds the nonce, so nothing is kept until a platform's
signature was good; only then the nonce is noted as used. It is bound to the browser

- in a window of its own by a cookie, which other sites can neither set nor read;
- in a frame, where browsers keep such cookies back, by the policy of the page: it is shown
  inside the registered platform only, leads on by a click, and carries no rights.
"""

import secrets
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare

from challenge.lti.models import SpentNonce
from challenge.lti.refusals import LaunchRefused
from challenge.storage.write_lock import write_lock

LIVES_SECONDS = 600
_SALT = "challenge.lti.state"
_FRAMES = {"iframe", "frame", "embed", "object", "fencedframe"}


@dataclass(frozen=True, slots=True)
class State:
    """A launch that has begun: of which platform, with which nonce."""

    platform_id: int
    nonce: str

    @property
    def cookie(self) -> str:
        """Name the cookie of this launch: two may begin side by side."""
        return f"lti_{self.nonce[:8]}"

    @property
    def text(self) -> str:
        """Return it as it is sent."""
        return signing.dumps([self.platform_id, self.nonce], salt=_SALT)


def begin(platform_id: int) -> State:
    """Begin a launch."""
    return State(platform_id, secrets.token_urlsafe(32))


def read(text: str) -> State:
    """Return the state that came back.

    Raises:
        LaunchRefused: ``bad_state`` if this site did not make it, or not lately.
    """
    try:
        platform_id, nonce = signing.loads(text, salt=_SALT, max_age=LIVES_SECONDS)
    except signing.BadSignature:
        raise LaunchRefused("bad_state") from None
    return State(platform_id, nonce)


def is_framed(request: HttpRequest) -> bool | None:
    """Return whether a page is asked for inside another; None if the browser does not say.

    What it says is the browser's own: no page can set the header (Fetch Metadata).
    """
    destination = request.headers.get("Sec-Fetch-Dest")
    return None if destination is None else destination in _FRAMES


def bind(request: HttpRequest, response: HttpResponseBase, state: State) -> None:
    """Give the browser the cookie of a launch, unless it begins in a frame."""
    if is_framed(request):
        return
    response.set_cookie(
        state.cookie,
        state.nonce,
        max_age=LIVES_SECONDS,
        path="/lti/",
        secure=True,
        httponly=True,
        # The platform sends the launch from its own pages.
        samesite="None",
    )


def is_bound(request: HttpRequest, state: State) -> bool:
    """Return whether this browser began the launch in a window of its own.

    Raises:
        LaunchRefused: ``foreign_state`` if it did not, and is in no frame either.
    """
    held = request.COOKIES.get(state.cookie, "")
    if constant_time_compare(held, state.nonce):
        return True
    if is_framed(request) is False:
        raise LaunchRefused("foreign_state")
    return False


def release(response: HttpResponseBase, state: State) -> None:
    """Take the cookie back."""
    response.delete_cookie(state.cookie, path="/lti/", samesite="None")


def spend(nonce: str) -> None:
    """Use a nonce up; ``retention`` forgets it when its launch would be too late anyway.

    Raises:
        LaunchRefused: ``used_before`` if it was.
    """
    try:
        with write_lock():
            SpentNonce.objects.create(value=nonce)
    except IntegrityError:
        raise LaunchRefused("used_before") from None
