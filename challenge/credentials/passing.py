"""Whether the check after a module was passed, by what the server graded."""

import math
from dataclasses import dataclass
from fractions import Fraction

from challenge.progress import store
from challenge.progress.models import Phase
from cms.publishing.reading import Course, payload_of
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


def result_of(learner_id: int, course: Course) -> Result | None:
    """Give how a learner's latest answers to the check of a module went; two queries.

    The questions are those of the version that was answered last; each counts the same,
    and one without an answer nothing. None if no question was answered, or so long ago
    that the answers are no longer kept.
    """
    answers = store.answers_in(learner_id, course.key, Phase.POST)
    if not answers:
        return None
    version = answers[-1].version
    asked = _questions(version)
    if not asked:
        return None
    scores = dict.fromkeys(asked, Fraction(0))
    for answer in answers:
        if answer.item in scores and answer.denominator:
            scores[answer.item] = Fraction(answer.numerator, answer.denominator)
    share = 100 * sum(scores.values()) / len(scores)
    words = asked | _questions(course.version)
    return Result(
        share=math.floor(share),
        is_passed=share >= course.pass_mark,
        version=version,
        missed=[words[item] for item, score in scores.items() if score < 1],
    )


def _questions(version: str) -> dict[str, str]:
    """Give the graded questions of the check after a version, in words, by id."""
    check = payload_of(version).get("check", {})
    return {
        item["id"]: item.get("prompt") or str(get_kind(item["kind"]).label)
        for item in check.get("post", ())
        if get_kind(item["kind"]).scored
    }
