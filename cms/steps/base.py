"""What every step begins with, and what steps have in common."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from rest_framework import serializers

from quizzes.blocks import text

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


class AudioSerializer(serializers.Serializer):
    """A recording: address and media type."""

    src = serializers.CharField()
    type = serializers.CharField()


class TextEntrySerializer(serializers.Serializer):
    """An entry of a list that is words only."""

    id = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


def audio_data(document: Any) -> dict[str, str] | None:
    """Return address and media type of a document; None where none is chosen."""
    if not document:
        return None
    return {"src": document.file.url, "type": document.content_type}


def entries(value: Any, *names: str) -> Iterator[dict[str, Any]]:
    """Yield the entries of an IdListBlock's value: their ids and the named words."""
    for child in value.bound_blocks:
        yield {"id": child.id} | {name: text(child.value[name]) for name in names}


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

    # Serializer fields of what ``public`` gives.
    schema: ClassVar[dict[str, serializers.Field]] = {}

    def public(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return what players get beside id, type, title and audio.

        A half-written draft gives what is there; it raises nothing.
        """
        return {}

    def get_preview_value(self) -> blocks.StructValue:
        """Return the example for the block picker, complete in every field."""
        return self.to_python(self.meta.preview_value)

    def get_preview_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return what the example's twin on paper needs."""
        return {
            **(parent_context or {}),
            "step": {"title": value["title"]} | self.public(value),
            "print_template": f"cms/print/{self.name}.html",
        }

    class Meta:
        preview_template = "cms/print/block_preview.html"
