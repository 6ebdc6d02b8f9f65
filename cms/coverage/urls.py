from django.urls import path

from cms.coverage.views import CoverageView

app_name = "cms_coverage"
urlpatterns = [path("", CoverageView.as_view(), name="coverage")]
