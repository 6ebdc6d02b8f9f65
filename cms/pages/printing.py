"""A module on paper."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from cms.publications import compile as compiling
from quizzes.kinds import get as get_kind
from quizzes.kinds.base import Paper

if TYPE_CHECKING:
    from cms.pages.module import ModulePage


def context(page: "ModulePage") -> dict[str, Any]:
    """Return what ``module_print.html`` shows of a page, published or not.

    It is what ``sheets`` gives, ``educator_notes`` and ``talk_card``.
    """
    return sheets(compiling.compile_draft(page)) | {
        "educator_notes": page.educator_notes,
        "talk_card": page.talk_card,
        "dress": "grown",
    }


def sheets(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a module out on paper, in the language of the page that is being made.

    Args:
        payload: a module as players get it; it is left as it is.

    Returns:
        ``parts``: a dict a step with ``type``, ``step`` (compiled), ``html`` (the twin on
        paper of a question, else ""), ``number`` (of a question, else None) and
        ``on_paper``;
        ``check_parts``: ``{"pre", "post"}`` with ``number`` and ``html`` each, or ``{}``;
        ``answers``: ``number``, ``prompt`` and ``lines`` of each practice question; the
        check's answers are nowhere.
    """
    numbers = iter(range(1, 1000))
    parts: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []
    check = {"pre": _twins(payload["check"]["pre"], numbers)}
    for step in payload["steps"]:
        part = {"type": step["type"], "step": step, "html": "", "number": None}
        part["on_paper"] = on_paper(step)
        if item := step.get("item"):
            part |= _twin(item, next(numbers))
            answers.append(
                {
                    "number": part["number"],
                    "prompt": item["prompt"] or step["title"],
                    "lines": answer_lines(item),
                }
            )
        parts.append(part)
    check["post"] = _twins(payload["check"]["post"], numbers)
    return {
        "parts": parts,
        "check_parts": check if any(check.values()) else {},
        "answers": [answer for answer in answers if answer["lines"]],
    }


def on_paper(step: Mapping[str, Any]) -> Paper:
    """Tell what the twin on paper of a compiled step is: a sheet, cards, or a board."""
    if item := step.get("item"):
        return get_kind(item["kind"]).on_paper
    return "cards" if step["type"] == "rehearse" else "sheet"


def _twins(items: list[dict], numbers: Iterator[int]) -> list[dict[str, Any]]:
    return [_twin(item, next(numbers)) for item in items]


def _twin(item: Mapping[str, Any], number: int) -> dict[str, Any]:
    template = get_kind(item["kind"]).print_template
    html: SafeString = render_to_string(template, {"item": item, "number": number})
    return {"number": number, "html": html}


def answer_lines(item: Mapping[str, Any]) -> list[str]:
    """Return the best answer to a practice item in words, a line each.

    It is the kind's solution; see ``answer_words``.
    """
    try:
        solution = get_kind(item["kind"]).solution(item["key"])
    except LookupError:
        return []
    labels = part_words(item)
    return [answer_words(answer, labels) for answer in solution]


def part_words(item: Mapping[str, Any]) -> dict[str, str]:
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
