"""The page of class mode for pupils' devices."""

from django.urls import path

from challenge.classrooms.class_mode.views import DeviceView

app_name = "class_mode"

urlpatterns = [path("class/", DeviceView.as_view(), name="class")]
