"""Which questions a class can answer together, and what of them anybody may see.

A question for class mode is one with options of which one may be ticked: it has a spread.
What is right is read from the answer key, and only ever said of practice questions, whose key
players have anyway.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from challenge.classrooms.locks import is_locked
from challenge.classrooms.models import Classroom
from cms.publications import catalogue
from cms.publications.answer_keys import answer_keys
from cms.publications.content import payload_of
from cms.publications.payload import ModuleSummaryData
from quizzes.kinds import get as get_kind

PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ``item`` is what a player may see of it, without its key."""

    item: Mapping[str, Any]
    title: str

    @property
    def id(self) -> str:
        """Return the id of the item."""
        return self.item["id"]

    @property
    def options(self) -> tuple[str, ...]:
        """Return the ids of the options in the order in which they are shown."""
        return tuple(option["id"] for option in self.item["options"])

    @property
    def is_practice(self) -> bool:
        """Return whether what is right may be said in the end."""
        return self.item["purpose"] == PRACTICE


@dataclass(frozen=True, slots=True)
class AskedModule:
    """A module assigned to a class, with its questions.

    ``is_locked`` while the educator has not opened "before you start" of a sensitive one.
    """

    summary: ModuleSummaryData
    questions: tuple[Question, ...]
    is_locked: bool


def modules_of(classroom: Classroom) -> list[AskedModule]:
    """Return the modules assigned to a class that have a question for it, in their order.

    Two queries, and one more for each module that this process has not read yet.
    """
    keys = list(
        classroom.assignments.order_by("position", "pk").values_list(
            "module", flat=True
        )
    )
    summaries = catalogue.summaries_of(keys, classroom.locale)
    asked = [
        AskedModule(
            summaries[key],
            tuple(questions_in(summaries[key]["version"])),
            is_locked(summaries[key]["sensitivity"], key, classroom.unlocked),
        )
        for key in keys
        if key in summaries
    ]
    return [module for module in asked if module.questions]


def questions_in(version: str) -> Iterator[Question]:
    """Yield the questions of a version: those of its steps, then those of its check."""
    payload = payload_of(version)
    if payload is None:
        return
    for step in payload["steps"]:
        if "item" in step and _fits(step["item"]):
            yield _question(step["item"], step["title"])
    for item in (*payload["check"]["pre"], *payload["check"]["post"]):
        if _fits(item):
            yield _question(item, "")


def question(version: str, item: str) -> Question | None:
    """Return a question of a version, or None if it has no such question for a class."""
    return next((each for each in questions_in(version) if each.id == item), None)


def right_options(version: str, asked: Question) -> list[str]:
    """Return the ids of what is right; none of a check, whatever its key says."""
    key = answer_keys([version]).get(version)
    if key is None or not asked.is_practice:
        return []
    item = key.items.get(asked.id)
    if item is None or item.purpose != PRACTICE:
        return []
    return get_kind(item.kind).solution(item.key)


def _fits(item: Mapping[str, Any]) -> bool:
    return get_kind(item["kind"]).is_votable and not item.get("multiple", True)


def _question(item: Mapping[str, Any], title: str) -> Question:
    return Question(
        {name: value for name, value in item.items() if name != "key"}, title
    )
