from django.urls import path

from cms.branch_map.views import DrawNewView, DrawView

app_name = "branch_map"
urlpatterns = [
    path("<int:page_id>/", DrawView.as_view(), name="draw"),
    path("new/<int:page_id>/", DrawNewView.as_view(), name="draw_new"),
]
