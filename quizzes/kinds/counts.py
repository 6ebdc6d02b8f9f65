"""How the answers of many responses add up, to each other and to points.

Answers are named as ``Kind.picks`` names them. What is said here is what a reader of counts
could use to work out one that is hidden, so the disclosure gate must know it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Answers of which a response has one at most.

    ``is_complete`` where each response that answers anything has one of them.
    """

    answers: list[str]
    is_complete: bool


def by_part(
    answers: Iterable[str], side: int, *, is_complete: bool
) -> list[Alternatives]:
    """Group answers by what stands before the ``>`` in them (side 0), or after it (1).

    An answer without a ``>`` is a part by itself, and has no other side.
    """
    groups: dict[str, list[str]] = {}
    for answer in answers:
        before, arrow, after = answer.partition(">")
        if arrow or side == 0:
            groups.setdefault((before, after)[side], []).append(answer)
    return [Alternatives(group, is_complete) for group in groups.values()]


@dataclass(frozen=True, slots=True)
class PointSum:
    """What points are given for: ``whole`` times a score beside the weights of its answers.

    They are equal, unless only one of ``is_least`` and ``is_most`` is true: then the points
    are no less, or no more, than the weights. An answer without a weight has 0.
    """

    whole: int
    weights: Mapping[str, int]
    is_least: bool = True
    is_most: bool = True


def point_each(right: Collection[str], parts: int) -> list[PointSum]:
    """Return the sum of a question with a point for each right answer, of so many parts."""
    return [PointSum(parts, dict.fromkeys(right, 1))] if parts else []


def hits_less_misses(right: Collection[str], wrong: Collection[str]) -> list[PointSum]:
    """Return the sums of a question whose points are right answers less wrong ones.

    They are never less than 0, so of many responses only limits are known.
    """
    if not right:
        return []
    hits = dict.fromkeys(right, 1)
    return [
        PointSum(len(right), hits | dict.fromkeys(wrong, -1), is_most=False),
        PointSum(len(right), hits, is_least=False),
    ]
