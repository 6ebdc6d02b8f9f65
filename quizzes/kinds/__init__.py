"""The registry of interaction kinds."""

from collections.abc import Mapping
from types import MappingProxyType

from wagtail.blocks import StructBlock

from quizzes.kinds.base import Kind
from quizzes.kinds.cards import Cards
from quizzes.kinds.chat import Chat
from quizzes.kinds.choice import Choice
from quizzes.kinds.day import Day
from quizzes.kinds.gap import Gap
from quizzes.kinds.hidden_score import HiddenScore
from quizzes.kinds.hotspot import Hotspot
from quizzes.kinds.likert import Likert
from quizzes.kinds.lock import Lock
from quizzes.kinds.mark import Mark
from quizzes.kinds.match import Match
from quizzes.kinds.memory import Memory
from quizzes.kinds.myth import Myth
from quizzes.kinds.order import Order
from quizzes.kinds.password import Password
from quizzes.kinds.poster import Poster
from quizzes.kinds.settings import Settings
from quizzes.kinds.slider import Slider
from quizzes.kinds.sort import Sort
from quizzes.kinds.triage import Triage

__all__ = ["KINDS", "get", "question_block"]

# In the order in which the palette offers them.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Choice(),
            Myth(),
            Sort(),
            Order(),
            Match(),
            Gap(),
            Mark(),
            Hotspot(),
            Triage(),
            Settings(),
            Chat(),
            Memory(),
            Cards(),
            Lock(),
            Slider(),
            Likert(),
            Day(),
            HiddenScore(),
            Password(),
            Poster(),
        )
    }
)


def question_block(kind: Kind) -> StructBlock:
    """Return a new block for a palette, in the group of its kind."""
    block = kind.block()
    block.meta.group = kind.group
    return block


def get(name: str) -> Kind:
    """Return the kind of that name.

    Raises:
        KeyError: if no kind has the name.
    """
    return KINDS[name]
