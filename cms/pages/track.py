"""A track: one audience's list of modules."""

from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page
from wagtail_localize.fields import SynchronizedField

from cms.choices import Band, Topic, Track, dress_for
from cms.publications import catalogue
from cms.publications.payload import ModuleSummaryData
from cms.publish_rights.forms import GuardedCopyForm


class ModuleShown(ModuleSummaryData):
    """A module of the list."""

    band_label: str


class Island(TypedDict):
    """A topic and its modules, as the list shows them."""

    topic: str
    label: str | Promise
    modules: list[ModuleShown]


class BandLink(TypedDict):
    """A link to the modules of one band."""

    value: str
    label: str | Promise
    url: str
    selected: bool


class TrackPage(Page):
    """The page on which an audience chooses a module; children see a chart of islands."""

    key = models.CharField(
        _("audience"),
        max_length=16,
        choices=Track,
        help_text=_("Whom the track is for. Each audience has one track a language."),
    )
    intro = RichTextField(
        _("introduction"),
        blank=True,
        default="",
        features=["bold", "italic"],
        help_text=_("A sentence or two under the title."),
    )

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ModulePage"]
    copy_form_class = GuardedCopyForm
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("key"),
        FieldPanel("intro"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("key", overridable=False),
    ]

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")

    @property
    def bands(self) -> list[str]:
        """Return the age bands of the track; adults have none."""
        return Band.values if self.key == Track.CHILDREN else []

    def clean(self) -> None:
        """Refuse a second track for the same audience and language.

        Raises:
            ValidationError: at ``key``.
        """
        super().clean()
        others = TrackPage.objects.filter(key=self.key, locale_id=self.locale_id)
        if self.key and others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"key": gettext("This audience has a track in this language already.")}
            )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, object]:
        """Add what the templates show: ``bands``, ``band``, ``islands``, ``dress``.

        ``?band=`` leaves the modules of one band; a band that there is not is ignored.
        """
        context = super().get_context(request, *args, **kwargs)
        wanted = request.GET.get("band", "")
        band = wanted if wanted in self.bands else ""
        modules = [
            module
            for module in catalogue.modules_under(self)
            if not band or module["band"] == band
        ]
        return context | {
            "band": band,
            "bands": self._band_links(band),
            "islands": self._islands(modules),
            "dress": dress_for(self.key, band),
        }

    def _band_links(self, selected: str) -> list[BandLink]:
        return [
            {
                "value": band,
                "label": Band(band).label,
                "url": f"?band={band}",
                "selected": band == selected,
            }
            for band in self.bands
        ]

    def _islands(self, modules: list[ModuleSummaryData]) -> list[Island]:
        islands: list[Island] = [
            {
                "topic": topic.value,
                "label": topic.label,
                "modules": [
                    {**module, "band_label": _band_label(module["band"])}
                    for module in modules
                    if module["topic"] == topic
                ],
            }
            for topic in Topic
        ]
        # Children see the whole chart, with the islands still to come; adults a plain list.
        if self.key == Track.CHILDREN:
            return islands
        return [island for island in islands if island["modules"]]


def track_url(key: str, request: HttpRequest) -> str:
    """Return the address of an audience's track in the page's language; "" if none is live.

    The site's language is that of the request.
    """
    tracks = TrackPage.objects.live().public()
    page = tracks.filter(key=key, locale=Locale.get_active()).first()
    return (page and page.get_url(request)) or ""


def _band_label(band: str) -> str:
    return str(Band(band).label) if band else ""
