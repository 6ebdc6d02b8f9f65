from django.urls import path

from exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.ImportView.as_view(), name="import"),
    path("import/<uuid:pk>/", views.ReviewView.as_view(), name="review"),
    path("export/<int:pk>/", views.ExportView.as_view(), name="export"),
    path(
        "export/<int:pk>/<slug:format>/", views.DownloadView.as_view(), name="download"
    ),
]
