"""No hidden answer of a few follows from the mean of the points beside it.

The points of a question with several parts are the sum of its parts. The reader of these
tests takes the share of points as it is shown, the exact counts of all answers that are
not hidden, and tries every number of learners and of points that fits.
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from challenge.insight.disclosure import percent, threshold
from challenge.insight.tables import (
    ALL,
    POINTS,
    Cell,
    ItemCounts,
    N,
    Scopes,
    protect_item,
)
from quizzes.kinds import get as get_kind

K = threshold()


def things(parts):
    """Return keys whose parts have a right and a wrong answer each, by kind."""
    ids = [f"p{number}" for number in range(parts)]
    return {
        "sort": {"items": {id_: {"bin": "right"} for id_ in ids}},
        "myth": {"cards": {id_: {"fact": True} for id_ in ids}},
        "triage": {"messages": {id_: {"actions": ["right"]} for id_ in ids}},
        "settings": {"settings": {id_: {"options": ["right"]} for id_ in ids}},
        "gap": {"gaps": {id_: {"words": [f"w{id_}"]} for id_ in ids}},
        "match": {"pairs": {id_: {"to": f"w{id_}"} for id_ in ids}},
    }


def answers(kind, key, part):
    """Return the right answer to a part, and a wrong one that no other part has."""
    (sums,) = get_kind(kind).point_sums(key)
    right = next(one for one in sums.weights if one.startswith(f"p{part}>"))
    return right, f"p{part}>other{part}"


def seen(kind, given_by, nothing, right):
    """Return the counts of a question, and what the gate lets out of it."""
    key = things(len(right))[kind]
    n = given_by + nothing
    told = {N: n}
    for part, number in enumerate(right):
        one, other = answers(kind, key, part)
        told |= {one: number, other: given_by - number}
    counts = ItemCounts(kind, key)
    counts.n["v1"] = told
    counts.points["v1"] = round(sum(right) / len(right))
    counts.add_sums("v1", get_kind(kind).point_sums(key))
    return counts, protect_item(counts, Scopes({"en": ["v1"]}), with_answers=True)


def what_fits(counts, table):
    """Return between which numbers each answer lies in all that fits what is shown."""
    told = counts.n["v1"]
    parts = [answers(counts.kind, counts.key, part) for part in range(len(told) // 2)]
    shown = {one: n for one, n in told.items() if not table.is_hidden(Cell(ALL, one))}
    found = {}
    for least, most in fitting_points(table, told[N], len(parts)):
        for given_by in range(told[N] + 1):
            ranges = [limits(shown, given_by, *both) for both in parts]
            room_below = sum(high for _low, high in ranges) - least
            room_above = most - sum(low for low, _high in ranges)
            if room_below < 0 or room_above < 0 or any(a > b for a, b in ranges):
                continue
            for (right, wrong), (low, high) in zip(parts, ranges, strict=True):
                lowest, highest = (
                    max(low, high - room_below),
                    min(high, low + room_above),
                )
                found.setdefault(right, set()).update({lowest, highest})
                found.setdefault(wrong, set()).update(
                    {given_by - lowest, given_by - highest}
                )
    return {answer: (min(numbers), max(numbers)) for answer, numbers in found.items()}


def limits(shown, given_by, right, wrong):
    """Return how many can have a part right if so many answered."""
    low = given_by - shown[wrong] if wrong in shown else 0
    high = given_by - shown[wrong] if wrong in shown else given_by
    return max(low, shown.get(right, 0)), min(high, shown.get(right, high))


def fitting_points(table, n, parts):
    """Return how many right answers there can be for each number of points that fits.

    Points are rounded to whole ones, and each score to thousandths.
    """
    all_cell, points = Cell(ALL, N), Cell(ALL, POINTS)
    share = table.share(points, all_cell)
    if share is None:
        return [(0, parts * n)]
    step = table.step(points)
    off = parts * (1000 + n) // 2000
    return [
        (parts * number - off, parts * number + off)
        for number in range(n + 1)
        if percent(number, n, step) == share
    ]


@st.composite
def answered(draw):
    """Return how many answered, how many did not, and how many had each part right."""
    given_by = draw(st.integers(40, 170))
    few = st.integers(max(0, given_by - 6), given_by) | st.integers(0, 6)
    right = draw(st.lists(st.integers(5, given_by - 5), min_size=1, max_size=5))
    return given_by, draw(st.integers(0, 8)), [draw(few), *right]


@pytest.mark.parametrize("kind", sorted(things(0)))
@example(counts=(120, 0, [117, 80, 70]))  # 95 + 27 wrong answers of 122 were shown
@example(counts=(100, 6, [3, 50]))
@settings(max_examples=40, deadline=None)
@given(counts=answered())
def test_an_answer_of_a_few_does_not_follow_from_the_points(kind, counts):
    given_by, nothing, right = counts
    item, table = seen(kind, given_by, nothing, right)
    found = what_fits(item, table)
    for answer, number in item.n["v1"].items():
        is_few = number < K or item.n["v1"][N] - number < K
        if answer == N or not is_few:
            continue
        low, high = found[answer]
        assert low <= number <= high
        assert high - low >= K


@pytest.mark.parametrize("learners", [100, 133, 166])
def test_the_mean_of_the_points_is_told_where_it_gives_nothing_away(learners):
    _item, easy = seen("sort", learners, 0, [60, 70, 80])
    assert easy.share(Cell(ALL, POINTS), Cell(ALL, N)) is not None
    assert easy.step(Cell(ALL, POINTS)) == 1
