"""The pages of lessons, below the educator's home."""

from django.urls import path

from challenge.classrooms.lessons import views

urlpatterns = [
    path("", views.LessonsView.as_view(), name="lessons"),
    path("<slug:key>/", views.LessonView.as_view(), name="lesson"),
    path("<slug:key>/before/", views.BeforeLessonView.as_view(), name="lesson_before"),
    path("<slug:key>/print/", views.PackView.as_view(), name="lesson_print"),
    path("<slug:key>/slides/", views.SlidesView.as_view(), name="lesson_slides"),
]
