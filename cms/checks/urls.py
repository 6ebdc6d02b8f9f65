from django.urls import path

from cms.checks.quiz_panel import quiz_checks
from cms.checks.views import ChecksView

app_name = "cms_checks"
urlpatterns = [
    path("<int:page_id>/", ChecksView.as_view(), name="checks"),
    path("quiz/<int:quiz_id>/", quiz_checks, name="quiz"),
]
