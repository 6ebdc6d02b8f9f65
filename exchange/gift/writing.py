"""A question of ours as a paragraph of GIFT."""

import html
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext

from exchange import extras
from exchange.base import LeaveOut
from exchange.gift.paragraphs import hide
from exchange.gift.reading import NO_BREAK, build, take_apart, title_of
from exchange.questions import Question, entries
from exchange.text import tidy


def _escape(text: str) -> str:
    text = re.sub(r"([\\:#={}~])", r"\\\1", tidy(text))
    return text.replace("\n", "\\n")


def _part(text: str) -> str:
    """Return a part of the answers; what looks like a format, weight or comment is marked."""
    is_ambiguous = text.startswith(("[", "%", "/"))
    return f"[plain]{_escape(text)}" if is_ambiguous else _escape(text)


def one_line(text: str) -> str:
    """Return text in one line and without what parts a category's path."""
    return " ".join(text.replace("/", " ").split())


def write(question: Question) -> str:
    """Return a question as a paragraph, with a note of what GIFT has no place for.

    Raises:
        LeaveOut: if GIFT cannot say the question.
    """
    body = _body(question)
    parts = take_apart(hide(body))

    def read(kind: str, locale: str) -> Question:
        found, value, source = build(parts, kind, [], locale)
        value["title"] = title_of(parts)
        return Question(found, value["title"], value, source)

    kind, fields = extras.not_said(question, read)
    note = f"// {extras.MARK}: {extras.dump(body, kind, fields)}\n" if kind else ""
    return f"{note}{body}\n"


def _body(question: Question) -> str:
    writer = WRITERS.get(question.kind)
    if writer is None:
        raise LeaveOut(gettext("GIFT has no questions of this kind."))
    title = _escape(question.title).replace("\\n", " ")
    before, answers, after = writer(question.value)
    general = question.value.get("right") or ""
    if general and general == question.value.get("wrong"):
        answers.append(f"####{_part(general)}")
    lines = "".join(f"\t{line}\n" for line in answers)
    if question.kind == "order":
        lines = f">0 ALL VERTICAL ABSOLUTE_POSITION SHOW none\n{lines}"
    else:
        lines = f"\n{lines}"
    named = f"::{title}::" if title else ""
    return f"{named}[plain]{before}{{{lines}}}{after}".strip(" ")


def _write_choice(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    options = [option for _id, option in entries(value, "options")]
    right = sum(bool(option.get("correct")) for option in options)
    share = f"{100 / max(1, right):.5f}".rstrip("0").rstrip(".")
    marks = (f"~%{share}%", f"~%-{share}%") if value.get("multiple") else ("=", "~")
    answers = []
    for option in options:
        mark = marks[0] if option.get("correct") else marks[1]
        feedback = option.get("feedback") or ""
        answers.append(
            mark + _part(option["text"]) + (f"#{_part(feedback)}" if feedback else "")
        )
    return _escape(value.get("prompt") or ""), answers, ""


def _write_sort(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    pairs = [
        (thing["text"], bin_["text"])
        for _id, bin_ in entries(value, "bins")
        for _id, thing in entries(bin_, "items")
    ]
    return _escape(value.get("prompt") or ""), [_pair(*pair) for pair in pairs], ""


def _write_match(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    pairs = [(pair["left"], pair["right"]) for _id, pair in entries(value, "pairs")]
    pairs += [("", decoy["text"]) for _id, decoy in entries(value, "decoys")]
    return _escape(value.get("prompt") or ""), [_pair(*pair) for pair in pairs], ""


def _pair(left: str, right: str) -> str:
    if "->" in left:
        # GIFT escapes no arrow; HTML does.
        left = html.escape(tidy(left)).replace("\n", "<br>")
        return f"=[html]{_escape(left)} -> {_escape(right)}"
    return f"={_part(left)} -> {_escape(right)}"


def _write_gap(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    words = [word for _id, word in entries(value, "words")]
    before, gap, after = (value.get("text") or "").partition("{1}")
    if len(words) != 1 or not gap:
        raise LeaveOut(gettext("GIFT has one gap in a question, this one has more."))
    right, wrong = value.get("right") or "", value.get("wrong") or ""
    feedback = f"#{_part(right)}" if right and right != wrong else ""
    answers = [f"={_part(words[0]['text'])}{feedback}"]
    answers += [f"~{_part(decoy['text'])}" for _id, decoy in entries(value, "decoys")]
    # Leading and trailing space of the halves is that round the gap.
    after = f"{NO_BREAK}{_escape(after)}" if not after.strip() else _keep_space(after)
    return _keep_space(before), answers, after


def _keep_space(text: str) -> str:
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    return start.replace("\n", "\\n") + _escape(text) + end.replace("\n", "\\n")


def _write_order(value: Mapping[str, Any]) -> tuple[str, list[str], str]:
    things = [thing["text"] for _id, thing in entries(value, "things")]
    return _escape(value.get("prompt") or ""), [_part(thing) for thing in things], ""


WRITERS: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, list[str], str]]] = (
    MappingProxyType(
        {
            "choice": _write_choice,
            "sort": _write_sort,
            "match": _write_match,
            "gap": _write_gap,
            "order": _write_order,
        }
    )
)
