"""The content API: what anybody may read, the same for everybody."""

from django.http import HttpRequest, HttpResponse

from wagtail.rich_text import get_text_for_indexing

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from cms.choices import Band, Topic, Track
from cms.pages.track import TrackPage
from cms.publications import catalogue
from cms.publications.answers import FOREVER, SOON, send
from cms.publications.content import content_of, module_content, ready_answer
from cms.publications.payload import ModuleSummaryData
from cms.publications.schema import (
    ModuleSerializer,
    ModuleSummarySerializer,
    TrackSerializer,
)
from cms.publications.views import LOCALE, ContentView, answers, locale_of


class ModuleFilter(serializers.Serializer):
    """Which modules are listed; an empty filter is none."""

    track = serializers.ChoiceField(Track.choices, required=False, allow_blank=True)
    band = serializers.ChoiceField(Band.choices, required=False, allow_blank=True)
    topic = serializers.ChoiceField(Topic.choices, required=False, allow_blank=True)


def filters(request: HttpRequest) -> dict[str, str]:
    """Return the filters of a request that are set.

    Raises:
        rest_framework.exceptions.ValidationError: if one is not as it must be.
    """
    serializer = ModuleFilter(data=request.GET)
    serializer.is_valid(raise_exception=True)
    return {name: value for name, value in serializer.validated_data.items() if value}


MODULE_FILTERS = ("track", "band", "topic")


class TracksView(ContentView):
    """The tracks of the site."""

    @extend_schema(
        operation_id="tracks_list",
        tags=["content"],
        parameters=[LOCALE],
        responses=answers(TrackSerializer(many=True)),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """List the tracks: children, parents, educators."""
        locale = locale_of(request)
        answer = ready_answer(("tracks", locale), lambda: _tracks(locale))
        return send(request, answer, SOON)


class ModulesView(ContentView):
    """The modules of the site."""

    @extend_schema(
        operation_id="modules_list",
        tags=["content"],
        parameters=[
            LOCALE,
            OpenApiParameter("track", str, enum=["", *Track.values]),
            OpenApiParameter("band", str, enum=["", *Band.values]),
            OpenApiParameter("topic", str, enum=["", *Topic.values]),
        ],
        responses=answers(ModuleSummarySerializer(many=True)),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """List the modules of a language, in the order that editors gave them."""
        locale, wanted = locale_of(request), filters(request)
        name = ("modules", locale, *(wanted.get(field) for field in MODULE_FILTERS))
        answer = ready_answer(name, lambda: _modules(locale, wanted))
        return send(request, answer, SOON)


class ModuleView(ContentView):
    """One module as it is published now."""

    @extend_schema(
        operation_id="modules_retrieve",
        tags=["content"],
        parameters=[LOCALE],
        responses=answers(ModuleSerializer),
    )
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Return a module; `locale` in it says which language it really is in."""
        locale = locale_of(request)
        content = module_content(key, locale)
        if content is None:
            raise NotFound("There is no such module.")
        return send(request, content, SOON)


class VersionView(ContentView):
    """One version of a module, for good."""

    @extend_schema(
        operation_id="content_retrieve",
        tags=["content"],
        responses=answers(ModuleSerializer),
    )
    def get(self, request: HttpRequest, version: str) -> HttpResponse:
        """Return a module by its version; it never changes. Old versions go in the end."""
        content = content_of(version)
        if content is None:
            raise NotFound("There is no such version, or not any more.")
        return send(request, content, FOREVER)


def _tracks(locale: str) -> list[dict[str, object]]:
    order = list(Track.values)
    pages = TrackPage.objects.live().filter(
        locale__language_code=locale, view_restrictions=None
    )
    return [
        {
            "key": page.key,
            "title": page.title,
            "intro": get_text_for_indexing(page.intro),
            "bands": page.bands,
            "url": page.get_url() or "",
        }
        for page in sorted(pages, key=lambda page: order.index(page.key))
    ]


def _modules(locale: str, wanted: dict[str, str]) -> list[ModuleSummaryData]:
    return [
        summary
        for summary in catalogue.module_summaries(locale)
        if summary["track"] == wanted.get("track", summary["track"])
        and summary["band"] == wanted.get("band", summary["band"])
        and summary["topic"] == wanted.get("topic", summary["topic"])
    ]
