"""The page of a class's report."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from challenge.classrooms.page_access import ClassMixin
from challenge.classrooms.reports import services
from challenge.classrooms.reports.shown import Report
from challenge.insight.disclosure import threshold
from cms.languages import page_locale


@method_decorator(never_cache, name="dispatch")
class ReportView(ClassMixin, TemplateView):
    """What a class did, to look at while it plays, and to print."""

    template_name = "reports/report.html"
    http_method_names = ["get", "head"]

    @cached_property
    def report(self) -> Report:
        """The report in the page's language."""
        return services.report(self.classroom, page_locale())

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``report`` and the ``threshold`` below which counts are hidden."""
        return super().get_context_data(
            report=self.report, threshold=threshold(), **kwargs
        )


class ReportNowView(ReportView):
    """The part of the page that changes; 304 while nothing has."""

    template_name = "reports/now.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw the part only if it is another than the page shows."""
        seen = f"{page_locale()}{self.report!r}".encode()
        etag = f'"{hashlib.sha256(seen).hexdigest()[:32]}"'
        known = get_conditional_response(request, etag=etag)
        response = known or super().get(request, *args, **kwargs)
        response["ETag"] = etag
        return response
