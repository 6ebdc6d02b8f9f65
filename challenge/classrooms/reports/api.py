"""The calls that give an educator the report of a class."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.utils.translation import override

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from challenge.classrooms.api_access import EducatorView
from challenge.classrooms.reports import exports, xapi
from challenge.classrooms.reports.schema import ReportSerializer, as_json
from challenge.classrooms.reports.services import report
from challenge.insight.disclosure import threshold
from challenge.insight.exports import csv_response
from cms.publications.views import LOCALE, answers, locale_of


class ReportView(EducatorView):
    """What a class did."""

    @extend_schema(
        operation_id="classes_report_retrieve",
        parameters=[LOCALE],
        responses=answers(ReportSerializer),
    )
    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Return how far the seats are, and what the class answered as a whole.

        Nothing of a seat is told in a sensitive module. What the class answered is told
        once most have answered, and stands still then; see the developers' guide.
        """
        classroom, locale = self.classroom(request, uid), locale_of(request)
        with override(locale):
            data = as_json(report(classroom, locale), threshold())
        return self.if_changed(request, data)


class ReportFileView(EducatorView):
    """The report as a file."""

    @extend_schema(
        operation_id="classes_report_csv",
        parameters=[LOCALE],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Return the report for a spreadsheet; no cell of it is taken for a formula."""
        classroom, locale = self.classroom(request, uid), locale_of(request)
        with override(locale):
            rows = exports.rows(report(classroom, locale))
            return csv_response(f"report-{classroom.play_name}", rows)


class ReportStatementsView(EducatorView):
    """The totals of the report as a file for a learning record store."""

    @extend_schema(
        operation_id="classes_report_xapi",
        parameters=[LOCALE],
        responses={200: {"type": "array", "items": {"type": "object"}}},
    )
    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Return what was told of the class as xAPI statements, whose actor is the class.

        No statement is of a pupil or a seat, and no count is in one that is hidden.
        """
        classroom, locale = self.classroom(request, uid), locale_of(request)
        with override(locale):
            statements = xapi.statements(classroom, report(classroom, locale), locale)
        name = f"report-{classroom.play_name}.xapi.json"
        return JsonResponse(
            statements,
            safe=False,
            json_dumps_params={"indent": 2, "ensure_ascii": False},
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )
