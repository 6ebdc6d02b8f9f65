"""The pages of class mode for the educator, below the address of a class."""

from django.urls import path

from challenge.classrooms.class_mode import views

urlpatterns = [
    path("rounds/", views.RoundsView.as_view(), name="rounds"),
    path("rounds/<uuid:round>/", views.RoundView.as_view(), name="round"),
    path("rounds/<uuid:round>/now/", views.RoundNowView.as_view(), name="round_now"),
]
