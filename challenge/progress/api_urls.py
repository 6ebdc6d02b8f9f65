from django.urls import path

from challenge.progress.api import AttemptsView, ProgressView
from challenge.progress.checks_api import ChecksView

urlpatterns = [
    path("attempts/", AttemptsView.as_view(), name="attempts"),
    path("checks/", ChecksView.as_view(), name="checks"),
    path("progress/", ProgressView.as_view(), name="progress"),
]
