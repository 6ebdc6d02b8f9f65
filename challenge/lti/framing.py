"""Which pages another site may show in a frame of its own: those of a launch, one site."""

from django.http.response import HttpResponseBase

from challenge.lti.models import LtiPlatform


def may_be_framed(response: HttpResponseBase, platform: LtiPlatform) -> None:
    """Let the platform's pages show this one in a frame, and no others."""
    setattr(response, "xframe_options_exempt", True)  # noqa: B010 -- Django's mark
    _replace(response, "frame-ancestors", [platform.origin])


def may_post(response: HttpResponseBase, platform: LtiPlatform) -> None:
    """Let a form of this page post to the platform, and nowhere else."""
    _replace(response, "form-action", [platform.origin])


def _replace(response: HttpResponseBase, directive: str, sources: list[str]) -> None:
    replaced = getattr(response, "_csp_replace", None) or {}
    # django-csp's mark.
    setattr(response, "_csp_replace", replaced | {directive: sources})  # noqa: B010
