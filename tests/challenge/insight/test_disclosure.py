"""No count of a few can be worked out from what is shown, whatever is added up.

The reader of these tests is given more than anybody sees: the exact values of all that is
not hidden, and every sum. ``possible`` then tries every table that fits, independently of
the gate's own arithmetic.
"""

from fractions import Fraction
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from challenge.insight import disclosure
from challenge.insight.bounds import Room
from challenge.insight.disclosure import Margin, protect

K = 5
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


def two_way(rows):
    """Return a table with the sums of its rows, of its columns and of all."""
    height, width = len(rows), len(rows[0])
    table = {(i, j): rows[i][j] for i in range(height) for j in range(width)}
    table |= {(i, "all"): sum(rows[i]) for i in range(height)}
    table |= {("all", j): sum(row[j] for row in rows) for j in range(width)}
    table["all", "all"] = sum(map(sum, rows))
    down = [*range(height), "all"]
    across = [*range(width), "all"]
    margins = [Margin((i, "all"), tuple((i, j) for j in range(width))) for i in down]
    margins += [
        Margin(("all", j), tuple((i, j) for i in range(height))) for j in across
    ]
    return table, margins


def what_follows(hidden, margins):
    """Return the hidden cells that follow from the sums by addition and subtraction."""
    names = sorted(hidden, key=str)
    rows = []
    for margin in margins:
        row = [Fraction(0)] * len(names)
        for name, sign in [(margin.total, -1), *((part, 1) for part in margin.parts)]:
            if name in hidden:
                row[names.index(name)] += sign
        rows.append(row)
    done = 0
    for column in range(len(names)):
        pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        own = rows[done] = [value / rows[done][column] for value in rows[done]]
        for i, row in enumerate(rows):
            if i != done and (factor := row[column]):
                rows[i] = [a - factor * b for a, b in zip(row, own, strict=True)]
        done += 1
    alone = [[n for n, value in enumerate(row) if value] for row in rows]
    return {names[columns[0]] for columns in alone if len(columns) == 1}


def small_cells(table, margins):
    small = {cell for cell, n in table.items() if n < K}
    for margin in margins:
        if len(margin.parts) > 1:
            small |= {p for p in margin.parts if table[margin.total] - table[p] < K}
    return small


@cache
def every_small_table():
    """Return all tables of two by two with counts up to 12."""
    return [
        two_way([tried[:2], tried[2:]])[0] for tried in product(range(13), repeat=4)
    ]


@st.composite
def tables(draw, largest=5):
    height, width = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    row = st.lists(COUNTS, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=height, max_size=height))


@settings(max_examples=100, deadline=None)
@given(tables())
def test_no_small_cell_of_a_table_with_sums_can_be_worked_out(rows):
    table, margins = two_way(rows)
    shown = protect(table, margins, least=K)
    visible = {cell: n for cell, n in table.items() if cell not in shown.hidden}

    small = small_cells(table, margins)
    assert not small & what_follows(shown.hidden, margins)
    for cell in small:
        assert shown.count(cell) is None
        low, high = disclosure.bounds_of(cell, visible, margins)
        assert low <= table[cell] <= high
        assert high - low >= K


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2
    )
)
def test_trying_every_table_leaves_as_much_room(rows):
    table, margins = two_way(rows)
    shown = protect(table, margins, least=K)
    visible = {cell: n for cell, n in table.items() if cell not in shown.hidden}
    fitting = [
        tried
        for tried in every_small_table()
        if all(tried[cell] == n for cell, n in visible.items())
    ]
    for cell in small_cells(table, margins):
        values = {tried[cell] for tried in fitting}
        assert max(values) - min(values) >= K


