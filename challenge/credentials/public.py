"""Who issues credentials and what for, for the programs that check them."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from challenge.credentials import badges, keys, services
from cms.publications import catalogue

MINUTES = 5


def _public(
    answer: Callable[..., Mapping[str, object]], media_type: str = "application/ld+json"
) -> Callable[..., HttpResponse]:
    """Make a view of what gives a JSON object: the same for everybody, from anywhere."""

    @require_safe
    @wraps(answer)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return JsonResponse(
            answer(**kwargs),
            content_type=media_type,
            headers={
                "Access-Control-Allow-Origin": "*",
                "Cache-Control": f"public, max-age={60 * MINUTES}",
            },
        )

    return view


def _in_context(shape: Mapping[str, object]) -> Mapping[str, object]:
    return {"@context": [badges.VC_CONTEXT, badges.OB_CONTEXT], **shape}


def _issuer() -> Mapping[str, object]:
    return _in_context(badges.profile())


def _key(kid: str) -> Mapping[str, object]:
    for jwk in keys.jwks():
        if jwk["kid"] == kid:
            return jwk
    raise Http404


def _jwks() -> Mapping[str, object]:
    return {"keys": keys.jwks()}


def _achievement(module: str = services.WHOLE_TRACK) -> Mapping[str, object]:
    locale = settings.LANGUAGE_CODE
    course = catalogue.courses(locale).get(module)
    if module and course is None:
        raise Http404
    with override(locale):
        of = (
            services.achievement_for(course, module) if module else badges.whole_track()
        )
        return _in_context(badges.achievement(of, locale))


issuer = _public(_issuer)
did_document = _public(badges.did_document, "application/did+json")
key = _public(_key, "application/jwk+json")
jwks = _public(_jwks, "application/jwk-set+json")
revoked = _public(badges.revocation_list, "application/json")
achievement = _public(_achievement)
