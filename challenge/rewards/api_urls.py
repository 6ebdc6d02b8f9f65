from django.urls import path

from challenge.rewards.api import CertificatesView

urlpatterns = [path("certificates/", CertificatesView.as_view(), name="certificates")]
