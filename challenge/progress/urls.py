from django.urls import path

from challenge.progress.api import AttemptsView, ProgressView

urlpatterns = [
    path("attempts/", AttemptsView.as_view(), name="attempts"),
    path("progress/", ProgressView.as_view(), name="progress"),
]
