"""Who may open the educators' pages, and what all of them show."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin, View

from challenge.accounts.permissions import is_educator
from challenge.classrooms import codes, names, permissions
from challenge.classrooms.links import links_of
from challenge.classrooms.models import Classroom
from challenge.limits import homes
from challenge.limits.addresses import origin_of
from cms.languages import page_locale


class EducatorMixin(LoginRequiredMixin, ContextMixin, View):
    """A page for educators: others sign in first, or are told why there is nothing."""

    extra_context = {"dress": "grown", "is_educator": True}

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let educators in."""
        user = request.user
        if user.is_authenticated and not is_educator(user):
            return render(
                request, "educator_pages/stranger.html", {"dress": "grown"}, status=403
            )
        return super().dispatch(request, *args, **kwargs)


class ClassMixin(EducatorMixin):
    """A page of one class, of the educator whose class it is; 404 for everybody else."""

    @cached_property
    def classroom(self) -> Classroom:
        """The class that the address names."""
        classroom = permissions.class_of(self.request.user, self.kwargs["uid"])
        homes.note(origin_of(self.request), classroom.pk)
        return classroom

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``classroom``, ``play_name`` (in the page's language), ``code``, ``links``."""
        room = self.classroom
        shared = {
            "classroom": room,
            "play_name": names.play_name(room.play_name, page_locale()),
            "code": codes.shown(room.code),
            "links": links_of(room),
        }
        return super().get_context_data(**shared | kwargs)
