"""Pages of guidelines, their editions, and what differs between two of them."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.entries.feeds import EntryFeed
from cms.entries.views import EntryListView, EntryView
from cms.guidelines.models import Guideline
from cms.guidelines.services import comparison_of


class GuidelineListView(EntryListView):
    """Guidelines by audience and by the year of an edition."""

    model = Guideline
    facet_labels = {
        "audience": _("Audience"),
        "years": pgettext_lazy("a filter", "With an edition of"),
    }


class GuidelinePageView(EntryView):
    """One guideline with its editions."""

    model = Guideline


class EditionView(EntryView):
    """One edition with its sections, each with an address and a citation."""

    model = Guideline

    def get_template_names(self) -> list[str]:
        """Return the template of an edition."""
        return ["cms/guidelines/edition.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``edition`` and ``address``, the whole address of its page.

        Raises:
            Http404: if the guideline has no edition of the year.
        """
        context = super().get_context_data(**kwargs)
        guideline = context["entry"]
        edition = guideline.edition(self.kwargs["year"])
        if edition is None:
            raise Http404
        address = self.request.build_absolute_uri(guideline.edition_url(edition))
        return context | {"edition": edition, "address": address}


class DifferencesView(EntryView):
    """What differs between two editions, section by section."""

    model = Guideline

    def get_template_names(self) -> list[str]:
        """Return the template of a comparison."""
        return ["cms/guidelines/differences.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``comparison``; without years in the address, of the two newest editions.

        Raises:
            Http404: if the guideline has no two such editions.
        """
        context = super().get_context_data(**kwargs)
        years = (_year(self.request.GET.get(name, "")) for name in ("from", "to"))
        comparison = comparison_of(context["entry"], *years)
        if comparison is None:
            raise Http404
        return context | {"comparison": comparison}


class GuidelineFeed(EntryFeed):
    """The guidelines that were published last."""

    model = Guideline
    title = _("Guidelines")
    subtitle = _("Guidelines on child online protection, by audience and edition")


def _year(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) == 4):
        raise Http404
    return int(value)
