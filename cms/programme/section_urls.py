"""The addresses of the sections; each has a namespace of its own."""

from django.urls import include, path

urlpatterns = [
    path("case-studies/", include("cms.case_studies.urls")),
    path("events/", include("cms.events.urls")),
    path("guidelines/", include("cms.guidelines.urls")),
]
