"""The step between calling a number and saying so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.helplines import checking
from cms.helplines.models import Helpline


class CalledTodayView(WagtailAdminTemplateMixin, TemplateView):
    """Ask once more, then note that the number was tried today, and by whom."""

    template_name = "cms/helplines/called.html"
    page_title = _("I called it today")
    header_icon = "check"

    @cached_property
    def helpline(self) -> Helpline:
        """Return the helpline that was called."""
        return get_object_or_404(Helpline, pk=self.kwargs["pk"])

    @property
    def list_url(self) -> str:
        """Return the address of the list of helplines."""
        return reverse(Helpline.snippet_viewset.get_url_name("list"))

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let in whoever may change the helpline.

        Raises:
            PermissionDenied: for others.
        """
        if not checking.may_check(request.user, self.helpline):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Return the name of the helpline."""
        return self.helpline.name

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Return the way from the dashboard over the list to this step."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.list_url, "label": Helpline._meta.verbose_name_plural},
            {"url": "", "label": self.get_header_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add ``helpline`` and ``next_url``, where to go on."""
        return super().get_context_data(**kwargs) | {
            "helpline": self.helpline,
            "next_url": get_valid_next_url_from_request(self.request) or self.list_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, and go on where the editor came from."""
        checking.called_today(self.helpline, request.user)
        messages.success(
            request,
            gettext("Thank you. “%(name)s” is shown to readers for another six months.")
            % {"name": self.helpline.name},
        )
        return redirect(get_valid_next_url_from_request(request) or self.list_url)
