"""What an editor enters about an edition: its documents and its sections."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from cms.guidelines.languages import language_choices

NUMBER = r"^\d{1,3}(\.\d{1,3}){0,3}\Z"


class Status(models.TextChoices):
    """Whether an edition holds."""

    CURRENT = "current", pgettext_lazy("an edition", "Current")
    SUPERSEDED = "superseded", pgettext_lazy("an edition", "Superseded")


class SectionBlock(blocks.StructBlock):
    """A section of an edition, told in our own words."""

    number = blocks.RegexBlock(
        regex=NUMBER,
        default="",
        label=_("Number"),
        help_text=_(
            "Such as 3.2. Links to the section end with it, so do not change it."
        ),
    )
    title = blocks.CharBlock(default="", max_length=250, label=_("Title"))
    text = blocks.TextBlock(
        default="",
        required=False,
        max_length=4000,
        rows=4,
        label=_("What it says"),
        help_text=_("In your own words; quote a sentence at most."),
    )
    continues = blocks.RegexBlock(
        regex=NUMBER,
        default="",
        required=False,
        label=_("Continues section"),
        help_text=_(
            "Its number in the edition before. Empty: the section with the same title."
        ),
    )

    class Meta:
        icon = "list-ol"
        label = pgettext_lazy("of a guideline", "Section")
        label_format = "{number} {title}"


class DocumentBlock(blocks.StructBlock):
    """Where the publisher offers the edition in a language."""

    language = blocks.ChoiceBlock(
        choices=language_choices, default="en", label=_("Language")
    )
    url = blocks.URLBlock(default="", label=_("Address"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{language} {url}"


class EditionBlock(blocks.StructBlock):
    """An edition of a guideline."""

    year = blocks.IntegerBlock(min_value=1970, max_value=2100, label=_("Year"))
    status = blocks.ChoiceBlock(
        choices=Status.choices, default=Status.CURRENT, label=_("Status")
    )
    title = blocks.CharBlock(default="", max_length=250, label=_("Title"))
    publisher = blocks.CharBlock(
        default="",
        required=False,
        max_length=200,
        label=_("Publisher"),
        help_text=_("Only if it is not that of the guideline."),
    )
    changed = blocks.TextBlock(
        default="",
        required=False,
        max_length=2000,
        rows=3,
        label=_("What changed"),
        help_text=_("Since the edition before, in a few sentences."),
    )
    documents = blocks.ListBlock(DocumentBlock(), default=[], label=_("Documents"))
    sections = blocks.ListBlock(
        SectionBlock(), default=[], label=pgettext_lazy("of a guideline", "Sections")
    )

    class Meta:
        icon = "openquote"
        label = _("Edition")
        label_format = "{year} {title}"

    def clean(self, value: Any) -> Any:
        """Refuse two sections with one number, whose links would be the same.

        Raises:
            StructBlockValidationError: at ``sections``.
        """
        cleaned = super().clean(value)
        numbers = [section["number"] for section in cleaned["sections"]]
        if len(set(numbers)) < len(numbers):
            raise blocks.StructBlockValidationError(
                {
                    "sections": ValidationError(
                        gettext("Two sections have the same number.")
                    )
                }
            )
        return cleaned
