import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from quizzes.kinds.myth import CALLS, FACT, MYTH
from tests.quizzes.questions import (
    draft_errors,
    entry,
    myth,
    publish_errors,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("myth")


def with_cards(*changes):
    """Return the deck with fields of its cards changed, in their order."""
    stored = myth()
    for card, change in zip(stored["cards"], changes, strict=False):
        card["value"] |= change
    return stored


def test_a_good_deck_is_accepted():
    assert publish_errors("myth", myth()) == {}


def test_three_cards_are_the_least_and_eight_the_most():
    two = myth(cards=myth()["cards"][:2])
    assert list(publish_errors("myth", two)) == [("cards",)]
    many = [
        entry({"text": f"{n}.", "fact": bool(n % 2), "feedback": "Why."}, f"c{n}")
        for n in range(9)
    ]
    assert list(publish_errors("myth", myth(cards=many))) == [("cards",)]
    assert publish_errors("myth", myth(cards=many[:8])) == {}


@pytest.mark.parametrize(("fact", "lacking"), [(True, "a myth"), (False, "a fact")])
def test_a_deck_that_one_call_solves_is_refused(fact, lacking):
    errors = publish_errors("myth", with_cards(*[{"fact": fact}] * 3))
    assert list(errors) == [("cards",)]
    assert f"Add {lacking}" in errors["cards",][0]


def test_a_statement_is_there_once():
    stored = with_cards({"text": "Caf\u00e9"}, {}, {"text": " Cafe\u0301 "})
    errors = publish_errors("myth", stored)
    assert list(errors) == [("cards", 2, "text")]
    assert "Another card" in errors["cards", 2, "text"][0]


def test_a_card_needs_a_statement_and_why():
    stored = with_cards({"text": ""}, {}, {"feedback": ""})
    assert set(publish_errors("myth", stored)) == {
        ("cards", 0, "text"),
        ("cards", 2, "feedback"),
    }


def test_a_draft_may_be_incomplete():
    half = myth(prompt="", wrong="", cards=[entry({})])
    assert draft_errors("myth", {}) == {}
    assert draft_errors("myth", half) == {}
    key = KIND.key(value_of("myth", half))
    assert KIND.perfect(key)["calls"].keys() == key["cards"].keys()
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value_of("myth", myth(cards=[]))))


def test_players_see_the_cards_in_their_order_and_nothing_of_what_they_are():
    public = KIND.public(value_of("myth", myth()), lambda picture: None)
    assert [card["id"] for card in public["cards"]] == ["gone", "leave", "tell"]
    assert set(public["cards"][0]) == {"id", "text", "picture"}
    assert "Why" not in json.dumps(public)
    turned = with_cards({"fact": True}, {"fact": False}, {"fact": False})
    assert KIND.public(value_of("myth", turned), lambda picture: None) == public


def test_the_key_knows_what_each_card_is_and_why():
    assert KIND.key(value_of("myth", myth())) == {
        "cards": {
            "gone": {"fact": False, "feedback": "Why Gone."},
            "leave": {"fact": True, "feedback": "Why Leave."},
            "tell": {"fact": True, "feedback": "Why Tell."},
        },
        "right": "That is it.",
        "wrong": "Look again.",
    }


@st.composite
def keys(draw):
    """Draw keys that may be published: one fact and one myth at least."""
    more = draw(st.lists(st.booleans(), min_size=1, max_size=6))
    facts = draw(st.permutations([True, False, *more]))
    return {
        "cards": {
            f"c{n}": {"fact": fact, "feedback": f"Why {n}."}
            for n, fact in enumerate(facts)
        },
        "right": "Yes.",
        "wrong": "No.",
    }


@st.composite
def called(draw, key):
    return {id_: draw(st.sampled_from(CALLS)) for id_ in key["cards"]}


@steady
@given(data=st.data(), key=keys())
def test_it_does_not_matter_in_which_order_cards_are_called(data, key):
    calls = data.draw(called(key))
    order = data.draw(st.permutations(list(calls)))
    one = grade("myth", key, {"calls": calls})
    assert grade("myth", key, {"calls": {id_: calls[id_] for id_ in order}}) == one
    assert list(one.response["calls"]) == list(key["cards"])
    assert picks("myth", one.response) == [f"{i}>{calls[i]}" for i in key["cards"]]


@steady
@given(call=st.sampled_from(CALLS), key=keys())
def test_one_call_for_all_is_never_a_full_score(call, key):
    result = grade("myth", key, {"calls": dict.fromkeys(key["cards"], call)})
    assert result.outcome == "partial"


@steady
@given(data=st.data(), key=keys())
def test_each_card_put_right_is_worth_one_more(data, key):
    calls = data.draw(called(key))
    right = {id_: FACT if c["fact"] else MYTH for id_, c in key["cards"].items()}
    wrong = [id_ for id_, call in calls.items() if call != right[id_]]
    result = grade("myth", key, {"calls": calls})
    assert result.numerator == len(calls) - len(wrong)
    if wrong:
        mended = calls | {wrong[0]: right[wrong[0]]}
        again = grade("myth", key, {"calls": mended})
        assert again.numerator == result.numerator + 1


@steady
@given(data=st.data(), key=keys())
def test_every_called_card_says_why(data, key):
    result = grade("myth", key, {"calls": data.draw(called(key))})
    whys = [card["feedback"] for card in key["cards"].values()]
    assert result.feedback.split("\n")[:-1] == whys
