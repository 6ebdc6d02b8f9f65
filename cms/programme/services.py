"""What the front page of the programme and its news show."""

from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.case_studies.models import CaseStudy
from cms.entries.models import Entry
from cms.events.models import Event
from cms.guidelines.models import Guideline

NEWEST = 30


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the programme, as its front page presents it."""

    model: type[Entry]
    title: str | Promise
    about: str | Promise

    @property
    def key(self) -> str:
        """Return the namespace of its addresses."""
        return self.model.section


SECTIONS = (
    Section(
        Guideline,
        _("Guidelines"),
        _("Guidelines on child online protection, by audience and edition."),
    ),
    Section(
        CaseStudy,
        _("Case studies"),
        _("What was done to protect children online, and what came of it."),
    ),
    Section(
        Event,
        _("Events"),
        _("Workshops, conferences and training on child online protection."),
    ),
)


class SectionShown(TypedDict):
    """A section, and how many entries readers find there."""

    key: str
    title: str | Promise
    about: str | Promise
    count: int


class News(TypedDict):
    """An entry, and the title of its section."""

    entry: Entry
    title: str | Promise


def overview(locale: str) -> list[SectionShown]:
    """Return each section with how many entries readers find there; a query for each."""
    return [
        {
            "key": section.key,
            "title": section.title,
            "about": section.about,
            "count": section.model.objects.shown(locale).aggregate(n=Count("pk"))["n"],
        }
        for section in SECTIONS
    ]


def newest(locale: str, length: int = NEWEST) -> list[News]:
    """Return the entries of all sections that were published last; a query for each section."""
    found: list[News] = [
        {"entry": entry, "title": section.title}
        for section in SECTIONS
        for entry in section.model.objects.shown(locale).order_by(
            "-last_published_at", "-pk"
        )[:length]
    ]
    return sorted(found, key=lambda one: one["entry"].last_published_at, reverse=True)[
        :length
    ]
