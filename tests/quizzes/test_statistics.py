"""Item statistics, held to the test data of Moodle's quiz report.

Two tables of facts come from there, each with the values that its authors worked out in a
spreadsheet, apart from any program:

- WALK: ``mod/quiz/report/statistics/tests/fixtures/results00.csv`` and ``qstats00.csv``,
  and ``stats_from_steps_walkthrough_test.php`` for the whole quiz;
- CLASSIC: ``mod/quiz/report/statistics/tests/fixtures/mdl_question_states.csv`` and
  ``mdl_question.csv``, and ``statistics_test.php`` for the values.
"""

import math
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import statistics as stats
from tests.quizzes.strategies import steady


def table(rows):
    return [[float(point) for point in row.split()] for row in rows.strip().split("\n")]


WALK_MAX = [1.0] * 7
WALK = table("""
1 1 1 1 1 0 1
1 1 1 1 0.5 1 0
1 1 1 1 0.5 0 1
0 0 1 1 1 0 0
1 0 1 0 0 1 0.5
1 1 1 1 0.5 0 0.5
0 1 1 1 0.5 1 0.5
1 1 1 0 0.5 1 0.5
1 0 1 1 1 1 1
0 1 1 0 0.5 1 0.5
0.8 0 1 1 0.5 1 0.5
1 1 1 0 0.5 1 1
1 0 1 1 0.5 1 0.5
1 0 1 1 1 0 0.5
0 0 1 1 0 1 1
1 0 1 0 0.5 1 1
0.8 0 1 1 0.5 0 1
1 0 1 1 0 1 0.5
1 0 1 1 0.5 0 0.5
0 1 1 0 0.5 1 0
1 1 0.3333333 1 0.5 0 0.5
1 1 1 0 0.5 0 0.5
1 1 1 1 0 1 0.5
0 0 1 0 0.5 1 1
0 0 1 1 1 1 1
""")
# facility, sd, effective weight, discrimination index, discriminative efficiency
WALK_ITEMS = [
    (0.704, 0.4513682901, 21.2922742344, -7.0650767526, -9.4550536967),
    (0.48, 0.5099019514, 18.8979800309, -28.8982125772, -36.7834118938),
    (0.973333332, 0.13333334, 4.443012573, -9.1230674268, -21.6545012165),
    (0.68, 0.4760952286, 18.9347251357, -22.6306444113, -31.4411395613),
    (0.52, 0.3055050463, 11.1450138688, -17.6997047674, -21.1794802584),
    (0.64, 0.4898979486, 9.8081339177, -45.3785178421, -56.9365974439),
    (0.62, 0.331662479, 15.4788602394, -5.6543166602, -6.5043742058),
]
# In marks, of 7.
WALK_QUIZ = {
    "mean": 4.617333332,
    "median": 4.5,
    "sd": 0.8117265554,
    "standard_error": 1.1106813066,
}
WALK_QUIZ_AS_IT_IS = {
    "skewness": -0.092502502,
    "kurtosis": -0.7073968557,
    "alpha": -87.2230935542,
    "error_ratio": 136.8294900795,
}

