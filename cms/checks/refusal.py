"""Say in the admin why something was not published, wherever it was tried."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.checks.gate import HeldBackError
from cms.pages.module import ModulePage


class Refusal:
    """Turn ``HeldBackError`` into a message, and lead to the checks or to the quiz's form.

    The form of a module refuses by itself; this is for a bulk action, a workflow and a
    translation, of which nothing is published then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let all requests pass."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer for a refusal; leave other exceptions alone."""
        if not isinstance(exception, HeldBackError):
            return None
        instance = exception.instance
        messages.error(
            request,
            format_html(
                "{} <ul>{}</ul>",
                gettext("“%(title)s” was not published.") % {"title": instance},
                format_html_join(
                    "", "<li>{}</li>", ([line] for line in exception.lines)
                ),
            ),
        )
        if isinstance(instance, ModulePage):
            url = reverse("cms_checks:checks", args=[instance.pk])
        else:
            finder = AdminURLFinder(request.user)
            url = finder.get_edit_url(instance) or reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # How Wagtail's dialogs are told to go elsewhere.
            return JsonResponse({"step": "success", "redirect": url})
        return redirect(url)
