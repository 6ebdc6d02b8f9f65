"""The calls for guidelines."""

from django.http import HttpRequest, HttpResponse

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from cms.entries.api import (
    EntriesView,
    EntryApiView,
    EntrySerializer,
    page_of,
    parameters_of,
)
from cms.entries.services import entry_by_slug
from cms.guidelines.blocks import Status
from cms.guidelines.models import Audience, Guideline
from cms.guidelines.services import Comparison, comparison_of
from cms.publications.answers import SOON, send
from cms.publications.content import ready_answer
from cms.publications.views import LOCALE, ContentView, answers, locale_of

KINDS = ("added", "removed", "changed", "same")
PIECES = ("added", "removed", "same")
YEARS = [
    OpenApiParameter(
        name,
        {"type": "integer", "minimum": 1970, "maximum": 2100},
        description="The year of an edition; without it, one of the two newest.",
    )
    for name in ("from", "to")
]


class DocumentSerializer(serializers.Serializer):
    """Where the publisher offers an edition in a language."""

    language = serializers.CharField()
    url = serializers.CharField()


class GuidelineSectionSerializer(serializers.Serializer):
    """A section of an edition, told in our own words."""

    id = serializers.CharField(help_text="The fragment of links to it, `section-3-2`.")
    number = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class EditionSerializer(serializers.Serializer):
    """An edition of a guideline."""

    year = serializers.IntegerField()
    status = serializers.ChoiceField(Status.choices)
    title = serializers.CharField()
    publisher = serializers.CharField()
    changed = serializers.CharField(allow_blank=True)
    url = serializers.CharField()
    documents = DocumentSerializer(many=True)


class WholeEditionSerializer(EditionSerializer):
    """An edition with its sections."""

    sections = GuidelineSectionSerializer(many=True)


class GuidelineSerializer(EntrySerializer):
    """A guideline as a list answers it."""

    audience = serializers.ChoiceField(Audience.choices)
    publisher = serializers.CharField()
    about = serializers.CharField(allow_blank=True)
    editions = EditionSerializer(many=True)


class WholeGuidelineSerializer(GuidelineSerializer):
    """A guideline with the sections of its editions."""

    editions = WholeEditionSerializer(many=True)


class PieceSerializer(serializers.Serializer):
    """Words that both editions have, or one of them alone."""

    kind = serializers.ChoiceField(PIECES)
    text = serializers.CharField()


class DifferenceSerializer(serializers.Serializer):
    """A section in two editions."""

    kind = serializers.ChoiceField(KINDS)
    older = serializers.CharField(
        allow_null=True, help_text="Its number in the older edition."
    )
    newer = serializers.CharField(
        allow_null=True, help_text="Its number in the newer edition."
    )
    title = PieceSerializer(many=True)
    text = PieceSerializer(many=True)


class ComparisonSerializer(serializers.Serializer):
    """What differs between two editions."""

    id = serializers.CharField()
    locale = serializers.CharField()
    older = serializers.IntegerField()
    newer = serializers.IntegerField()
    differences = DifferenceSerializer(many=True)


class YearsForm(serializers.Serializer):
    """The two years that an address asks for."""

    older = serializers.IntegerField(min_value=1970, max_value=2100, required=False)
    newer = serializers.IntegerField(min_value=1970, max_value=2100, required=False)


class GuidelinesView(EntriesView):
    """Guidelines."""

    model = Guideline

    @extend_schema(
        operation_id="guidelines_list",
        tags=["programme"],
        parameters=parameters_of(Guideline),
        responses=answers(page_of(GuidelineSerializer)),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """List the guidelines with their editions, by title, 20 on a page."""
        return self.answer(request)


class GuidelineView(EntryApiView):
    """One guideline."""

    model = Guideline

    @extend_schema(
        operation_id="guidelines_retrieve",
        tags=["programme"],
        parameters=[LOCALE],
        responses=answers(WholeGuidelineSerializer),
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Return a guideline by its id, with the sections of each edition."""
        return self.answer(request, slug)


class DifferencesView(ContentView):
    """What differs between two editions of a guideline."""

    @extend_schema(
        operation_id="guidelines_differences",
        tags=["programme"],
        parameters=[LOCALE, *YEARS],
        responses=answers(ComparisonSerializer),
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Return what differs between two editions, section by section, or 304.

        Raises:
            NotFound: if no published guideline has the id, or it has no two such editions.
        """
        asked = {"older": request.GET.get("from"), "newer": request.GET.get("to")}
        form = YearsForm(data={name: year for name, year in asked.items() if year})
        form.is_valid(raise_exception=True)
        older, newer = (form.validated_data.get(name) for name in asked)
        locale = locale_of(request)
        guideline = entry_by_slug(Guideline, locale, slug)
        found = guideline and comparison_of(guideline, older, newer)
        if guideline is None or found is None:
            raise NotFound("There are no such two editions.")
        years = (found.older.year, found.newer.year)
        name = ("guideline_differences", locale, slug, *years)
        ready = ready_answer(name, lambda: _data(guideline, found))
        return send(request, ready, SOON)


def _data(guideline: Guideline, comparison: Comparison) -> dict[str, object]:
    return {
        "id": guideline.slug,
        "locale": guideline.locale.language_code,
        "older": comparison.older.year,
        "newer": comparison.newer.year,
        "differences": [
            {
                "kind": one.kind,
                "older": one.old and one.old.number,
                "newer": one.new and one.new.number,
                "title": [piece._asdict() for piece in one.title],
                "text": [piece._asdict() for piece in one.text],
            }
            for one in comparison.differences
        ],
    }
