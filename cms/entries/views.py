"""Lists and pages of entries; each section names its model."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.views.generic import TemplateView

from cms.entries import services
from cms.entries.models import Entry
from cms.languages import page_locale


def wanted_of(request: HttpRequest, model: type[Entry]) -> dict[str, str]:
    """Return the values of facets that an address asks for."""
    return {name: request.GET.get(name, "") for name in model.facets}


class EntryListView(TemplateView):
    """The entries of a section, narrowed down by the address's parameters."""

    model: ClassVar[type[Entry]]
    facet_labels: ClassVar[dict[str, str | Promise]] = {}

    def get_template_names(self) -> list[str]:
        """Return the section's own template, or the one for all."""
        return [f"cms/{self.model.section}/list.html", "cms/entries/list.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``entries``, ``page``, ``count``, ``facets`` and ``query`` of the facets."""
        locale, wanted = page_locale(), wanted_of(self.request, self.model)
        found = services.find(self.model, locale, wanted)
        paginator = Paginator(found.ids, services.PAGE_SIZE)
        page = paginator.get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(**kwargs) | {
            "entries": services.page_of(self.model, found.ids, page.number),
            "page": page,
            "count": len(found.ids),
            "facets": [
                {
                    "name": name,
                    "label": self.facet_labels.get(name, name),
                    "options": options,
                }
                for name, options in found.facets.items()
                if options or wanted[name]
            ],
            "is_narrowed": any(wanted.values()),
            "query": query.urlencode(),
            "section": self.model.section,
            "dress": "grown",
        }


class EntryView(TemplateView):
    """One entry on a page of its own."""

    model: ClassVar[type[Entry]]

    def get_template_names(self) -> list[str]:
        """Return the section's own template, or the one for all."""
        return [f"cms/{self.model.section}/entry.html", "cms/entries/entry.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``entry``.

        Raises:
            Http404: if no published entry has the address.
        """
        entry = services.entry_by_slug(self.model, page_locale(), self.kwargs["slug"])
        if entry is None:
            raise Http404
        return super().get_context_data(**kwargs) | {
            "entry": entry,
            "section": self.model.section,
            "dress": "grown",
        }
