"""The calls of the tide pool; its page is in ``urls``."""

from django.urls import path

from challenge.spaced_review.api import ReviewView

urlpatterns = [
    path("learners/me/review/", ReviewView.as_view(), name="learners_review"),
]
