"""The calls for case studies."""

from django.http import HttpRequest, HttpResponse

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from cms.case_studies.models import CaseStudy, Measure, Sector
from cms.entries.api import (
    EntriesView,
    EntryApiView,
    EntrySerializer,
    page_of,
    parameters_of,
)
from cms.publications.views import LOCALE, answers


class CaseStudySerializer(EntrySerializer):
    """A case study."""

    country = serializers.CharField(
        allow_blank=True, help_text="ISO 3166 code; empty if it is international."
    )
    sector = serializers.ChoiceField(Sector.choices)
    measure = serializers.ChoiceField(Measure.choices)
    organisation = serializers.CharField()
    started_in = serializers.IntegerField(allow_null=True)
    action = serializers.CharField(help_text="What was done.")
    evidence = serializers.CharField()
    outcome = serializers.CharField()


class CaseStudiesView(EntriesView):
    """Case studies."""

    model = CaseStudy

    @extend_schema(
        operation_id="case_studies_list",
        tags=["programme"],
        parameters=parameters_of(CaseStudy),
        responses=answers(page_of(CaseStudySerializer)),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """List the published case studies, the newest first, 20 on a page."""
        return self.answer(request)


class CaseStudyView(EntryApiView):
    """One case study."""

    model = CaseStudy

    @extend_schema(
        operation_id="case_studies_retrieve",
        tags=["programme"],
        parameters=[LOCALE],
        responses=answers(CaseStudySerializer),
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Return a case study by its id; `locale` in it says which language it is in."""
        return self.answer(request, slug)
