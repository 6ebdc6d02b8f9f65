"""A country's own page: whom to call there, and who answers for children online."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.helplines.services import helplines_for

CODE = RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in BH."))


class ContactBlock(blocks.StructBlock):
    """An office that answers for children online."""

    name = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Name"),
        help_text=_("Such as the ministry or the regulator."),
    )
    about = blocks.CharBlock(
        default="",
        max_length=200,
        required=False,
        label=_("What for"),
        help_text=_("What a parent or a teacher can turn to it for."),
    )
    url = blocks.URLBlock(default="", required=False, label=_("Website"))
    phone = blocks.CharBlock(
        default="",
        max_length=40,
        required=False,
        label=_("Phone"),
        help_text=_("As it is dialled inside the country."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for a way to reach the office.

        Raises:
            StructBlockValidationError: if there is neither a website nor a phone.
        """
        cleaned = super().clean(value)
        if not cleaned["url"] and not cleaned["phone"]:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(gettext("Give a website or a phone number."))
                }
            )
        return cleaned

    class Meta:
        icon = "mail"
        label = _("Contact")
        label_format = "{name}"
        preview_value = {
            "name": "Telecommunications Regulatory Authority",
            "about": "Guides for families, and complaints about services",
            "url": "https://www.tra.org.bh/",
        }
        description = _("An office that answers for children online.")


class CountryForm(WagtailAdminPageForm):
    """The editor's form; a page stays with its country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "country" in self.fields:
            self.fields["country"].disabled = True


class CountryPage(Page):
    """What a family in a country finds there; its focal points keep it.

    The helplines are those of the country, checked within six months.
    """

    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[CODE],
        help_text=_("ISO 3166 code such as BH. It cannot be changed later."),
    )
    intro = RichTextField(
        _("introduction"),
        blank=True,
        default="",
        features=["h3", "bold", "italic", "ol", "ul", "link"],
        help_text=_("What is different in this country, in a few sentences."),
    )
    contacts = StreamField(
        [("contact", ContactBlock())],
        verbose_name=_("contacts"),
        blank=True,
        max_num=12,
        help_text=_("Ministry, regulator and others who answer for children online."),
    )

    base_form_class = CountryForm
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("country"),
        FieldPanel("intro"),
        FieldPanel("contacts"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("country", overridable=False),
    ]

    class Meta:
        verbose_name = _("country page")
        verbose_name_plural = _("country pages")

    def clean(self) -> None:
        """Refuse a second page for the same country and language.

        Raises:
            ValidationError: at ``country``.
        """
        super().clean()
        others = CountryPage.objects.filter(
            country=self.country, locale_id=self.locale_id, alias_of=None
        )
        if self.country and others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {
                    "country": gettext(
                        "This country has a page in this language already."
                    )
                }
            )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, object]:
        """Add ``lines``, as ``helplines_for`` has them, and ``home_url``."""
        context = super().get_context(request, *args, **kwargs)
        home = self.get_parent()
        return context | {
            "lines": helplines_for(self.country, self.locale.language_code),
            "home_url": (home and home.get_url(request)) or "/",
            "dress": "grown",
        }


def countries_under(home: Page, request: HttpRequest) -> list[dict[str, str]]:
    """Return title and address of each country that has a page under a home page."""
    pages = CountryPage.objects.child_of(home).live().public().order_by("title")
    return [{"title": page.title, "url": page.get_url(request)} for page in pages]
