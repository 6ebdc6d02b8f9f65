"""The OpenAPI document describes what is really answered."""

import pytest
from drf_spectacular.drainage import GENERATOR_STATS

from cms.publications.compile import compile_draft, compile_page
from cms.steps import SCENES, STEP_BLOCKS
from quizzes.kinds import KINDS
from tests import factories
from tests.api_document import validator
from tests.quizzes import pictures, questions

pytestmark = pytest.mark.django_db


def test_it_is_made_without_a_warning(document) -> None:
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_unions_are_told_apart_by_type_and_kind(document) -> None:
    schemas = document["components"]["schemas"]

    step, item = schemas["Step"]["discriminator"], schemas["Item"]["discriminator"]
    assert step["propertyName"] == "type"
    assert set(step["mapping"]) == {*STEP_BLOCKS, "item", *SCENES}
    assert item["propertyName"] == "kind"
    assert set(item["mapping"]) == KINDS.keys() - SCENES
    assert schemas["ChoiceItem"]["properties"]["kind"]["const"] == "choice"
    assert "key" not in schemas["ChoiceItem"]["required"]
    assert set(schemas["CheckItem"]["discriminator"]["mapping"]) == {
        name for name, kind in KINDS.items() if kind.checkable
    }


def test_a_module_with_every_step_is_as_described(document) -> None:
    shown = {"image": pictures.drawing().pk, "alt": "A reef"}
    examples = [
        factories.step(name, name, **block.meta.preview_value)
        for name, block in STEP_BLOCKS.items()
    ]
    page = factories.module(
        image=pictures.bitmap(),
        quiz=factories.quiz(),
        steps=[
            *examples,
            factories.choice_step("q1", picture=shown),
            factories.step("sort", "q2", **questions.sort()),
            factories.chat_step("q3"),
        ],
    )
    check = validator(document, "Module")

    check.validate(compile_page(page).payload)
    check.validate(compile_draft(page))
