"""The public API, version 1: what is mounted where, and its own description."""

import hashlib
from functools import cache
from threading import Lock

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import include, path, re_path

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.publications.answers import SOON, send
from cms.publications.content import Content
from cms.publications.encoding import compress


def only_public_api(endpoints: list[tuple]) -> list[tuple]:
    """Keep the calls of this API in the OpenAPI document; Wagtail's own stay out."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


class SchemaView(APIView):
    """The OpenAPI document; the code of a process is fixed, and so is the document."""

    schema = None

    def get(self, request: Request) -> HttpResponse:
        """Send the document, made at the first call, or 304."""
        return send(request, _document(), SOON)


_making = Lock()


def _document() -> Content:
    # Whoever comes while the first is at it waits instead of making one, too.
    with _making:
        return _make_document()


@cache
def _make_document() -> Content:
    document = SchemaGenerator().get_schema(request=None, public=True)
    data = OpenApiJsonRenderer().render(document)
    version = hashlib.sha256(data).hexdigest()[:32]
    return Content(version, data, **compress(data, quality=11))


class DocsView(SpectacularSwaggerSplitView):
    """A reader of the OpenAPI document whose scripts and styles are all served by us."""

    url_name = "schema"
    url_self = "docs"

    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        """Send a policy that fits the reader: it styles itself inline."""
        response = super().dispatch(request, *args, **kwargs)
        response["Content-Security-Policy"] = (
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
        )
        return response


class UnknownView(APIView):
    """Answer an address that the API does not have in the API's own error shape."""

    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Refuse every method alike."""
        raise NotFound(
            "There is no such call. GET /api/v1/docs/ lists those there are."
        )


urlpatterns = [
    # First, for nothing is asked so often.
    path("", include("challenge.progress.api_urls")),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("", include("cms.publishing.api_urls")),
    path("", include("cms.helplines.api_urls")),
    path("", include("cms.programme.api_urls")),
    path("", include("challenge.learners.api_urls")),
    path("", include("challenge.learner_profile.api_urls")),
    path("", include("challenge.spaced_review.api_urls")),
    path("", include("challenge.rewards.api_urls")),
    path("", include("challenge.classrooms.reports.api_urls")),
    path("", include("challenge.classrooms.api_urls")),
    path("", include("challenge.classrooms.class_mode.api_urls")),
    re_path(r"^.*$", UnknownView.as_view()),
]
