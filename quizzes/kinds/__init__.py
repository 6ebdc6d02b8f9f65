"""The registry of interaction kinds."""

from collections.abc import Mapping
from types import MappingProxyType

from quizzes.kinds.base import Kind
from quizzes.kinds.chat import Chat
from quizzes.kinds.choice import Choice
from quizzes.kinds.sort import Sort

__all__ = ["KINDS", "get"]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.name: kind for kind in (Choice(), Sort(), Chat())}
)


def get(name: str) -> Kind:
    """Give the kind of that name.

    Raises:
        KeyError: if no kind has the name.
    """
    return KINDS[name]
