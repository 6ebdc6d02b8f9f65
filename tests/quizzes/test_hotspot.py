import re

from django.template.loader import render_to_string

import pytest

from quizzes import kinds
from quizzes.kinds.base import compile_item
from quizzes.kinds.hotspot import LOOKS
from tests.quizzes.pictures import drawing
from tests.quizzes.questions import (
    draft_errors,
    entry,
    hotspot,
    publish_errors,
    value_of,
)

KIND = kinds.get("hotspot")
BOX = {"x": 0, "y": 10, "width": 20, "height": 20}


def no_picture(value):
    return None


def a_picture(value):
    return {"src": "a.svg", "srcset": "", "width": 4, "height": 3, "alt": "A street"}


def scene():
    """Return a question whose scene is a picture of the library."""
    picture = {"image": drawing().pk, "alt": "A girl at her school"}
    return hotspot("picture", picture=picture)


def public(stored):
    return KIND.public(value_of("hotspot", stored), no_picture)


@pytest.mark.parametrize("look", [look for look, _ in LOOKS if look != "picture"])
def test_a_good_screen_is_accepted(look):
    assert publish_errors("hotspot", hotspot(look)) == {}


@pytest.mark.django_db
def test_a_good_picture_is_accepted():
    assert publish_errors("hotspot", scene()) == {}


def test_a_picture_is_needed_where_the_look_is_one():
    assert list(publish_errors("hotspot", hotspot("picture"))) == [("picture", "image")]


@pytest.mark.django_db
def test_a_place_in_a_picture_is_somewhere_is_called_something_and_can_be_picked():
    stored = scene()
    first, second = (part["value"] for part in stored["parts"])
    first["box"] = {**BOX, "width": None}
    second["text"] = ""
    stored["parts"].append(entry({"text": "A tree", "box": BOX}, "tree"))
    assert set(publish_errors("hotspot", stored)) == {
        ("parts", 0, "box"),
        ("parts", 1, "text"),
        ("parts", 2, "spot"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "box",
    [{**BOX, "x": 90}, {**BOX, "y": 81}, {**BOX, "height": 0}, {**BOX, "width": 0}],
)
def test_a_place_lies_inside_the_picture(box):
    stored = scene()
    stored["parts"][1]["value"]["box"] = box
    assert list(publish_errors("hotspot", stored)) == [("parts", 1, "box")]


def test_there_is_no_place_beyond_the_edges():
    stored = hotspot()
    stored["parts"][0]["value"]["box"]["x"] = 101
    assert list(publish_errors("hotspot", stored)) == [("parts", 0, "box", "x")]


def test_a_part_of_a_screen_says_something_unless_it_is_a_picture_to_look_at():
    stored = hotspot()
    stored["parts"] += [
        entry({"role": "avatar"}, "face"),
        entry({"role": "photo"}, "p"),
    ]
    assert list(publish_errors("hotspot", stored)) == [("parts", 4, "text")]
    stored["parts"][3]["value"] |= {"spot": "fine", "feedback": "Just a face."}
    assert set(publish_errors("hotspot", stored)) == {
        ("parts", 3, "text"),
        ("parts", 4, "text"),
    }


def test_there_is_a_trick_and_something_harmless():
    for index, word in ((0, "is to be found"), (1, "harmless")):
        stored = hotspot()
        stored["parts"][index]["value"]["spot"] = "plain"
        errors = publish_errors("hotspot", stored)
        assert list(errors) == [("parts",)]
        assert word in errors[("parts",)][0]


def test_whoever_picks_a_spot_is_told_why():
    stored = hotspot()
    for part in stored["parts"]:
        part["value"]["feedback"] = ""
    assert list(publish_errors("hotspot", stored)) == [
        ("parts", 0, "feedback"),
        ("parts", 1, "feedback"),
    ]


def test_a_draft_may_be_incomplete():
    assert draft_errors("hotspot", {}) == {}
    assert draft_errors("hotspot", hotspot(prompt="", parts=[entry({})])) == {}
    assert public(hotspot(look=None, parts=[entry({}, "p")])) == {
        "look": "picture",
        "parts": [
            {
                "id": "p",
                "role": "text",
                "text": "",
                "picture": None,
                "box": None,
                "spot": False,
            }
        ],
    }


def test_players_see_what_can_be_picked_but_not_what_is_a_trick():
    before = public(hotspot())
    assert [(p["id"], p["role"], p["spot"]) for p in before["parts"]] == [
        ("address", "address", True),
        ("greeting", "text", True),
        ("body", "text", False),
    ]
    swapped = hotspot()
    for part, spot in zip(swapped["parts"][:2], ("fine", "trick"), strict=True):
        part["value"]["spot"] = spot
    assert public(swapped) == before


def test_only_a_picture_has_places():
    assert [part["box"] for part in public(hotspot())["parts"]] == [None] * 3
    places = [part["box"] for part in public(hotspot("picture"))["parts"]]
    assert sorted(places, key=lambda box: box["x"]) == [BOX, {**BOX, "x": 40}]


def test_the_key_knows_only_the_spots():
    assert KIND.key(value_of("hotspot", hotspot()))["spots"] == {
        "address": {"trick": True, "feedback": "Why address."},
        "greeting": {"trick": False, "feedback": "Why greeting."},
    }


def test_there_is_nothing_perfect_without_a_trick():
    with pytest.raises(LookupError):
        KIND.perfect(KIND.key(value_of("hotspot", hotspot(parts=[]))))


def test_a_picture_on_paper_has_its_places_numbered():
    value = value_of("hotspot", hotspot("picture"))
    item, _key = compile_item("hotspot", "id", value, "practice", "", a_picture)
    html = render_to_string(KIND.print_template, {"item": item, "number": 1})
    assert html.count("<rect") == 2
    assert 'x="40%"' in html
    assert re.search(r"[12]\. The greeting", html)
    assert html.count('alt="A street"') == 1
