"""Pages of events, and each as a calendar file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from cms.entries.feeds import EntryFeed
from cms.entries.services import entry_by_slug
from cms.entries.views import EntryListView, EntryView
from cms.events.calendars import calendar_of
from cms.events.models import Event
from cms.languages import page_locale


class EventListView(EntryListView):
    """Events by country and kind; those to come are marked."""

    model = Event
    facet_labels = {"country": _("Country"), "kind": _("Kind of event")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``groups``: the events of the page that are to come, and the past ones."""
        context = super().get_context_data(**kwargs)
        coming = [entry for entry in context["entries"] if entry.is_coming]
        past = [entry for entry in context["entries"] if not entry.is_coming]
        groups = [(_("To come"), coming[::-1]), (_("Past"), past)]
        return context | {"groups": [group for group in groups if group[1]]}


class EventPageView(EntryView):
    """One event."""

    model = Event


class EventFeed(EntryFeed):
    """The newest events."""

    model = Event
    title = _("Events")
    subtitle = _("Workshops, conferences and training on child online protection")


class CalendarView(View):
    """One event as a calendar file."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Send the file.

        Raises:
            Http404: if no published event has the address.
        """
        event = entry_by_slug(Event, page_locale(), slug)
        if event is None:
            raise Http404
        url = request.build_absolute_uri(event.get_absolute_url())
        response = HttpResponse(
            calendar_of(event, url),
            content_type="text/calendar; charset=utf-8",
        )
        response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
        return response
