from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from tests.quizzes.questions import draft_errors, entry, order, publish_errors, value_of
from tests.quizzes.strategies import steady

KIND = kinds.get("order")


def things(count):
    return [entry({"text": f"Thing {n}"}, f"t-{n}") for n in range(count)]


def key_of(count):
    return KIND.key(value_of("order", order(things=things(count))))


def test_a_good_question_is_accepted():
    assert publish_errors("order", order()) == {}


def test_there_are_three_to_eight_things():
    assert list(publish_errors("order", order(things=things(2)))) == [("things",)]
    assert list(publish_errors("order", order(things=things(9)))) == [("things",)]
    assert publish_errors("order", order(things=things(8))) == {}


def test_two_things_must_not_read_alike():
    stored = order()
    stored["things"][0]["value"]["text"] = "Caf\u00e9"
    stored["things"][2]["value"]["text"] = " Cafe\u0301 "
    assert list(publish_errors("order", stored)) == [("things", 2, "text")]


def test_a_thing_needs_words():
    stored = order()
    stored["things"][1]["value"]["text"] = ""
    assert list(publish_errors("order", stored)) == [("things", 1, "text")]


def test_nobody_is_told_wrong_without_a_word_why():
    stored = order(wrong=" ")
    stored["things"][3]["value"]["feedback"] = ""
    assert list(publish_errors("order", stored)) == [("things", 3, "feedback")]
    assert not publish_errors("order", {**stored, "wrong": "Look again."})


def test_a_draft_may_be_incomplete():
    assert draft_errors("order", {}) == {}
    assert draft_errors("order", order(wrong="", things=[entry({})], prompt="")) == {}


@steady
@given(ids=st.lists(st.text("abc", min_size=1, max_size=3), min_size=2, unique=True))
def test_the_things_never_come_in_the_right_order(ids):
    stored = order(things=[entry({"text": id_}, id_) for id_ in ids])
    value = value_of("order", stored)
    shown = [
        thing["id"] for thing in KIND.public(value, lambda picture: None)["things"]
    ]
    assert sorted(shown) == sorted(ids)
    assert shown != KIND.key(value)["order"] == ids


@steady
@given(data=st.data(), count=st.integers(2, 8))
def test_only_the_right_order_is_a_full_score(data, count):
    key = key_of(count)
    given_order = data.draw(st.permutations(key["order"]))
    result = grade("order", key, {"order": given_order})
    assert (result.outcome == "correct") == (given_order == key["order"])
    assert result.denominator == count - 1
    assert result.response == {"order": given_order}


@steady
@given(data=st.data(), count=st.integers(3, 8))
def test_one_thing_in_a_wrong_place_keeps_most_of_the_points(data, count):
    key = key_of(count)
    moved = list(key["order"])
    moved.insert(
        data.draw(st.integers(0, count - 1)),
        moved.pop(data.draw(st.integers(0, count - 1))),
    )
    assert grade("order", key, {"order": moved}).numerator >= count - 4


def test_each_thing_that_follows_a_wrong_one_says_why():
    key = KIND.key(value_of("order", order()))
    result = grade("order", key, {"order": ["breathe", "turn", "tell", "report"]})
    assert (result.numerator, result.denominator) == (1, 3)
    assert result.feedback == "Why Turn.\nWhy Breathe.\nWhy Tell.\nLook again."


def test_tallies_know_in_which_place_each_thing_was_put():
    assert picks("order", {"order": ["b", "a"]}) == ["1>b", "2>a"]