# Slots 8 to 20; nobody earned anything in the four before that have points.
CLASSIC_MAX = [1.0] * 4 + [0.0] * 3 + [8.0] + [1.0] * 12
CLASSIC = [
    [0.0] * 7 + row
    for row in table("""
5.5 0.3 0.9 1 0.3 1 0 0 1 1 0 0 1
1 0.9 0.9 0.3 0.3 1 0 0 1 0 1 0 1
2.5 1 0.9 0.3 1 0 0 1 1 1 1 1 1
4 0.3 0.9 1 0.3 0 0 0 0 1 0 0 1
3 0.9 0.3 0.9 1 0 1 0 0 1 1 1 0
4.5 0.9 1 1 0.9 0 1 1 1 0 0 0 0
3 0.3 0.3 0.3 0.3 1 0 1 1 1 1 1 1
6 0.9 0.9 1 0.3 0 1 1 1 1 0 0 1
0.5 0.9 1 0.9 0.3 0 1 1 0 1 1 0 1
5.5 0.9 1 0.9 0.3 1 1 0 0 1 0 0 0
2.5 0.9 1 1 0.9 0 1 0 0 1 0 0 1
4 0.9 0.3 0.9 1 0 1 1 1 1 1 0 1
4 0.9 0.3 0.3 1 1 1 1 0 0 1 1 0
3 1 1 0.3 1 0 1 0 1 1 1 1 0
1 1 0.9 0.3 0.3 1 0 1 0 0 0 0 0
1 0.3 0.3 0.3 0.9 0 0 0 1 0 0 0 1
1.5 1 0.3 0.9 1 1 1 0 1 1 0 0 0
4 0.9 1 0.9 1 0 1 1 1 0 1 0 0
2 0.9 0.9 0.3 0.9 0 1 0 0 0 0 0 0
1 1 0.3 0.3 0.3 0 1 1 0 1 0 0 0
6 0.9 1 1 0.9 0 0 0 1 0 0 1 1
7 0.9 0.3 0.3 0.3 1 0 1 1 1 1 0 0
""")
]
# Of slots 8 to 20: facility in per cent, sd in thousandths of a mark, effective weight,
# discrimination index, discriminative efficiency.
CLASSIC_ITEMS = [
    (41.19318182, 1912.733589, 26.58464457, 25.88327077, 27.23492723),
    (81.36363636, 251.2738111, 3.368456046, 1.170256965, 1.382386552),
    (71.36363636, 322.6312277, 3.253955259, -4.207816809, -4.691171307),
    (65.45454545, 333.4199022, 7.584083694, 28.16930644, 31.12404354),
    (65.90909091, 337.5811591, 3.79658376, -2.513606859, -2.877487579),
    (36.36363636, 492.3659639, 3.183278505, -12.99017581, -17.5074184),
    (59.09090909, 503.2362797, 4.532356904, -8.900638238, -10.27568922),
    (50.0, 511.7663157, 7.78856243, 8.670004606, 10.86956522),
    (59.09090909, 503.2362797, 10.08351572, 29.63337745, 34.58997279),
    (63.63636364, 492.3659639, 8.381139345, 15.18945843, 17.4790556),
    (45.45454545, 509.6471914, 8.727645713, 16.21079629, 20.14359793),
    (27.27272727, 455.8423058, 7.946277111, 15.52451404, 22.06477733),
    (50.0, 511.7663157, 4.769500946, -8.396734802, -10.0),
]


def close(value):
    """Return a value to within a millionth of it; Moodle's tests allow as much or more."""
    return pytest.approx(value, rel=1e-6)


def test_items_equal_moodles_walk_through():
    found = stats.item_statistics(WALK, WALK_MAX)
    for item, values in zip(found, WALK_ITEMS, strict=True):
        facility, sd, weight, index, efficiency = values
        assert item.n == 25
        assert item.facility == close(100 * facility)
        assert item.sd == close(100 * sd)
        assert item.effective_weight == close(weight)
        assert item.discrimination_index == close(index)
        assert item.discriminative_efficiency == close(efficiency)


def test_the_quiz_equals_moodles_walk_through():
    found = asdict(stats.test_statistics(WALK, WALK_MAX))
    assert found.pop("n") == 25
    for name, marks in WALK_QUIZ.items():
        assert found.pop(name) == close(100 * marks / 7), name
    assert found == {name: close(value) for name, value in WALK_QUIZ_AS_IT_IS.items()}


def test_items_equal_moodles_classic_spreadsheet():
    found = stats.item_statistics(CLASSIC, CLASSIC_MAX)
    for item, values in zip(found[7:], CLASSIC_ITEMS, strict=True):
        facility, sd, weight, index, efficiency = values
        most = 8 if item is found[7] else 1
        assert item.n == 22
        assert item.facility == close(facility)
        assert item.sd == close(sd / 10 / most)
        assert item.effective_weight == close(weight)
        assert item.discrimination_index == close(index)
        assert item.discriminative_efficiency == close(efficiency)


def test_items_that_nobody_solved_or_that_have_no_points_are_as_in_moodle():
    found = stats.item_statistics(CLASSIC, CLASSIC_MAX)
    for item in found[:4]:
        assert (item.facility, item.sd, item.effective_weight) == (0, 0, 0)
    for item in found[4:7]:
        assert (item.facility, item.sd, item.effective_weight) == (None, None, 0)
    for item in found[:7]:
        assert item.discrimination_index is None
        assert item.discriminative_efficiency is None


