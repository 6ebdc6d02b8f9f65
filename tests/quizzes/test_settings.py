import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade, picks
from tests.quizzes.questions import (
    draft_errors,
    entry,
    publish_errors,
    settings,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("settings")


def changed(index, **change):
    """Return the question with one of its settings changed."""
    stored = settings()
    stored["settings"][index]["value"] |= change
    return stored


def with_best(stored, index, *best):
    options = stored["settings"][index]["value"]["options"]
    for option, good in zip(options, best, strict=True):
        option["value"]["best"] = good
    return stored


def test_good_settings_are_accepted():
    assert publish_errors("settings", settings()) == {}


def test_two_settings_are_the_least_and_six_the_most():
    stored = settings()
    one = {**stored, "settings": stored["settings"][:1]}
    assert list(publish_errors("settings", one)) == [("settings",)]
    many = [
        {**setting, "id": f"s{index}"}
        for index, setting in enumerate(stored["settings"] * 4)
    ]
    assert list(publish_errors("settings", {**stored, "settings": many})) == [
        ("settings",)
    ]


def test_a_setting_has_two_to_four_options():
    stored = settings()
    del stored["settings"][0]["value"]["options"][1]
    assert list(publish_errors("settings", stored)) == [("settings", 0, "options")]
    five = [entry({"text": str(n), "best": n == 4}, f"n{n}") for n in range(5)]
    assert list(publish_errors("settings", changed(1, options=five))) == [
        ("settings", 1, "options")
    ]


def test_a_setting_without_a_good_choice_is_refused_there():
    stored = with_best(settings(), 0, False, False)
    assert list(publish_errors("settings", stored)) == [("settings", 0, "options")]


def test_a_harmless_setting_is_accepted_and_needs_no_feedback():
    stored = with_best(changed(0, feedback=""), 0, True, True) | {"wrong": ""}
    assert publish_errors("settings", stored) == {}


def test_there_must_be_something_to_change():
    stored = with_best(with_best(settings(), 0, True, False), 1, True, True, False)
    errors = publish_errors("settings", stored)
    assert list(errors) == [("settings",)]
    assert "nothing to change" in errors["settings",][0]


def test_it_starts_with_an_option_that_is_there():
    errors = publish_errors("settings", changed(0, start=3))
    assert errors == {("settings", 0, "start"): ["There are only 2 options."]}
    assert list(publish_errors("settings", changed(1, start=0))) == [
        ("settings", 1, "start")
    ]
    assert list(publish_errors("settings", changed(1, start=None))) == [
        ("settings", 1, "start")
    ]


def test_nobody_is_told_wrong_without_a_word_why():
    stored = changed(1, feedback=" ") | {"wrong": ""}
    errors = publish_errors("settings", stored)
    assert list(errors) == [("settings", 1, "feedback")]
    assert not publish_errors("settings", {**stored, "wrong": "Look again."})


def test_a_setting_and_an_option_need_words_but_what_is_seen_may_be_nothing():
    stored = changed(0, text="")
    stored["settings"][1]["value"]["options"][0]["value"] |= {"text": "", "seen": ""}
    assert set(publish_errors("settings", stored)) == {
        ("settings", 0, "text"),
        ("settings", 1, "options", 0, "text"),
    }


def test_a_draft_may_be_incomplete():
    bare = entry({"start": 3, "options": []})
    half = settings(prompt="", wrong="", stranger="", settings=[bare])
    assert draft_errors("settings", {}) == {}
    assert draft_errors("settings", half) == {}
    value = value_of("settings", half)
    assert KIND.public(value, lambda picture: None)["settings"][0]["start"] == ""
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value))
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value_of("settings", {})))


@pytest.mark.parametrize(
    ("start", "option"), [(1, "all"), (3, "nobody"), (4, "all"), (None, "all")]
)
def test_a_setting_starts_with_the_option_of_that_number(start, option):
    value = value_of("settings", changed(1, start=start))
    public = KIND.public(value, lambda picture: None)
    assert public["settings"][1]["start"] == option


def test_players_see_the_options_in_order_and_nothing_of_what_is_good():
    public = KIND.public(value_of("settings", settings()), lambda picture: None)
    assert public["stranger"] == "Storm"
    assert public["settings"][0] == {
        "id": "place",
        "text": "Place",
        "help": "",
        "start": "on",
        "options": [
            {"id": "on", "text": "On", "seen": "Place On"},
            {"id": "off", "text": "Off", "seen": "Place Off"},
        ],
    }
    assert "best" not in json.dumps(public)
    other = with_best(settings(), 0, True, False)
    assert KIND.public(value_of("settings", other), lambda picture: None) == public


def test_the_key_knows_the_good_choices_and_the_others():
    assert KIND.key(value_of("settings", settings()))["settings"] == {
        "place": {"options": ["off"], "others": ["on"], "feedback": "Why Place."},
        "write": {
            "options": ["friends", "nobody"],
            "others": ["all"],
            "feedback": "Why Write.",
        },
    }


def test_no_check_has_it():
    assert not KIND.checkable


@st.composite
def keys(draw):
    """Draw keys: each setting has two to four options and a good one among them."""
    found = {}
    for index in range(draw(st.integers(2, 6))):
        ids = [f"s{index}-{n}" for n in range(draw(st.integers(2, 4)))]
        best = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        found[f"s{index}"] = {
            "options": [id_ for id_ in ids if id_ in best],
            "others": [id_ for id_ in ids if id_ not in best],
            "feedback": draw(st.sampled_from(["", f"Why {index}."])),
        }
    return {"settings": found, "right": "Yes.", "wrong": "No."}


@st.composite
def choices(draw, key):
    return {
        id_: draw(st.sampled_from([*one["options"], *one["others"]]))
        for id_, one in key["settings"].items()
    }


@steady
@given(data=st.data(), key=keys())
def test_it_does_not_matter_in_which_order_settings_are_set(data, key):
    chosen = data.draw(choices(key))
    order = data.draw(st.permutations(list(chosen)))
    one = grade("settings", key, {"settings": chosen})
    assert grade("settings", key, {"settings": {i: chosen[i] for i in order}}) == one
    assert list(one.response["settings"]) == list(key["settings"])
    assert picks("settings", one.response) == [f"{i}>{o}" for i, o in chosen.items()]


@steady
@given(data=st.data(), key=keys())
def test_each_setting_put_right_is_worth_one_more_and_says_no_more_why(data, key):
    chosen = data.draw(choices(key))
    settings = key["settings"]
    wrong = [i for i, option in chosen.items() if option in settings[i]["others"]]
    result = grade("settings", key, {"settings": chosen})
    assert result.numerator == len(chosen) - len(wrong)
    lines = [settings[i]["feedback"] for i in wrong] + ["No." if wrong else "Yes."]
    assert result.feedback == "\n".join(line for line in lines if line)
    if wrong:
        mended = {**chosen, wrong[0]: settings[wrong[0]]["options"][-1]}
        better = grade("settings", key, {"settings": mended})
        assert better.numerator == result.numerator + 1


@steady
@given(data=st.data(), key=keys())
def test_an_option_of_another_setting_is_refused(data, key):
    chosen = data.draw(choices(key))
    one, other = data.draw(st.permutations(list(chosen)))[:2]
    with pytest.raises(InvalidResponse):
        grade("settings", key, {"settings": {**chosen, one: chosen[other]}})
