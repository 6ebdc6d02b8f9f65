from django.template.loader import render_to_string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import kinds
from quizzes.grading import InvalidResponse, grade, picks
from tests.quizzes.questions import (
    draft_errors,
    entry,
    likert,
    publish_errors,
    value_of,
)
from tests.quizzes.strategies import steady

KIND = kinds.get("likert")


def silent(stored, *indexes):
    """Take the replies of some options away."""
    for index in indexes:
        stored["options"][index]["value"]["reply"] = ""
    return stored


def test_a_good_question_is_accepted_with_faces_and_without():
    assert publish_errors("likert", likert()) == {}
    assert publish_errors("likert", likert("", "", "", "")) == {}


def test_two_options_are_the_least_and_seven_the_most():
    assert list(publish_errors("likert", likert(""))) == [("options",)]
    assert list(publish_errors("likert", likert(*[""] * 8))) == [("options",)]


def test_every_option_has_a_face_or_none():
    errors = publish_errors("likert", likert("1", "", "5"))
    assert list(errors) == [("options", 1, "face")]


def test_no_two_options_have_the_same_face():
    errors = publish_errors("likert", likert("2", "4", "4"))
    assert list(errors) == [("options", 2, "face")]


def test_whoever_does_not_feel_good_is_always_answered():
    stored = silent(likert("1", "2", "3"), 0, 1, 2)
    errors = publish_errors("likert", stored)
    assert list(errors) == [("options", 0, "reply"), ("options", 1, "reply")]
    assert "whom to tell" in errors[("options", 0, "reply")][0]


def test_everybody_else_is_answered_by_a_reply_or_by_the_closing_line():
    stored = silent(likert("", "", after=""), 1)
    assert list(publish_errors("likert", stored)) == [("options", 1, "reply")]
    assert not publish_errors("likert", {**stored, "after": "Thank you."})


def test_a_draft_may_be_incomplete():
    assert draft_errors("likert", {}) == {}
    assert draft_errors("likert", likert("1", "1", after="", prompt="")) == {}
    assert draft_errors("likert", {"options": [entry({})]}) == {}


def test_the_options_stay_in_their_order_and_the_replies_are_in_the_key():
    value = value_of("likert", likert("5", "1"))
    public = KIND.public(value, lambda picture: None)
    assert public["options"] == [
        {"id": "o1", "text": "Option 1", "face": "5"},
        {"id": "o2", "text": "Option 2", "face": "1"},
    ]
    assert KIND.key(value) == {
        "options": {"o1": {"reply": "Reply 1."}, "o2": {"reply": "Reply 2."}},
        "after": "Thank you.",
    }


def test_a_scale_without_options_has_no_answer():
    with pytest.raises(LookupError):
        KIND.perfect({"options": {}, "after": ""})


def test_the_twin_on_paper_replies_to_every_option():
    value = value_of("likert", likert())
    item = KIND.public(value, lambda picture: None) | {"key": KIND.key(value)}
    html = render_to_string(KIND.print_template, {"item": item})
    for number in (1, 2, 3):
        assert html.count(f"Option {number}") == html.count(f"Reply {number}.") == 1
    assert "Thank you." in html


@steady
@given(replies=st.lists(st.sampled_from(["", "Kind."]), min_size=2, max_size=7))
def test_no_option_is_better_and_each_is_replied_to(replies):
    options = {f"o{n}": {"reply": reply} for n, reply in enumerate(replies)}
    key = {"options": options, "after": "Thank you."}
    for id_, option in options.items():
        result = grade("likert", key, {"choice": id_})
        assert (result.outcome, result.score) == ("answered", None)
        lines = [option["reply"], "Thank you."]
        assert result.feedback == "\n".join(line for line in lines if line)
        assert picks("likert", result.response) == [id_]
    with pytest.raises(InvalidResponse):
        grade("likert", key, {"choice": f"o{len(replies)}"})
    assert picks("likert", grade("likert", key, {"choice": None}).response) == []