def test_an_item_against_the_quiz_has_no_weight():
    scores = [[1, 0, 0], [1, 0, 1], [0, 1, 1], [0, 1, 1], [0, 1, 1]]
    against, *others = stats.item_statistics(scores, [1, 1, 1])
    assert against.discrimination_index < 0
    assert against.effective_weight is None
    assert sum(item.effective_weight for item in others) == pytest.approx(100)


def test_what_was_not_answered_counts_as_nothing_as_in_moodle():
    gaps = [[None if point == 0 else point for point in row] for row in CLASSIC]
    assert stats.item_statistics(gaps, CLASSIC_MAX) == stats.item_statistics(
        CLASSIC, CLASSIC_MAX
    )
    assert stats.test_statistics(gaps, CLASSIC_MAX) == stats.test_statistics(
        CLASSIC, CLASSIC_MAX
    )


def test_nobody():
    item, other = stats.item_statistics([], [1, 2])
    assert item == other == stats.ItemStatistics(0, *[None] * 5)
    assert stats.test_statistics([], [1, 2]) == stats.QuizStatistics(0, *[None] * 8)
    assert stats.item_statistics([], []) == []
    assert stats.upper_lower_index([], [1]) == [None]
    assert stats.drop_off([]) == []
    assert stats.distractors([], [], ["a"]) == [
        stats.Distractor("a", 0, None, None, False)
    ]
    assert stats.branch_shares([]) == {}
    assert stats.normalised_gain([]) == stats.NormalisedGain(
        0, None, None, None, (), None
    )


def test_one_attempt_has_a_mean_and_nothing_else():
    item, _other = stats.item_statistics([[0.5, 1]], [1, 1])
    assert item == stats.ItemStatistics(1, 50, *[None] * 4)
    quiz = stats.test_statistics([[0.5, 1]], [1, 1])
    assert quiz == stats.QuizStatistics(1, 75, 75, *[None] * 6)
    assert stats.upper_lower_index([[0.5, 1]], [1, 1]) == [None, None]


def test_the_more_attempts_the_more_can_be_said():
    two = stats.test_statistics([[0, 1], [1, 1]], [1, 1])
    assert two.sd is not None
    assert two.skewness is two.kurtosis is two.alpha is two.standard_error is None
    three = stats.test_statistics([[0, 1], [1, 1], [0, 0]], [1, 1])
    assert three.skewness is not None
    assert three.alpha is not None
    assert three.kurtosis is None
    one_item = stats.test_statistics([[0], [1], [1]], [1])
    assert one_item.skewness is not None
    assert one_item.alpha is None


# Tenths have no exact binary fraction, so that a naive variance would not be zero.
@pytest.mark.parametrize("row", [[1, 1], [0, 0], [0.1, 0.7], [0.3, 1 / 3]])
def test_where_all_are_alike_there_is_nothing_to_tell_apart(row):
    scores = [row] * 7
    for item in stats.item_statistics(scores, [1, 1]):
        assert item.sd == 0
        assert item.discrimination_index is None
        assert item.discriminative_efficiency is None
        assert item.effective_weight is None
    quiz = stats.test_statistics(scores, [1, 1])
    assert quiz.sd == 0
    assert quiz.skewness is quiz.kurtosis is quiz.alpha is None
    assert quiz.error_ratio is quiz.standard_error is None


def test_items_that_measure_the_same_are_wholly_consistent():
    scores = [[n / 10] * 5 for n in range(11)]
    quiz = stats.test_statistics(scores, [1] * 5)
    assert quiz.alpha == pytest.approx(100)
    assert quiz.error_ratio == pytest.approx(0, abs=1e-5)
    for item in stats.item_statistics(scores, [1] * 5):
        assert item.discrimination_index == pytest.approx(100)
        assert item.discriminative_efficiency == pytest.approx(100)
        assert item.effective_weight == pytest.approx(20)


def test_rows_of_another_length_are_refused():
    for compute in (
        stats.item_statistics,
        stats.test_statistics,
        stats.upper_lower_index,
    ):
        with pytest.raises(ValueError, match="one score"):
            compute([[1, 0], [1]], [1, 1])


