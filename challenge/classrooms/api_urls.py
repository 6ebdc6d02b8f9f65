from django.urls import path

from challenge.classrooms import api, pupils_api

urlpatterns = [
    path("classes/", api.ClassesView.as_view(), name="classes"),
    path("classes/open/", pupils_api.OpenView.as_view(), name="classes_open"),
    path("classes/join/", pupils_api.JoinView.as_view(), name="classes_join"),
    path("classes/<uuid:uid>/", api.ClassView.as_view(), name="class"),
    path("classes/<uuid:uid>/seats/", api.SeatsView.as_view(), name="seats"),
    path("classes/<uuid:uid>/seats/<uuid:seat>/", api.SeatView.as_view(), name="seat"),
    path(
        "classes/<uuid:uid>/seats/<uuid:seat>/reset/",
        api.SeatResetView.as_view(),
        name="seat_reset",
    ),
    path(
        "classes/<uuid:uid>/seats/<uuid:seat>/move/",
        api.SeatMoveView.as_view(),
        name="seat_move",
    ),
    path(
        "classes/<uuid:uid>/assignments/",
        api.AssignmentsView.as_view(),
        name="assignments",
    ),
    path(
        "classes/<uuid:uid>/assignments/<uuid:assignment>/",
        api.AssignmentView.as_view(),
        name="assignment",
    ),
    path(
        "learners/me/assignments/",
        pupils_api.MyAssignmentsView.as_view(),
        name="learners_assignments",
    ),
]
