from django.template.loader import render_to_string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade, picks
from tests.quizzes.questions import draft_errors, publish_errors, slider, value_of
from tests.quizzes.strategies import scalars, steady

KIND = kinds.get("slider")


def key(least=0, most=10, step=2, after="Thank you."):
    return {"least": least, "most": most, "step": step, "after": after}


def test_a_good_question_is_accepted():
    assert publish_errors("slider", slider()) == {}
    assert publish_errors("slider", slider(least=-5, most=5, step=5)) == {}


def test_both_ends_need_words():
    errors = publish_errors("slider", slider(low="", high=" "))
    assert set(errors) == {("low",), ("high",)}


@pytest.mark.parametrize("most", [-3, 0])
def test_the_highest_number_is_more_than_the_lowest(most):
    assert list(publish_errors("slider", slider(most=most))) == [("most",)]


def test_the_steps_reach_the_other_end():
    errors = publish_errors("slider", slider(least=1, most=10, step=2))
    assert list(errors) == [("step",)]
    assert "divided by" in errors[("step",)][0]
    assert list(publish_errors("slider", slider(step=0))) == [("step",)]


def test_there_are_not_more_places_than_a_finger_can_find():
    errors = publish_errors("slider", slider(most=101, step=1))
    assert list(errors) == [("step",)]
    assert "101 places" in errors[("step",)][0]


def test_wherever_the_learner_is_there_is_a_kind_word():
    assert list(publish_errors("slider", slider(after=""))) == [("after",)]


def test_a_draft_may_be_incomplete():
    assert draft_errors("slider", {}) == {}
    unfinished = {"prompt": "", "low": "", "after": "", "least": None, "most": None}
    assert draft_errors("slider", unfinished) == {}
    value = value_of("slider", {**unfinished, "step": None})
    assert KIND.key(value) == key(0, 0, 1, "")


def test_players_get_the_numbers_and_the_words_but_not_the_reply():
    public = KIND.public(value_of("slider", slider()), lambda picture: None)
    assert public == {
        "low": "Not sure yet",
        "high": "Very sure",
        "least": 0,
        "most": 10,
        "step": 2,
    }


def test_a_line_without_places_has_no_answer():
    with pytest.raises(LookupError):
        KIND.perfect(key(least=3, most=2))


def test_the_twin_on_paper_ends_with_the_kind_word():
    item = KIND.public(value_of("slider", slider()), lambda picture: None)
    html = render_to_string(KIND.print_template, {"item": item | {"key": key()}})
    assert html.index("Not sure yet") < html.index("Very sure")
    assert "Thank you." in html


@steady
@given(
    least=st.integers(-50, 50),
    places=st.integers(1, 50),
    step=st.integers(1, 20),
    place=st.integers(0, 50),
)
def test_every_place_is_taken_as_it_is_and_none_is_better(least, places, step, place):
    line = key(least, least + places * step, step)
    number = least + min(place, places) * step
    result = grade("slider", line, {"value": float(number)})
    assert (result.outcome, result.score) == ("answered", None)
    assert result.feedback == "Thank you."
    assert result.response == {"value": number}
    assert type(result.response["value"]) is int
    assert picks("slider", result.response) == [str(number)]


@steady
@given(value=scalars() | st.integers(-4, 14))
def test_what_is_no_place_is_refused(value):
    places = (None, 0, 2, 4, 6, 8, 10)
    if not isinstance(value, bool) and value in places:
        assert grade("slider", key(), {"value": value}).outcome == "answered"
    else:
        with pytest.raises(InvalidResponse):
            grade("slider", key(), {"value": value})
