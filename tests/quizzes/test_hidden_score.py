from django.template.loader import render_to_string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade, picks
from tests.quizzes.questions import (
    draft_errors,
    entry,
    hidden_score,
    publish_errors,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("hidden_score")


def part(stored, round_, option):
    return stored["rounds"][round_]["value"]["options"][option]["value"]


def test_a_good_question_is_accepted():
    assert publish_errors("hidden_score", hidden_score()) == {}


def test_three_rounds_are_the_least_and_two_options_in_each():
    stored = hidden_score()
    del stored["rounds"][2]
    assert list(publish_errors("hidden_score", stored)) == [("rounds",)]
    stored = hidden_score()
    del stored["rounds"][1]["value"]["options"][1]
    assert list(publish_errors("hidden_score", stored)) == [("rounds", 1, "options")]


def test_each_option_says_why_it_costs_what_it_costs():
    stored = hidden_score()
    part(stored, 0, 1)["why"] = ""
    errors = publish_errors("hidden_score", stored)
    assert list(errors) == [("rounds", 0, "options", 1, "why")]


def test_costs_and_fun_stay_within_five():
    stored = hidden_score()
    part(stored, 0, 1)["costs"]["sleep"] = 6
    part(stored, 1, 0)["fun"] = 0
    assert set(publish_errors("hidden_score", stored)) == {
        ("rounds", 0, "options", 1, "costs", "sleep"),
        ("rounds", 1, "options", 0, "fun"),
    }


def test_in_every_round_another_choice_costs_something_else():
    stored = hidden_score()
    part(stored, 2, 1)["costs"] = part(stored, 2, 0)["costs"]
    assert list(publish_errors("hidden_score", stored)) == [("rounds", 2, "options")]


def test_a_draft_may_be_incomplete():
    assert draft_errors("hidden_score", {}) == {}
    blank = {"costs": {"time": None, "data": None}, "fun": None}
    unfinished = {
        "prompt": "",
        "rounds": [
            entry({"options": [entry(blank, "o")]}, "r"),
            entry({"options": []}, "s"),
        ],
    }
    assert draft_errors("hidden_score", unfinished) == {}
    key = KIND.key(value_of("hidden_score", unfinished))
    assert set(key["rounds"]["r"]["o"]["costs"].values()) == {0}
    with pytest.raises(LookupError):
        KIND.perfect(key)


def test_players_do_not_see_the_price_before_the_end():
    public = KIND.public(value_of("hidden_score", hidden_score()), lambda p: None)
    assert public["rounds"][0] == {
        "id": "r1",
        "text": "Round 1.",
        "options": [
            {"id": "a1", "text": "a1", "fun": 3},
            {"id": "b1", "text": "b1", "fun": 3},
        ],
    }
    key = KIND.key(value_of("hidden_score", hidden_score()))
    assert key["rounds"]["r2"]["b2"] == {
        "costs": {"time": 2, "data": 2, "money": 2, "sleep": 2, "mood": 2},
        "why": "Why b2.",
    }


def test_the_twin_on_paper_has_the_prices_to_fold_back():
    value = value_of("hidden_score", hidden_score())
    item = KIND.public(value, lambda picture: None) | {"key": KIND.key(value)}
    html = render_to_string(KIND.print_template, {"item": item})
    assert html.count("Sleep 3") == html.count("Money 3") == 1
    assert html.index("Round 3.") < html.index("Why a1.") < html.index("Why b3.")


@steady
@given(ways=st.lists(st.sampled_from("ab"), min_size=3, max_size=3))
def test_every_way_through_is_taken_as_it_is(ways):
    key = KIND.key(value_of("hidden_score", hidden_score()))
    choices = [f"{way}{n}" for n, way in enumerate(ways, start=1)]
    result = grade("hidden_score", key, {"choices": choices})
    assert (result.outcome, result.score) == ("answered", None)
    assert result.feedback == "Play it again."
    assert picks("hidden_score", result.response) == choices
    with pytest.raises(InvalidResponse):
        grade("hidden_score", key, {"choices": choices[::-1]})
    with pytest.raises(InvalidResponse):
        grade("hidden_score", key, {"choices": choices[:2]})
