from django.template.loader import render_to_string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade, picks
from tests.quizzes.questions import (
    activity,
    day,
    draft_errors,
    entry,
    publish_errors,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("day")


@st.composite
def keys(draw):
    """Draw keys of days that may be published."""
    hours = draw(st.integers(6, 24))
    activities, left = {}, hours
    for n in range(draw(st.integers(3, 8))):
        least = draw(st.integers(0, left))
        left -= least
        activities[f"a{n}"] = {
            "least": least,
            "most": draw(st.integers(least, 24)),
            "little": f"Little {n}.",
            "much": f"Much {n}.",
        }
    return {"hours": hours, "activities": activities, "after": "Fine."}


@st.composite
def days(draw):
    """Draw keys with a response that fits into the day."""
    key = draw(keys())
    left, hours = key["hours"], {}
    for id_ in key["activities"]:
        hours[id_] = draw(st.integers(0, left))
        left -= hours[id_]
    return key, hours


def test_a_good_question_is_accepted():
    assert publish_errors("day", day()) == {}


def test_three_activities_are_the_least_and_eight_the_most():
    few = [activity(f"a{n}", 0, 12) for n in range(2)]
    many = [activity(f"a{n}", 0, 12) for n in range(9)]
    assert list(publish_errors("day", day(*few))) == [("activities",)]
    assert list(publish_errors("day", day(*many))) == [("activities",)]


@pytest.mark.parametrize("hours", [5, 25])
def test_a_day_has_six_to_twenty_four_hours(hours):
    assert ("hours",) in publish_errors("day", day(hours=hours))


def test_good_hours_do_not_end_before_they_begin():
    stored = day()
    stored["activities"][1]["value"] |= {"least": 5, "most": 4}
    assert list(publish_errors("day", stored)) == [("activities", 1, "most")]


def test_a_line_is_wanted_wherever_it_can_be_said():
    quiet = {"little": "", "much": ""}
    stored = day(
        activity("sleep", 4, 8, **quiet),
        activity("play", 0, 4, **quiet),
        activity("rest", 1, 12, **quiet),
        activity("free", 0, 12, **quiet),
    )
    assert set(publish_errors("day", stored)) == {
        ("activities", 0, "little"),
        ("activities", 0, "much"),
        ("activities", 1, "much"),
        ("activities", 2, "little"),
    }


def test_there_is_a_day_that_is_balanced():
    stored = day(*(activity(f"a{n}", 5, 12) for n in range(3)))
    errors = publish_errors("day", stored)
    assert list(errors) == [("activities",)]
    assert "15 hours" in errors[("activities",)][0]


def test_a_draft_may_be_incomplete():
    assert draft_errors("day", {}) == {}
    unfinished = {"hours": None, "activities": [entry({"least": None, "most": None})]}
    assert draft_errors("day", {**unfinished, "prompt": ""}) == {}
    value = value_of("day", unfinished)
    assert KIND.public(value, lambda picture: None)["hours"] == 0
    assert [
        (good["least"], good["most"]) for good in KIND.key(value)["activities"].values()
    ] == [(0, 0)]


def test_players_do_not_see_how_many_hours_are_good():
    public = KIND.public(value_of("day", day()), lambda picture: None)
    assert public == {
        "hours": 12,
        "activities": [
            {"id": "sleep", "text": "Sleep", "sort": "quiet"},
            {"id": "play", "text": "Play", "sort": "quiet"},
            {"id": "film", "text": "Film", "sort": "quiet"},
        ],
    }


def test_a_day_without_activities_has_no_answer():
    with pytest.raises(LookupError):
        KIND.perfect({"hours": 12, "activities": {}, "after": ""})


def test_a_draft_that_wants_too_much_still_has_an_answer_that_fits():
    key = KIND.key(value_of("day", day(*(activity(f"a{n}", 9, 9) for n in range(3)))))
    assert KIND.perfect(key) == {"hours": {"a0": 9, "a1": 3, "a2": 0}}


def test_the_twin_on_paper_has_a_box_for_every_hour_and_what_to_notice():
    value = value_of("day", day())
    item = KIND.public(value, lambda picture: None) | {"key": KIND.key(value)}
    html = render_to_string(KIND.print_template, {"item": item})
    assert html.count("<li>") == 12
    assert "4–8" in html
    assert "Little sleep." in html
    assert "Much film." in html


@steady
@given(key=keys())
def test_the_perfect_day_is_balanced(key):
    assert grade("day", key, KIND.perfect(key)).feedback == "Fine."


@steady
@given(example=days())
def test_each_activity_outside_its_good_hours_says_so_once(example):
    key, hours = example
    result = grade("day", key, {"hours": {id_: float(n) for id_, n in hours.items()}})
    assert (result.outcome, result.score) == ("answered", None)
    assert result.response == {"hours": hours}
    lines = result.feedback.split("\n")
    assert lines.pop() == "Fine."
    for id_, good in key["activities"].items():
        assert (good["little"] in lines) == (hours[id_] < good["least"])
        assert (good["much"] in lines) == (hours[id_] > good["most"])
    assert picks("day", result.response) == [f"{id_}>{n}" for id_, n in hours.items()]


@steady
@given(example=days(), data=st.data())
def test_hours_that_no_day_has_are_refused(example, data):
    key, hours = example
    id_ = data.draw(st.sampled_from(list(hours)))
    free = key["hours"] - sum(hours.values())
    for number in (hours[id_] + free + 1, -1, 0.5, True, None, "1"):
        with pytest.raises(InvalidResponse):
            grade("day", key, {"hours": {**hours, id_: number}})
    del hours[id_]
    if hours:
        with pytest.raises(InvalidResponse):
            grade("day", key, {"hours": hours})
