from django.template.loader import render_to_string
from django.test import override_settings
from django.utils.html import strip_tags

import pytest

from quizzes import kinds
from quizzes.kinds.base import compile_item
from tests.quizzes.questions import (
    chat,
    draft_errors,
    ending,
    entry,
    node,
    publish_errors,
    stateful_chat,
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


# Variables


def test_a_chat_with_variables_is_accepted_and_says_what_changes_them():
    stored = stateful_chat()
    assert publish_errors("chat", stored) == {}
    value = value_of("chat", stored)
    key = KIND.key(value)
    more = [{"variable": "var-trust", "change": "+1"}]

    assert key["variables"] == {"var-trust": 0}
    assert key["nodes"]["node-start"]["choices"]["way-ask"]["effects"] == more
    assert "effects" not in key["nodes"]["node-start"]["choices"]["way-wait"]
    assert key["nodes"]["node-later"]["branches"][0] == {
        "needs": [{"variable": "var-trust", "compare": ">=", "value": 2}],
        "goto": "node-best",
    }
    public = KIND.public(value, lambda value: None)
    assert public["variables"] == [{"id": "var-trust", "label": "Trust", "start": 0}]
    best = public["nodes"][2]["ending"]
    assert (best["quality"], best["epilogue"]) == (
        "best",
        "They still play on Fridays.",
    )
    assert "picture" not in best
    assert KIND.perfect(key) == {"path": ["way-ask", "way-listen"]}


def test_a_chat_without_variables_is_compiled_as_ever():
    value = value_of("chat", chat())
    public, key = KIND.public(value, lambda value: None), KIND.key(value)

    assert set(public) == {"meter", "cast", "start", "nodes"}
    assert {field for node in public["nodes"] for field in node} == {
        *("id", "messages", "pick", "then", "choices", "ending")
    }
    assert {
        field
        for node in public["nodes"]
        for part in (*node["choices"], node["ending"] or {})
        for field in part
    } == {*("id", "text", "goto"), *("kind", "title", "text", "help")}
    assert set(key) == {"start", "nodes", "signs"}
    assert {field for node in key["nodes"].values() for field in node} == {
        *("pick", "then", "ending", "choices")
    }
    assert {
        field
        for node in key["nodes"].values()
        for part in node["choices"].values()
        for field in part
    } == {*("goto", "weight", "note")}


def test_a_variable_that_there_is_not_is_told_where_it_is_named():
    stored = stateful_chat()
    stored["variables"][0]["value"]["name"] = "calm"
    missing = ["There is no variable called “trust”."]
    assert publish_errors("chat", stored) == {
        ("nodes", 0, "choices", 0, "effects", 0, "variable"): missing,
        ("nodes", 1, "choices", 0, "effects", 0, "variable"): missing,
        ("nodes", 1, "choices", 3, "needs", 0, "variable"): missing,
        ("nodes", 1, "branches", 0, "needs", 0, "variable"): missing,
        ("nodes", 1, "branches", 1, "needs", 0, "variable"): missing,
    }
    # A draft may have it: what names it is left out.
    assert draft_errors("chat", stored) == {}
    assert KIND.key(value_of("chat", stored))["variables"] == {"var-trust": 0}


def test_variables_have_handles_of_their_own():
    stored = stateful_chat()
    stored["variables"].append(entry({"name": "trust", "label": "T", "start": 0}))
    assert list(publish_errors("chat", stored)) == [("variables", 1, "name")]


def test_an_ending_that_no_values_open_is_told():
    stored = stateful_chat()
    stored["nodes"][0]["value"]["choices"][0]["value"]["effects"] = []
    assert publish_errors("chat", stored) == {
        ("nodes", 1, "branches", 0, "needs"): [
            "Nobody comes this way, or one before it always counts."
        ],
        ("nodes", 2, "name"): [
            "Nobody can come to “best”: no conditions on the way to it hold together."
        ],
    }


def test_a_value_is_a_whole_number_from_0_to_3():
    stored = stateful_chat()
    stored["variables"][0]["value"]["start"] = 4
    assert list(publish_errors("chat", stored)) == [("variables", 0, "start")]


def test_quality_and_epilogue_need_an_ending():
    errors = publish_errors("chat", changed(0, ending={"epilogue": "Later."}))
    assert list(errors) == [("nodes", 0, "ending", "kind")]


def test_on_paper_the_variables_are_counted_by_hand():
    item, _key = compile_item(
        "chat", "c", value_of("chat", stateful_chat()), "practice", "", lambda _: None
    )
    html = render_to_string(KIND.print_template, {"item": item, "number": 1})
    page = " ".join(strip_tags(html).split())
    assert "At the start: Trust 0." in page
    assert "ask (Trust +1 )" in page
    assert "sorry (only if Trust is at most 0 ) go to card 5" in page
    assert "If Trust is at least 2 : go to card 3." in page
    assert "If nothing above sends you anywhere: go to card 5." in page
    assert "They still play on Fridays." in page
