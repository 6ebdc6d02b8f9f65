"""What every entry of the programme has: words, sources, dates, review and translations."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.countries.names import name_of
from cms.entries.blocks import SourceBlock, source_data


class EntryQuerySet(models.QuerySet):
    """Entries, and which of them readers of a language see."""

    def shown(self, locale: str) -> "EntryQuerySet":
        """Return the published entries in a language, or else in the default language."""
        own = self.model._base_manager.filter(locale__language_code=locale, live=True)
        default = Q(locale__language_code=settings.LANGUAGE_CODE)
        return self.filter(
            Q(locale__language_code=locale)
            | (default & ~Q(translation_key__in=own.values("translation_key"))),
            live=True,
        ).select_related("locale")


class Entry(
    TranslatableMixin,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """One entry of a section: a case study, an event, a guideline, a resource.

    ``section`` names its part of the site and the namespace of its addresses; ``facets``
    the fields by which readers narrow down a list. ``facet_patterns`` has a regular
    expression for those that are no closed list.
    """

    section: ClassVar[str]
    facets: ClassVar[tuple[str, ...]] = ()
    facet_patterns: ClassVar[dict[str, str]] = {"country": "[A-Za-z]{2}"}

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        help_text=_("The end of its address, the same in every language."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=500,
        help_text=_("One to three sentences, for lists and search."),
    )
    sources = StreamField(
        [("source", SourceBlock())], verbose_name=_("sources"), blank=True
    )
    as_of = models.DateField(
        _("facts as of"),
        help_text=_("The day for which the facts hold, usually that of the source."),
    )
    review_due_on = models.DateField(
        _("next review"),
        null=True,
        blank=True,
        help_text=_("When somebody should compare it with its sources again."),
    )

    objects = EntryQuerySet.as_manager()

    head_panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
    ]
    source_panels = [
        MultiFieldPanel(
            [
                FieldPanel("sources"),
                FieldRowPanel([FieldPanel("as_of"), FieldPanel("review_due_on")]),
            ],
            heading=_("Sources and review"),
        )
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]
    # The fields that are the same in every language.
    synchronized = ("slug", "as_of", "review_due_on")
    override_translatable_fields = [SynchronizedField(name) for name in synchronized]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse an address that another entry of this section has.

        Raises:
            ValidationError: at ``slug``.
        """
        super().clean()
        others = type(self)._base_manager.exclude(translation_key=self.translation_key)
        if self.slug and others.filter(slug=self.slug).exists():
            raise ValidationError(
                {"slug": gettext("Another entry has this address. Choose another.")}
            )

    @classmethod
    def choices_of(cls, facet: str) -> dict[str, str]:
        """Return the label of each value of a facet that is a closed list; else nothing."""
        field = cls._meta.get_field(facet)
        choices = getattr(field, "choices", None) or ()
        return {str(value): str(label) for value, label in choices}

    @classmethod
    def label_of(cls, facet: str, value: str, locale: str) -> str:
        """Return what readers see for a value of a facet."""
        if facet == "country":
            return name_of(value, locale)
        return cls.choices_of(facet).get(value, value)

    def get_absolute_url(self) -> str:
        """Return the address of its page, in the language of the page being made."""
        return reverse(f"{self.section}:entry", args=[self.slug])

    @property
    def updated_on(self) -> date | None:
        """Return the day on which it was last published."""
        at = self.last_published_at
        return timezone.localtime(at).date() if at else None

    @property
    def published_on(self) -> date | None:
        """Return the day on which it was first published."""
        at = self.first_published_at
        return timezone.localtime(at).date() if at else None

    @property
    def country_name(self) -> str:
        """Return the name of its country in the language of the page; "" for none."""
        country = getattr(self, "country", "")
        return name_of(country, translation.get_language() or "") if country else ""

    def chips(self) -> list[str]:
        """Return the few words beside its title in lists."""
        return []

    def facts(self) -> list[tuple[str, str]]:
        """Return label and value of each line below its summary."""
        return []

    def parts(self) -> list[tuple[str, str]]:
        """Return heading and text of each part of its page."""
        return []

    def as_row(self) -> dict[str, object]:
        """Return what a list of the API answers about it."""
        return self.as_data()

    def as_data(self) -> dict[str, object]:
        """Return what the API answers about it."""
        with translation.override(self.locale.language_code):
            url = self.get_absolute_url()
        day = self.updated_on
        return {
            "id": self.slug,
            "locale": self.locale.language_code,
            "title": self.title,
            "summary": self.summary,
            "url": url,
            "updated_on": day and day.isoformat(),
            "as_of": self.as_of.isoformat(),
            "sources": [source_data(child.value) for child in self.sources],
        }

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Show editors the page that readers will see."""
        return f"cms/{self.section}/entry.html"

    def get_preview_context(
        self, request: HttpRequest, mode_name: str
    ) -> dict[str, object]:
        """Return what the page of an entry is made from."""
        return {"entry": self, "section": self.section, "dress": "grown"}
