"""Which topics are there for whom, in which language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT

from cms import languages
from cms.choices import Band, Topic, Track
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from cms.publications.models import Publication


class State(StrEnum):
    """How far a module is in a language."""

    DONE = "done"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Language:
    """A module in one language: ``pk`` is that of its page, None where it is missing."""

    code: str
    state: State
    pk: int | None


@dataclass(frozen=True, slots=True)
class Module:
    """A module with its state in each language of the site."""

    key: str
    title: str
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A topic: its modules for each audience, in the order of ``AUDIENCES``."""

    topic: str
    label: str
    cells: tuple[tuple[Module, ...], ...]


# The bands of the children's track, and the tracks of adults.
AUDIENCES: tuple[tuple[str, Any], ...] = (
    *((band.value, band.label) for band in Band),
    (Track.PARENTS.value, Track.PARENTS.label),
    (Track.EDUCATORS.value, Track.EDUCATORS.label),
)


def coverage() -> list[Row]:
    """Return a row for each topic; two queries."""
    tracks = dict(TrackPage.objects.values_list("path", "key"))
    pages: dict[str, dict[str, ModulePage]] = defaultdict(dict)
    current = Publication.objects.current().filter(page=OuterRef("pk"))
    language = current.annotate(words_in=KT("summary__locale")).values("words_in")
    every = (
        ModulePage.objects.filter(alias_of=None)
        .annotate(played_in=Subquery(language[:1]))
        .select_related("locale")
    )
    for page in every.order_by("key", "pk"):
        pages[page.key][page.locale.language_code] = page
    cells: dict[tuple[str, str], list[Module]] = defaultdict(list)
    for key, by_language in pages.items():
        first = next(iter(by_language.values()))
        audience = first.band or tracks.get(first.path[: -first.steplen], "")
        cells[first.topic, audience].append(
            Module(key, first.title, tuple(_languages(by_language)))
        )
    return [
        Row(
            topic.value,
            str(topic.label),
            tuple(tuple(cells[topic.value, name]) for name, _label in AUDIENCES),
        )
        for topic in Topic
    ]


def _languages(pages: dict[str, ModulePage]) -> Iterable[Language]:
    for code in languages.offered():
        page = pages.get(code)
        if page is None:
            yield Language(code, State.MISSING, None)
        else:
            is_done = page.live and page.played_in == code
            yield Language(code, State.DONE if is_done else State.DRAFT, page.pk)
