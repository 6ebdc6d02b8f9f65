"""The addresses of the pages; those of the API are in ``api_urls``."""

from django.urls import path

from challenge.spaced_review.views import TidePoolView

urlpatterns = [path("tide-pool/", TidePoolView.as_view(), name="tide_pool")]
