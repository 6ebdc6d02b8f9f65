"""What a class sees of how it chose, and what nobody can work out from it."""

from itertools import product

import pytest

from challenge.classrooms.class_mode.spread import spread_of


def shares(counts):
    """Return the shares and which option most chose, for the options a, b, c…"""
    options = "abcdefgh"[: len(counts)]
    spread = spread_of(1, dict(zip(options, counts, strict=True)), options)
    if spread is None:
        return None
    return (
        tuple(part.share for part in spread.parts),
        next(part.option for part in spread.parts if part.is_most),
    )


def test_a_large_class_sees_its_bars():
    assert shares((6, 9, 5)) == ((30, 45, 25), "b")


@pytest.mark.parametrize("counts", [(0, 0), (2, 2), (4, 0, 0)])
def test_fewer_than_five_see_nothing(counts):
    assert shares(counts) is None


def test_from_five_on_a_class_learns_what_most_chose():
    assert shares((4, 1)) == ((None, None), "a")


def test_where_a_few_chose_an_option_the_largest_stands_against_all_others():
    assert shares((14, 7, 3)) == ((60, None, None), "a")


def test_where_the_others_are_few_no_share_is_given():
    assert shares((20, 3, 1)) == ((None, None, None), "a")


def test_a_class_that_agrees_is_told_only_what_most_think():
    assert shares((0, 24, 0)) == ((None, None, None), "b")


def test_one_of_two_options_chosen_by_as_many_is_named():
    assert shares((3, 3)) == ((None, None), "a")


def test_options_that_nobody_chose_may_be_left_out_of_the_counts():
    spread = spread_of(2, {"b": 10, "c": 10}, ["a", "b", "c"])
    assert spread
    assert spread.turn == 2
    assert [part.option for part in spread.parts] == ["a", "b", "c"]


@pytest.mark.parametrize("options", [2, 3, 4])
def test_no_small_count_can_be_worked_out(options):
    """Whoever knows how many chose and sees the spread still cannot tell a small count."""
    most = {2: 30, 3: 18, 4: 12}[options]
    seen = {}
    for counts in product(range(most + 1), repeat=options):
        if 5 <= sum(counts) <= most:
            seen.setdefault((sum(counts), shares(counts)), []).append(counts)
    for (total, shown), possible in seen.items():
        for place in range(options):
            values = {counts[place] for counts in possible}
            # Exactly one value may stay only where it is the count of a group.
            assert len(values) > 1 or min(values) >= 5, (total, shown)
