import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import grade, picks
from quizzes.kinds.triage import ACTIONS, ASK, KEEP, REPORT
from tests.quizzes.questions import (
    draft_errors,
    entry,
    publish_errors,
    triage,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("triage")


def with_messages(*changes):
    """Return the inbox with fields of its messages changed, in their order."""
    stored = triage()
    for message, change in zip(stored["messages"], changes, strict=False):
        message["value"] |= change
    return stored


def test_a_good_inbox_is_accepted():
    assert publish_errors("triage", triage()) == {}


def test_three_messages_are_the_least_and_eight_the_most():
    stored = triage()
    assert list(publish_errors("triage", {**stored, "messages": []})) == [("messages",)]
    many = [
        {**message, "id": f"m{index}"}
        for index, message in enumerate(stored["messages"] * 3)
    ]
    assert list(publish_errors("triage", {**stored, "messages": many})) == [
        ("messages",)
    ]


def test_an_inbox_of_tricks_alone_is_refused():
    stored = with_messages({"genuine": False}, {}, {"genuine": False})
    errors = publish_errors("triage", stored)
    assert list(errors) == [("messages",)]
    assert "genuine" in errors["messages",][0]


def test_an_inbox_without_a_trick_is_refused():
    errors = publish_errors("triage", with_messages({}, {"action": ASK}))
    assert list(errors) == [("messages",)]
    assert "report" in errors["messages",][0]


@pytest.mark.parametrize("action", ACTIONS)
def test_one_and_the_same_for_every_message_is_never_all_right(action):
    same = {"action": action, "genuine": action != REPORT}
    errors = publish_errors("triage", with_messages(same, same, same))
    assert any("the same with every" in line for line in errors["messages",])


def test_asking_about_everything_is_never_all_right():
    asked = {"also_ask": True}
    errors = publish_errors("triage", with_messages(asked, asked, asked))
    assert list(errors) == [("messages",)]
    assert "the same with every" in errors["messages",][0]


def test_a_genuine_message_is_nothing_to_report():
    errors = publish_errors("triage", with_messages({}, {"genuine": True}))
    assert list(errors) == [("messages", 1, "action")]


def test_a_message_needs_a_sender_words_and_what_to_do():
    stored = with_messages({"sender": ""}, {}, {"text": "", "action": ""})
    assert set(publish_errors("triage", stored)) == {
        ("messages", 0, "sender"),
        ("messages", 2, "text"),
        ("messages", 2, "action"),
    }


def test_nobody_is_told_wrong_without_a_word_why():
    stored = with_messages({}, {"feedback": " "}) | {"wrong": ""}
    errors = publish_errors("triage", stored)
    assert list(errors) == [("messages", 1, "feedback")]
    assert not publish_errors("triage", {**stored, "wrong": "Look again."})


def test_a_draft_may_be_incomplete():
    half = triage(prompt="", alarm="", wrong="", messages=[entry({})])
    assert draft_errors("triage", {}) == {}
    assert draft_errors("triage", half) == {}
    key = KIND.key(value_of("triage", half))
    with pytest.raises(LookupError):
        KIND.perfect(key)
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value_of("triage", {})))


def test_players_see_the_messages_mixed_and_nothing_of_what_is_right():
    public = KIND.public(value_of("triage", triage()), lambda picture: None)
    ids = {message["id"] for message in public["messages"]}
    assert ids == {"coach", "prize", "noor"}
    assert set(public["messages"][0]) == {"id", "sender", "subject", "text", "picture"}
    assert "genuine message was reported" not in json.dumps(public)
    decided = with_messages(
        {"action": REPORT, "genuine": False}, {"action": KEEP, "genuine": True}
    )
    assert KIND.public(value_of("triage", decided), lambda picture: None) == public


def test_the_key_knows_what_is_right_and_what_is_genuine():
    assert KIND.key(value_of("triage", triage()))["messages"] == {
        "coach": {"actions": ["keep"], "genuine": True, "feedback": "Why Coach."},
        "prize": {"actions": ["report"], "genuine": False, "feedback": "Why Prize."},
        "noor": {"actions": ["keep", "ask"], "genuine": True, "feedback": "Why Noor."},
    }
    asked = with_messages({"action": ASK, "also_ask": True})
    assert KIND.key(value_of("triage", asked))["messages"]["coach"]["actions"] == [ASK]


# What may be right about a message, and whether it is genuine.
ROLES = [
    ([KEEP], True),
    ([REPORT], False),
    ([ASK], True),
    ([ASK], False),
    ([KEEP, ASK], True),
    ([REPORT, ASK], False),
]


@st.composite
def keys(draw):
    """Draw keys that may be published: one genuine message and one to report at least."""
    more = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=6))
    roles = draw(st.permutations([*ROLES[:2], *more]))
    messages = {
        f"m{index}": {
            "actions": actions,
            "genuine": genuine,
            "feedback": draw(st.sampled_from(["", "Why."])),
        }
        for index, (actions, genuine) in enumerate(roles)
    }
    return {"messages": messages, "alarm": "Alarm.", "right": "Yes.", "wrong": "No."}


@st.composite
def decisions(draw, key):
    return {id_: draw(st.sampled_from(ACTIONS)) for id_ in key["messages"]}


@steady
@given(data=st.data(), key=keys())
def test_it_does_not_matter_in_which_order_messages_are_decided(data, key):
    done = data.draw(decisions(key))
    order = data.draw(st.permutations(list(done)))
    one = grade("triage", key, {"actions": done})
    assert grade("triage", key, {"actions": {id_: done[id_] for id_ in order}}) == one
    assert list(one.response["actions"]) == list(key["messages"])
    assert picks("triage", one.response) == [f"{i}>{done[i]}" for i in key["messages"]]


@steady
@given(action=st.sampled_from(ACTIONS), key=keys())
def test_one_action_for_all_is_never_a_full_score(action, key):
    result = grade("triage", key, {"actions": dict.fromkeys(key["messages"], action)})
    assert result.outcome != "correct"


@steady
@given(data=st.data(), key=keys())
def test_each_message_put_right_is_worth_one_more(data, key):
    done = data.draw(decisions(key))
    messages = key["messages"]
    wrong = [
        id_ for id_, action in done.items() if action not in messages[id_]["actions"]
    ]
    result = grade("triage", key, {"actions": done})
    assert result.numerator == len(done) - len(wrong)
    if wrong:
        mended = {**done, wrong[0]: messages[wrong[0]]["actions"][-1]}
        assert (
            grade("triage", key, {"actions": mended}).numerator == result.numerator + 1
        )


@steady
@given(data=st.data(), key=keys())
def test_a_false_alarm_is_said_once_and_only_where_there_was_one(data, key):
    done = data.draw(decisions(key))
    false_alarms = [
        id_
        for id_, m in key["messages"].items()
        if m["genuine"] and done[id_] == REPORT
    ]
    lines = grade("triage", key, {"actions": done}).feedback.split("\n")
    assert lines.count("Alarm.") == bool(false_alarms)
