"""Sources: where what an entry says comes from."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks


class SourceBlock(blocks.StructBlock):
    """A publication that an entry relies on."""

    title = blocks.CharBlock(default="", max_length=250, label=_("Title"))
    publisher = blocks.CharBlock(
        default="", required=False, max_length=160, label=_("Publisher")
    )
    url = blocks.URLBlock(default="", required=False, label=_("Address"))
    published = blocks.RegexBlock(
        regex=r"^(19|20)\d\d(-\d\d(-\d\d)?)?\Z",
        default="",
        required=False,
        label=_("Published"),
        help_text=_("A year, a month or a day, such as 2020, 2020-06 or 2020-06-23."),
    )
    checked_on = blocks.DateBlock(
        required=False,
        label=_("Compared with the source on"),
        help_text=_("Empty: readers are told that it has not been checked since."),
    )

    class Meta:
        icon = "link"
        label = _("Source")
        label_format = "{title}"
        preview_value = {
            "title": "Guidelines for industry on child online protection",
            "publisher": "International Telecommunication Union",
            "published": "2020",
        }
        description = _("A publication that the text relies on.")


def source_data(value: Any) -> dict[str, object]:
    """Return a source as the API answers it."""
    return {
        "title": value["title"],
        "publisher": value["publisher"],
        "url": value["url"],
        "published": value["published"],
        "checked_on": value["checked_on"] and value["checked_on"].isoformat(),
    }
