from django.urls import path

from cms.helplines.api import HelplinesView

urlpatterns = [path("helplines/", HelplinesView.as_view(), name="helplines")]
