"""An educator's classes: the list, a new one, one of them, its end."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from challenge.accounts.models import User
from challenge.classrooms import names, services
from challenge.classrooms.educator_pages import forms, showing, tasks
from challenge.classrooms.educator_pages.joining import MINUTES
from challenge.classrooms.page_access import ClassMixin, EducatorMixin
from challenge.errors import Refused
from cms.languages import page_locale


class ClassesView(EducatorMixin, TemplateView):
    """The home of an educator: every class, or how to make the first."""

    template_name = "educator_pages/classes.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``classes``: what the list shows of each; one query."""
        user = cast(User, self.request.user)
        rooms = user.classrooms.order_by("name", "pk").annotate(
            seats_there=Count("seats"),
            joined=Count("seats", filter=Q(seats__learner_id__isnull=False)),
        )
        shown = [
            {
                "classroom": room,
                "play_name": names.play_name(room.play_name, page_locale()),
                "seats": room.seats_there,
                "joined": room.joined,
                "is_open": room.is_open,
            }
            for room in rooms
        ]
        return super().get_context_data(classes=shown, **kwargs)


class NewView(EducatorMixin, FormView):
    """Make a class, and go to it."""

    template_name = "educator_pages/new.html"
    form_class = forms.NewForm

    def form_valid(self, form: forms.NewForm) -> HttpResponse:
        """Make it."""
        user = cast(User, self.request.user)
        try:
            classroom = services.create_class(user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.message))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The class is there. Print the cards first, then choose what to play."),
        )
        return redirect("educators:class", classroom.uid)


class ClassView(ClassMixin, TemplateView):
    """One class: letting pupils in, what to play, and its seats."""

    template_name = "educator_pages/class.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add everything that the page shows; constant queries, however many seats."""
        room, locale = self.classroom, page_locale()
        seats = showing.seats_shown(room, locale)
        kwargs.setdefault("add_form", forms.AddSeatsForm())
        return super().get_context_data(
            is_class_page=True,
            seats_shown=seats,
            seats=len(seats),
            joined=sum(seat.is_claimed for seat in seats),
            tasks=tasks.tasks_shown(room, locale),
            language_name=forms.language_name(room.locale),
            choices=MINUTES,
            **showing.window(room) | kwargs,
        )


class EditView(ClassMixin, FormView):
    """Change the name of a class and its last day."""

    template_name = "educator_pages/edit.html"
    form_class = forms.EditForm

    def get_form_kwargs(self) -> dict[str, object]:
        """Add the class as it is now."""
        return super().get_form_kwargs() | {"classroom": self.classroom}

    def form_valid(self, form: forms.EditForm) -> HttpResponse:
        """Save it."""
        try:
            services.update_class(self.classroom, form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.message))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return redirect("educators:class", self.classroom.uid)


class EndView(ClassMixin, FormView):
    """Delete a class and everything in it, once its educator is sure."""

    template_name = "educator_pages/end.html"
    form_class = forms.SureForm

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add how many children would lose what they have played."""
        return super().get_context_data(**showing.taken(self.classroom) | kwargs)

    def form_valid(self, form: forms.SureForm) -> HttpResponse:
        """Delete it."""
        name = self.classroom.name
        services.end_class(self.classroom)
        messages.success(
            self.request,
            _("The class “%(name)s” and everything in it is deleted.") % {"name": name},
        )
        return redirect("educators:classes")
