from django.test import override_settings

import pytest

from quizzes import kinds
from tests.quizzes.questions import (
    chat,
    draft_errors,
    ending,
    entry,
    node,
    publish_errors,
    value_of,
    way,
)

KIND = kinds.get("chat")


def changed(index, **more):
    """Return the good chat with something else in one node."""
    stored = chat()
    stored["nodes"][index]["value"].update(more)
    return stored


def test_a_good_chat_is_accepted():
    assert publish_errors("chat", chat()) == {}


def test_a_dangling_target_is_told_at_the_field_of_its_choice():
    stored = chat()
    stored["nodes"][0]["value"]["choices"][1]["value"]["goto"] = "n9"
    errors = publish_errors("chat", stored)
    assert errors == {
        ("nodes", 0, "choices", 1, "goto"): ["There is no node called “n9”."]
    }


def test_a_dangling_target_of_the_node_is_told_at_its_field():
    errors = publish_errors("chat", changed(1, then="n9"))
    assert errors == {("nodes", 1, "then"): ["There is no node called “n9”."]}


def test_a_node_that_nobody_comes_to_is_told_there():
    stored = chat()
    stored["nodes"].append(ending("lost"))
    assert publish_errors("chat", stored) == {
        ("nodes", 4, "name"): ["No choice leads to “lost”."]
    }


def test_a_message_from_nobody_is_told_at_its_field():
    message = entry({"sender": "dana", "text": "Hi!"})
    errors = publish_errors("chat", changed(1, messages=[message]))
    assert errors == {
        ("nodes", 1, "messages", 0, "sender"): ["There is no character called “dana”."]
    }


def test_characters_have_handles_of_their_own():
    stored = chat()
    stored["cast"][1]["value"]["name"] = "sam"
    errors = publish_errors("chat", stored)
    assert list(errors)[0] == ("cast", 1, "name")


def test_an_ending_offers_help_and_says_how_it_ends():
    stored = chat()
    stored["nodes"][2] = ending("good", help=[], text=" ")
    assert set(publish_errors("chat", stored)) == {
        ("nodes", 2, "ending", "help"),
        ("nodes", 2, "ending", "text"),
    }


def test_words_of_an_ending_need_an_ending():
    errors = publish_errors("chat", changed(0, ending={"text": "The end."}))
    assert list(errors) == [("nodes", 0, "ending", "kind")]


def test_an_ending_has_no_choices():
    errors = publish_errors("chat", changed(2, choices=[way("on", goto="open")]))
    assert list(errors) == [("nodes", 2, "choices")]


def test_several_faults_are_told_at_once():
    stored = changed(1, then="n9", messages=[entry({"sender": "dana", "text": "Hi!"})])
    stored["nodes"][0]["value"]["choices"][0]["value"]["goto"] = "n8"
    assert set(publish_errors("chat", stored)) == {
        ("nodes", 0, "choices", 0, "goto"),
        ("nodes", 1, "messages", 0, "sender"),
        ("nodes", 1, "then"),
    }


@pytest.mark.parametrize("name", ["Start", "n 1", "-a", "نهاية", "a\n"])
def test_a_handle_is_plain(name):
    stored = chat()
    stored["nodes"][0]["value"]["name"] = name
    cleaned = name.strip()
    errors = publish_errors("chat", stored)
    assert (errors == {}) == (cleaned == "a")


def test_a_draft_may_be_incomplete():
    assert draft_errors("chat", {}) == {}
    stored = changed(0, then="n9", choices=[way("", goto="n8")])
    assert draft_errors("chat", stored) == {}


def test_names_become_ids_for_players():
    public = KIND.public(value_of("chat", chat()), lambda picture: None)
    start, later, good, _open = public["nodes"]
    assert public["start"] == "node-start"
    assert [m["sender"] for m in start["messages"]] == ["cast-storm", ""]
    assert {c["id"]: c["goto"] for c in start["choices"]} == {
        "way-ask": "",
        "way-tell": "node-good",
        "way-obey": "",
    }
    assert (start["then"], later["then"], later["pick"]) == (
        "node-later",
        "node-open",
        2,
    )
    assert (start["ending"], good["choices"]) == (None, [])
    assert good["ending"] == {
        "kind": "help",
        "title": "End",
        "text": "All is told.",
        "help": ["adult"],
    }


def test_choices_keep_their_order_where_it_decides_where_they_lead():
    stored = chat()
    stored["nodes"][0]["value"]["pick"] = 2
    written = [choice["id"] for choice in stored["nodes"][0]["value"]["choices"]]
    for number in range(10):
        with override_settings(SECRET_KEY=f"site {number}"):
            start = KIND.public(value_of("chat", stored), lambda picture: None)
        shown = start["nodes"][0]["choices"]
        assert [choice["id"] for choice in shown] == written


def test_the_key_weighs_choices_and_explains_signs():
    key = KIND.key(value_of("chat", chat()))
    choices = key["nodes"]["node-start"]["choices"]
    assert [c["weight"] for c in choices.values()] == [0, 1, -1]
    assert choices["way-obey"]["note"] == "That is a trap."
    assert key["signs"] == {"m1": "Too quick."}
    assert key["nodes"]["node-good"] == {
        "pick": 1,
        "then": "",
        "ending": True,
        "choices": {},
    }


def test_a_draft_with_names_nobody_has_compiles_to_nothing_there():
    stored = changed(0, then="n9", pick=None)
    stored["nodes"][0]["value"]["choices"][0]["value"]["goto"] = "n8"
    value = value_of("chat", stored)
    first = KIND.public(value, lambda picture: None)["nodes"][0]
    gotos = {choice["id"]: choice["goto"] for choice in first["choices"]}
    assert (first["then"], gotos["way-ask"], first["pick"]) == ("", "", 1)
    assert KIND.key(value)["nodes"]["node-start"]["then"] == ""


def test_a_perfect_path_takes_no_unhelpful_choice():
    key = KIND.key(value_of("chat", chat()))
    assert KIND.perfect(key) == {"path": ["way-tell"]}


def test_a_perfect_path_may_not_exist():
    stored = {
        **chat(),
        "nodes": [
            node("a", choices=[way("bad", goto="end", weight="unhelpful")]),
            ending("end"),
        ],
    }
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value_of("chat", stored)))


def test_feedback_is_the_notes_of_unhelpful_choices():
    key = KIND.key(value_of("chat", chat()))
    path = ["way-obey", "way-stop", "way-save"]
    result = KIND.grade(key, {"path": path})
    assert (result.numerator, result.denominator) == (1, 3)
    assert result.feedback == "That is a trap."
    assert KIND.picks(result.response) == path
