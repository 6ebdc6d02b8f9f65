"""What this site reads of a launch, and nothing more.

A token says a lot about a person: ``sub``, names, an address, a picture. None of it gets
out of ``read``; what comes out has no place for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pylti1p3.roles import DesignerRole, StaffRole, TeacherRole, TeachingAssistantRole

from challenge.lti.models import LtiPlatform
from challenge.lti.refusals import LaunchRefused

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
VERSION = "1.3.0"
RESOURCE, DEEP = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
# Instructor, Administrator, TeachingAssistant, ContentDeveloper, and staff of the school or
# the system (LTI 1.3 core, appendix A.2).
EDUCATORS = (TeacherRole, TeachingAssistantRole, DesignerRole, StaffRole)
_FRAMED = ("frame", "iframe")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a platform wants to be given a link for (Deep Linking 2.0, section 4.4.1)."""

    deployment: str
    return_url: str
    data: str | None


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch that is genuine. Who launched is not in it.

    ``target`` is the custom parameter of that name, "" if there is none; ``locale`` the
    language that the platform shows, "" if it does not say; ``wish`` None unless a link is
    to be chosen.
    """

    platform: LtiPlatform
    is_educator: bool
    target: str
    locale: str
    is_framed: bool
    wish: Wish | None


def read(claims: Mapping[str, Any], platform: LtiPlatform) -> Launch:
    """Read the claims of a token whose signature was good (LTI 1.3 core, section 5.3).

    A launch without ``sub`` is as good as any other here.

    Raises:
        LaunchRefused: ``unknown_deployment``, ``bad_message``, or for a deep link
            ``no_links_taken`` and ``bad_return``.
    """
    deployment = _text(claims, LTI + "deployment_id")
    if deployment not in platform.deployments:
        raise LaunchRefused("unknown_deployment")
    kind = claims.get(LTI + "message_type")
    if claims.get(LTI + "version") != VERSION or kind not in (RESOURCE, DEEP):
        raise LaunchRefused("bad_message")
    if kind == RESOURCE and not _text(_part(claims, LTI + "resource_link"), "id"):
        raise LaunchRefused("bad_message")
    shown = _part(claims, LTI + "launch_presentation")
    return Launch(
        platform=platform,
        is_educator=_is_educator(claims.get(LTI + "roles")),
        target=_text(_part(claims, LTI + "custom"), "target").strip(),
        locale=_text(shown, "locale").lower().replace("_", "-"),
        is_framed=shown.get("document_target") in _FRAMED,
        wish=_wish(claims, platform, deployment) if kind == DEEP else None,
    )


def _wish(claims: Mapping[str, Any], platform: LtiPlatform, deployment: str) -> Wish:
    asked = _part(claims, DEEP_LINKING + "deep_linking_settings")
    takes = asked.get("accept_types")
    if not isinstance(takes, list) or "ltiResourceLink" not in takes:
        raise LaunchRefused("no_links_taken")
    data = asked.get("data")
    return_url = _text(asked, "deep_link_return_url")
    if not platform.is_own(return_url) or not isinstance(data, str | None):
        raise LaunchRefused("bad_return")
    return Wish(deployment, return_url, data)


def _is_educator(roles: object) -> bool:
    if not isinstance(roles, list):
        return False
    named = {LTI + "roles": [role for role in roles if isinstance(role, str)]}
    return any(role(named).check() for role in EDUCATORS)


def _part(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = claims.get(name)
    return value if isinstance(value, dict) else {}


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