@st.composite
def tables(draw):
    items = draw(st.integers(0, 5))
    point = st.none() | st.sampled_from([0, 0.1, 0.25, 0.3333, 0.5, 0.9, 1])
    row = st.lists(point, min_size=items, max_size=items)
    return draw(st.lists(row, max_size=9)), [1.0] * items


@steady
@given(table=tables())
def test_there_is_a_number_within_its_bounds_or_none(table):
    records = [*stats.item_statistics(*table), stats.test_statistics(*table)]
    for record in records:
        for name, value in asdict(record).items():
            assert value is None or math.isfinite(value), name
            if value is not None and name in ("facility", "mean", "median"):
                assert -1e-9 <= value <= 100 + 1e-9
            if value is not None and name.startswith("discriminat"):
                assert -100 - 1e-6 <= value <= 100 + 1e-6 or name.endswith("efficiency")
    for value in stats.upper_lower_index(*table):
        assert value is None or -100 - 1e-9 <= value <= 100 + 1e-9


@steady
@given(data=st.data(), table=tables())
def test_the_order_of_attempts_does_not_matter(data, table):
    scores, most = table
    mixed = data.draw(st.permutations(scores))
    for compute in (stats.item_statistics, stats.test_statistics):
        one, two = compute(scores, most), compute(mixed, most)
        one, two = (x if isinstance(x, list) else [x] for x in (one, two))
        for a, b in zip(one, two, strict=True):
            assert asdict(a) == pytest.approx(asdict(b), nan_ok=False, abs=1e-7)
    assert stats.upper_lower_index(scores, most) == pytest.approx(
        stats.upper_lower_index(mixed, most)
    )
    assert stats.drop_off(scores) == stats.drop_off(mixed)


# Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion.
# Statistics in Medicine, 17, 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (81, 263, 25.53, 36.62),
        (15, 148, 6.24, 16.05),
        (0, 20, 0.00, 16.11),
        (1, 29, 0.61, 17.18),
    ],
)
def test_the_interval_of_a_facility_is_wilsons(right, n, low, high):
    found = stats.facility_interval(100 * right / n, n)
    assert found == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


def test_the_interval_of_half_a_class_is_as_wide_as_teachers_are_told():
    low, high = stats.facility_interval(50, 30)
    assert (50 - low, high - 50) == (pytest.approx(16.8, abs=0.1),) * 2


def test_without_attempts_there_is_no_interval():
    assert stats.facility_interval(None, 0) is None
    assert stats.facility_interval(50, 0) is None
    assert stats.facility_interval(100, 3)[1] == 100


def test_distractors_say_who_chose_what():
    picks = [["key"]] * 60 + [["lure"]] * 36 + [["dull"]] * 4
    rest = [6] * 60 + [3] * 36 + [1] * 4
    key, lure, dull, dead = stats.distractors(
        picks, rest, ["key", "lure", "dull", "dead"]
    )
    assert key == stats.Distractor("key", 60, 60, 6, False)
    assert lure == stats.Distractor("lure", 36, 36, 3, False)
    assert dull == stats.Distractor("dull", 4, 4, 1, True)
    assert dead == stats.Distractor("dead", 0, 0, None, True)


def test_several_options_of_an_attempt_count_each():
    first, second = stats.distractors([["a", "b"], ["a"], []], [2, 4, 0], ["a", "b"])
    assert (first.n, first.mean_rest) == (2, 3)
    assert (second.n, second.mean_rest) == (1, 2)
    assert first.share == pytest.approx(200 / 3)


def test_picks_and_rest_must_belong_together():
    with pytest.raises(ValueError, match="zip"):
        stats.distractors([["a"]], [1, 2], ["a"])


def test_rest_scores_leave_the_item_out():
    assert stats.rest_scores([[1, 0.5, None], [0, 1, 2]], 0) == [0.5, 3]
    assert stats.rest_scores([[1, 0.5, None], [0, 1, 2]], 2) == [1.5, 1]


def test_the_upper_group_is_compared_with_the_lower_one():
    # Of eleven, 27 % is three.
    scores = [[1, n / 10] for n in (10, 9, 8)]
    scores += [[0, n / 10] for n in range(8)]
    easy, _other = stats.upper_lower_index(scores, [1, 1])
    assert easy == 100
    flat, _other = stats.upper_lower_index([[1, n] for n in range(11)], [1, 10])
    assert flat == 0


