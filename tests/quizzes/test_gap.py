import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from tests.quizzes.questions import draft_errors, entry, gap, publish_errors, value_of
from tests.quizzes.strategies import steady

KIND = kinds.get("gap")


def parts(**more):
    public = KIND.public(value_of("gap", gap(**more)), lambda picture: None)
    return [part["text"] or part["id"] for part in public["parts"]]


def words(*texts):
    return [entry({"text": text}, f"w-{n}") for n, text in enumerate(texts)]


def test_a_good_question_is_accepted():
    assert publish_errors("gap", gap()) == {}
    assert publish_errors("gap", gap(decoys=[])) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("I need your {1}.", "Write {2} where word 2 belongs."),
        ("{1} and {2} and {2}", "{2} is there more than once."),
        ("{1} and {2} and {3}", "There is no word 3 to fill {3}."),
        ("{0}, {1} and {2}", "There is no word 0 to fill {0}."),
    ],
)
def test_text_and_words_must_fit_each_other(text, message):
    errors = publish_errors("gap", gap(text=text))
    assert list(errors) == [("text",)]
    assert errors["text",][0].startswith(message)


def test_a_word_that_fills_a_gap_is_no_decoy():
    stored = gap(decoys=words("never", "help "))
    assert list(publish_errors("gap", stored)) == [("decoys", 1, "text")]


def test_there_must_be_something_to_choose():
    one = gap(text="Ask for {1}.", words=words("help"), decoys=[])
    assert list(publish_errors("gap", one)) == [("decoys",)]
    same = gap(words=words("help", "help"), decoys=[])
    assert list(publish_errors("gap", same)) == [("decoys",)]
    assert publish_errors("gap", {**one, "decoys": words("alone")}) == {}


def test_nobody_is_told_wrong_without_a_word_why():
    stored = gap(wrong="")
    stored["words"][1]["value"]["feedback"] = ""
    assert list(publish_errors("gap", stored)) == [("words", 1, "feedback")]
    assert not publish_errors("gap", {**stored, "wrong": "Look again."})


def test_a_draft_may_be_incomplete():
    assert draft_errors("gap", {}) == {}
    assert draft_errors("gap", gap(wrong="", text="{7", words=[entry({})])) == {}


def test_the_text_comes_in_parts():
    assert parts() == ["I need your ", "g1", ". It is a ", "g2", "."]
    assert parts(text="{2}{ 1 }") == ["g2", "g1"]
    assert parts(text="") == []


def test_gaps_may_be_written_in_arabic_digits():
    assert parts(text="أحتاج إلى {١} و{٢}") == ["أحتاج إلى ", "g1", " و", "g2"]


def test_a_gap_that_has_no_word_yet_stays_as_it_is_written():
    assert parts(text="{1} {1} {3} {0}") == ["g1", " {1} {3} {0}"]
    assert list(KIND.key(value_of("gap", gap(text="{2}!")))["gaps"]) == ["g2"]


def test_a_word_that_reads_the_same_is_right_too():
    stored = gap(words=words("Caf\u00e9", " Cafe\u0301"), decoys=words("cafe"))
    stored["decoys"][0]["id"] = "d"
    key = KIND.key(value_of("gap", stored))
    assert key["gaps"]["g1"]["words"] == key["gaps"]["g2"]["words"] == ["w-0", "w-1"]
    assert KIND.perfect(key) == {"gaps": {"g1": "w-0", "g2": "w-1"}}
    swapped = grade("gap", key, {"gaps": {"g1": "w-1", "g2": "w-0"}})
    assert swapped.outcome == "correct"


def test_words_come_mixed_and_the_key_knows_their_gap():
    value = value_of("gap", gap())
    public = KIND.public(value, lambda picture: None)
    assert {word["id"] for word in public["words"]} == {"help", "secret", "alone"}
    assert KIND.key(value)["words"] == ["help", "secret", "alone"]
    assert KIND.key(value)["gaps"]["g2"] == {
        "words": ["secret"],
        "feedback": "Why secret.",
    }


@st.composite
def keys_and_gaps(draw):
    """Draw a key in which words may read alike, and a word for each gap."""
    texts = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8))
    decoys = draw(st.lists(st.sampled_from("ijkl"), max_size=6))
    stored = gap(
        text=" ".join(f"{{{n}}}" for n in range(1, len(texts) + 1)),
        words=words(*texts),
        decoys=[entry({"text": text}, f"d-{n}") for n, text in enumerate(decoys)],
    )
    key = KIND.key(value_of("gap", stored))
    chosen = draw(st.permutations(key["words"]))
    return key, dict(zip(key["gaps"], chosen, strict=False))


@steady
@given(data=st.data(), drawn=keys_and_gaps())
def test_it_does_not_matter_in_which_order_gaps_are_filled(data, drawn):
    key, filled = drawn
    order = data.draw(st.permutations(list(filled)))
    one = grade("gap", key, {"gaps": filled})
    assert grade("gap", key, {"gaps": {id_: filled[id_] for id_ in order}}) == one
    assert list(one.response["gaps"]) == list(key["gaps"])
    assert picks("gap", one.response) == [f"{g}>{filled[g]}" for g in key["gaps"]]


@steady
@given(drawn=keys_and_gaps())
def test_each_gap_filled_right_is_worth_one(drawn):
    key, filled = drawn
    right = [id_ for id_, word in filled.items() if word in key["gaps"][id_]["words"]]
    result = grade("gap", key, {"gaps": filled})
    assert (result.numerator, result.denominator) == (len(right), len(filled))


@steady
@given(drawn=keys_and_gaps())
def test_there_is_always_a_perfect_response(drawn):
    key, _filled = drawn
    best = grade("gap", key, KIND.perfect(key))
    assert best.outcome == "correct"
