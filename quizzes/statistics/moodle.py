"""How items and quizzes work, equal to Moodle's quiz report; see the package."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from quizzes.statistics.tables import (
    Scores,
    covariance_of,
    noise_of,
    percent,
    points_of,
    rest_of,
    root,
)


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """How one item of a quiz works; percentages as Moodle prints them.

    ``n`` is the number of attempts. ``effective_weight`` is None where the item goes
    against the whole quiz, which Moodle leaves blank.
    """

    n: int
    facility: float | None
    sd: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None
    effective_weight: float | None


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """How a whole quiz works; percentages, but for skewness and kurtosis.

    ``alpha`` is Cronbach's, which Moodle calls the coefficient of internal consistency.
    Short quizzes have a low one by design, and it can be below zero.
    """

    n: int
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    error_ratio: float | None
    standard_error: float | None


def item_statistics(
    scores: Scores, max_scores: Sequence[float]
) -> list[ItemStatistics]:
    """Return how each item works, as Moodle's "quiz structure analysis" has it.

    With x the points of the item, X the total of the attempt and covariances with n - 1:

    - facility: 100 mean(x) / max
    - sd: 100 sd(x) / max
    - discrimination index: 100 r(x, X - x), the item against the rest of the quiz
    - discriminative efficiency: 100 cov(x, X - x) / cov(sorted x, sorted X - x), what it
      discriminates of what it could with these points
    - effective weight: 100 sqrt(cov(x, X)) / sum of that over all items, those with a
      negative covariance left out

    Args:
        scores: points by attempt and item; None counts as 0.
        max_scores: what each item is worth; 0 for one without points, whose percentages
            are None.

    Returns:
        One record an item, in their order.

    Raises:
        ValueError: if a row has another length than ``max_scores``, or a point is NaN,
            infinite or huge.
    """
    rows = points_of(scores, max_scores)
    totals = [math.fsum(row) for row in rows]
    columns = [[row[item] for row in rows] for item in range(len(max_scores))]
    noise = noise_of(max_scores)
    weights = [root(covariance_of(column, totals, noise)) for column in columns]
    whole = math.fsum(weight for weight in weights if weight is not None)
    found = []
    for item, (column, most) in enumerate(zip(columns, max_scores, strict=True)):
        rest = rest_of(rows, item)
        weight = weights[item]
        found.append(
            ItemStatistics(
                n=len(rows),
                facility=percent(fmean(column), most) if rows else None,
                sd=percent(root(covariance_of(column, column, noise)), most),
                discrimination_index=_discrimination(column, rest, noise),
                discriminative_efficiency=_efficiency(column, rest, noise),
                effective_weight=None if weight is None else percent(weight, whole),
            )
        )
    return found


def test_statistics(scores: Scores, max_scores: Sequence[float]) -> QuizStatistics:
    """Return how the whole quiz works, as Moodle's "quiz information" has it.

    Mean, median and standard deviation (n - 1) are of the attempts' totals. Skewness and
    kurtosis are the unbiased cumulants k3 / k2^1.5 and k4 / k2^2, from three and four
    attempts on. With k items and k2 the variance of the totals:

    - alpha: 100 k / (k - 1) (1 - sum of the items' variances / k2), from three attempts
      and two items on (Cronbach, L. J. (1951). Psychometrika, 16, 297-334)
    - error ratio: 100 sqrt(1 - alpha / 100), the share of the standard deviation that is
      due to chance; it is above 100 where alpha is below 0
    - standard error: error ratio x standard deviation, of one attempt's total

    Args:
        scores: points by attempt and item; None counts as 0.
        max_scores: what each item is worth.

    Raises:
        ValueError: if a row has another length than ``max_scores``, or a point is NaN,
            infinite or huge.
    """
    rows = points_of(scores, max_scores)
    totals = [math.fsum(row) for row in rows]
    most = math.fsum(max_scores)
    noise = noise_of(max_scores)
    k2 = covariance_of(totals, totals, noise)
    sd = percent(root(k2), most)
    alpha = error_ratio = None
    if k2 and len(rows) > 2 and len(max_scores) > 1:
        columns = list(zip(*rows, strict=True))
        inner = math.fsum(covariance_of(c, c, noise) or 0.0 for c in columns)
        alpha = 100 * len(columns) / (len(columns) - 1) * (1 - inner / k2)
        error_ratio = 100 * math.sqrt(max(0.0, 1 - alpha / 100))
    return QuizStatistics(
        n=len(rows),
        mean=percent(fmean(totals), most) if rows else None,
        median=percent(median(totals), most) if rows else None,
        sd=sd,
        skewness=_skewness(totals, k2),
        kurtosis=_kurtosis(totals, k2),
        alpha=alpha,
        error_ratio=error_ratio,
        standard_error=(
            None if sd is None or error_ratio is None else error_ratio * sd / 100
        ),
    )


def _discrimination(
    xs: Sequence[float], rest: Sequence[float], noise: float
) -> float | None:
    """Return the correlation of an item with the rest of the quiz, in per cent."""
    shared = covariance_of(xs, rest, noise)
    own, other = covariance_of(xs, xs, noise), covariance_of(rest, rest, noise)
    if shared is None or not own or not other:
        return None
    return 100 * shared / math.sqrt(own * other)


def _efficiency(
    xs: Sequence[float], rest: Sequence[float], noise: float
) -> float | None:
    """Return an item's covariance with the rest, in per cent of the highest possible."""
    shared = covariance_of(xs, rest, noise)
    possible = covariance_of(sorted(xs), sorted(rest), noise)
    return percent(shared, possible or 0.0)


def _moment(values: Sequence[float], power: int) -> float:
    """Return the central moment of a power."""
    middle = fmean(values)
    return fmean((value - middle) ** power for value in values)


def _skewness(totals: Sequence[float], k2: float | None) -> float | None:
    """Return k3 / k2^1.5 of the totals; None for less than three, or all alike."""
    n = len(totals)
    if n < 3 or not k2:
        return None
    k3 = n**2 * _moment(totals, 3) / ((n - 1) * (n - 2))
    return k3 / k2**1.5


def _kurtosis(totals: Sequence[float], k2: float | None) -> float | None:
    """Return k4 / k2^2 of the totals; None for less than four, or all alike."""
    n = len(totals)
    if n < 4 or not k2:
        return None
    m2, m4 = _moment(totals, 2), _moment(totals, 4)
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / k2**2
