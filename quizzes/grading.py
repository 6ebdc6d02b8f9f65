"""Grading: what a response is worth, by the key of its item.

Pure: no request, no database, no clock. ``frontend/src/players/<kind>/rules.ts`` grades
alike; ``tests/vectors/<kind>.json`` holds the two together.
"""

from quizzes import kinds
from quizzes.kinds.base import Grade, InvalidResponse, KindKey, KindResponse, Outcome

__all__ = ["Grade", "InvalidResponse", "Outcome", "grade", "is_personal", "picks"]


def grade(kind: str, key: KindKey, response: object) -> Grade:
    """Grade a response, which may be of any JSON shape.

    Args:
        kind: the name of the item's kind.
        key: what the kind's ``key()`` gave when the item was compiled.
        response: what a learner's device sent.

    Raises:
        InvalidResponse: if the item could not have produced the response.
        KeyError: if no kind has the name.
    """
    return kinds.get(kind).grade(key, response)


def picks(kind: str, response: KindResponse) -> list[str]:
    """Return the answers inside a canonical response, one string each, for tallies.

    Raises:
        KeyError: if no kind has the name.
    """
    return kinds.get(kind).picks(response)


def is_personal(kind: str) -> bool:
    """Return whether responses of a kind tell something of who gave them.

    Raises:
        KeyError: if no kind has the name.
    """
    return kinds.get(kind).is_personal
