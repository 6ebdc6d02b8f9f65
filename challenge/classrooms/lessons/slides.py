"""A module as slides for the projector: a lesson from its title to where there is help.

The questions of a check are never among them: each pupil answers those alone, before and after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, override

from challenge.classrooms.lessons.lesson import Lesson
from challenge.classrooms.lessons.rules import GENERAL, SENSITIVE
from cms.pages.printing import answer_lines, sheets
from quizzes.kinds import get as get_kind


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen: ``lessons/slides/<look>.html`` shows it, with what is in ``more``."""

    look: str
    title: str
    more: Mapping[str, Any] = field(default_factory=dict)


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


def _middle(payload: Mapping[str, Any]) -> Iterator[Slide]:
    for part in sheets(payload)["parts"]:
        step = part["step"]
        if item := step.get("item"):
            yield _question(step["title"], item, part["html"])
        elif step["type"] == "story":
            for number, panel in enumerate(step["panels"]):
                title = step["title"] if number == 0 else ""
                yield Slide("panel", title, panel)
        else:
            yield Slide(step["type"], step["title"], step)


def _question(title: str, item: Mapping[str, Any], twin: str) -> Slide:
    """Return a question with its answer to uncover, or what is to be done in small groups."""
    kind = get_kind(item["kind"])
    if not kind.checkable:
        return Slide("play", title, {"item": item, "on_paper": kind.on_paper})
    more = {"twin": twin, "answers": answer_lines(item), "why": []}
    if more["answers"]:
        best = kind.grade(item["key"], kind.perfect(item["key"]))
        more["why"] = best.feedback.splitlines()
    return Slide("question", title, more)


def _closing(payload: Mapping[str, Any]) -> Iterator[Slide]:
    if payload["talk_card"]:
        words = payload["talk_card"]
        yield Slide("pause", gettext("To tell at home"), {"words": words})
    yield Slide("help", gettext("Whom can you tell?"))
