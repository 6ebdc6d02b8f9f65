import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from tests.quizzes.pictures import drawing
from tests.quizzes.questions import (
    draft_errors,
    memory,
    publish_errors,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("memory")


@st.composite
def keys(draw):
    count = draw(st.integers(1, 8))
    return {"pairs": [[f"p{n}-1", f"p{n}-2"] for n in range(count)], "after": "Done."}


def test_a_good_question_is_accepted():
    assert publish_errors("memory", memory()) == {}


def test_two_pairs_are_the_least_and_eight_the_most():
    stored = memory()
    assert list(publish_errors("memory", memory(pairs=stored["pairs"][:1]))) == [
        ("pairs",)
    ]
    many = [
        {
            **stored["pairs"][0],
            "id": f"p{n}",
            "value": {"first": f"{n}", "second": f"{n}!"},
        }
        for n in range(9)
    ]
    assert list(publish_errors("memory", memory(pairs=many))) == [("pairs",)]
    assert publish_errors("memory", memory(pairs=many[:8])) == {}


def test_a_card_needs_words_or_a_picture():
    stored = memory()
    stored["pairs"][1]["value"]["second"] = " "
    assert list(publish_errors("memory", stored)) == [("pairs", 1, "second")]


@pytest.mark.django_db
def test_a_picture_alone_makes_a_card():
    stored = memory()
    stored["pairs"][1]["value"] |= {
        "second": "",
        "second_picture": {"image": drawing().pk, "alt": "Stars"},
    }
    assert publish_errors("memory", stored) == {}


@pytest.mark.django_db
def test_the_picture_of_a_card_needs_its_words():
    stored = memory()
    stored["pairs"][0]["value"]["first_picture"] = {"image": drawing().pk, "alt": ""}
    assert list(publish_errors("memory", stored)) == [
        ("pairs", 0, "first_picture", "alt")
    ]


@pytest.mark.parametrize("words", ["Sun", "sun ", "SUN"])
def test_a_card_that_fits_into_two_pairs_is_refused(words):
    stored = memory()
    stored["pairs"][1]["value"]["second"] = words
    assert list(publish_errors("memory", stored)) == [("pairs", 1, "second")]


def test_letters_composed_or_not_look_alike():
    stored = memory()
    stored["pairs"][0]["value"]["first"] = "caf\u00e9"
    stored["pairs"][1]["value"]["first"] = "cafe\u0301"
    assert list(publish_errors("memory", stored)) == [("pairs", 1, "first")]


def test_the_two_cards_of_a_pair_may_look_alike():
    stored = memory()
    stored["pairs"][0]["value"] = {"first": "Sun", "second": "Sun"}
    assert publish_errors("memory", stored) == {}


def test_a_draft_may_be_incomplete():
    assert draft_errors("memory", {}) == {}
    half = memory(pairs=memory()["pairs"][:1], prompt="")
    half["pairs"][0]["value"]["second"] = ""
    assert draft_errors("memory", half) == {}


def test_cards_come_mixed_and_the_key_knows_the_pairs():
    value = value_of("memory", memory())
    public = KIND.public(value, lambda picture: None)
    assert {card["id"]: card["text"] for card in public["cards"]} == {
        "sun-1": "Sun",
        "sun-2": "Day",
        "moon-1": "Moon",
        "moon-2": "Night",
    }
    assert [card["id"] for card in public["cards"]] != [
        "sun-1",
        "sun-2",
        "moon-1",
        "moon-2",
    ]
    assert KIND.key(value) == {
        "pairs": [["sun-1", "sun-2"], ["moon-1", "moon-2"]],
        "after": "All are found.",
    }


@steady
@given(data=st.data(), key=keys())
def test_neither_the_order_nor_the_turns_matter(data, key):
    found = data.draw(st.lists(st.sampled_from(key["pairs"]), unique_by=tuple))
    turned = [data.draw(st.permutations(pair)) for pair in found]
    turns = data.draw(st.integers(0, 99))
    one = grade("memory", key, {"found": found})
    assert grade("memory", key, {"found": turned, "turns": turns}) == one
    assert one.response == {"found": [pair for pair in key["pairs"] if pair in found]}
    assert picks("memory", one.response) == [
        f"{a}>{b}" for a, b in one.response["found"]
    ]


@steady
@given(data=st.data(), key=keys())
def test_only_all_of_the_pairs_are_right(data, key):
    found = data.draw(st.lists(st.sampled_from(key["pairs"]), unique_by=tuple))
    result = grade("memory", key, {"found": found})
    is_done = len(found) == len(key["pairs"])
    assert result.outcome == ("correct" if is_done else "incorrect")
    assert result.feedback == ("Done." if is_done else "")
