"""An educator chooses a class or a module, and the platform gets a signed link to it.

Deep Linking 2.0. The request travels with the browser, signed: nothing of it is kept. In a
frame nobody is signed in here, so the educator chooses in a window of this site, and the
frame then takes what was chosen; some platforms take a link from their frame only.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

import jwt
from pylti1p3.deep_link import DeepLink
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.registration import Registration

from challenge.classrooms.lessons import finding
from challenge.credentials import keys
from challenge.lti.claims import Launch, Wish
from challenge.lti.models import LtiPlatform, SpentNonce
from challenge.lti.refusals import LaunchRefused
from challenge.lti.targets import MODULE, Choice, Target

LIVES_SECONDS = 3600
# It travels in an address, twice quoted while somebody signs in.
MOST_CARRIED = 3000
_SALT = "challenge.lti.deep-linking"


@dataclass(frozen=True, slots=True)
class Asked:
    """A platform's request for a link, as it travels; ``nonce`` is that of its launch."""

    platform_id: int
    nonce: str
    framed: bool
    wish: Wish

    @property
    def text(self) -> str:
        """Return it signed.

        Raises:
            LaunchRefused: ``too_large`` if no address could hold it.
        """
        values = [self.platform_id, self.nonce, self.framed, asdict(self.wish)]
        text = signing.dumps(values, salt=_SALT, compress=True)
        if len(text) > MOST_CARRIED:
            raise LaunchRefused("too_large")
        return text


def asked_by(launch: Launch, wish: Wish, nonce: str, framed: bool) -> Asked:
    """Take a platform's request.

    Raises:
        LaunchRefused: ``not_an_educator`` if the platform says that it is from none.
    """
    if not launch.is_educator:
        raise LaunchRefused("not_an_educator")
    return Asked(launch.platform.pk, nonce, framed, wish)


def read(text: str) -> tuple[Asked, LtiPlatform]:
    """Return a request that came along, with its platform; one query.

    Raises:
        LaunchRefused: ``stale`` if this site did not sign it within the hour,
            ``unknown_platform`` if its platform has gone.
    """
    try:
        platform_id, nonce, framed, wish = signing.loads(
            text, salt=_SALT, max_age=LIVES_SECONDS
        )
    except signing.BadSignature:
        raise LaunchRefused("stale") from None
    platform = LtiPlatform.objects.filter(pk=platform_id).first()
    if platform is None:
        raise LaunchRefused("unknown_platform")
    return Asked(platform_id, nonce, framed, Wish(**wish)), platform


def modules_by_topic(locale: str) -> list[tuple[str, list[Choice]]]:
    """Return all modules by the name of their topic; two queries at most."""
    return [
        (str(topic["label"]), [_module(each) for each in topic["lessons"]])
        for topic in finding.lessons_by_topic(locale, finding.Wanted())
    ]


def keep(asked: Asked, choice: Choice) -> None:
    """Hold what was chosen until the platform's frame takes it; one statement."""
    held = json.dumps([str(choice.target), choice.title], ensure_ascii=False)
    SpentNonce.objects.filter(value=asked.nonce).update(picked=held)


def take(asked: Asked) -> tuple[str, str]:
    """Return target and title of what was chosen; one query.

    Raises:
        LaunchRefused: ``nothing_picked`` if nothing was, so far.
    """
    row = SpentNonce.objects.filter(value=asked.nonce).first()
    if row is None or not row.picked:
        raise LaunchRefused("nothing_picked")
    target, title = json.loads(row.picked)
    return target, title


def answer(
    asked: Asked, platform: LtiPlatform, target: str, title: str, launch_url: str
) -> str:
    """Return the signed answer to a request (Deep Linking 2.0, section 4.5): a JWT."""
    who = Registration().set_issuer(platform.issuer).set_client_id(platform.client_id)
    link = _Link().set_url(launch_url).set_title(title)
    link.set_custom_params({"target": target})
    settings: Any = {"data": asked.wish.data}
    return _Answer(who, asked.wish.deployment, settings).get_response_jwt([link])


class _Link(DeepLinkResource):
    """A link to this site, which asks for a window of its own (section 3.1.3)."""

    def to_dict(self) -> dict[str, object]:
        return super().to_dict() | {"window": {"targetName": "_blank"}}


class _Answer(DeepLink):
    """The library's message, signed with the site's key, and with a nonce of chance alone.

    The library's own nonce tells the server's network card and clock.
    """

    def _generate_nonce(self) -> str:
        return secrets.token_urlsafe(24)

    def get_message_jwt(
        self, resources: Sequence[DeepLinkResource]
    ) -> dict[str, object]:
        message = super().get_message_jwt(resources)
        # What the platform did not send it does not get back either.
        return {name: value for name, value in message.items() if value is not None}

    def encode_jwt(self, message: dict[str, object]) -> str:
        return jwt.encode(
            message,
            keys.signing_key(),
            algorithm=keys.ALGORITHM,
            headers={"kid": keys.signing_id()},
        )


def _module(lesson: finding.Listed) -> Choice:
    title = lesson.summary["title"]
    return Choice(
        Target(MODULE, lesson.summary["key"]),
        f"{title} ({lesson.audience_label})",
        title,
    )
