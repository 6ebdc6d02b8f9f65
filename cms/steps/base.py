"""What every step begins with, and what steps have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from quizzes.blocks import text
from quizzes.json_types import Words
from quizzes.kinds.base import KindKey, Purpose

# The groups of the palette; questions have those of ``quizzes.kinds``.
READ, TALK = _("Read and watch"), _("Talk and rehearse")


class RecordingBlock(DocumentChooserBlock):
    """A document of the library that must be of one media type, such as audio."""

    def __init__(self, media: str = "audio", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.media = media

    def clean(self, value: Any) -> Any:
        """Refuse a document of another type.

        Raises:
            ValidationError: naming what was expected.
        """
        result = super().clean(value)
        if result and not result.content_type.startswith(f"{self.media}/"):
            raise ValidationError(
                gettext("“%(name)s” is no %(media)s file. Choose one that is.")
                % {"name": result.title, "media": self.media}
            )
        return result


class AudioData(TypedDict):
    """A recording: address and media type."""

    src: str
    type: str


class TextEntryData(TypedDict):
    """An entry of a list that is words only."""

    id: str
    text: Words


class StepHead(TypedDict):
    """What every compiled step begins with; ``type`` stands beside it."""

    id: str
    title: Words
    audio: AudioData | None


class StepFields(TypedDict):
    """What players get of a step beside its head and type; each block says which fields."""


class StoredItemKey(TypedDict):
    """What is kept of a question for the grader."""

    kind: str
    purpose: Purpose
    key: KindKey


def audio_data(document: Any) -> AudioData | None:
    """Return address and media type of a document; None where none is chosen."""
    if not document:
        return None
    return {"src": document.file.url, "type": document.content_type}


def text_entries(value: Any) -> list[TextEntryData]:
    """Return the entries of an IdListBlock's value that are words only."""
    return [
        {"id": child.id, "text": text(child.value["text"])}
        for child in value.bound_blocks
    ]


def words(rows: int = 2, length: int = 400, **kwargs: Any) -> blocks.TextBlock:
    """Return a block for a few plain words."""
    return blocks.TextBlock(default="", rows=rows, max_length=length, **kwargs)


class StepBlock(blocks.StructBlock):
    """What every step begins with."""

    title = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Title"),
        help_text=_("A short heading above the step, or nothing."),
    )
    audio = RecordingBlock(
        required=False,
        label=_("Recording"),
        help_text=_("The step read aloud; without it the browser’s voice reads it."),
    )

    # The TypedDict of the compiled step: head, what ``public`` gives, and type.
    shape: ClassVar[type] = StepHead

    def public(self, value: blocks.StructValue) -> StepFields:
        """Return what players get beside id, type, title and audio.

        A half-written draft gives what is there; it raises nothing.
        """
        return {}

    def get_preview_value(self) -> blocks.StructValue:
        """Return the example for the block picker, complete in every field."""
        return self.to_python(self.meta.preview_value)

    def get_preview_context(
        self,
        value: blocks.StructValue,
        parent_context: Mapping[str, object] | None = None,
    ) -> dict[str, object]:
        """Return what the example's twin on paper needs."""
        return {
            **(parent_context or {}),
            "step": {"title": value["title"], **self.public(value)},
            "print_template": f"cms/print/{self.name}.html",
        }

    class Meta:
        preview_template = "cms/print/block_preview.html"
