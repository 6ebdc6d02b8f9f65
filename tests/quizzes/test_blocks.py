"""The blocks that questions and steps share."""

from wagtail import blocks
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

import pytest

from quizzes.blocks import IdListBlock, KeyBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from tests.quizzes.pictures import bitmap, drawing
from tests.quizzes.questions import errors_of, flatten


class Card(blocks.StructBlock):
    name = KeyBlock()
    words = blocks.CharBlock(default="")


@pytest.mark.django_db
class TestPicture:
    def test_a_picture_needs_its_words(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        value = {"image": drawing(), "alt": " "}
        for block in (PictureBlock(), PictureBlock(required=False)):
            assert list(errors_of(block, block.normalize(value))) == [("alt",)]
            assert not errors_of(block, block.normalize({**value, "alt": "A reef"}))

    def test_a_draft_may_lack_the_words(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        block = PictureBlock()
        block.clean_deferred(block.normalize({"image": bitmap(), "alt": ""}))


def test_a_required_picture_must_be_chosen():
    block = PictureBlock()
    assert list(errors_of(block, block.get_default())) == [("image",)]
    assert block.required


def test_an_optional_picture_may_be_left_out():
    block = PictureBlock(required=False)
    assert not errors_of(block, block.get_default())
    assert not block.required


@pytest.mark.parametrize("handle", ["n5", "sam", "tells-aunt", "n_5", "5"])
def test_a_handle_of_latin_letters_and_digits_is_accepted(handle):
    assert KeyBlock().clean(handle) == handle


@pytest.mark.parametrize("handle", ["N5", "n 5", "-n", "_n", "é", "نورة", "a" * 41])
def test_other_handles_are_refused(handle):
    assert errors_of(KeyBlock(), handle)


def test_a_handle_may_be_left_out_where_it_is_optional():
    assert KeyBlock(required=False).clean("") == ""
    assert KeyBlock(required=False).get_default() == ""


def test_handles_are_not_translated_but_words_are():
    stream = blocks.StreamBlock([("card", Card())])
    value = stream.to_python(
        [{"type": "card", "id": "one", "value": {"name": "sam", "words": "Hello"}}]
    )
    segments = StreamFieldSegmentExtractor(None).handle_stream_block(value)
    assert [(s.path, s.string.data) for s in segments] == [("one.words", "Hello")]

    segments[0].string.data = "Marhaba"
    StreamFieldSegmentsWriter(None, None, None).handle_stream_block(value, segments)
    assert value[0].value == {"name": "sam", "words": "Marhaba"}
    assert KeyBlock().restore_translated_segments("sam", []) == "sam"


def test_handles_are_not_searched():
    card = Card()
    value = card.to_python({"name": "n5", "words": "Hello"})
    assert card.get_searchable_content(value) == ["Hello"]


def test_entries_of_a_list_keep_their_ids():
    block = IdListBlock(Card())
    stored = [{"type": "item", "id": "x1", "value": {"name": "a", "words": "b"}}]
    value = block.to_python(stored)
    assert block.get_prep_value(block.clean(value)) == stored
    assert block.get_api_representation(value) == [
        {"id": "x1", "name": "a", "words": "b"}
    ]


def test_words_lose_the_space_round_them():
    assert [text(" a\n"), text(""), text(None)] == ["a", "", ""]


def test_messages_reach_the_field_they_are_about():
    errors = BlockErrors()
    errors.raise_if_any()
    errors.add("nodes", 2, "choices", 0, "goto", message="one")
    errors.add("nodes", 2, "choices", 0, "goto", message="two")
    errors.add("nodes", 2, "choices", message="three")
    errors.add("nodes", message="four")
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        errors.raise_if_any()
    assert dict(flatten(caught.value.as_json_data())) == {
        ("nodes",): ["four"],
        ("nodes", 2, "choices"): ["three"],
        ("nodes", 2, "choices", 0, "goto"): ["one", "two"],
    }
