"""The authors' guide in the admin, for everybody who may sign in to it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.guide import reading


def index(request: HttpRequest) -> HttpResponse:
    """Open the guide at its first page."""
    pages = reading.entries()
    if not pages:
        raise Http404
    return redirect(pages[0].url)


def picture(request: HttpRequest, name: str) -> FileResponse:
    """Return a picture of the guide."""
    path = reading.picture(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"))


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """One page of the guide beside the menu of all."""

    template_name = "cms/guide/page.html"
    page_title = _("Authors’ guide")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard to the guide and this page of it."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("cms_guide:index"), "label": self.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_page_subtitle(self) -> str:
        """Return the title of the page."""
        name = self.kwargs["name"]
        titles = {entry.name: entry.title for entry in reading.entries()}
        if name not in titles:
            raise Http404
        return titles[name]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``entries`` and the ``body`` of the page."""
        return super().get_context_data(**kwargs) | {
            "entries": reading.entries(),
            "name": self.kwargs["name"],
            "title": self.get_page_subtitle(),
            "body": reading.page_html(self.kwargs["name"]),
        }
