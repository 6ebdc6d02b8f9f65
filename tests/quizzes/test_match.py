import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from tests.quizzes.forms import posted_block
from tests.quizzes.pictures import drawing
from tests.quizzes.questions import draft_errors, entry, match, publish_errors, value_of
from tests.quizzes.strategies import steady

KIND = kinds.get("match")


def right_ids(value):
    return [pair["right_id"] for pair in value["pairs"]]


@st.composite
def keys_and_pairs(draw):
    """Draw a key and, for each left half, a right one."""
    count, decoys = draw(st.integers(2, 8)), draw(st.integers(0, 4))
    key = {
        "pairs": {
            f"l{n}": {"to": f"r{n}", "feedback": f"Why {n}."} for n in range(count)
        },
        "rights": [f"r{n}" for n in range(count + decoys)],
        "right": "Right.",
        "wrong": "Wrong.",
    }
    rights = draw(st.permutations(key["rights"]))
    return key, [
        [left, right] for left, right in zip(key["pairs"], rights, strict=False)
    ]


def test_a_good_question_is_accepted():
    assert publish_errors("match", match()) == {}
    assert publish_errors("match", match(decoys=[])) == {}


def test_two_pairs_are_the_least():
    stored = match()
    del stored["pairs"][1:]
    assert list(publish_errors("match", stored)) == [("pairs",)]


def test_a_half_needs_words_or_a_picture():
    stored = match()
    stored["pairs"][0]["value"]["left"] = ""
    stored["pairs"][1]["value"]["right"] = " "
    stored["decoys"][0]["value"]["text"] = ""
    assert set(publish_errors("match", stored)) == {
        ("pairs", 0, "left"),
        ("pairs", 1, "right"),
        ("decoys", 0, "text"),
    }


@pytest.mark.django_db
def test_a_half_may_be_a_picture_alone(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    stored = match()
    picture = {"image": drawing().pk, "alt": "A clock"}
    stored["pairs"][0]["value"] |= {"left": "", "left_picture": picture}
    assert publish_errors("match", stored) == {}


def test_halves_that_look_the_same_are_refused():
    stored = match()
    stored["pairs"][1]["value"]["left"] = "Hurry"
    stored["decoys"][0]["value"]["text"] = "Door "
    assert set(publish_errors("match", stored)) == {
        ("pairs", 1, "left"),
        ("decoys", 0, "text"),
    }


def test_nobody_is_told_wrong_without_a_word_why():
    stored = match(wrong="")
    stored["pairs"][1]["value"]["feedback"] = ""
    assert list(publish_errors("match", stored)) == [("pairs", 1, "feedback")]
    assert not publish_errors("match", {**stored, "wrong": "Look again."})


def test_a_draft_may_be_incomplete():
    assert draft_errors("match", {}) == {}
    assert draft_errors("match", match(wrong="", pairs=[entry({})], prompt="")) == {}


def test_a_duplicated_pair_gets_an_id_of_its_own():
    stored = match()
    copied = copy.deepcopy(stored["pairs"][0])
    stored["pairs"].insert(1, {**copied, "id": "copy"})
    block = KIND.block()
    value = block.to_python(stored)
    for clean in (block.clean_deferred, block.child_blocks["pairs"].clean):
        given = value if clean == block.clean_deferred else value["pairs"]
        result = clean(given)
        ids = right_ids(result if given is value else {"pairs": result})
        assert len(set(ids)) == 4
        assert [ids[0], *ids[2:]] == ["r-clock", "r-bait", "r-door"]


def test_the_form_keeps_the_hidden_ids_and_makes_missing_ones():
    block = KIND.block()
    stored = match()
    stored["pairs"][2]["value"]["right_id"] = ""
    posted = posted_block(block, block.to_python(stored), "q")
    value = block.value_from_datadict(posted, {}, "q")
    *kept, new = right_ids(value)
    assert kept == ["r-clock", "r-bait"]
    assert len(new) == 36


def test_a_pair_that_came_past_the_form_has_a_lasting_id_that_tells_nothing():
    stored = match()
    del stored["pairs"][0]["value"]["right_id"]
    keys = [KIND.key(value_of("match", stored)) for _ in range(2)]
    assert keys[0] == keys[1]
    made = keys[0]["pairs"]["hurry"]["to"]
    assert made in keys[0]["rights"]
    assert "hurry" not in made
    shown = KIND.public(value_of("match", stored), lambda picture: None)["rights"]
    assert {half["id"] for half in shown} == set(keys[0]["rights"])


def test_right_halves_and_decoys_come_mixed_and_the_key_knows_the_pairs():
    value = value_of("match", match())
    public = KIND.public(value, lambda picture: None)
    assert {half["text"] for half in public["lefts"]} == {"Hurry", "Prize", "Login"}
    assert {half["text"] for half in public["rights"]} == {
        "Clock",
        "Bait",
        "Door",
        "Joke",
    }
    assert KIND.key(value)["pairs"]["prize"] == {
        "to": "r-bait",
        "feedback": "Why Prize.",
    }
    assert KIND.key(value)["rights"] == ["r-clock", "r-bait", "r-door", "joke"]


@steady
@given(data=st.data(), drawn=keys_and_pairs())
def test_it_does_not_matter_in_which_order_pairs_are_found(data, drawn):
    key, pairs = drawn
    one = grade("match", key, {"pairs": pairs})
    assert grade("match", key, {"pairs": data.draw(st.permutations(pairs))}) == one
    assert one.response == {"pairs": pairs}
    assert picks("match", one.response) == [f"{left}>{right}" for left, right in pairs]


@steady
@given(drawn=keys_and_pairs())
def test_each_right_pair_is_worth_one_and_each_other_says_why(drawn):
    key, pairs = drawn
    result = grade("match", key, {"pairs": pairs})
    wrong = [left for left, right in pairs if key["pairs"][left]["to"] != right]
    assert result.numerator == len(pairs) - len(wrong)
    assert result.feedback.split("\n") == [
        *(key["pairs"][left]["feedback"] for left in wrong),
        "Wrong." if wrong else "Right.",
    ]
