from django.urls import path

from cms.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.ProgrammeView.as_view(), name="front"),
    path("new/", views.NewsView.as_view(), name="news"),
    path("new/feed.atom", views.NewsFeed(), name="feed"),
]