def test_equal_totals_share_the_border():
    # Two of six make a group; three are equal at its border, of which one got the item.
    scores = [[1, 3], [1, 1], [0, 2], [0, 2], [0, 0], [0, 0]]
    found, _other = stats.upper_lower_index(scores, [1, 3])
    assert found == pytest.approx(100 * (1 + 1 / 3) / 2)


@pytest.mark.parametrize(
    ("parts", "chance"),
    [
        ([(1, 4)], 25),
        ([(1, 3)] * 5, 100 / 3),
        ([(1, 4), (1, 2)], 37.5),
        ([(2, 3)], 200 / 3),
        ([(1, 4)] * 3, 25),
        ([], None),
        ([(0, 0)], None),
    ],
)
def test_guessing_is_worth_its_chance(parts, chance):
    assert stats.random_guess(parts) == pytest.approx(chance)


def test_a_class_gains_of_what_there_was_to_gain():
    found = stats.normalised_gain([(40, 70), (60, 80), (20, 20)])
    assert (found.n, found.pre) == (3, 40)
    assert found.post == pytest.approx(170 / 3)
    assert found.hake == pytest.approx((170 / 3 - 40) / 60)
    assert found.changes == (0.5, 0.5, 0)
    assert found.mean_change == pytest.approx(1 / 3)


def test_a_loss_is_of_what_there_was_to_lose():
    found = stats.normalised_gain([(80, 40)])
    assert found.changes == (-0.5,)
    assert found.hake == -2


def test_seats_with_nowhere_to_go_are_left_out_of_the_mean():
    found = stats.normalised_gain([(100, 100), (0, 0), (50, 100), (100, 0), (0, 100)])
    assert found.changes == (None, None, 1, -1, 1)
    assert found.mean_change == pytest.approx(1 / 3)
    assert stats.normalised_gain([(100, 100)]).hake is None
    assert stats.normalised_gain([(100, 100)]).mean_change is None


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e308, -1e308])
def test_points_that_are_no_number_are_refused_and_never_spoil_a_figure(odd):
    rows, most, picks = [[1, odd], [0, 1], [1, 1], [0, 0]], [1, 1], [["a"]] * 4
    for compute in (
        lambda: stats.item_statistics(rows, most),
        lambda: stats.test_statistics(rows, most),
        lambda: stats.item_statistics([[1, 1]], [1, odd]),
        lambda: stats.upper_lower_index(rows, most),
        lambda: stats.rest_scores(rows, 0),
        lambda: stats.distractors(picks, [1, 0, 1, odd], ["a"]),
        lambda: stats.facility_interval(odd, 4),
        lambda: stats.normalised_gain([(40, odd)]),
        lambda: stats.normalised_gain([(odd, 40)]),
    ):
        with pytest.raises(ValueError, match=r"Points|percentages"):
            compute()


@steady
@given(
    rows=st.lists(
        st.lists(st.none() | st.floats(-1e9, 1e9), min_size=3, max_size=3), max_size=6
    )
)
def test_points_that_are_taken_give_finite_figures(rows):
    most = [1e9, 1.0, 0.0]
    found = [*stats.item_statistics(rows, most), stats.test_statistics(rows, most)]
    figures = [value for each in found for value in asdict(each).values()]
    assert all(math.isfinite(value) for value in figures if value is not None)


def test_drop_off_counts_who_came_as_far():
    scores = [
        [1, 1, 1, 1],
        [1, None, 0, None],
        [0, None, None, None],
        [None, 1, None, None],
        [None, None, None, None],
    ]
    assert stats.drop_off(scores) == [100, 75, 50, 25]
    assert stats.drop_off([[None, None]]) == []


def test_branches_say_which_bait_works():
    paths = [["yes", "why", "end-help"], ["yes", "end-open"], ["no", "no", "end-help"]]
    found = stats.branch_shares(paths)
    assert list(found) == ["end-help", "yes", "end-open", "no", "why"]
    assert found["yes"] == stats.Share(2, pytest.approx(200 / 3))
    assert found["no"].n == 1
