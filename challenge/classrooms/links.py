"""Where an educator goes from a class: one line for each page that a class has."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenge.classrooms.models import Classroom

# The name of the page, what it is called, and its picture of ``frontend/src/art``.
PAGES: tuple[tuple[str, Promise, str], ...] = (
    ("teach:lobby", _("Lobby for the projector"), "i-play"),
    ("teach:rounds", _("Together on one screen"), "i-people"),
    ("teach:cards", _("Picture cards"), "i-print"),
    ("teach:poster", _("Poster"), "i-globe"),
    ("teach:report", pgettext_lazy("of a class", "Report"), "i-check"),
    ("teach:certificates", _("Certificates"), "pearl"),
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link from a class to one of its pages."""

    url: str
    label: Promise
    art: str


def links_of(classroom: Classroom) -> list[PageLink]:
    """Return the links of a class, in the order of a lesson."""
    return [
        PageLink(reverse(name, args=[classroom.uid]), label, art)
        for name, label, art in PAGES
    ]
