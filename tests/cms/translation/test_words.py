"""Which parts of every step and question are words, and which stay as they are.

Whoever adds a field to a kind or a step says here what it is: words to be translated, or
something that is the same in every language, such as what is right, a target or an id.
"""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

import pytest

from cms.pages.module import ModulePage
from cms.steps import STEP_BLOCKS, StepsBlock
from quizzes.kinds import KINDS
from quizzes.models import Quiz, question_blocks
from tests import factories

# What a translator translates.
WORDS = {
    "text": """
        body title
    """,
    "picture": """
        caption picture.alt title
    """,
    "story": """
        panels.picture.alt panels.text title
    """,
    "video": """
        poster.alt title transcript
    """,
    "talk": """
        prompts.text title
    """,
    "rehearse": """
        intro tiles.text title
    """,
    "reveal": """
        cards.text cards.why intro lines.text title
    """,
    "pause": """
        text title
    """,
    "choice": """
        options.feedback options.picture.alt options.text picture.alt prompt
        right title wrong
    """,
    "myth": """
        cards.feedback cards.picture.alt cards.text picture.alt prompt right
        title wrong
    """,
    "sort": """
        bins.hint bins.items.feedback bins.items.picture.alt bins.items.text
        bins.picture.alt bins.text picture.alt prompt right title wrong
    """,
    "order": """
        picture.alt prompt right things.feedback things.picture.alt things.text
        title wrong
    """,
    "match": """
        decoys.picture.alt decoys.text pairs.feedback pairs.left
        pairs.left_picture.alt pairs.right pairs.right_picture.alt picture.alt
        prompt right title wrong
    """,
    "gap": """
        decoys.text picture.alt prompt right text title words.feedback
        words.text wrong
    """,
    "mark": """
        parts.feedback parts.text picture.alt prompt right title wrong
    """,
    "hotspot": """
        parts.feedback parts.picture.alt parts.text picture.alt prompt right
        title wrong
    """,
    "triage": """
        alarm messages.feedback messages.picture.alt messages.sender
        messages.subject messages.text picture.alt prompt right title wrong
    """,
    "settings": """
        picture.alt prompt right settings.feedback settings.help
        settings.options.seen settings.options.text settings.text stranger title
        wrong
    """,
    "chat": """
        cast.label cast.picture.alt meter nodes.choices.note nodes.choices.text
        nodes.ending.epilogue nodes.ending.picture.alt nodes.ending.text
        nodes.ending.title nodes.messages.sign nodes.messages.text picture.alt
        prompt title variables.label
    """,
    "memory": """
        after pairs.first pairs.first_picture.alt pairs.second
        pairs.second_picture.alt picture.alt prompt title
    """,
    "cards": """
        after cards.back cards.front cards.picture.alt picture.alt prompt title
    """,
    "lock": """
        after picture.alt prompt puzzles.hint puzzles.options.text
        puzzles.picture.alt puzzles.text title
    """,
    "slider": """
        after high low picture.alt prompt title
    """,
    "likert": """
        after options.reply options.text picture.alt prompt title
    """,
    "day": """
        activities.little activities.much activities.text after picture.alt
        prompt title
    """,
    "hidden_score": """
        after picture.alt prompt rounds.options.text rounds.options.why
        rounds.text title
    """,
    "password": """
        after picture.alt prompt title words.text
    """,
    "poster": """
        after phrases.text picture.alt prompt title
    """,
}

# What is the same in every language; pictures and recordings may be exchanged.
SAME = {
    "text": """
        audio
    """,
    "picture": """
        audio picture.image
    """,
    "story": """
        audio panels.picture.image
    """,
    "video": """
        audio captions poster.image video
    """,
    "talk": """
        audio
    """,
    "rehearse": """
        audio
    """,
    "reveal": """
        audio cards.sign
    """,
    "pause": """
        audio
    """,
    "choice": """
        audio layout multiple options.correct options.picture.image
        picture.image shuffle
    """,
    "myth": """
        audio cards.fact cards.picture.image picture.image
    """,
    "sort": """
        arcade audio bins.items.picture.image bins.picture.image circles
        picture.image
    """,
    "order": """
        audio picture.image things.picture.image
    """,
    "match": """
        audio decoys.picture.image pairs.left_picture.image pairs.right_id
        pairs.right_picture.image picture.image
    """,
    "gap": """
        audio picture.image
    """,
    "mark": """
        audio parts.role picture.image
    """,
    "hotspot": """
        audio look parts.box.height parts.box.width parts.box.x parts.box.y
        parts.picture.image parts.role parts.spot picture.image
    """,
    "triage": """
        audio messages.action messages.also_ask messages.genuine
        messages.picture.image picture.image
    """,
    "settings": """
        audio picture.image settings.options.best settings.start
    """,
    "chat": """
        audio cast.name cast.picture.image cast.side nodes.branches.goto
        nodes.branches.needs.compare nodes.branches.needs.value
        nodes.branches.needs.variable nodes.choices.effects.change
        nodes.choices.effects.variable nodes.choices.goto
        nodes.choices.needs.compare nodes.choices.needs.value
        nodes.choices.needs.variable nodes.choices.weight nodes.ending.help
        nodes.ending.kind nodes.ending.picture.image nodes.ending.quality
        nodes.messages.sender nodes.name nodes.pick nodes.then picture.image
        variables.name variables.start
    """,
    "memory": """
        audio pairs.first_picture.image pairs.second_picture.image picture.image
    """,
    "cards": """
        audio cards.picture.image picture.image
    """,
    "lock": """
        audio picture.image puzzles.options.right puzzles.picture.image
        puzzles.symbol
    """,
    "slider": """
        audio least most picture.image step
    """,
    "likert": """
        audio options.face picture.image
    """,
    "day": """
        activities.least activities.most activities.sort audio hours
        picture.image
    """,
    "hidden_score": """
        audio picture.image rounds.options.costs.data rounds.options.costs.money
        rounds.options.costs.mood rounds.options.costs.sleep
        rounds.options.costs.time rounds.options.fun
    """,
    "password": """
        audio count picture.image
    """,
    "poster": """
        audio picture.image stickers.name
    """,
}

