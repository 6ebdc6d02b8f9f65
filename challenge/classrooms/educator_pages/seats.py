"""The seats of a class: more of them, and what an educator does with one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from challenge.classrooms import services
from challenge.classrooms.educator_pages import forms, showing
from challenge.classrooms.educator_pages.classes import ClassView
from challenge.classrooms.models import Classroom, Seat
from challenge.classrooms.page_access import ClassMixin
from challenge.errors import Refused
from cms.languages import page_locale


class AddView(ClassView):
    """Add seats; what cannot be added is told on the page of the class."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Add them."""
        form = forms.AddSeatsForm(request.POST)
        if form.is_valid():
            try:
                services.add_seats(self.classroom, form.cleaned_data["add"])
            except Refused as refused:
                form.add_error("add", str(refused.message))
        if form.errors:
            return self.render_to_response(self.get_context_data(add_form=form))
        messages.success(request, _("Done. Print the cards of the new seats."))
        return HttpResponseRedirect(_seats_of(self.classroom))


class SeatView(ClassMixin, TemplateView):
    """One seat: a new card, locking, moving, removing."""

    template_name = "educator_pages/seat.html"

    @cached_property
    def seat(self) -> Seat:
        """The seat that the address names; Http404 if the class has none such."""
        seat = self.classroom.seats.filter(uid=self.kwargs["seat_uid"]).first()
        if seat is None:
            raise Http404
        return seat

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``seat`` in words, and the forms of what needs more than a button."""
        more = {
            "has_others": Classroom.objects.filter(educator=self.classroom.educator)
            .exclude(pk=self.classroom.pk)
            .exists(),
            "move_form": forms.MoveForm(classroom=self.classroom),
            "remove_form": forms.SureForm(),
        }
        shown = showing.seat_shown(self.seat, page_locale())
        return super().get_context_data(seat=shown, **more | kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what the button says: each says what shall be, so that twice does no harm."""
        if not self.classroom.seats.filter(uid=self.kwargs["seat_uid"]).exists():
            messages.warning(
                request, _("This seat is no longer there: it was moved or removed.")
            )
            return HttpResponseRedirect(_seats_of(self.classroom))
        act = {
            "reset": self._reset,
            "lock": self._lock,
            "unlock": self._unlock,
            "move": self._move,
            "remove": self._remove,
        }.get(request.POST.get("act", ""))
        return act() if act else self.get(request)

    def _reset(self) -> HttpResponse:
        services.reset_seat(self.seat, renew=True)
        messages.success(
            self.request,
            _("New pictures. The old card opens nothing: print the new one."),
        )
        return self._again()

    def _lock(self) -> HttpResponse:
        services.lock_seat(self.seat)
        messages.success(self.request, _("The seat is locked."))
        return self._again()

    def _unlock(self) -> HttpResponse:
        services.lock_seat(self.seat, locked=False)
        messages.success(self.request, _("The seat is open again."))
        return self._again()

    def _move(self) -> HttpResponse:
        form = forms.MoveForm(self.request.POST, classroom=self.classroom)
        if form.is_valid():
            try:
                services.move_seat(self.seat, form.cleaned_data["to"])
            except Refused as refused:
                form.add_error("to", str(refused.message))
        if form.errors:
            return self.render_to_response(self.get_context_data(move_form=form))
        name = form.cleaned_data["to"].name
        messages.success(
            self.request, _("The seat is now in “%(name)s”.") % {"name": name}
        )
        return HttpResponseRedirect(_seats_of(self.classroom))

    def _remove(self) -> HttpResponse:
        form = forms.SureForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(remove_form=form))
        services.remove_seat(self.seat)
        messages.success(self.request, _("The seat is gone."))
        return HttpResponseRedirect(_seats_of(self.classroom))

    def _again(self) -> HttpResponse:
        return redirect("educators:seat", self.classroom.uid, self.seat.uid)


def _seats_of(classroom: Classroom) -> str:
    return reverse("educators:class", args=[classroom.uid]) + "#seats"
