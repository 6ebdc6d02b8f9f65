"""The front page of the programme, and what is new in it."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cms.languages import page_locale
from cms.programme import services


class ProgrammeView(TemplateView):
    """All sections of the programme, and the newest entries."""

    template_name = "cms/programme/programme.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``sections`` and ``news``."""
        return super().get_context_data(**kwargs) | {
            "sections": services.overview(page_locale()),
            "news": services.newest(page_locale(), 5),
            "section": "programme",
            "dress": "grown",
        }


class NewsView(TemplateView):
    """What was published last in all sections."""

    template_name = "cms/programme/news.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``news``."""
        return super().get_context_data(**kwargs) | {
            "news": services.newest(page_locale()),
            "section": "news",
            "dress": "grown",
        }


class NewsFeed(Feed):
    """What was published last in all sections, as Atom (RFC 4287)."""

    feed_type = Atom1Feed
    title = _("What is new")
    subtitle = _("News of the child online protection programme")
    link = reverse_lazy("programme:news")

    def items(self) -> list[services.News]:
        """Return the newest entries."""
        return services.newest(page_locale())

    def item_title(self, item: services.News) -> str:
        """Return its title."""
        return item["entry"].title

    def item_description(self, item: services.News) -> str:
        """Return its summary."""
        return item["entry"].summary

    def item_link(self, item: services.News) -> str:
        """Return the address of its page."""
        return item["entry"].get_absolute_url()

    def item_categories(self, item: services.News) -> list[str]:
        """Return the name of its section."""
        return [str(item["title"])]

    def item_pubdate(self, item: services.News) -> datetime | None:
        """Return when it was first published."""
        return item["entry"].first_published_at

    def item_updateddate(self, item: services.News) -> datetime | None:
        """Return when it was last published."""
        return item["entry"].last_published_at
