from django.urls import include, path

urlpatterns = [
    path("", include("cms.case_studies.api_urls")),
    path("", include("cms.events.api_urls")),
    path("", include("cms.guidelines.api_urls")),
]
