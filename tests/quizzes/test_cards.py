from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from tests.quizzes.questions import cards, draft_errors, entry, publish_errors, value_of
from tests.quizzes.strategies import steady

KIND = kinds.get("cards")


def test_a_good_question_is_accepted():
    assert publish_errors("cards", cards()) == {}


def test_one_card_is_the_least_and_ten_the_most():
    assert list(publish_errors("cards", cards(cards=[]))) == [("cards",)]
    many = [entry({"front": f"{n}", "back": "Back"}, f"c{n}") for n in range(11)]
    assert list(publish_errors("cards", cards(cards=many))) == [("cards",)]
    assert publish_errors("cards", cards(cards=many[:10])) == {}


def test_both_sides_need_words():
    stored = cards()
    stored["cards"][0]["value"]["front"] = ""
    stored["cards"][1]["value"]["back"] = ""
    assert set(publish_errors("cards", stored)) == {
        ("cards", 0, "front"),
        ("cards", 1, "back"),
    }


def test_nothing_has_to_be_said_at_the_end():
    assert publish_errors("cards", cards(after="")) == {}


def test_a_draft_may_be_incomplete():
    assert draft_errors("cards", {}) == {}
    assert draft_errors("cards", cards(cards=[entry({})], prompt="")) == {}


def test_cards_keep_the_authors_order():
    value = value_of("cards", cards())
    public = KIND.public(value, lambda picture: None)
    assert [card["front"] for card in public["cards"]] == ["Block", "Report"]
    assert KIND.key(value) == {"cards": ["block", "report"], "after": "Two words more."}


def test_paper_has_no_answer_to_look_up():
    assert KIND.solution(KIND.key(value_of("cards", cards()))) == []


@steady
@given(data=st.data(), count=st.integers(1, 10))
def test_there_are_no_points_however_many_are_seen(data, count):
    key = {"cards": [f"c{n}" for n in range(count)], "after": "Well read."}
    seen = data.draw(st.lists(st.sampled_from(key["cards"]), unique=True))
    result = grade("cards", key, {"seen": seen})
    assert (result.score, result.outcome) == (None, "answered")
    assert result.feedback == "Well read."
    assert picks("cards", result.response) == [
        id_ for id_ in key["cards"] if id_ in seen
    ]
