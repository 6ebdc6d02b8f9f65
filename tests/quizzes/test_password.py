import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade
from tests.quizzes.questions import draft_errors, password, publish_errors, value_of
from tests.quizzes.strategies import steady

KIND = kinds.get("password")
TWELVE = tuple("abcdefghijkl")


def no_picture(value):
    return None


def test_a_good_workshop_is_accepted():
    assert publish_errors("password", password()) == {}


@pytest.mark.parametrize("size", [11, 61])
def test_too_few_and_too_many_words_are_refused(size):
    words = (f"word{index}" for index in range(size))
    assert list(publish_errors("password", password(*words))) == [("words",)]


@pytest.mark.parametrize("count", [2, 6])
def test_three_to_five_words_are_drawn(count):
    assert list(publish_errors("password", password(count=count))) == [("count",)]


@pytest.mark.parametrize("again", ["c", "C"])
def test_a_word_that_is_there_twice_is_refused_at_the_second(again):
    errors = publish_errors("password", password(*TWELVE, again))
    assert list(errors) == [("words", 12, "text")]


def test_a_letter_written_in_two_ways_is_the_same_word():
    errors = publish_errors("password", password(*TWELVE, "caf\u00e9", "cafe\u0301"))
    assert list(errors) == [("words", 13, "text")]


def test_two_words_in_one_place_are_refused_there():
    errors = publish_errors("password", password(*TWELVE, "sea horse"))
    assert list(errors) == [("words", 12, "text")]


def test_a_missing_word_is_refused_and_told_once():
    stored = password(*TWELVE)
    for index in (3, 4):
        stored["words"][index]["value"]["text"] = ""
    errors = publish_errors("password", stored)
    assert set(errors) == {("words", 3, "text"), ("words", 4, "text")}


def test_a_draft_may_be_incomplete():
    assert draft_errors("password", {}) == {}
    stored = password("same", "same", "two words", prompt="", count=None)
    assert draft_errors("password", stored) == {}
    assert KIND.public(value_of("password", stored), no_picture)["count"] == 3


def test_a_player_gets_the_words_and_how_many_are_drawn():
    public = KIND.public(value_of("password", password(*TWELVE, count=4)), no_picture)
    assert public["words"][0] == {"id": "w-a", "text": "a"}
    assert len(public["words"]) == 12
    assert public["count"] == 4


@pytest.mark.parametrize("kind", ["password", "poster"])
@steady
@given(after=st.text(max_size=40))
def test_whoever_made_something_is_told_the_last_line_and_nobody_is_scored(kind, after):
    made, nothing = (grade(kind, {"after": after}, {"done": d}) for d in (True, False))
    assert (made.feedback, nothing.feedback) == (after, "")
    assert made.score is None
    assert nothing.score is None


@steady
@given(made=st.text() | st.lists(st.text()) | st.integers())
def test_no_word_of_what_was_made_is_ever_accepted(made):
    for response in ({"done": made}, {"done": True, "password": made}):
        with pytest.raises(InvalidResponse):
            grade("password", {"after": ""}, response)


def test_a_tally_counts_who_made_something():
    assert KIND.picks({"done": True}) == ["done"]
    assert KIND.picks({"done": False}) == []
