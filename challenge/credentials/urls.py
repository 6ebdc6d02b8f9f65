"""The pages: an educator's training and certificates, and checking a credential."""

from django.urls import path

from challenge.credentials import views

app_name = "credentials"

urlpatterns = [
    path("teach/training/", views.TrainingView.as_view(), name="training"),
    path("teach/training/claim/", views.ClaimView.as_view(), name="claim"),
    path(
        "teach/training/<uuid:uid>/",
        views.CertificateView.as_view(),
        name="certificate",
    ),
    path(
        "teach/training/<uuid:uid>/credential/",
        views.DownloadView.as_view(),
        name="download",
    ),
    path("credentials/verify/", views.VerifyView.as_view(), name="verify"),
    path("credentials/<uuid:uid>/", views.CredentialView.as_view(), name="credential"),
]
