"""The addresses in the admin; those of the API are in ``api_urls``."""

from django.urls import path

from cms.helplines.views import CalledTodayView

app_name = "cms_helplines"
urlpatterns = [path("<int:pk>/called/", CalledTodayView.as_view(), name="called")]
