"""A launch from its first request to the verified token.

LTI 1.3 core, section 5.1, and the 1EdTech Security Framework 1.0, section 5.1: OpenID
Connect's login that a third party begins, with the implicit flow and a posted form.

PyJWT verifies, as for the badges. pylti1p3's own launch is not used: it keeps the whole
token, with all it says of a person, in the session or the cache; its nonce can be used
twice; it compares no audience but the first, takes the algorithm from the key set, and
waits for a platform's keys without end.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import jwt

from challenge.lti import claims, state
from challenge.lti.claims import Launch
from challenge.lti.models import ADDRESS_LENGTH, ID_LENGTH, LtiPlatform
from challenge.lti.platform_keys import key_of
from challenge.lti.refusals import LaunchRefused
from challenge.lti.state import State
from quizzes.nesting import check_token_nesting

ALGORITHM = "RS256"
# Clocks of schools are not always right.
LEEWAY_SECONDS = 60
# What comes from outside and goes back in an address.
MOST_HINT = 4096


def answer_login(sent: Mapping[str, str], launch_url: str) -> tuple[str, State]:
    """Return where the browser goes on to sign in at its platform, and the state; one query.

    Args:
        sent: ``iss``, ``login_hint`` and, if the platform has them, ``client_id`` and
            ``lti_message_hint`` (Security Framework, section 5.1.1.1; LTI 1.3 core,
            section 4.1).
        launch_url: the address of this site that the token is to be posted to.

    Raises:
        LaunchRefused: ``incomplete``, ``too_large`` or ``unknown_platform``.
    """
    hints = {
        name: sent[name]
        for name in ("login_hint", "lti_message_hint")
        if sent.get(name)
    }
    if not sent.get("iss") or "login_hint" not in hints:
        raise LaunchRefused("incomplete")
    if any(len(hint) > MOST_HINT for hint in hints.values()):
        raise LaunchRefused("too_large")
    platform = _find(sent["iss"], sent.get("client_id", ""))
    begun = state.begin(platform.pk)
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": launch_url,
        "state": begun.text,
        "nonce": begun.nonce,
        **hints,
    }
    parts = urlsplit(platform.auth_login_url)
    query = "&".join(filter(None, [parts.query, urlencode(asked)]))
    return urlunsplit(parts._replace(query=query)), begun


def platform_of(begun: State) -> LtiPlatform:
    """Return the platform with which a launch began; one query.

    Raises:
        LaunchRefused: ``unknown_platform`` if the operator has taken it away since.
    """
    platform = LtiPlatform.objects.filter(pk=begun.platform_id).first()
    if platform is None:
        raise LaunchRefused("unknown_platform")
    return platform


def verify(token: str, begun: State, platform: LtiPlatform) -> Launch:
    """Return what a posted token says of the launch, and use the nonce up.

    The state names the platform, and so the one set of keys that counts: nothing is
    believed of a token before its signature (LTI 1.3 core, section 5.1.3; OpenID Connect
    core, section 3.1.3.7). Two statements, and the reading of keys once an hour.

    Raises:
        LaunchRefused: for each of the ways in which it can be no good.
    """
    launch = claims.read(_claims_of(token, platform, begun.nonce), platform)
    state.spend(begun.nonce)
    return launch


def _find(issuer: str, client_id: str) -> LtiPlatform:
    long = len(issuer) > ADDRESS_LENGTH or len(client_id) > ID_LENGTH
    # PostgreSQL takes no NUL.
    if long or "\0" in issuer + client_id:
        raise LaunchRefused("unknown_platform")
    wanted = {"issuer": issuer} | ({"client_id": client_id} if client_id else {})
    found = list(LtiPlatform.objects.filter(**wanted)[:2])
    if len(found) != 1:
        raise LaunchRefused("unknown_platform")
    return found[0]


def _claims_of(token: str, platform: LtiPlatform, nonce: str) -> dict[str, object]:
    try:
        check_token_nesting(token)
        kid = jwt.get_unverified_header(token).get("kid")
        said = jwt.decode(
            token,
            key_of(platform, kid if isinstance(kid, str) else ""),
            algorithms=[ALGORITHM],
            audience=platform.client_id,
            issuer=platform.issuer,
            leeway=LEEWAY_SECONDS,
            options={
                "require": ["aud", "exp", "iat", "iss", "nonce"],
                # A platform may leave it out, and this site never reads it.
                "verify_sub": False,
            },
        )
    except jwt.ExpiredSignatureError:
        raise LaunchRefused("expired") from None
    except (jwt.InvalidAudienceError, jwt.InvalidIssuerError):
        raise LaunchRefused("wrong_audience") from None
    # What a platform signs can be odd, too: numbers without end, nesting without end.
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError):
        raise LaunchRefused("bad_token") from None
    if not _is_ours(said, platform):
        raise LaunchRefused("wrong_audience")
    if said["nonce"] != nonce:
        raise LaunchRefused("bad_state")
    return said


def _is_ours(said: Mapping[str, Any], platform: LtiPlatform) -> bool:
    """Return whether it was this client that asked for a token, others may read it, too."""
    if "azp" in said:
        return said["azp"] == platform.client_id
    return not isinstance(said["aud"], list) or len(said["aud"]) == 1
