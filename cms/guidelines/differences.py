"""What differs between two editions of a guideline, section by section, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from cms.guidelines.editions import Edition, Section

WORD = re.compile(r"\n+|\S+")


class Piece(NamedTuple):
    """Words that both texts have, or one of them alone."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A section in two editions; one of the two is None if its edition lacks it."""

    old: Section | None
    new: Section | None

    @property
    def section(self) -> Section:
        """Return the newer of the two."""
        section = self.new or self.old
        if section is None:
            raise ValueError("A difference needs a section.")
        return section

    @property
    def kind(self) -> Literal["added", "removed", "changed", "same"]:
        """Return what happened to the section; a new number alone is no change."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        is_same = (self.old.title, self.old.text) == (self.new.title, self.new.text)
        return "same" if is_same else "changed"

    @property
    def title(self) -> tuple[Piece, ...]:
        """Return the pieces of its title."""
        return compare_words(*self._both("title"))

    @property
    def text(self) -> tuple[Piece, ...]:
        """Return the pieces of its text."""
        return compare_words(*self._both("text"))

    def _both(self, name: str) -> tuple[str, str]:
        # A section that one edition alone has is shown as it is, not word by word.
        old, new = self.old or self.section, self.new or self.section
        return getattr(old, name), getattr(new, name)


def compare(editions: list[Edition], older: int, newer: int) -> list[Difference]:
    """Return the sections of two editions, those of the newer first, in its order.

    A section continues the one that it names, else the one with the same title, in the
    edition before it; over several editions that is followed step by step.

    Args:
        editions: all editions of a guideline.
        older: the year of one of them.
        newer: the year of a later one.
    """
    chain = sorted(
        (edition for edition in editions if older <= edition.year <= newer),
        key=lambda edition: edition.year,
    )
    old = {section.number: section for section in chain[0].sections}
    origin = {number: number for number in old}
    for before, after in pairwise(chain):
        links = _links(before, after)
        origin = {
            number: origin[link] for number, link in links.items() if link in origin
        }
    found = []
    for section in chain[-1].sections:
        found.append(Difference(old.pop(origin.get(section.number, ""), None), section))
    return found + [Difference(section, None) for section in old.values()]


def _links(before: Edition, after: Edition) -> dict[str, str]:
    """Return, by number, the number of the section that each continues."""
    titles = {section.title.casefold(): section.number for section in before.sections}
    return {
        section.number: section.continues or titles.get(section.title.casefold(), "")
        for section in after.sections
    }


@lru_cache(maxsize=512)
def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as one, in pieces; words are never cut."""
    return tuple(_pieces(WORD.findall(old), WORD.findall(new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for code, i1, i2, j1, j2 in matcher.get_opcodes():
        if code == "equal":
            yield Piece("same", " ".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Piece("removed", " ".join(old[i1:i2]))
        if j1 < j2:
            yield Piece("added", " ".join(new[j1:j2]))
