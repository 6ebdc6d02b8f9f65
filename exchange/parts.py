"""The parts of a question that a file tells of, whatever its format."""

from dataclasses import dataclass
from typing import Any

Value = dict[str, Any]
Source = dict[str, str]
# ``{"file", "alt"}``
Picture = dict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a choice."""

    text: str
    correct: bool
    feedback: str = ""
    source: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together; without a left side the right one is a decoy.

    Right sides of the same ``group``, or else with the same words, are one group to sort
    into.
    """

    left: str
    right: str
    left_source: str = ""
    right_source: str = ""
    left_picture: Picture | None = None
    right_picture: Picture | None = None
    feedback: str = ""
    group: str = ""

    @property
    def is_decoy(self) -> bool:
        """Return whether nothing belongs to the right side."""
        return not self.left and self.left_picture is None

    @property
    def right_group(self) -> str:
        """Return what tells one group to sort into from another."""
        return self.group or self.right


@dataclass(frozen=True, slots=True)
class Word:
    """A word that fills a gap, a decoy, or a thing to put in order."""

    text: str
    source: str = ""
    picture: Picture | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text to mark, or a place in a picture.

    ``role`` is "plain", "fine" (harmless) or "sign" (to be found).
    """

    text: str
    role: str
    source: str = ""
    feedback: str = ""
    box: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Two sides that belong together, each with words, a picture or both."""

    front: str
    back: str
    source: str = ""
    front_picture: Picture | None = None
    back_picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An option with a weight: the share of the points that it gives, in percent."""

    text: str
    weight: float
    feedback: str = ""
    source: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of a file becomes: a kind, its value, and where its ids come from.

    ``prompt`` is None where the part has no words of its own to ask with.
    """

    kind: str
    value: Value
    source: Source
    prompt: str | None = None
