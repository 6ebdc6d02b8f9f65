import re
from pathlib import Path

from django.utils.translation import override

from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from quizzes.kinds.lock import SYMBOLS
from tests.quizzes.questions import draft_errors, entry, lock, publish_errors, value_of
from tests.quizzes.strategies import steady

KIND = kinds.get("lock")
ART = Path(__file__).parents[2] / "frontend" / "src" / "art" / "names.ts"


def test_a_good_question_is_accepted():
    assert publish_errors("lock", lock()) == {}


def test_a_chest_has_four_locks():
    stored = lock()
    for puzzles in (stored["puzzles"][:3], [*stored["puzzles"], entry({}, "fifth")]):
        assert ("puzzles",) in publish_errors("lock", lock(puzzles=puzzles))


def test_one_answer_of_a_puzzle_is_right():
    stored = lock()
    stored["puzzles"][1]["value"]["options"][0]["value"]["right"] = False
    stored["puzzles"][2]["value"]["options"][1]["value"]["right"] = True
    assert list(publish_errors("lock", stored)) == [
        ("puzzles", 1, "options"),
        ("puzzles", 2, "options"),
    ]


def test_each_puzzle_gives_another_symbol():
    stored = lock()
    stored["puzzles"][3]["value"]["symbol"] = "pearl"
    assert list(publish_errors("lock", stored)) == [("puzzles", 3, "symbol")]


def test_nobody_is_left_without_a_hint_or_before_an_empty_chest():
    stored = lock(after="")
    stored["puzzles"][0]["value"]["hint"] = ""
    assert set(publish_errors("lock", stored)) == {("puzzles", 0, "hint"), ("after",)}


def test_a_draft_may_be_incomplete():
    assert draft_errors("lock", {}) == {}
    assert draft_errors("lock", lock(puzzles=[entry({})], prompt="")) == {}


def test_a_new_lock_begins_with_four_symbols():
    value = KIND.block().get_default()
    assert len({puzzle["symbol"] for puzzle in value["puzzles"]}) == 4


def test_symbols_are_drawn_in_the_front_end_and_named_by_their_own_word():
    names = set(re.findall(r'"([a-z0-9-]+)"', ART.read_text()))
    assert names >= SYMBOLS.keys()
    with override("en"):
        assert {name: str(words) for name, words in SYMBOLS.items()} == {
            name: name.capitalize() for name in SYMBOLS
        }


def test_players_do_not_learn_which_answer_is_right():
    stored = lock()
    before = KIND.public(value_of("lock", stored), lambda picture: None)
    for puzzle in stored["puzzles"]:
        for option in puzzle["value"]["options"]:
            option["value"]["right"] = not option["value"].get("right", False)
    assert KIND.public(value_of("lock", stored), lambda picture: None) == before


def test_the_key_knows_the_answer_and_the_hint():
    key = KIND.key(value_of("lock", lock()))
    assert key["puzzles"]["p-star"] == {"option": "star-yes", "hint": "Look again."}
    assert key["after"] == "A map!"


def test_the_answer_sheet_on_paper_has_one_answer_a_puzzle():
    key = KIND.key(value_of("lock", lock()))
    assert KIND.solution(key)[0] == "p-pearl>pearl-yes"
    assert len(KIND.solution(key)) == 4


@steady
@given(data=st.data())
def test_the_chest_opens_with_the_last_puzzle(data):
    key = KIND.key(value_of("lock", lock()))
    opened = data.draw(st.lists(st.sampled_from(list(key["puzzles"])), unique=True))
    result = grade("lock", key, {"opened": opened})
    assert (result.score, result.outcome) == (None, "answered")
    assert result.feedback == ("A map!" if len(opened) == 4 else "")
    assert picks("lock", result.response) == [p for p in key["puzzles"] if p in opened]
