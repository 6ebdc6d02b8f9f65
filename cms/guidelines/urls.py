from django.urls import path

from cms.guidelines import views

app_name = "guidelines"
urlpatterns = [
    path("", views.GuidelineListView.as_view(), name="list"),
    path("feed.atom", views.GuidelineFeed(), name="feed"),
    path("<slug:slug>/", views.GuidelinePageView.as_view(), name="entry"),
    path("<slug:slug>/<int:year>/", views.EditionView.as_view(), name="edition"),
    path(
        "<slug:slug>/differences/",
        views.DifferencesView.as_view(),
        name="differences",
    ),
]
