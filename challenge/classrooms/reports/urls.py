"""The addresses of the pages, below that of their class; the API has ``api_urls``."""

from django.urls import path

from challenge.classrooms.reports.views import ReportNowView, ReportView

urlpatterns = [
    path("report/", ReportView.as_view(), name="report"),
    path("report/now/", ReportNowView.as_view(), name="report_now"),
]
