"""Guidelines: advice for one audience, in editions whose sections can be linked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.entries.models import Entry
from cms.guidelines.blocks import EditionBlock, Status
from cms.guidelines.editions import Edition, editions_of


class Audience(models.TextChoices):
    """Whom a guideline advises."""

    CHILDREN = "children", pgettext_lazy("an audience", "Children")
    PARENTS_EDUCATORS = (
        "parents-educators",
        pgettext_lazy("an audience", "Parents and educators"),
    )
    INDUSTRY = "industry", _("Industry")
    POLICY_MAKERS = "policy-makers", pgettext_lazy("an audience", "Policy makers")


class Guideline(Entry):
    """A guideline with all of its editions."""

    section = "guidelines"
    facets = ("audience", "years")
    facet_patterns = Entry.facet_patterns | {"years": r"\d{4}"}

    audience = models.CharField(_("audience"), max_length=20, choices=Audience)
    publisher = models.CharField(_("publisher"), max_length=200)
    about = models.TextField(
        _("about"),
        blank=True,
        default="",
        help_text=_("Whom it is for, how it came about, how it is used."),
    )
    editions = StreamField([("edition", EditionBlock())], verbose_name=_("editions"))
    years = models.JSONField(_("years of the editions"), default=list, editable=False)

    panels = [
        *Entry.head_panels,
        FieldRowPanel([FieldPanel("audience"), FieldPanel("publisher")]),
        FieldPanel("about"),
        FieldPanel("editions"),
        *Entry.source_panels,
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("publisher"),
        index.SearchField("about"),
        index.SearchField("editions"),
    ]
    override_translatable_fields = [
        SynchronizedField(name) for name in (*Entry.synchronized, "audience", "years")
    ]

    class Meta(Entry.Meta):
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="unique_guideline")
        ]

    def clean(self) -> None:
        """Refuse two editions of one year, and more than one current edition.

        Raises:
            ValidationError: at ``editions``.
        """
        super().clean()
        values = [child.value for child in self.editions]
        years = [value["year"] for value in values]
        if len(set(years)) < len(years):
            raise ValidationError(
                {"editions": gettext("Two editions have the same year.")}
            )
        if sum(value["status"] == Status.CURRENT for value in values) > 1:
            raise ValidationError({"editions": gettext("Only one edition is current.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, with the years by which readers find it."""
        self.years = sorted({child.value["year"] for child in self.editions})
        super().save(*args, **kwargs)

    @cached_property
    def all_editions(self) -> list[Edition]:
        """Return its editions, the newest first."""
        return editions_of(self.editions, self.publisher)

    @property
    def current_edition(self) -> Edition | None:
        """Return the edition that holds, if one does."""
        return next((one for one in self.all_editions if one.is_current), None)

    @property
    def can_be_compared(self) -> bool:
        """Return whether the sections of two editions are known."""
        return sum(bool(one.sections) for one in self.all_editions) > 1

    def edition(self, year: int) -> Edition | None:
        """Return the edition of a year, or nothing."""
        return next((one for one in self.all_editions if one.year == year), None)

    def edition_url(self, edition: Edition) -> str:
        """Return the address of an edition's page, in the language of the page."""
        return reverse("guidelines:edition", args=[self.slug, edition.year])

    def chips(self) -> list[str]:
        """Return its audience and current edition."""
        current = self.current_edition
        newest = [gettext("Edition of %s") % current.year] if current else []
        return [self.get_audience_display(), *newest]

    def facts(self) -> list[tuple[str, str]]:
        """Return audience, publisher and the years of its editions."""
        years = gettext(", ").join(str(one.year) for one in self.all_editions)
        lines = [
            (gettext("Audience"), self.get_audience_display()),
            (gettext("Publisher"), self.publisher),
            (gettext("Editions"), years),
        ]
        return [line for line in lines if line[1]]

    def parts(self) -> list[tuple[str, str]]:
        """Return what the guideline is, if that is known."""
        return [(gettext("About the guideline"), self.about)] if self.about else []

    def as_row(self) -> dict[str, object]:
        """Return what a list answers about it: editions without their sections."""
        return self._as_data(with_sections=False)

    def as_data(self) -> dict[str, object]:
        """Return what the API answers about it."""
        return self._as_data(with_sections=True)

    def _as_data(self, *, with_sections: bool) -> dict[str, object]:
        with translation.override(self.locale.language_code):
            editions = [
                self._edition_data(edition, with_sections=with_sections)
                for edition in self.all_editions
            ]
        return super().as_data() | {
            "audience": self.audience,
            "publisher": self.publisher,
            "about": self.about,
            "editions": editions,
        }

    def _edition_data(
        self, edition: Edition, *, with_sections: bool
    ) -> dict[str, object]:
        url = self.edition_url(edition)
        data = {
            "year": edition.year,
            "status": edition.status,
            "title": edition.title,
            "publisher": edition.publisher,
            "changed": edition.changed,
            "url": url,
            "documents": [
                {"language": one.language, "url": one.url} for one in edition.documents
            ],
        }
        if with_sections:
            data["sections"] = [
                {
                    "id": section.anchor,
                    "number": section.number,
                    "title": section.title,
                    "text": section.text,
                    "url": f"{url}#{section.anchor}",
                }
                for section in edition.sections
            ]
        return data
