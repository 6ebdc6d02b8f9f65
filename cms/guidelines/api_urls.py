from django.urls import path

from cms.guidelines import api

urlpatterns = [
    path("guidelines/", api.GuidelinesView.as_view(), name="api_guidelines"),
    path("guidelines/<slug:slug>/", api.GuidelineView.as_view()),
    path("guidelines/<slug:slug>/differences/", api.DifferencesView.as_view()),
]
