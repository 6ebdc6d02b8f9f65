"""A module on paper."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypedDict

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from cms.publications import compile as compiling
from cms.publications.payload import ModuleData
from cms.steps import Step
from quizzes.kinds import get as get_kind
from quizzes.kinds.base import Item, Paper

if TYPE_CHECKING:
    from cms.pages.module import ModulePage


class Twin(TypedDict):
    """A question on paper: its number and its HTML."""

    number: int
    html: str


class Part(TypedDict):
    """A step on paper; ``html`` and ``number`` are those of a question, else "" and None."""

    type: str
    step: Step
    html: str
    number: int | None
    on_paper: Paper


class CheckParts(TypedDict):
    """The questions of a check on paper."""

    pre: list[Twin]
    post: list[Twin]


class Answer(TypedDict):
    """What stands on the answer sheet for a question of practice."""

    number: int
    prompt: str
    lines: list[str]


class Sheets(TypedDict):
    """A module on paper; ``check_parts`` is None where there is no check.

    The check's answers are nowhere.
    """

    parts: list[Part]
    check_parts: CheckParts | None
    answers: list[Answer]


def context(page: "ModulePage") -> dict[str, object]:
    """Return what ``module_print.html`` shows of a page, published or not.

    It is what ``sheets`` gives, ``educator_notes`` and ``talk_card``.
    """
    return {
        **sheets(compiling.compile_draft(page)),
        "educator_notes": page.educator_notes,
        "talk_card": page.talk_card,
        "dress": "grown",
    }


def sheets(payload: ModuleData) -> Sheets:
    """Lay a module out on paper, in the language of the page that is being made.

    The questions are numbered through: the check before, the steps, the check after. The
    payload is left as it is.
    """
    numbers = iter(range(1, 1000))
    parts: list[Part] = []
    answers: list[Answer] = []
    before = _twins(payload["check"]["pre"], numbers)
    for step in payload["steps"]:
        part: Part = {
            "type": step["type"],
            "step": step,
            "html": "",
            "number": None,
            "on_paper": on_paper(step),
        }
        if "item" in step:
            item, number = step["item"], next(numbers)
            part["html"], part["number"] = _twin(item, number)["html"], number
            answers.append(
                {
                    "number": number,
                    "prompt": item["prompt"] or step["title"],
                    "lines": answer_lines(item),
                }
            )
        parts.append(part)
    after = _twins(payload["check"]["post"], numbers)
    return {
        "parts": parts,
        "check_parts": {"pre": before, "post": after} if before or after else None,
        "answers": [answer for answer in answers if answer["lines"]],
    }


def on_paper(step: Step) -> Paper:
    """Return what the twin on paper of a compiled step is: a sheet, cards, or a board."""
    if "item" in step:
        return get_kind(step["item"]["kind"]).on_paper
    return "cards" if step["type"] == "rehearse" else "sheet"


def _twins(items: list[Item], numbers: Iterator[int]) -> list[Twin]:
    return [_twin(item, next(numbers)) for item in items]


def _twin(item: Item, number: int) -> Twin:
    template = get_kind(item["kind"]).print_template
    html: SafeString = render_to_string(template, {"item": item, "number": number})
    return {"number": number, "html": html}


def answer_lines(item: Item) -> list[str]:
    """Return the best answer to a practice item in words, a line each.

    It is the kind's solution; see ``answer_words``.
    """
    try:
        solution = get_kind(item["kind"]).solution(item["key"])
    except LookupError:
        return []
    labels = part_words(item)
    return [answer_words(answer, labels) for answer in solution]


def part_words(item: Item) -> dict[str, str]:
    """Return the words of an item's parts by their ids, in the order of the item.

    Answers that are no parts, such as "fact", have the kind's ``answer_words``.
    """
    words = get_kind(item["kind"]).answer_words
    return dict(_labels(item)) | {name: str(text) for name, text in words.items()}


def answer_words(answer: str, labels: Mapping[str, str]) -> str:
    """Return an answer, as a kind's ``picks`` names it, in the words of its parts.

    A sort's "itemId>binId" reads "A photo of my school → Family"; the arrow points the way
    that the language of the page is read.
    """
    arrow = " ← " if get_language_bidi() else " → "
    return arrow.join(labels[id_] for id_ in answer.split(">") if labels.get(id_))


def _labels(part: object) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if isinstance(part.get("id"), str):
            shown = part.get("picture") or {}
            yield (
                part["id"],
                part.get("text") or part.get("label") or shown.get("alt", ""),
            )
        for value in part.values():
            yield from _labels(value)
    elif isinstance(part, list):
        for value in part:
            yield from _labels(value)
