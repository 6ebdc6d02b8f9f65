from django.urls import path

from cms.events import views

app_name = "events"
urlpatterns = [
    path("", views.EventListView.as_view(), name="list"),
    path("feed.atom", views.EventFeed(), name="feed"),
    path("<slug:slug>/", views.EventPageView.as_view(), name="entry"),
    path("<slug:slug>/event.ics", views.CalendarView.as_view(), name="calendar"),
]
