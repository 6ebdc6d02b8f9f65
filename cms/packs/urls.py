from django.urls import path

from cms.packs import views

app_name = "cms_packs"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("export/", views.ExportView.as_view(), name="export"),
    path("upload/", views.UploadView.as_view(), name="upload"),
    path("<uuid:pk>/", views.ImportView.as_view(), name="import"),
    path("<uuid:pk>/progress/", views.ProgressView.as_view(), name="progress"),
    path("<uuid:pk>/discard/", views.DiscardView.as_view(), name="discard"),
]
