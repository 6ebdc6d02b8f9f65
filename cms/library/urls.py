from django.urls import path

from cms.library.views import GlossaryView

app_name = "library"
urlpatterns = [path("glossary/", GlossaryView.as_view(), name="glossary")]
