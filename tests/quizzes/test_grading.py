"""What grading promises whatever the question is."""

from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.grading import grade, picks
from quizzes.kinds.base import make_grade
from tests.quizzes.strategies import steady

LINES = st.sampled_from(["", "Why.", "Because."])


@st.composite
def choice_keys(draw, *, multiple=None):
    """Draw keys that may be published: something is right, and something is not."""
    correct = draw(st.lists(st.booleans(), min_size=2, max_size=8))
    many = draw(st.booleans()) if multiple is None else multiple
    if not many:
        only = draw(st.integers(0, len(correct) - 1))
        correct = [index == only for index in range(len(correct))]
    assume(any(correct) and not all(correct))
    return {
        "multiple": many,
        "options": {
            f"o{index}": {"correct": right, "feedback": draw(LINES)}
            for index, right in enumerate(correct)
        },
        "right": draw(LINES),
        "wrong": draw(LINES),
    }


@st.composite
def sort_keys(draw):
    bins = [f"b{index}" for index in range(draw(st.integers(2, 5)))]
    homes = draw(st.lists(st.sampled_from(bins), min_size=2, max_size=12))
    assume(len(set(homes)) > 1)
    return {
        "items": {
            f"i{index}": {"bin": home, "feedback": draw(LINES)}
            for index, home in enumerate(homes)
        },
        "right": draw(LINES),
        "wrong": draw(LINES),
    }


def right_of(key):
    return [id_ for id_, option in key["options"].items() if option["correct"]]


@steady
@given(data=st.data(), key=choice_keys(multiple=True))
def test_choice_does_not_care_in_which_order_options_are_ticked(data, key):
    ticked = data.draw(st.lists(st.sampled_from(list(key["options"])), unique=True))
    shuffled = data.draw(st.permutations(ticked))
    one = grade("choice", key, {"choices": ticked})
    assert grade("choice", key, {"choices": shuffled}) == one
    assert one.response["choices"] == [id_ for id_ in key["options"] if id_ in ticked]


@steady
@given(key=choice_keys(multiple=True))
def test_ticking_everything_is_never_a_full_score(key):
    result = grade("choice", key, {"choices": list(key["options"])})
    assert result.numerator < result.denominator
    assert result.outcome != "correct"


@steady
@given(data=st.data(), key=choice_keys(multiple=True))
def test_a_further_right_tick_never_costs_and_a_wrong_one_never_pays(data, key):
    ticked = data.draw(
        st.lists(st.sampled_from(list(key["options"])), unique=True).filter(
            lambda ids: len(ids) < len(key["options"])
        )
    )
    more = data.draw(st.sampled_from([i for i in key["options"] if i not in ticked]))
    before = grade("choice", key, {"choices": ticked}).numerator
    after = grade("choice", key, {"choices": [*ticked, more]}).numerator
    if key["options"][more]["correct"]:
        assert after >= before
    else:
        assert after <= before


@steady
@given(data=st.data(), key=choice_keys())
def test_only_the_right_ticks_make_a_choice_correct(data, key):
    size = None if key["multiple"] else 1
    ticked = data.draw(
        st.lists(st.sampled_from(list(key["options"])), unique=True, max_size=size)
    )
    result = grade("choice", key, {"choices": ticked})
    assert (result.outcome == "correct") == (set(ticked) == set(right_of(key)))


@steady
@given(key=choice_keys())
def test_feedback_is_that_of_the_chosen_and_a_closing_line(key):
    right = right_of(key) if key["multiple"] else right_of(key)[:1]
    result = grade("choice", key, {"choices": right})
    lines = [key["options"][id_]["feedback"] for id_ in right] + [key["right"]]
    assert result.feedback == "\n".join(line for line in lines if line)
    assert picks("choice", result.response) == right


@steady
@given(data=st.data(), key=sort_keys())
def test_sort_does_not_care_in_which_order_things_are_placed(data, key):
    bins = sorted({item["bin"] for item in key["items"].values()})
    placed = {id_: data.draw(st.sampled_from(bins)) for id_ in key["items"]}
    order = data.draw(st.permutations(list(placed)))
    one = grade("sort", key, {"bins": placed})
    two = grade("sort", key, {"bins": {id_: placed[id_] for id_ in order}})
    assert one == two
    assert list(two.response["bins"]) == list(key["items"])
    assert picks("sort", two.response) == [f"{i}>{placed[i]}" for i in key["items"]]


@steady
@given(data=st.data(), key=sort_keys())
def test_each_thing_put_right_is_worth_one_more(data, key):
    bins = sorted({item["bin"] for item in key["items"].values()})
    placed = {id_: data.draw(st.sampled_from(bins)) for id_ in key["items"]}
    wrong = [id_ for id_, bin_ in placed.items() if bin_ != key["items"][id_]["bin"]]
    result = grade("sort", key, {"bins": placed})
    assert result.numerator == len(placed) - len(wrong)
    if wrong:
        mended = {**placed, wrong[0]: key["items"][wrong[0]]["bin"]}
        assert grade("sort", key, {"bins": mended}).numerator == result.numerator + 1


@steady
@given(numerator=st.integers(0, 50), more=st.integers(0, 50))
def test_the_outcome_follows_from_the_points(numerator, more):
    result = make_grade(numerator, numerator + more, ["", "a", "", "b"], {})
    assert result.feedback == "a\nb"
    if not result.denominator:
        assert (result.outcome, result.score) == ("answered", None)
    else:
        assert (result.outcome == "correct") == (result.score == 1)
        assert (result.outcome == "incorrect") == (result.score == 0)


def test_a_score_is_rounded_to_four_places():
    assert make_grade(1, 3, [], {}).score == 0.3333
