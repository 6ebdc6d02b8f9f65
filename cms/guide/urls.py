from django.urls import path

from cms.guide import views

app_name = "cms_guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("pictures/<str:name>", views.picture, name="picture"),
    path("<slug:name>/", views.GuideView.as_view(), name="page"),
]