@settings(max_examples=50, deadline=None)
@given(tables(4))
def test_the_room_is_what_trying_finds(rows):
    """Hide nothing but the first two columns: the room must be exact."""
    table, margins = two_way(rows)
    hidden = {cell for cell in table if cell[1] in (0, 1) and cell[0] != "all"}
    visible = {cell: n for cell, n in table.items() if cell not in hidden}
    if len(rows[0]) < 2:
        return
    for i, row in enumerate(rows):
        low, high = disclosure.bounds_of((i, 0), visible, margins)
        both = row[0] + row[1]
        others = sum(r[0] + r[1] for n, r in enumerate(rows) if n != i)
        column = sum(r[0] for r in rows)
        assert low == max(0, column - others)
        assert high == min(both, column)


def test_sums_that_nothing_fulfils_are_told():
    with pytest.raises(ValueError, match="No counts"):
        Room(["a"], [({"a": 1}, 1), ({"a": 1}, 2)])


def test_large_counts_are_shown_and_rounded():
    table, margins = two_way([[40, 61], [33, 27]])
    shown = protect(table, margins, least=K)
    assert not shown.hidden
    assert shown.count((0, 1)) == 60
    assert shown.count(("all", "all")) == 160
    assert shown.share((0, 0), (0, "all")) == 40


def test_a_small_count_takes_a_second_one_with_it():
    shown = protect(
        {"a": 60, "b": 33, "c": 2, "all": 95}, [Margin("all", ("a", "b", "c"))], least=K
    )
    assert shown.hidden == {"b", "c"}


def test_all_but_a_few_is_as_telling_as_a_few():
    shown = protect(
        {"yes": 48, "no": 2, "all": 50}, [Margin("all", ("yes", "no"))], least=K
    )
    assert shown.hidden == {"yes", "no"}
    assert shown.count("all") == 50


def test_a_version_with_few_learners_does_not_follow_from_the_rest():
    rows = [[60, 40], [2, 1]]
    shown = protect(*two_way(rows), least=K)
    assert shown.is_hidden((1, "all"))
    assert shown.is_hidden((0, "all"))
    assert shown.count(("all", 0)) == 60


def test_nothing_of_a_handful_is_shown():
    shown = protect({"a": 2, "b": 2, "all": 4}, [Margin("all", ("a", "b"))], least=K)
    assert shown.hidden == {"a", "b", "all"}


def test_the_threshold_is_a_setting(settings):
    table = {"a": 7, "b": 20, "all": 27}
    margins = [Margin("all", ("a", "b"))]
    assert not protect(table, margins).hidden
    settings.INSIGHT_THRESHOLD = 10
    assert protect(table, margins).hidden


def test_a_table_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="add up"):
        protect({"a": 1, "b": 2, "all": 4}, [Margin("all", ("a", "b"))], least=K)
    with pytest.raises(ValueError, match="negative"):
        protect({"a": -1}, least=K)


def test_a_large_table_with_many_gaps_is_hidden_rather_than_puzzled_over():
    rows = [[3] * 12 for _ in range(12)]
    shown = protect(*two_way(rows), least=K)
    assert all(shown.is_hidden((i, j)) for i in range(12) for j in range(12))


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8))
def test_who_stopped_at_a_step_is_known_to_five(counts):
    falling = sorted(counts, reverse=True)
    shown = disclosure.series(falling, least=K)
    assert [n is None for n in shown] == [n < K for n in falling]
    # A rounded count is true to two either way, so a difference to four.
    for exact, n in zip(falling, shown, strict=True):
        assert n is None or (n % 5 == 0 and abs(n - exact) <= 2)


def test_steps_cannot_be_reached_by_more_than_came():
    with pytest.raises(ValueError, match="later step"):
        disclosure.series([10, 20])


@pytest.mark.parametrize(
    ("part", "of", "share"),
    [
        (1, 3, 35),
        (7, 14, 50),
        (333, 1000, 33),
        (99, 100, 99),
        (3, 0, None),
        (None, 9, None),
    ],
)
def test_shares_are_coarse_where_there_are_few(part, of, share):
    assert disclosure.percent(part, of) == share
