"""What the calls share that anybody may make, and that answer everybody the same."""

from django.http import HttpRequest

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.views import APIView

from cms.languages import offered_or_default

LOCALE = OpenApiParameter(
    "locale",
    str,
    description="A language such as `ar`; one that the site has not falls back to its "
    "default language.",
)


def answers(
    serializer: serializers.BaseSerializer | type[serializers.BaseSerializer],
) -> dict[int, object]:
    """Describe the answers of a call that has an ETag."""
    same = OpenApiResponse(description="What the client has is still good.")
    return {200: serializer, 304: same}


def locale_of(request: HttpRequest) -> str:
    """Return the language that a request asks for, or the site's default."""
    return offered_or_default(request.GET.get("locale", ""))


class ContentView(APIView):
    """A view that knows nobody: no cookie, no session, no token."""

    authentication_classes: list = []
    permission_classes: list = []
    throttle_classes: list = []
