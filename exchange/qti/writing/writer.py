"""What the writers of all kinds need: the item's pictures, feedback and prompt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from exchange.pictures import plain_stem
from exchange.qti.writing.elements import add, say
from exchange.qti.writing.responses import FEEDBACK, RESPONSE
from exchange.questions import Question, entries
from exchange.text import tidy

PICTURES = "pictures/"


@dataclass(slots=True)
class Writer:
    """Writes one item. ``taken`` are the files that the package has already."""

    question: Question
    identifier: str
    taken: Mapping[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    root: Element = field(default_factory=lambda: Element("qti-assessment-item"))
    # The feedback of each part that has some, by its identifier.
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> Mapping[str, Any]:
        """Return what the kind's block stores."""
        return self.question.value

    def named(self, prefix: str, name: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the parts in a list of the question; see ``named``."""
        return named(prefix, entries(self.value, name))

    def picture(self, parent: Element, picture: Any) -> Element | None:
        """Add a picture, if there is one, and its file to the package."""
        name = (picture or {}).get("file", "")
        data = self.question.pictures.get(name)
        if data is None:
            return None
        path = self._free(name, data)
        self.files[path] = data
        source = f"../{path}"
        return SubElement(parent, "img", src=source, alt=tidy(picture.get("alt") or ""))

    def _free(self, name: str, data: bytes) -> str:
        """Return a path in the package that is free, or holds just these bytes."""
        stem, suffix = plain_stem(name) or "picture", PurePosixPath(name).suffix
        number = 0
        while True:
            path = f"{PICTURES}{stem}{f'-{number}' if number else ''}{suffix}"
            known = self.files.get(path, self.taken.get(path, data))
            if known == data:
                return path
            number += 1

    def side(self, parent: Element, words: Any, picture: Any, comment: Any) -> None:
        """Fill a choice with words, a picture, and the feedback that it brings up."""
        say(parent, words)
        self.picture(parent, picture)
        self._comment(parent, comment)

    def _comment(self, parent: Element, comment: Any) -> None:
        """Add the feedback of a part, if it has some, into it."""
        if not comment:
            return
        identifier = parent.get("identifier", "")
        self.comments[identifier] = comment
        feedback = add(
            parent,
            "feedback-inline",
            outcome_identifier=FEEDBACK,
            identifier=identifier,
            show_hide="show",
        )
        say(feedback, comment)

    def interaction(self, body: Element, name: str, **attributes: Any) -> Element:
        """Add an interaction with the question's prompt; the picture goes before it."""
        if name != "hotspot-interaction" and self.value.get("picture"):
            self.picture(SubElement(body, "p"), self.value["picture"])
        element = add(body, name, response_identifier=RESPONSE, **attributes)
        say(add(element, "prompt"), self.value.get("prompt"))
        return element


def named(
    prefix: str, parts: Iterable[tuple[str, dict]]
) -> list[tuple[str, dict[str, Any]]]:
    """Return parts with an identifier that QTI allows; ours may begin with a digit."""
    return [(f"{prefix}-{number}", part) for number, (_id, part) in enumerate(parts, 1)]
