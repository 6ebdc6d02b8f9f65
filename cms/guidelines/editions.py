"""The editions of a guideline and their sections, as pages and the API need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cms.guidelines.blocks import Status
from cms.guidelines.languages import language_name


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an edition. ``continues`` is its number in the edition before, or ""."""

    number: str
    title: str
    text: str
    continues: str

    @property
    def anchor(self) -> str:
        """Return the fragment of links to it, such as ``section-3-2``."""
        return f"section-{self.number.replace('.', '-')}"

    @property
    def depth(self) -> int:
        """Return 0 for section 3, 1 for section 3.2, and so on."""
        return self.number.count(".")


@dataclass(frozen=True, slots=True)
class Document:
    """Where the publisher offers an edition in a language (a code such as ``ar``)."""

    language: str
    url: str

    @property
    def language_name(self) -> str:
        """Return what the language calls itself."""
        return language_name(self.language)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition; its year names it within its guideline."""

    year: int
    status: str
    title: str
    publisher: str
    changed: str
    documents: tuple[Document, ...]
    sections: tuple[Section, ...]

    @property
    def is_current(self) -> bool:
        """Return whether no later edition has superseded it."""
        return self.status == Status.CURRENT

    @property
    def status_label(self) -> str:
        """Return its status in the language of the page."""
        return str(Status(self.status).label)


def editions_of(stream: Iterable[Any], publisher: str) -> list[Edition]:
    """Return the editions that a StreamField holds, the newest first.

    Args:
        stream: the value of the StreamField.
        publisher: that of the editions that name none of their own.
    """
    found = [_edition(child.value, publisher) for child in stream]
    return sorted(found, key=lambda edition: edition.year, reverse=True)


def _edition(value: Any, publisher: str) -> Edition:
    return Edition(
        value["year"],
        value["status"],
        value["title"],
        value["publisher"] or publisher,
        value["changed"],
        tuple(Document(one["language"], one["url"]) for one in value["documents"]),
        tuple(
            Section(one["number"], one["title"], one["text"], one["continues"] or "")
            for one in value["sections"]
        ),
    )
