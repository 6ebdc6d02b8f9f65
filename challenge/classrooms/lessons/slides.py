"""A module as slides for the projector: a lesson from its title to where there is help.

The questions of a check are never among them: each pupil answers those alone, before and after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from challenge.classrooms.lessons.lesson import Lesson
from challenge.classrooms.lessons.rules import GENERAL, SENSITIVE
from cms.pages.printing import answer_lines, sheets
from cms.publications.payload import ModuleData
from quizzes.kinds import get as get_kind
from quizzes.kinds.base import Item


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen: ``lessons/slides/<look>.html`` shows it, with what is in ``more``."""

    look: str
    title: str
    more: Mapping[str, object] = field(default_factory=dict)


def slides_of(lesson: Lesson) -> list[Slide]:
    """Return the slides of a lesson, in the language of its module."""
    with override(lesson.payload["locale"]):
        return [*_opening(lesson), *_middle(lesson.payload), *_closing(lesson.payload)]


def _opening(lesson: Lesson) -> Iterator[Slide]:
    payload = lesson.payload
    yield Slide(
        "title",
        payload["title"],
        {
            "picture": payload["image"],
            "words": payload["summary"],
            "audience": lesson.audience_label,
        },
    )
    if payload["outcomes"]:
        yield Slide("lines", gettext("Afterwards"), {"lines": payload["outcomes"]})
    yield Slide("lines", gettext("What we agree"), {"lines": list(GENERAL)})
    if lesson.is_sensitive:
        yield Slide("lines", gettext("And for this story"), {"lines": list(SENSITIVE)})
    if payload["before"]:
        yield Slide("pause", gettext("Before the story"), {"words": payload["before"]})


def _middle(payload: ModuleData) -> Iterator[Slide]:
    for part in sheets(payload)["parts"]:
        step = part["step"]
        if "item" in step:
            yield _question(step["title"], step["item"], part["html"])
        elif "panels" in step:
            for number, panel in enumerate(step["panels"]):
                title = step["title"] if number == 0 else ""
                yield Slide("panel", title, panel)
        else:
            yield Slide(step["type"], step["title"], step)


def _question(title: str, item: Item, twin: str) -> Slide:
    """Return a question with its answer to uncover, or what is to be done in small groups."""
    kind = get_kind(item["kind"])
    if not kind.checkable:
        return Slide("play", title, {"item": item, "on_paper": kind.on_paper})
    answers, why = answer_lines(item), []
    if answers:
        best = kind.grade(item["key"], kind.perfect(item["key"]))
        why = best.feedback.splitlines()
    return Slide("question", title, {"twin": twin, "answers": answers, "why": why})


def _closing(payload: ModuleData) -> Iterator[Slide]:
    if payload["talk_card"]:
        words = payload["talk_card"]
        yield Slide("pause", gettext("To tell at home"), {"words": words})
    yield Slide("help", gettext("Whom can you tell?"))
