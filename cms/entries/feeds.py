"""Atom feeds (RFC 4287) of sections, narrowed down as their lists are."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from cms.entries import services
from cms.entries.models import Entry
from cms.entries.views import wanted_of
from cms.languages import page_locale

LENGTH = 30


class EntryFeed(Feed):
    """The entries that were published last."""

    feed_type = Atom1Feed
    model: ClassVar[type[Entry]]

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the ids of what the address asks for."""
        found = services.find(self.model, page_locale(), wanted_of(request, self.model))
        return found.ids

    def link(self) -> str:
        """Return the address of the section."""
        return reverse(f"{self.model.section}:list")

    def items(self, ids: list[int]) -> list[Entry]:
        """Return the newest entries; one query."""
        found = self.model.objects.select_related("locale").filter(pk__in=ids)
        return list(found.order_by("-last_published_at", "-pk")[:LENGTH])

    def item_title(self, item: Any) -> str:
        """Return its title."""
        return item.title

    def item_description(self, item: Any) -> str:
        """Return its summary."""
        return item.summary

    def item_pubdate(self, item: Entry) -> datetime | None:
        """Return when it was first published."""
        return item.first_published_at

    def item_updateddate(self, item: Entry) -> datetime | None:
        """Return when it was last published."""
        return item.last_published_at
