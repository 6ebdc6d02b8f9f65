"""Statistics of questions and quizzes: which items are fair, and what a class learned.

Pure functions over tables of scores; no request, no database, no clock. A table has a row
for each attempt and a column for each item: the points that the item earned, or None where
it was not answered. Shares, and everything else that a report shows as a share, are
percentages, 0 to 100; what cannot be computed (nobody, one attempt, all alike) is None.

The statistics of items and quizzes equal those of Moodle's quiz report, so that people who
know one can read the other. Their definitions are in "Quiz statistics calculations",
https://docs.moodle.org/dev/Quiz_statistics_calculations, and
``tests/quizzes/test_statistics.py`` holds them to Moodle's own test data.

As in Moodle, an item that a finished attempt left unanswered counts as 0 points: in the
item's own mean, in the attempt's total, and in the number of attempts. (Moodle reads the
mark of the last step, which is null there, and adds it up.) Whoever wants to know how
facile an item is to those who came to it passes the attempts that did; see ``drop_off``.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import covariance, fmean, median

Scores = Sequence[Sequence[float | None]]

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
# What binary fractions leave of a variance that is zero, as a share of the square of what
# can be scored.
NOISE = 1e-12


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


@dataclass(frozen=True, slots=True)
class NormalisedGain:
    """What was gained of what there was to gain, over seats with both scores.

    ``pre``, ``post`` and ``hake`` are of the class; ``changes`` holds each seat's
    normalised change in the order given, None for a seat that had nothing to gain or to
    lose; ``mean_change`` is their mean.
    """

    n: int
    pre: float | None
    post: float | None
    hake: float | None
    changes: tuple[float | None, ...]
    mean_change: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many, and in per cent of all."""

    n: int
    share: float


def item_statistics(
    scores: Scores, max_scores: Sequence[float]
) -> list[ItemStatistics]:
    """Give how each item works, as Moodle's "quiz structure analysis" has it.

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
        ValueError: if a row has another length than ``max_scores``.
    """
    rows = _points(scores, max_scores)
    totals = [math.fsum(row) for row in rows]
    columns = [[row[item] for row in rows] for item in range(len(max_scores))]
    noise = _noise(max_scores)
    weights = [_root(_covariance(column, totals, noise)) for column in columns]
    whole = math.fsum(weight for weight in weights if weight is not None)
    found = []
    for item, (column, most) in enumerate(zip(columns, max_scores, strict=True)):
        rest = _rest(rows, item)
        weight = weights[item]
        found.append(
            ItemStatistics(
                n=len(rows),
                facility=_percent(fmean(column), most) if rows else None,
                sd=_percent(_root(_covariance(column, column, noise)), most),
                discrimination_index=_discrimination(column, rest, noise),
                discriminative_efficiency=_efficiency(column, rest, noise),
                effective_weight=None if weight is None else _percent(weight, whole),
            )
        )
    return found


def test_statistics(scores: Scores, max_scores: Sequence[float]) -> QuizStatistics:
    """Give how the whole quiz works, as Moodle's "quiz information" has it.

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
        ValueError: if a row has another length than ``max_scores``.
    """
    rows = _points(scores, max_scores)
    totals = [math.fsum(row) for row in rows]
    most = math.fsum(max_scores)
    noise = _noise(max_scores)
    k2 = _covariance(totals, totals, noise)
    sd = _percent(_root(k2), most)
    alpha = error_ratio = None
    if k2 and len(rows) > 2 and len(max_scores) > 1:
        columns = list(zip(*rows, strict=True))
        inner = math.fsum(_covariance(c, c, noise) or 0.0 for c in columns)
        alpha = 100 * len(columns) / (len(columns) - 1) * (1 - inner / k2)
        error_ratio = 100 * math.sqrt(max(0.0, 1 - alpha / 100))
    return QuizStatistics(
        n=len(rows),
        mean=_percent(fmean(totals), most) if rows else None,
        median=_percent(median(totals), most) if rows else None,
        sd=sd,
        skewness=_skewness(totals, k2),
        kurtosis=_kurtosis(totals, k2),
        alpha=alpha,
        error_ratio=error_ratio,
        standard_error=(
            None if sd is None or error_ratio is None else error_ratio * sd / 100
        ),
    )


