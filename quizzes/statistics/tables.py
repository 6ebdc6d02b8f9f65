"""Tables of scores, and the sums that all statistics are made of."""

import math
from collections.abc import Iterable, Sequence
from statistics import covariance

Scores = Sequence[Sequence[float | None]]

# What binary fractions leave of a variance that is zero, as a share of the square of what
# can be scored.
NOISE = 1e-12
# No item is worth more. Fourth powers of the sums stay far below what a float can hold.
MOST_POINTS = 1_000_000_000
# What binary fractions may add to a percentage.
PERCENT_NOISE = 1e-6


def check_points(points: Iterable[float]) -> None:
    """Check that points can be computed with: one NaN would spoil every figure unseen.

    Raises:
        ValueError: if one is NaN, infinite, or beyond ``MOST_POINTS`` either way.
    """
    # The comparison is false for NaN.
    if not all(abs(point) <= MOST_POINTS for point in points):
        raise ValueError(f"Points must be numbers of at most {MOST_POINTS:,}.")


def percentage(value: float) -> float:
    """Return a percentage, without what binary fractions add beyond 0 and 100.

    Raises:
        ValueError: if it is below 0, above 100, or NaN.
    """
    if not -PERCENT_NOISE <= value <= 100 + PERCENT_NOISE:
        raise ValueError("Shares must be percentages, from 0 to 100.")
    return min(100.0, max(0.0, value))


def points_of(scores: Scores, max_scores: Sequence[float]) -> list[list[float]]:
    """Return the table with 0 for None, having checked its shape and its points.

    Raises:
        ValueError: if a row has another length than ``max_scores``, or a point is none
            that can be computed with (``check_points``).
    """
    if any(len(row) != len(max_scores) for row in scores):
        raise ValueError("Each attempt needs one score (or None) for each item.")
    check_points(max_scores)
    for row in scores:
        check_points(point for point in row if point is not None)
    return [[point or 0.0 for point in row] for row in scores]


def rest_of(rows: Sequence[Sequence[float]], item: int) -> list[float]:
    """Return each row's sum without one column."""
    return [math.fsum([*row[:item], *row[item + 1 :]]) for row in rows]


def noise_of(max_scores: Sequence[float]) -> float:
    """Return below what a covariance of these scores is zero."""
    return NOISE * max(1.0, math.fsum(max_scores)) ** 2


def covariance_of(
    xs: Sequence[float], ys: Sequence[float], noise: float
) -> float | None:
    """Return the covariance with n - 1; None for less than two values."""
    if len(xs) < 2:
        return None
    value = covariance(xs, ys)
    return 0.0 if abs(value) < noise else value


def root(value: float | None) -> float | None:
    """Return the square root; None of nothing and of what is negative."""
    return None if value is None or value < 0 else math.sqrt(value)


def percent(value: float | None, of: float) -> float | None:
    """Return a value in per cent of another; None without either."""
    return 100 * value / of if value is not None and of else None
