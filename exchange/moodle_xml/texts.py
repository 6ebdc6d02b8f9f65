"""The texts of a question in Moodle XML, with the pictures that come along in the file."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.budget import Budget
from exchange.parts import Picture
from exchange.questions import shorten
from exchange.text import as_text, pictures_in, tidy

# The names that Moodle gives its text formats.
MARKUPS = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
# How an address of a file that the question brings along begins.
INSIDE = "@@PLUGINFILE@@/"
# White space is passed over in decoding; to take it out would need many times the memory.
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*+")


@dataclass(slots=True)
class Reader:
    """What is collected while a question is read.

    What is built is taken from ``budget``.
    """

    element: Element
    locale: str
    budget: Budget = field(default_factory=Budget)
    markup: str = "html"
    pictures: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def source_of(self, element: Element | None) -> tuple[str, str]:
        """Return the text inside an element as it is in the file, and its markup."""
        if element is None:
            return "", self.markup
        markup = element.get("format")
        return inner(element), MARKUPS.get(markup, "moodle") if markup else self.markup

    def words(self, element: Element | None) -> str:
        """Return the words inside an element; a picture is noted and left out."""
        text, pictures = self.rich(element)
        if pictures:
            self.note_pictures()
        return text

    def rich(self, element: Element | None) -> tuple[str, list[Picture]]:
        """Return the words inside an element, and its pictures that are in the file."""
        source, markup = self.source_of(element)
        return as_text(source, markup), self.pictures_of(element, source)

    def one_picture(self, element: Element | None) -> tuple[str, Picture | None]:
        """Return the words inside an element, and the one picture that there is room for."""
        text, pictures = self.rich(element)
        if len(pictures) > 1:
            self.note_pictures()
        return text, pictures[0] if pictures else None

    def pictures_of(self, element: Element | None, source: str) -> list[Picture]:
        """Return the pictures of a text that the file brings along."""
        found: list[Picture] = []
        for address, alt in pictures_in(source):
            data = self._data_of(element, address)
            if data is None:
                self.note_pictures()
                continue
            name = file_name(address)
            while self.pictures.setdefault(name, data) != data:
                name = f"_{name}"
            found.append({"file": name, "alt": alt})
        return found

    def _data_of(self, element: Element | None, address: str) -> bytes | None:
        if address.startswith("data:image/"):
            return from_base64(address.partition(",")[2])
        if element is None or not address.startswith(INSIDE):
            return None
        wanted = unquote(address.removeprefix(INSIDE)).lstrip("/")
        for file in element.iter("file"):
            path = f"{file.get('path', '/')}{file.get('name', '')}".lstrip("/")
            if path == wanted:
                return from_base64(file.text or "")
        return None

    def note_pictures(self) -> None:
        """Note that a picture has no place, or is not in the file."""
        self.notes.append(
            gettext(
                "A picture is left out: there is no place for it, or it is not in the "
                "file."
            )
        )

    def closing(self, right: Iterable[str] = ()) -> dict[str, str]:
        """Return the closing lines: Moodle's combined feedback, then the general one."""
        general = self.words(self.element.find("generalfeedback"))
        correct = self.words(self.element.find("correctfeedback"))
        partial = self.words(self.element.find("partiallycorrectfeedback"))
        wrong = self.words(self.element.find("incorrectfeedback"))
        return {
            "right": lines_of(correct, *right, general),
            "wrong": lines_of(wrong or partial, general),
        }


def lines_of(*lines: str) -> str:
    """Return the lines that have words, each once."""
    return "\n".join(dict.fromkeys(line for line in lines if line))


def from_base64(text: str) -> bytes | None:
    """Return what is encoded in a text; None if it is not Base64."""
    if not _BASE64.fullmatch(text):
        return None
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None


def file_name(address: str) -> str:
    """Return the name of the file that an image shows."""
    if address.startswith("data:"):
        return "picture"
    return tidy(PurePosixPath(unquote(address)).name).replace("\n", " ") or "picture"


def inner(element: Element) -> str:
    """Return the text of ``<text>`` inside an element; old files have none round it.

    Tags that should have been escaped are kept as the HTML that they were meant to be.
    """
    text = element.find("text")
    text = element if text is None else text
    inner = text.text or ""
    for child in text:
        if child.tag not in ("file", "answer", "feedback"):
            inner += ElementTree.tostring(child, encoding="unicode")
    return inner


def plain_of(element: Element | None) -> str:
    """Return the text inside an element that holds a value; "" where there is none."""
    return "" if element is None else tidy(inner(element))


def called(element: Element) -> str:
    """Return how a question is called in a report: its name, or how its text begins."""
    name, text = element.find("name"), element.find("questiontext")
    for part in (name, text):
        if part is not None and (words := as_text(inner(part), "moodle")):
            return shorten(" ".join(words.split()), 80)
    return ""


def flag(element: Element, name: str, default: bool) -> bool:
    """Return whether the element ``name`` says yes, in one of Moodle's ways."""
    found = plain_of(element.find(name)).lower()
    return found not in ("false", "0") if found else default
