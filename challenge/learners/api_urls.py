from django.urls import path

from challenge.learners.api import CardView, LearnersView, RecoverView

urlpatterns = [
    path("learners/", LearnersView.as_view(), name="learners"),
    path("learners/me/recovery/", CardView.as_view(), name="learners_card"),
    path("learners/recover/", RecoverView.as_view(), name="learners_recover"),
]
