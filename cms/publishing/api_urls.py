from django.urls import path

from cms.publishing import api

urlpatterns = [
    path("tracks/", api.TracksView.as_view(), name="tracks"),
    path("modules/", api.ModulesView.as_view(), name="modules"),
    path("modules/<slug:key>/", api.ModuleView.as_view(), name="module"),
    path("content/<slug:version>/", api.VersionView.as_view(), name="content"),
]
