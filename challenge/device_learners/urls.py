from django.urls import path

from challenge.device_learners.views import CrewView, WhatWeKeepView

app_name = "device_learners"

urlpatterns = [
    path("crew/", CrewView.as_view(), name="crew"),
    path("what-we-keep/", WhatWeKeepView.as_view(), name="what_we_keep"),
]
