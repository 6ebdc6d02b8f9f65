"""Letting pupils in: the window that opens and closes, the lobby, and who has joined."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page
from django.views.generic import TemplateView

from challenge.classrooms import codes, services
from challenge.classrooms.educator_pages import showing
from challenge.classrooms.educator_pages.qr import square_of
from challenge.classrooms.models import Classroom
from challenge.classrooms.page_access import ClassMixin
from challenge.errors import Refused
from cms.languages import page_locale

# For how long a class may be opened: while cards are given out, or for a whole lesson.
MINUTES = (10, 45)


def address_of(classroom: Classroom, request: HttpRequest) -> tuple[str, str]:
    """Return the address where pupils join, in the class's language: to scan, and to type."""
    with override(classroom.locale):
        whole = request.build_absolute_uri(
            reverse("join:join_code", args=[codes.shown(classroom.code)])
        )
        typed = request.build_absolute_uri(reverse("join:join"))
    return whole, typed.partition("://")[2].rstrip("/")


class WindowView(ClassMixin):
    """Open the class for ``minutes``, or close it with 0; only by POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, and go back to where the button was."""
        minutes = request.POST.get("minutes", "")
        if minutes == "0":
            services.close_window(self.classroom)
            messages.success(request, _("The class is closed: nobody can join now."))
        elif minutes in map(str, MINUTES):
            try:
                services.open_window(self.classroom, int(minutes))
            except Refused as refused:
                messages.warning(request, str(refused.message))
        where = "lobby" if request.POST.get("from") == "lobby" else "class"
        return redirect(f"educators:{where}", self.classroom.uid)


@method_decorator(conditional_page, name="dispatch")
class NowView(ClassMixin, TemplateView):
    """The part of a page that follows who has joined; 304 while nothing has changed."""

    template_name = "educator_pages/now.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add the counts, and for ``?faces=1`` the animals of those who have joined."""
        room = self.classroom
        shown = showing.window(room) | showing.taken(room)
        if self.request.GET.get("faces") == "1":
            seats = showing.seats_shown(room, page_locale())
            shown |= {"with_faces": True, "seats_shown": seats}
        return super().get_context_data(**shown | kwargs)


class LobbyView(ClassMixin, TemplateView):
    """For the projector while a class joins: address, code, and who is there already."""

    template_name = "educator_pages/lobby.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``qr``, ``where``, and what ``NowView`` shows."""
        room = self.classroom
        scanned, typed = address_of(room, self.request)
        shown = showing.window(room) | showing.taken(room)
        return super().get_context_data(
            qr=square_of(scanned),
            where=typed,
            choices=MINUTES,
            seats_shown=showing.seats_shown(room, page_locale()),
            **shown | kwargs,
        )
