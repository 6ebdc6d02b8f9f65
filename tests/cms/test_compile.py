"""From a page to a payload and a key."""

import json

from django.test import override_settings

import pytest

from cms.publications.compile import compile_draft, compile_page, questions_asked
from cms.steps import STEP_BLOCKS
from quizzes.kinds.ids import public_id
from tests import factories
from tests.quizzes import pictures

pytestmark = pytest.mark.django_db


def test_ids_are_those_of_the_blocks_and_follow_from_those_of_list_entries() -> None:
    compiled = compile_page(factories.module(quiz=factories.quiz()))

    steps = compiled.payload["steps"]
    assert compiled.steps == ["s-text", "s-choice", "s-chat"]
    assert [step["id"] for step in steps] == compiled.steps
    assert steps[1]["item"]["id"] == "s-choice"
    options = {public_id("s-choice", id_) for id_ in ("tell", "wait")}
    assert {o["id"] for o in steps[1]["item"]["options"]} == options
    assert compiled.key["s-choice"]["key"]["options"].keys() == options
    assert list(compiled.key) == ["s-choice", "s-chat", "a1", "b1"]
    assert compiled.key["b1"]["purpose"] == "check"
    assert compiled.graded == ["s-choice", "s-chat"]


def test_the_payload_says_all_that_a_player_needs() -> None:
    picture = pictures.drawing()
    page = factories.module(image=picture, image_alt="A reef", sensitivity=2)

    payload = compile_page(page).payload

    assert payload["url"] == "/en/children/storm/"
    assert (payload["locale"], payload["dir"]) == ("en", "ltr")
    assert (payload["track"], payload["band"]) == ("children", "11-13")
    assert payload["outcomes"] == ["I can tell."]
    assert payload["help"] == {"exit": "leave", "report": True}
    assert payload["image"]["src"] == picture.file.url
    assert payload["image"]["alt"] == "A reef"
    assert payload["steps"][0]["body"] == "<p>Hello.</p>"
    assert [step["type"] for step in payload["steps"]] == ["text", "item", "chat"]


def test_young_children_hide_the_screen_and_leave_reporting_to_grown_ups() -> None:
    payload = compile_page(factories.module(band="8-10")).payload

    assert payload["help"] == {"exit": "hide", "report": False}


def test_practice_items_carry_their_key_and_check_items_none() -> None:
    payload = compile_page(factories.module(quiz=factories.quiz())).payload

    assert "key" in payload["steps"][1]["item"]
    for items in payload["check"].values():
        assert [item["purpose"] for item in items] == ["check"]
        assert all("key" not in item for item in items)
    assert [item["form"] for item in payload["check"]["pre"]] == ["A"]


@pytest.mark.parametrize(
    ("track", "minutes", "size", "asked"),
    [
        ("children", 8, 5, 3),
        ("parents", 11, 4, 3),
        ("children", 12, 5, 5),
        ("children", 8, 2, 2),
        ("educators", 8, 5, 5),
        ("children", 0, 0, 0),
    ],
)
def test_a_short_module_asks_three_of_its_questions(
    track, minutes, size, asked
) -> None:
    assert questions_asked(track, minutes, size) == asked


def test_the_version_hangs_on_content_key_and_secret() -> None:
    page = factories.module(quiz=factories.quiz())
    first = compile_page(page).version
    with override_settings(SECRET_KEY="another"):
        elsewhere = compile_page(page).version
    page.quiz.form_a[0].value["options"][0]["feedback"] = "Only the key differs."
    changed = compile_page(page).version

    assert len(first) == 32
    assert first == compile_page(factories.ModulePage.objects.get(pk=page.pk)).version
    assert len({first, elsewhere, changed}) == 3


@pytest.mark.parametrize("kind", STEP_BLOCKS)
def test_every_step_plays_empty_and_with_its_example(kind: str) -> None:
    block = STEP_BLOCKS[kind]
    page = factories.module(
        steps=[
            factories.step(kind, "s1"),
            factories.step(kind, "s2", **block.meta.preview_value),
        ]
    )

    empty, example = compile_draft(page)["steps"]

    assert empty.keys() == example.keys()
    assert empty.keys() == block.shape.__annotations__.keys()
    json.dumps(example)


def test_a_check_that_is_not_published_is_not_asked() -> None:
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    quiz.unpublish()
    page.refresh_from_db()

    assert compile_page(page).payload["check"] == {"pre": [], "post": []}


def test_a_module_without_steps_is_not_fit_for_players() -> None:
    page = factories.module()
    page.steps = []

    with pytest.raises(ValueError, match="at least one step"):
        compile_page(page)