def facility_interval(facility: float | None, n: int) -> tuple[float, float] | None:
    """Give the 95 % Wilson interval round a facility, both ends in per cent.

    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association, 22, 209-212. With partial
    credit it is wider than need be: points between none and all vary less than a coin.

    Args:
        facility: in per cent, as ``item_statistics`` gives it.
        n: the number of attempts behind it.
    """
    if facility is None or n < 1:
        return None
    p = facility / 100
    spread = Z_95**2 / n
    middle = p + spread / 2
    reach = math.sqrt(spread * (p * (1 - p) + spread / 4))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    return max(0.0, 100 * low), min(100.0, 100 * high)


def rest_scores(scores: Scores, item: int) -> list[float]:
    """Give each attempt's points in all items but one, by its index."""
    return _rest([[point or 0.0 for point in row] for row in scores], item)


def distractors(
    picks: Sequence[Collection[str]], rest: Sequence[float], options: Iterable[str]
) -> list[Distractor]:
    """Give how each option of an item was chosen, right ones too.

    Args:
        picks: for each attempt, the options that were chosen; none is fine.
        rest: for each attempt, its points in the other items; see ``rest_scores``.
        options: the item's options, in the order in which to report them.

    Raises:
        ValueError: if ``picks`` and ``rest`` are not of the same attempts.
    """
    found = []
    attempts = list(zip(picks, rest, strict=True))
    for option in options:
        chosen = [points for ids, points in attempts if option in ids]
        share = _percent(len(chosen), len(attempts))
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
        ValueError: if a row has another length than ``max_scores``.
    """
    rows = _points(scores, max_scores)
    if len(rows) < 2:
        return [None] * len(max_scores)
    size = max(1, math.floor(KELLEY * len(rows) + 0.5))
    # Rounded, so that totals that differ in noise only are equal.
    totals = [round(math.fsum(row), 9) for row in rows]
    upper = _group(totals, size)
    lower = _group([-total for total in totals], size)
    return [
        _percent(
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
    """Give the facility that blind guessing would have, the floor for the real one.

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


def normalised_gain(pairs: Sequence[tuple[float, float]]) -> NormalisedGain:
    """Give what a class gained between two checks, of what there was to gain.

    - class: (post - pre) / (100 - pre) of the means; below 0.3 is low, above 0.7 high
      (Hake, R. R. (1998). Interactive-engagement versus traditional methods. American
      Journal of Physics, 66, 64-74). It depends on where a class starts, so it compares
      checks of one kind only.
    - seat: the same where the score rose, (post - pre) / pre where it fell, 0 where it
      stayed; a seat with twice nothing or twice everything is left out (Marx, J. D. &
      Cummings, K. (2007). Normalized change. American Journal of Physics, 75, 87-91).

    Args:
        pairs: pre and post score of each seat that has both, in per cent.
    """
    changes = tuple(_change(pre, post) for pre, post in pairs)
    counted = [change for change in changes if change is not None]
    pre = fmean(pre for pre, _post in pairs) if pairs else None
    post = fmean(post for _pre, post in pairs) if pairs else None
    hake = None
    if pre is not None and post is not None and pre < 100:
        hake = (post - pre) / (100 - pre)
    return NormalisedGain(
        n=len(pairs),
        pre=pre,
        post=post,
        hake=hake,
        changes=changes,
        mean_change=fmean(counted) if counted else None,
    )


def drop_off(scores: Scores) -> list[float]:
    """Give, an item, the share of those who began that came as far.

    An attempt began if it answered anything; it came to an item if it answered that one
    or a later one. The list is empty if nobody began.

    Args:
        scores: points by attempt and item, None where an item was not answered.
    """
    last = [
        max(answered)
        for row in scores
        if (answered := [item for item, point in enumerate(row) if point is not None])
    ]
    if not last:
        return []
    items = max(len(row) for row in scores)
    return [100 * sum(item <= end for end in last) / len(last) for item in range(items)]


