import re
from pathlib import Path

from quizzes import kinds
from quizzes.kinds.poster import STICKERS
from tests.quizzes.questions import (
    draft_errors,
    entry,
    poster,
    publish_errors,
    value_of,
)

KIND = kinds.get("poster")
ART = Path(__file__).parents[2] / "frontend" / "src" / "art"


def no_picture(value):
    return None


def test_a_good_poster_is_accepted():
    assert publish_errors("poster", poster()) == {}


def test_three_phrases_and_three_stickers_are_the_least():
    stored = poster()
    del stored["phrases"][0]
    del stored["stickers"][0]
    assert set(publish_errors("poster", stored)) == {("phrases",), ("stickers",)}


def test_a_sticker_that_is_there_twice_is_refused_at_the_second():
    stored = poster()
    stored["stickers"].append(entry({"name": "shell"}))
    assert list(publish_errors("poster", stored)) == [("stickers", 3, "name")]


def test_a_sticker_that_was_never_drawn_is_refused():
    stored = poster()
    stored["stickers"][1]["value"]["name"] = "dragon"
    assert list(publish_errors("poster", stored)) == [("stickers", 1, "name")]


def test_a_phrase_needs_words():
    stored = poster()
    stored["phrases"][1]["value"]["text"] = ""
    assert list(publish_errors("poster", stored)) == [("phrases", 1, "text")]


def test_a_new_poster_starts_with_stickers():
    new = KIND.block().get_default()
    assert len(KIND.public(new, no_picture)["stickers"]) == 10


def test_a_draft_may_be_incomplete():
    assert draft_errors("poster", {}) == {}
    stored = poster(prompt="", phrases=[entry({})], stickers=[entry({})])
    assert draft_errors("poster", stored) == {}
    public = KIND.public(value_of("poster", stored), no_picture)
    assert public == {"phrases": [], "stickers": []}


def test_every_sticker_is_drawn_in_a_sheet_of_the_front_end():
    drawn = {
        name
        for sheet in ART.glob("*.svg")
        for name in re.findall(r'<symbol id="([^"]+)"', sheet.read_text())
    }
    assert {name for name, _label in STICKERS} <= drawn
