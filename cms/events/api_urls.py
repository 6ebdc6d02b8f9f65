from django.urls import path

from cms.events import api

urlpatterns = [
    path("events/", api.EventsView.as_view(), name="api_events"),
    path("events/<slug:slug>/", api.EventView.as_view()),
]
