"""Blocks that questions and module steps share."""

import unicodedata
import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from quizzes.errors import BlockErrors

validate_key = RegexValidator(
    r"^[a-z0-9][a-z0-9_-]*\Z",
    _("Use small Latin letters, digits, “-” and “_” only, such as “sam” or “n5”."),
)


class KeyBlock(blocks.CharBlock):
    """An author's short handle for a part of a question; the same in every language."""

    def __init__(
        self,
        required: bool = True,
        help_text: str | Promise | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            required=required,
            help_text=help_text,
            max_length=40,
            validators=(validate_key,),
            search_index=False,
            **kwargs,
        )

    def get_translatable_segments(self, value: str) -> list:
        """Give wagtail-localize nothing to translate."""
        return []

    def restore_translated_segments(self, value: str, segments: list) -> str:
        """Return back the handle that wagtail-localize did not translate."""
        return value

    class Meta:
        icon = "tag"
        default = ""


class IdBlock(blocks.FieldBlock):
    """A hidden id for the second half of an entry whose own id names the first half.

    An id that follows from the entry's would tell which halves belong together. A missing
    one is made when the form is read.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput
        )

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> str:
        """Return the posted id, or a new one."""
        return super().value_from_datadict(data, files, prefix) or str(uuid.uuid4())

    def get_translatable_segments(self, value: str) -> list:
        """Give wagtail-localize nothing to translate."""
        return []

    def restore_translated_segments(self, value: str, segments: list) -> str:
        """Return back the id that wagtail-localize did not translate."""
        return value

    class Meta:
        icon = "tag"
        default = ""
        # A form shows the label even of a hidden field; an empty one would be the name.
        label = " "
        form_attrs = {"hidden": ""}


class IdListBlock(blocks.ListBlock):
    """A list whose entries keep their ids wherever the list goes.

    The ids are what answers, progress and statistics refer to. Wagtail stores them and
    translations keep them; its API representation drops them, this one does not.
    """

    def get_api_representation(
        self, value: blocks.list_block.ListValue, context: dict | None = None
    ) -> list[dict]:
        """Return each entry's representation with its id; entries must be structs."""
        return [
            {
                "id": child.id,
                **child.block.get_api_representation(child.value, context=context),
            }
            for child in value.bound_blocks
        ]


class PictureBlock(blocks.StructBlock):
    """A picture of the library with the words for those who cannot see it here.

    ``PictureBlock(required=False)`` may stay empty, but a picture always needs its words:
    what matters in it depends on the place, so they are not taken from the library.
    """

    image = ImageChooserBlock(
        required=False,
        label=_("Picture"),
        help_text=_(
            "Choose one of the library or add one; light pictures open faster."
        ),
    )
    alt = blocks.CharBlock(
        required=False,
        default="",
        max_length=250,
        label=_("Words for the picture"),
        help_text=_("What somebody who cannot see it needs to know here."),
    )

    @property
    def required(self) -> bool:
        """Return whether the form marks the picture as required."""
        return getattr(self.meta, "required", True)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a missing picture and a picture without words.

        Raises:
            StructBlockValidationError: with the message at ``image`` or ``alt``.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        if self.required and not result["image"]:
            errors.add("image", message=gettext("Choose a picture."))
        if result["image"] and not text(result["alt"]):
            errors.add(
                "alt",
                message=gettext(
                    "Say in words what the picture shows: not everybody sees it."
                ),
            )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{alt}"
        description = _("A picture of the library and the words for it.")
        help_text = _("A picture of the library and the words for it.")


def text(value: str | None) -> str:
    """Return a block's words without the space round them; "" for an absent value.

    A block added to stored content later reads as None there.
    """
    return (value or "").strip()


def comparable(value: str | None) -> str:
    """Return a block's words such that those that read alike are equal (Unicode's NFC)."""
    return unicodedata.normalize("NFC", text(value))
