from django.urls import path

from challenge.learner_profile.api import MeView

urlpatterns = [path("learners/me/", MeView.as_view(), name="learners_me")]
