from django.urls import path

from challenge.classrooms.join.views import JoinView

app_name = "join"

urlpatterns = [
    path("join/", JoinView.as_view(), name="join"),
    path("join/<str:code>/", JoinView.as_view(), name="join_code"),
]
