"""What holds for the words and pictures of each module that ships, as its file has them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from cms.demo.loader import FOLDER
from cms.demo.packs import picture_files
from quizzes import examples
from quizzes.kinds import KINDS

FILES = sorted((FOLDER / "content").glob("*.json"))
PACKS = [json.loads(path.read_bytes()) for path in FILES]
ARABIC = re.compile("[\u0621-\u064a]")
MOST_PICTURE_BYTES = 15_000
# For the youngest a form of five would be longer than what is played.
LONG_CHECK, SHORT_CHECK = 5, 3

each = pytest.mark.parametrize("pack", PACKS, ids=[pack["key"] for pack in PACKS])


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is said in languages, with its place."""
    if isinstance(value, dict):
        if "en" in value or "ar" in value:
            yield path, value
            return
        for name, inside in value.items():
            yield from leaves(inside, f"{path}.{name}")
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from leaves(inside, f"{path}.{number}")


def questions(pack: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in pack["steps"] if step["type"] in KINDS]


@each
def test_everything_is_said_in_both_languages(pack: dict[str, Any]) -> None:
    missing = [
        path
        for path, words in leaves(pack)
        if words.keys() != {"en", "ar"} or not all(words.values())
    ]
    assert missing == []


@each
def test_arabic_is_arabic_and_english_is_english(pack: dict[str, Any]) -> None:
    strays = [
        path
        for path, words in leaves(pack)
        if ARABIC.search(words["en"])
        or (
            len(re.findall("[a-z]", words["en"])) > 24
            and not ARABIC.search(words["ar"])
        )
    ]
    assert strays == []


@each
def test_both_forms_ask_for_the_same_with_other_questions(pack: dict[str, Any]) -> None:
    check = pack["check"]
    forms = check["form_a"], check["form_b"]
    size = SHORT_CHECK if pack["band"] == "5-7" else LONG_CHECK
    assert [len(form) for form in forms] == [size, size]
    kinds = [[item["type"] for item in form] for form in forms]
    assert kinds[0] == kinds[1]
    assert all(KINDS[kind].checkable for kind in kinds[0])
    for form in forms:
        prompts = [item["prompt"]["en"] for item in form]
        assert len(prompts) == len(set(prompts))
    questions = [json.dumps(item | {"id": ""}) for form in forms for item in form]
    assert len(questions) == len(set(questions))


@each
def test_no_id_of_a_check_hints_at_what_belongs_together(pack: dict[str, Any]) -> None:
    """Ids reach the device; those of a pair's halves must have nothing in common."""
    check = pack["check"]
    pairs = [
        pair
        for item in [*check["form_a"], *check["form_b"]]
        if item["type"] == "match"
        for pair in item["pairs"]
    ]
    assert not [pair for pair in pairs if pair["right_id"].startswith(pair["id"])]


@each
def test_it_is_learnt_by_doing_in_more_than_one_way(pack: dict[str, Any]) -> None:
    ways = {step["type"] for step in questions(pack)}
    assert len(ways) >= 2
    assert ways > {"choice"} or "choice" not in ways


@each
def test_it_ends_with_telling_somebody(pack: dict[str, Any]) -> None:
    assert pack["steps"][-1]["type"] == "rehearse"
    assert pack["educator_notes"]
    assert pack["outcomes"]
    if pack["track"] == "children":
        assert pack["talk_card"]


@each
def test_its_pictures_are_light_and_nothing_but_drawings(pack: dict[str, Any]) -> None:
    for name in set(picture_files(pack)):
        drawing = (FOLDER / "pictures" / name).read_text()
        assert len(drawing.encode()) <= MOST_PICTURE_BYTES, name
        assert not re.search(r"<script|<text|<style|href|url\((?!#)", drawing), name


def test_no_picture_is_left_over() -> None:
    shown = {name for pack in PACKS for name in picture_files(pack)}
    shown |= {name for kind in KINDS for name in examples.picture_files(kind)}
    assert {path.name for path in (FOLDER / "pictures").iterdir()} - shown == set()


def test_names_and_addresses_are_each_one_s_own() -> None:
    assert [pack["key"] for pack in PACKS] == [path.stem for path in FILES]
    for name in ("key", "slug"):
        values = [pack[name] for pack in PACKS]
        assert len(values) == len(set(values))
    for language in ("en", "ar"):
        titles = [pack["title"][language] for pack in PACKS]
        assert len(titles) == len(set(titles))


def test_the_right_answer_is_not_the_longest_one() -> None:
    """Whoever always takes the longest option must do hardly better than by chance."""
    for language in ("en", "ar"):
        longest = wholly = 0
        for pack in PACKS:
            check = pack["check"]
            asked = [*pack["steps"], *check["form_a"], *check["form_b"]]
            for item in asked:
                options = item.get("options", ())
                if item["type"] != "choice" or len(options) < 3:
                    continue
                lengths = {
                    o["id"]: len(o["text"][language]) for o in options if o["text"]
                }
                right = [o["id"] for o in options if o.get("correct")]
                if len(right) != 1 or len(lengths) < 3:
                    continue
                wholly += 1
                longest += max(lengths, key=lengths.__getitem__) == right[0]
        assert longest / wholly < 0.5, (language, longest, wholly)


def test_what_a_check_says_afterwards_is_said_nowhere_else() -> None:
    """Or a page of another module, or of the kitchen sink, would give it away."""

    def feedback(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inside in value.items():
                if name == "feedback":
                    yield from (
                        text for _, words in leaves(inside) for text in words.values()
                    )
                else:
                    yield from feedback(inside)
        elif isinstance(value, list):
            for inside in value:
                yield from feedback(inside)

    sink = [json.loads(path.read_bytes()) for path in examples.FOLDER.glob("*.json")]
    for pack in PACKS:
        others = [
            {name: part for name, part in other.items() if name != "check"}
            for other in PACKS
            if other is not pack
        ]
        own = {name: part for name, part in pack.items() if name != "check"}
        said = {
            text for _, words in leaves([*others, *sink]) for text in words.values()
        }
        said -= {text for _, words in leaves(own) for text in words.values()}
        hidden = {text for text in feedback(pack["check"]) if len(text) > 20}
        assert hidden & said == set(), pack["key"]
