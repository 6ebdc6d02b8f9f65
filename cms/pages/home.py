"""The front door: who are you?"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.choices import Band, Track
from cms.pages.country import countries_under
from cms.pages.track import TrackPage
from cms.publish_rights.forms import GuardedCopyForm


class HomePage(Page):
    """The page from which everyone reaches their track with one tap."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.TrackPage", "cms.CountryPage"]
    copy_form_class = GuardedCopyForm
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, object]:
        """Add ``choices``: a door for each child band, one for parents, one for educators.

        Each has ``kind`` (band, parents or educators), ``value``, ``label``, ``hint`` and
        ``url``; a door whose track is not published is left out. And ``countries``, the
        pages of countries, each with ``title`` and ``url``.
        """
        context = super().get_context(request, *args, **kwargs)
        urls = {
            track.key: track.get_url(request)
            for track in TrackPage.objects.child_of(self).live().public()
        }
        return context | {
            "choices": _doors(urls),
            "countries": countries_under(self, request),
            "dress": "standard",
        }


def _doors(urls: dict[str, str]) -> list[dict[str, str]]:
    doors = []
    if children := urls.get(Track.CHILDREN):
        doors += [
            {
                "kind": "band",
                "value": band.value,
                "label": str(band.label),
                "hint": "",
                "url": f"{children}?band={band.value}",
            }
            for band in Band
        ]
    hints = {
        Track.PARENTS: gettext("What to say, and what to do tonight"),
        Track.EDUCATORS: gettext("Lessons ready to teach"),
    }
    for track, hint in hints.items():
        if url := urls.get(track):
            doors.append(
                {
                    "kind": track.value,
                    "value": track.value,
                    "label": str(track.label),
                    "hint": hint,
                    "url": url,
                }
            )
    return doors
