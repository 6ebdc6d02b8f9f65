"""Whether the check after a module was passed, by what was handed in and graded."""

import math
from dataclasses import dataclass
from fractions import Fraction

from challenge.progress.marks import ModuleProgress
from challenge.progress.models import Phase
from cms.publications.catalogue import Course
from cms.publications.content import payload_of
from quizzes.kinds import get as get_kind


@dataclass(frozen=True, slots=True)
class Result:
    """How a check went.

    ``share`` is the share of points in whole per cent, rounded down; ``missed`` are the
    questions to look at again, as they are asked and without a word of their answers.
    """

    share: int
    is_passed: bool
    version: str
    missed: list[str]


def result_of(progress: ModuleProgress, course: Course) -> Result | None:
    """Return how the check of a module went that a learner handed in last; one query.

    The questions are those of the version that was handed in; each counts the same, and one
    without an answer nothing. None if it was not handed in, or that version is no longer
    kept.
    """
    check = progress.checks.get(Phase.POST)
    if check is None or check.handed_in is None:
        return None
    version = check.version
    asked = _questions(version)
    if not asked:
        return None
    scores = dict.fromkeys(asked, Fraction(0))
    for item, (numerator, denominator) in check.handed_in.items():
        if item in scores and denominator:
            scores[item] = Fraction(numerator, denominator)
    share = 100 * sum(scores.values()) / len(scores)
    words = asked | _questions(course.version)
    return Result(
        share=math.floor(share),
        is_passed=share >= course.pass_mark,
        version=version,
        missed=[words[item] for item, score in scores.items() if score < 1],
    )


def _questions(version: str) -> dict[str, str]:
    """Return the graded questions of the check after a version, in words, by id."""
    payload = payload_of(version)
    return {
        item["id"]: item["prompt"] or str(get_kind(item["kind"]).label)
        for item in (payload["check"]["post"] if payload else [])
        if get_kind(item["kind"]).scored
    }
