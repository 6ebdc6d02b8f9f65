"""A question of ours as an element of Moodle XML."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from django.utils.html import escape
from django.utils.translation import gettext

from exchange import extras
from exchange.base import LeaveOut
from exchange.moodle_xml.reading import body_of, build
from exchange.moodle_xml.texts import INSIDE
from exchange.parts import Pair, Picture
from exchange.questions import LeftOut, Question, entries


def add_text(parent: Element, text: str) -> Element:
    """Add ``<text>`` to an element, and give that element."""
    SubElement(parent, "text").text = text
    return parent


@dataclass(frozen=True, slots=True)
class Writer:
    """The element of a question, and the pictures that may go into it."""

    element: Element
    pictures: Mapping[str, bytes]

    def rich(
        self, parent: Element, name: str, text: str, picture: Picture | None = None
    ) -> Element:
        """Add an element with words and a picture; ``name`` may be "" for the parent."""
        element = SubElement(parent, name) if name else parent
        data = self.pictures.get((picture or {}).get("file", ""))
        if picture is None or data is None:
            element.set("format", "plain_text")
            return add_text(element, text)
        file, alt = picture["file"], escape(picture.get("alt", ""))
        words = escape(text).replace("\n", "<br>")
        image = f'<img src="{INSIDE}{quote(file)}" alt="{alt}">'
        element.set("format", "html")
        add_text(element, f"{words}<br>{image}" if words else image)
        own = SubElement(element, "file", name=file, path="/", encoding="base64")
        own.text = base64.b64encode(data).decode()
        return element


def write(question: Question) -> tuple[Element, list[str]]:
    """Return a question as an element, and the names of the pictures that it lacks.

    Raises:
        LeaveOut: if Moodle has no such question.
    """
    fill = WRITERS.get(question.kind)
    if fill is None:
        raise LeaveOut(gettext("Moodle has no questions of this kind."))
    element = Element("question")
    writer, value = Writer(element, question.pictures), question.value
    add_text(SubElement(element, "name"), question.title or question.called)
    fill(writer, value)
    right, wrong = value.get("right") or "", value.get("wrong") or ""
    for name, line in (
        ("correctfeedback", right),
        ("partiallycorrectfeedback", wrong),
        ("incorrectfeedback", wrong),
    ):
        writer.rich(element, name, line)
    shown: set[bytes] = set()

    def read(kind: str, locale: str) -> Question:
        (found,) = build(element, locale, kind)
        if isinstance(found, LeftOut):
            raise LeaveOut(found.reason)
        shown.update(found.pictures.values())
        return found

    kind, fields = extras.not_said(question, read)
    if kind:
        note = extras.dump(body_of(element), kind, fields)
        SubElement(element, extras.MARK).text = note
    lost = [name for name, data in question.pictures.items() if data not in shown]
    return element, lost


def _write_choice(writer: Writer, value: Mapping[str, Any]) -> None:
    element = writer.element
    element.set("type", "multichoice")
    writer.rich(
        element, "questiontext", value.get("prompt") or "", value.get("picture")
    )
    multiple = bool(value.get("multiple"))
    SubElement(element, "single").text = "false" if multiple else "true"
    shuffle = value.get("shuffle", True)
    SubElement(element, "shuffleanswers").text = "true" if shuffle else "false"
    options = [option for _id, option in entries(value, "options")]
    right = sum(bool(option.get("correct")) for option in options)
    share = 100 / max(1, right) if multiple else 100
    for option in options:
        fraction = share if option.get("correct") else -share if multiple else 0
        answer = SubElement(
            element, "answer", fraction=f"{fraction:.5f}".rstrip("0").rstrip(".")
        )
        writer.rich(answer, "", option.get("text") or "", option.get("picture"))
        writer.rich(answer, "feedback", option.get("feedback") or "")


def _write_pairs(writer: Writer, value: Mapping[str, Any], pairs: list[Pair]) -> None:
    element = writer.element
    element.set("type", "matching")
    writer.rich(
        element, "questiontext", value.get("prompt") or "", value.get("picture")
    )
    SubElement(element, "shuffleanswers").text = "true"
    for pair in pairs:
        subquestion = SubElement(element, "subquestion")
        writer.rich(subquestion, "", pair.left, pair.left_picture)
        add_text(SubElement(subquestion, "answer"), pair.right)


def _write_sort(writer: Writer, value: Mapping[str, Any]) -> None:
    pairs = [
        Pair(thing["text"], bin_["text"], left_picture=thing.get("picture"))
        for _id, bin_ in entries(value, "bins")
        for _thing_id, thing in entries(bin_, "items")
    ]
    _write_pairs(writer, value, pairs)


def _write_match(writer: Writer, value: Mapping[str, Any]) -> None:
    pairs = [
        Pair(pair["left"], pair["right"], left_picture=pair.get("left_picture"))
        for _id, pair in entries(value, "pairs")
    ]
    pairs += [Pair("", decoy["text"]) for _id, decoy in entries(value, "decoys")]
    _write_pairs(writer, value, pairs)


def _write_gap(writer: Writer, value: Mapping[str, Any]) -> None:
    element = writer.element
    element.set("type", "ddwtos")
    # What only looks like a gap is kept apart by a joiner, which nobody sees.
    prompt, text = (
        re.sub(r"\[(?=\[\d+\]\])", "[\u2060", value.get(name) or "")
        for name in ("prompt", "text")
    )
    text = re.sub(r"\{(\d+)\}", r"[[\1]]", text)
    text = f"{prompt}\n\n{text}" if prompt else text
    writer.rich(element, "questiontext", text, value.get("picture"))
    SubElement(element, "shuffleanswers").text = "1"
    for name in ("words", "decoys"):
        for _id, word in entries(value, name):
            box = add_text(SubElement(element, "dragbox"), word["text"])
            SubElement(box, "group").text = "1"


def _write_order(writer: Writer, value: Mapping[str, Any]) -> None:
    element = writer.element
    element.set("type", "ordering")
    writer.rich(
        element, "questiontext", value.get("prompt") or "", value.get("picture")
    )
    for name, text in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ):
        SubElement(element, name).text = text
    for number, (_id, thing) in enumerate(entries(value, "things"), start=1):
        answer = SubElement(element, "answer", fraction=f"{number}.0000000")
        writer.rich(answer, "", thing["text"], thing.get("picture"))


WRITERS: Mapping[str, Callable[[Writer, Mapping[str, Any]], None]] = MappingProxyType(
    {
        "choice": _write_choice,
        "sort": _write_sort,
        "match": _write_match,
        "gap": _write_gap,
        "order": _write_order,
    }
)