def branch_shares(paths: Sequence[Iterable[str]]) -> Mapping[str, Share]:
    """Give how many plays of a story went through each choice and to each ending.

    Args:
        paths: for each play, the ids of the choices it took and of its ending. What comes
            twice in a play counts once.

    Returns:
        Shares of all plays by id, the most frequent first.
    """
    counts = Counter(id_ for path in paths for id_ in set(path))
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return {id_: Share(n, 100 * n / len(paths)) for id_, n in ordered}


def _points(scores: Scores, max_scores: Sequence[float]) -> list[list[float]]:
    """Give the table with 0 for None, having checked its shape."""
    if any(len(row) != len(max_scores) for row in scores):
        raise ValueError("Each attempt needs one score (or None) for each item.")
    return [[point or 0.0 for point in row] for row in scores]


def _rest(rows: Sequence[Sequence[float]], item: int) -> list[float]:
    """Give each row's sum without one column."""
    return [math.fsum([*row[:item], *row[item + 1 :]]) for row in rows]


def _noise(max_scores: Sequence[float]) -> float:
    """Give below what a covariance of these scores is zero."""
    return NOISE * max(1.0, math.fsum(max_scores)) ** 2


def _covariance(xs: Sequence[float], ys: Sequence[float], noise: float) -> float | None:
    """Give the covariance with n - 1; None for less than two values."""
    if len(xs) < 2:
        return None
    value = covariance(xs, ys)
    return 0.0 if abs(value) < noise else value


def _root(value: float | None) -> float | None:
    """Give the square root; None of nothing and of what is negative."""
    return None if value is None or value < 0 else math.sqrt(value)


def _percent(value: float | None, of: float) -> float | None:
    """Give a value in per cent of another; None without either."""
    return 100 * value / of if value is not None and of else None


def _discrimination(
    xs: Sequence[float], rest: Sequence[float], noise: float
) -> float | None:
    """Give the correlation of an item with the rest of the quiz, in per cent."""
    shared = _covariance(xs, rest, noise)
    own, other = _covariance(xs, xs, noise), _covariance(rest, rest, noise)
    if shared is None or not own or not other:
        return None
    return 100 * shared / math.sqrt(own * other)


def _efficiency(
    xs: Sequence[float], rest: Sequence[float], noise: float
) -> float | None:
    """Give an item's covariance with the rest, in per cent of the highest possible."""
    shared = _covariance(xs, rest, noise)
    possible = _covariance(sorted(xs), sorted(rest), noise)
    return _percent(shared, possible or 0.0)


def _moment(values: Sequence[float], power: int) -> float:
    """Give the central moment of a power."""
    middle = fmean(values)
    return fmean((value - middle) ** power for value in values)


def _skewness(totals: Sequence[float], k2: float | None) -> float | None:
    """Give k3 / k2^1.5 of the totals; None for less than three, or all alike."""
    n = len(totals)
    if n < 3 or not k2:
        return None
    k3 = n**2 * _moment(totals, 3) / ((n - 1) * (n - 2))
    return k3 / k2**1.5


def _kurtosis(totals: Sequence[float], k2: float | None) -> float | None:
    """Give k4 / k2^2 of the totals; None for less than four, or all alike."""
    n = len(totals)
    if n < 4 or not k2:
        return None
    m2, m4 = _moment(totals, 2), _moment(totals, 4)
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / k2**2


def _group(totals: Sequence[float], size: int) -> list[float]:
    """Give how much each attempt belongs to the ``size`` highest ones, 0 to 1."""
    border = sorted(totals, reverse=True)[size - 1]
    above = sum(total > border for total in totals)
    share = (size - above) / totals.count(border)
    return [1.0 if t > border else share if t == border else 0.0 for t in totals]


def _change(pre: float, post: float) -> float | None:
    """Give the normalised change of one seat; None where it had nowhere to go."""
    if post > pre:
        return (post - pre) / (100 - pre)
    if post < pre:
        return (post - pre) / pre
    return None if pre in (0, 100) else 0.0
