from django.urls import path

from cms.case_studies import api

urlpatterns = [
    path("case-studies/", api.CaseStudiesView.as_view(), name="api_case_studies"),
    path("case-studies/<slug:slug>/", api.CaseStudyView.as_view()),
]
