"""The addresses of the API; those of the pages are in ``urls``."""

from django.urls import path

from challenge.classrooms.reports.api import (
    ReportFileView,
    ReportStatementsView,
    ReportView,
)

urlpatterns = [
    path("classes/<uuid:uid>/report/", ReportView.as_view(), name="class_report"),
    path(
        "classes/<uuid:uid>/report.csv",
        ReportFileView.as_view(),
        name="class_report_csv",
    ),
    path(
        "classes/<uuid:uid>/report.xapi.json",
        ReportStatementsView.as_view(),
        name="class_report_xapi",
    ),
]
