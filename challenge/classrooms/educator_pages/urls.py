from django.urls import URLPattern, URLResolver, include, path

from challenge.classrooms.educator_pages import classes, joining, paper, seats, tasks

app_name = "educators"

one_class: list[URLPattern | URLResolver] = [
    path("", classes.ClassView.as_view(), name="class"),
    path("edit/", classes.EditView.as_view(), name="edit"),
    path("end/", classes.EndView.as_view(), name="end"),
    path("window/", joining.WindowView.as_view(), name="window"),
    path("now/", joining.NowView.as_view(), name="now"),
    path("lobby/", joining.LobbyView.as_view(), name="lobby"),
    path("cards/", paper.CardsView.as_view(), name="cards"),
    path("poster/", paper.PosterView.as_view(), name="poster"),
    path("certificates/", paper.CertificatesView.as_view(), name="certificates"),
    path("seats/", seats.AddView.as_view(), name="seats"),
    path("seats/<uuid:seat_uid>/", seats.SeatView.as_view(), name="seat"),
    path("tasks/", tasks.TasksView.as_view(), name="tasks"),
    path("tasks/<uuid:task_uid>/", tasks.TaskView.as_view(), name="task"),
    path("", include("challenge.classrooms.class_mode.urls")),
    path("before/<slug:module>/", tasks.BeforeView.as_view(), name="before"),
    path("", include("challenge.classrooms.reports.urls")),
]

urlpatterns = [
    path("teach/", classes.ClassesView.as_view(), name="classes"),
    path("teach/classes/new/", classes.NewView.as_view(), name="new"),
    path("teach/classes/<uuid:uid>/", include(one_class)),
    path("teach/lessons/", include("challenge.classrooms.lessons.urls")),
]
