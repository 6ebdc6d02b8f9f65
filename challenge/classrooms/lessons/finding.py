"""All lessons of the site by topic, as an educator looks for one."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.utils.functional import Promise

from challenge.classrooms.assigning import is_sensitive
from cms.choices import Band, Topic, Track
from cms.publications import catalogue
from cms.publications.payload import ModuleHead, ModuleSummaryData

# Whom a lesson is for: an age band, or adults.
AUDIENCES: tuple[tuple[str, Promise | str], ...] = (
    *Band.choices,
    (Track.PARENTS.value, Track.PARENTS.label),
    (Track.EDUCATORS.value, Track.EDUCATORS.label),
)
_PLACES = [value for value, _label in AUDIENCES]


@dataclass(frozen=True, slots=True)
class Listed:
    """A lesson of the list; ``audience`` is one of AUDIENCES."""

    summary: ModuleSummaryData
    audience: str
    is_sensitive: bool

    @property
    def audience_label(self) -> str:
        """Return the words for whom it is."""
        return str(dict(AUDIENCES).get(self.audience, ""))


class TopicLessons(TypedDict):
    """A topic and its lessons."""

    topic: str
    label: str | Promise
    lessons: list[Listed]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; "" for anything. A value that there is not is anything, too."""

    audience: str = ""
    topic: str = ""
    words: str = ""

    def takes(self, lesson: Listed) -> bool:
        """Return whether a lesson is among what is looked for: every word is in its title."""
        title = folded(lesson.summary["title"])
        return (
            self.audience in ("", lesson.audience)
            and self.topic in ("", lesson.summary["topic"])
            and all(word in title for word in folded(self.words).split())
        )


def wanted(query: Mapping[str, str]) -> Wanted:
    """Read what is looked for from ``?for=``, ``?topic=`` and ``?q=``."""
    audience, topic = query.get("for", ""), query.get("topic", "")
    return Wanted(
        audience if audience in _PLACES else "",
        topic if topic in Topic.values else "",
        query.get("q", "").strip()[:80],
    )


def lessons_by_topic(locale: str, wish: Wanted) -> list[TopicLessons]:
    """Return topics that have such lessons, in their order, youngest lessons first.

    Two queries at most.
    """
    found = [_listed(each) for each in catalogue.all_summaries(locale).values()]
    found = sorted(filter(wish.takes, found), key=_place)
    topics: list[TopicLessons] = [
        {
            "topic": topic.value,
            "label": topic.label,
            "lessons": [each for each in found if each.summary["topic"] == topic],
        }
        for topic in Topic
    ]
    return [topic for topic in topics if topic["lessons"]]


def audience_of(summary: ModuleHead) -> str:
    """Name whom a module is for: the band of children, or the track of adults."""
    return summary["band"] or summary["track"]


def folded(words: str) -> str:
    """Return words without case, accents and vowel signs, to find each way to write."""
    parts = unicodedata.normalize("NFKD", words.replace("\N{ARABIC TATWEEL}", ""))
    return "".join(each for each in parts if not unicodedata.combining(each)).casefold()


def _listed(summary: ModuleSummaryData) -> Listed:
    return Listed(summary, audience_of(summary), is_sensitive(summary))


def _place(lesson: Listed) -> int:
    audience = lesson.audience
    return _PLACES.index(audience) if audience in _PLACES else len(_PLACES)
