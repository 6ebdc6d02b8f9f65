"""The calls of class mode."""

from django.urls import path

from challenge.classrooms.class_mode import api

urlpatterns = [
    path("classes/<uuid:uid>/rounds/", api.RoundsView.as_view(), name="class_rounds"),
    path(
        "classes/<uuid:uid>/rounds/<uuid:round>/",
        api.ClassRoundView.as_view(),
        name="class_round",
    ),
    path("learners/me/round/", api.LatestRoundView.as_view(), name="learners_round"),
    path("rounds/<uuid:uid>/", api.RoundView.as_view(), name="round"),
    path("rounds/<uuid:uid>/votes/", api.VotesView.as_view(), name="round_votes"),
]
