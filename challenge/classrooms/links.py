"""Where an educator goes from a class: one line for each page that a class has."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenge.classrooms.models import Classroom

# The name of the page, what it is called, and its picture of ``frontend/src/art``.
PAGES: tuple[tuple[str, Promise, str], ...] = (
    ("educators:lobby", _("Lobby for the projector"), "i-play"),
    ("educators:rounds", _("Together on one screen"), "i-people"),
    ("educators:cards", _("Picture cards"), "i-print"),
    ("educators:poster", _("Poster"), "i-globe"),
    ("educators:report", pgettext_lazy("of a class", "Report"), "i-check"),
    ("educators:certificates", _("Certificates"), "pearl"),
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
