"""The pages of educators that a launch leads to."""

from django.urls import path

from challenge.lti import views

app_name = "lti"

urlpatterns = [
    path("lti/pick/", views.PickView.as_view(), name="pick"),
    path("lti/class/<uuid:uid>/", views.ClassView.as_view(), name="class"),
]
