"""The addresses of the pages; those of the API are in ``api_urls``."""

from django.urls import path

from challenge.rewards.views import CertificateView, TreasureView, VerifyView

app_name = "rewards"

urlpatterns = [
    path("treasure/", TreasureView.as_view(), name="treasure"),
    path("certificate/", CertificateView.as_view(), name="certificate"),
    path("verify/", VerifyView.as_view(), name="verify_any"),
    path("verify/<str:code>/", VerifyView.as_view(), name="verify"),
]
