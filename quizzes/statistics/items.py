"""What more there is to say of an item: how sure its facility is, and what its options do."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from quizzes.statistics.tables import (
    Scores,
    check_points,
    percent,
    percentage,
    points_of,
    rest_of,
)

# The standard normal quantile that leaves 2.5 % on each side.
Z_95 = 1.959963984540054
# The share of attempts in the upper and in the lower group: Kelley, T. L. (1939). The
# selection of upper and lower groups for the validation of test items. Journal of
# Educational Psychology, 30(1), 17-24.
KELLEY = 0.27
# An option that fewer attempts than this chose distracts nobody, in per cent: Haladyna,
# T. M. & Downing, S. M. (1993). How many options is enough for a multiple-choice test
# item? Educational and Psychological Measurement, 53(4), 999-1010.
DEAD_BELOW = 5.0


@dataclass(frozen=True, slots=True)
class Distractor:
    """What became of one option: how many chose it, and how they did otherwise.

    ``mean_rest`` is in points. Where it is higher than that of the right option, the key
    may be wrong or the question may have two meanings.
    """

    option: str
    n: int
    share: float | None
    mean_rest: float | None
    is_dead: bool


def facility_interval(facility: float | None, n: int) -> tuple[float, float] | None:
    """Return the 95 % Wilson interval round a facility, both ends in per cent.

    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association, 22, 209-212. With partial
    credit it is wider than need be: points between none and all vary less than a coin.

    Args:
        facility: in per cent, as ``item_statistics`` gives it.
        n: the number of attempts behind it.

    Raises:
        ValueError: if the facility is no percentage.
    """
    if facility is None or n < 1:
        return None
    p = percentage(facility) / 100
    spread = Z_95**2 / n
    middle = p + spread / 2
    reach = math.sqrt(spread * (p * (1 - p) + spread / 4))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    return max(0.0, 100 * low), min(100.0, 100 * high)


def rest_scores(scores: Scores, item: int) -> list[float]:
    """Return each attempt's points in all items but one, by its index.

    Raises:
        ValueError: if a point is NaN, infinite or huge.
    """
    for row in scores:
        check_points(point for point in row if point is not None)
    return rest_of([[point or 0.0 for point in row] for row in scores], item)


def distractors(
    picks: Sequence[Collection[str]], rest: Sequence[float], options: Iterable[str]
) -> list[Distractor]:
    """Return how each option of an item was chosen, right ones too.

    Args:
        picks: for each attempt, the options that were chosen; none is fine.
        rest: for each attempt, its points in the other items; see ``rest_scores``.
        options: the item's options, in the order in which to report them.

    Raises:
        ValueError: if ``picks`` and ``rest`` are not of the same attempts, or a point in
            ``rest`` is NaN, infinite or huge.
    """
    check_points(rest)
    found = []
    attempts = list(zip(picks, rest, strict=True))
    for option in options:
        chosen = [points for ids, points in attempts if option in ids]
        share = percent(len(chosen), len(attempts))
        found.append(
            Distractor(
                option=option,
                n=len(chosen),
                share=share,
                mean_rest=fmean(chosen) if chosen else None,
                is_dead=share is not None and share < DEAD_BELOW,
            )
        )
    return found


def upper_lower_index(
    scores: Scores, max_scores: Sequence[float]
) -> list[float | None]:
    """Give, an item, its facility in the best 27 % of attempts less that in the last 27 %.

    The easiest discrimination to explain, -100 to 100. Groups are Kelley's (1939); where
    equal totals straddle a border, each of those attempts counts with the same share, so
    that the order of the rows changes nothing.

    Args:
        scores: points by attempt and item; None counts as 0.
        max_scores: what each item is worth.

    Raises:
        ValueError: if a row has another length than ``max_scores``, or a point is NaN,
            infinite or huge.
    """
    rows = points_of(scores, max_scores)
    if len(rows) < 2:
        return [None] * len(max_scores)
    size = max(1, math.floor(KELLEY * len(rows) + 0.5))
    # Rounded, so that totals that differ in noise only are equal.
    totals = [round(math.fsum(row), 9) for row in rows]
    upper = _group(totals, size)
    lower = _group([-total for total in totals], size)
    return [
        percent(
            math.fsum(
                (up - low) * row[item]
                for up, low, row in zip(upper, lower, rows, strict=True)
            )
            / size,
            most,
        )
        for item, most in enumerate(max_scores)
    ]


def random_guess(parts: Sequence[tuple[int, int]]) -> float | None:
    """Return the facility that blind guessing would have, the floor for the real one.

    As Moodle's "random guess score": the mean, over an item's parts, of the chance of
    each. A single choice of four is ``[(1, 4)]``; a sort of five things into three groups
    ``[(1, 3)] * 5``; an order of n things, where kept neighbours count, ``[(1, n)] *
    (n - 1)``. Where any number of options may be ticked there is none, in Moodle neither.

    Args:
        parts: for each part, how many answers are right and how many there are.
    """
    if not parts or any(of < 1 for _right, of in parts):
        return None
    return 100 * fmean(right / of for right, of in parts)


def _group(totals: Sequence[float], size: int) -> list[float]:
    """Return how much each attempt belongs to the ``size`` highest ones, 0 to 1."""
    border = sorted(totals, reverse=True)[size - 1]
    above = sum(total > border for total in totals)
    share = (size - above) / totals.count(border)
    return [1.0 if t > border else share if t == border else 0.0 for t in totals]
