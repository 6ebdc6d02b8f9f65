from django.urls import path

from challenge.insight.views import ModulesView, ModuleView, PageView

app_name = "insight"
urlpatterns = [
    path("", ModulesView.as_view(), name="index"),
    path("results/", ModulesView.as_view(results_only=True), name="index_results"),
    path("page/<int:page_id>/", PageView.as_view(), name="page"),
    path("<slug:key>/", ModuleView.as_view(), name="module"),
]
