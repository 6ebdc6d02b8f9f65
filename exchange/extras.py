"""What a format has no place for, kept beside the question in the file.

GIFT knows no closing lines, Moodle no hint of a group. An export notes such fields in a
place that other programs pass over; an import takes them back, as long as nobody has
changed the question in the file since. So a question comes back as it went.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from wagtail import blocks

from exchange.base import LeaveOut
from exchange.compiling import compile_question
from exchange.questions import Question
from quizzes import kinds
from quizzes.blocks import IdBlock, PictureBlock
from quizzes.nesting import load_json

MARK = "cop-challenge"
# No question of ours has more to note; its fields are a few hundred characters each.
MAX_NOTE = 100_000
Leaf = str | bool | int
# The kind of the question that is noted, and the fields.
Note = tuple[str, dict[str, Leaf]]


def digest(body: str) -> str:
    """Return what changes when the words of a question in a file change."""
    words = " ".join(body.split())
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def dump(body: str, kind: str, fields: Mapping[str, Leaf]) -> str:
    """Return the note as one line of JSON."""
    note = {"of": digest(body), "kind": kind, "set": dict(fields)}
    return json.dumps(note, ensure_ascii=False, separators=(",", ":"))


def load(line: str, body: str) -> Note | None:
    """Return kind and fields of a note; None if it does not belong to ``body`` any more."""
    if len(line) > MAX_NOTE:
        return None
    try:
        note = load_json(line)
    except ValueError:
        return None
    if not isinstance(note, dict) or note.get("of") != digest(body):
        return None
    kind, fields = note.get("kind"), note.get("set")
    if not isinstance(kind, str) or not isinstance(fields, dict):
        return None
    return kind, {
        path: leaf
        for path, leaf in fields.items()
        if isinstance(leaf, str | bool | int)
    }


def give_back(question: Question, note: Note | None) -> Question:
    """Return a question with the fields that our own export noted beside it.

    ``note`` is what ``load`` gave; where it gave nothing, or the question has become one of
    another kind, the question says that they are lost.
    """
    if note is None or note[0] != question.kind:
        return replace(question, notes=(*question.notes, _lost_note()))
    value = dict(question.value)
    apply(question.kind, value, note[1])
    return replace(question, value=value, title=value["title"])


def _lost_note() -> str:
    return gettext(
        "The question was changed since its export, so what the format has no place for, "
        "such as closing lines, is lost."
    )


# Reads again what was written, given the kind that a note would name and a language.
ReadAgain = Callable[[str, str], Question]


def not_said(question: Question, read: ReadAgain) -> Note:
    """Return what a file does not say of a question that was written into it.

    Some words follow from the language of whoever imports it, so all are tried.

    Returns:
        The kind to note, "" if nothing need be noted, and the fields.

    Raises:
        LeaveOut: if a note cannot make it the same question, or nobody could answer it.
    """
    compile_question(question)
    for kind in ("", question.kind):
        fields: dict[str, Leaf] = {}
        for code, _name in settings.LANGUAGES:
            try:
                lacking = missing(question, read(kind, code))
            except LeaveOut:
                lacking = None
            if lacking is None:
                break
            fields |= lacking
        else:
            if kind or not fields:
                return kind, fields
    raise LeaveOut(gettext("The format cannot say this question as it is."))


def missing(wanted: Question, got: Question) -> dict[str, Leaf] | None:
    """Return the fields that ``got`` lacks of ``wanted``; None if it lacks more than fields.

    Pictures do not count.
    """
    if wanted.kind != got.kind:
        return None
    block = kinds.get(wanted.kind).block()
    ours, theirs = (dict(leaves(block, q.value)) for q in (wanted, got))
    if ours.keys() != theirs.keys():
        return None
    fields = {path: leaf for path, leaf in ours.items() if leaf != theirs[path]}
    # Which answers are right must be in the file itself.
    return None if any(path.endswith("/correct") for path in fields) else fields


def leaves(
    block: blocks.Block, value: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, Leaf]]:
    """Yield path and value of all fields of a stored question, those left out, too."""
    if isinstance(block, PictureBlock | IdBlock):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            part = value[name] if name in value else _default(child)
            yield from leaves(child, part, (*path, name))
    elif isinstance(block, blocks.ListBlock):
        # The count is part of the question's shape.
        yield "/".join((*path, f"#{len(value)}")), 0
        for number, item in enumerate(value):
            yield from leaves(block.child_block, item["value"], (*path, str(number)))
    elif isinstance(value, str | bool | int):
        yield "/".join(path), value


def _default(block: blocks.Block) -> Any:
    if isinstance(block, blocks.ListBlock):
        return []
    if isinstance(block, blocks.StructBlock):
        return {}
    return block.get_default()


def apply(kind: str, value: dict[str, object], fields: Mapping[str, Leaf]) -> None:
    """Set fields in a stored question; what has no place there, or another type, is not."""
    for path, leaf in fields.items():
        _set(kinds.get(kind).block(), value, path.split("/"), leaf)


def _set(block: blocks.Block, value: Any, path: list[str], leaf: Leaf) -> None:
    step, *rest = path
    if isinstance(block, blocks.ListBlock):
        if rest and step.isdecimal() and len(step) < 4 and int(step) < len(value):
            _set(block.child_block, value[int(step)]["value"], rest, leaf)
        return
    if not isinstance(block, blocks.StructBlock) or isinstance(block, PictureBlock):
        return
    child = block.child_blocks.get(step)
    if rest and child is not None and step in value:
        _set(child, value[step], rest, leaf)
    elif not rest and _takes(child, leaf) and step != "correct":
        value[step] = leaf


def _takes(block: blocks.Block | None, leaf: Leaf) -> bool:
    if isinstance(block, blocks.BooleanBlock):
        return isinstance(leaf, bool)
    if isinstance(block, blocks.IntegerBlock):
        return isinstance(leaf, int) and not isinstance(leaf, bool)
    is_words = isinstance(
        block, blocks.CharBlock | blocks.TextBlock | blocks.ChoiceBlock
    )
    return is_words and isinstance(leaf, str)
