from django.urls import path

from cms.case_studies import views

app_name = "case_studies"
urlpatterns = [
    path("", views.CaseStudyListView.as_view(), name="list"),
    path("feed.atom", views.CaseStudyFeed(), name="feed"),
    path("submit/", views.SubmitView.as_view(), name="submit"),
    path("submitted/", views.SubmittedView.as_view(), name="submitted"),
    path("<slug:slug>/", views.CaseStudyPageView.as_view(), name="entry"),
]