KIND_BLOCKS = StepsBlock().child_blocks


def leaves(block: blocks.Block, path: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Yield every part of a block that has no parts of its own, with the way to it."""
    if isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, path)
    elif isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, (*path, name))
    else:
        yield ".".join(path), block


def filled(block: blocks.Block, path: tuple[str, ...] = ()) -> Any:
    """Return a block's value as it is stored, each text saying where it stands."""
    where = ".".join(path)
    if isinstance(block, blocks.ListBlock):
        item = {"type": "item", "id": "id-" + "-".join(path)}
        return [item | {"value": filled(block.child_block, path)}]
    if isinstance(block, blocks.StructBlock):
        return {
            name: filled(child, (*path, name))
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{where}</p>"
    if isinstance(block, blocks.MultipleChoiceBlock):
        return []
    if isinstance(block, blocks.ChooserBlock):
        return None
    if isinstance(block, blocks.BooleanBlock):
        return True
    if isinstance(block, blocks.IntegerBlock):
        return 7
    if isinstance(block, blocks.ChoiceBlock):
        return block.get_default()
    return where


def page_with(*steps: dict[str, Any]) -> ModulePage:
    return ModulePage(
        **factories.module_fields(steps=list(steps)), locale=factories.locale("en")
    )


def test_the_lists_name_every_step_and_kind():
    assert set(WORDS) == set(SAME) == set(KIND_BLOCKS)
    assert set(WORDS) == {*STEP_BLOCKS, *KINDS}


@pytest.mark.parametrize("name", KIND_BLOCKS)
def test_every_part_is_on_one_of_the_lists(name):
    parts = {path for path, _block in leaves(KIND_BLOCKS[name])}
    words, same = set(WORDS[name].split()), set(SAME[name].split())

    assert words.isdisjoint(same)
    assert parts == words | same


@pytest.mark.django_db
@pytest.mark.parametrize("name", KIND_BLOCKS)
def test_a_translator_gets_the_words_of_a_step_and_nothing_else(name):
    page = page_with(factories.step(name, "s", **filled(KIND_BLOCKS[name])))

    texts = {
        segment.string.data
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path.startswith("steps.")
    }

    assert texts == set(WORDS[name].split())


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, _block in question_blocks()])
def test_a_check_gives_translators_the_same_words_as_a_module(name):
    block = dict(question_blocks())[name]
    question = factories.step(name, "q", **filled(block))
    quiz = Quiz(title="T", key="t", form_a=[question], locale=factories.locale("en"))

    texts = {
        segment.string.data
        for segment in extract_segments(quiz)
        if isinstance(segment, StringSegmentValue) and segment.path != "title"
    }

    # A module's step has words of its own round a question; a check has not.
    assert texts == set(WORDS[name].split()) & {path for path, _ in leaves(block)}


@pytest.mark.django_db
@pytest.mark.parametrize("name", KIND_BLOCKS)
def test_a_step_from_before_a_field_was_added_can_be_translated(name):
    page = page_with(factories.step(name, "s"))

    assert extract_segments(page)


@pytest.mark.django_db
@pytest.mark.parametrize("name", KIND_BLOCKS)
def test_a_translation_changes_words_and_keeps_ids_and_keys(name):
    source = page_with(factories.step(name, "s", **filled(KIND_BLOCKS[name])))
    english, arabic = factories.locale("en"), factories.locale("ar")
    target = ModulePage(**factories.module_fields(steps=[]), locale=arabic)
    segments = [
        _translated(segment)
        for segment in extract_segments(source)
        if not isinstance(segment, OverridableSegmentValue)
    ]

    ingest_segments(source, target, english, arabic, segments)

    def said(value: Any) -> Any:
        return target.steps.stream_block.get_prep_value(value)

    before, after = said(source.steps), said(target.steps)
    words = set(WORDS[name].split())
    assert _shape(before, words) == _shape(after, words)
    assert all(f"ع {path}" in str(after) for path in words)


def _translated(segment: Any) -> Any:
    if isinstance(segment, TemplateSegmentValue):
        return segment
    if isinstance(segment, StringSegmentValue):
        segment.string = StringValue(f"ع {segment.string.data}")
    return segment


def _shape(value: Any, words: set[str]) -> Any:
    """Return a stored value with every text to be translated as a star."""
    if isinstance(value, dict):
        return {name: _shape(part, words) for name, part in value.items()}
    if isinstance(value, list):
        return [_shape(part, words) for part in value]
    text = str(value).removeprefix("<p>").removesuffix("</p>").removeprefix("ع ")
    return "*" if text in words else value


@pytest.mark.django_db
def test_a_module_gives_its_own_words_and_no_key_or_tag():
    page = factories.module()
    source, _created = TranslationSource.get_or_create_from_instance(page)

    paths = {
        segment.context.path.split(".")[0] for segment in source.stringsegment_set.all()
    }

    assert paths == {
        "title",
        "summary",
        "outcomes",
        "steps",
        "educator_notes",
        "talk_card",
    }
