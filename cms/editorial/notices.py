"""Where the admin asks before something goes out, and says why it does not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editorial import services
from cms.publish_rights import gate
from cms.publish_rights.permissions import CountryPolicy
from quizzes.models import Quiz


def hold_back(request: HttpRequest, content: Any) -> HttpResponse | None:
    """Keep as a draft what the user may not publish, and say what to do instead."""
    if gate.may_publish(request.user, content):
        return None
    messages.error(request, gate.refusal(content))
    return redirect(AdminURLFinder(request.user).get_edit_url(content) or "/admin/")


def tell_of_draft(request: HttpRequest, page: Page) -> None:
    """Say that what was to be published is a draft, because of what the form now says."""
    wanted = "action-publish" in request.POST
    if wanted and not gate.may_publish(request.user, page):
        messages.warning(request, gate.refusal(page))


def hide_publish(items: list[Any], request: HttpRequest, context: Any) -> None:
    """Take away the button that would be refused in the form of a check."""
    quiz = context.get("instance")
    if isinstance(quiz, Quiz) and not gate.may_publish(request.user, quiz):
        items[:] = [item for item in items if item.name != "action-publish"]


def remember_copy(request: HttpRequest, page: Page, copy: Page) -> None:
    """Let a copy need the same review as its page."""
    services.note_copied(page, copy)


def only_own_country(request: HttpRequest, instance: Any) -> None:
    """Open a helpline to those of its country only.

    Raises:
        PermissionDenied: to focal points of other countries.
    """
    policy = policy_registry.get(instance)
    if isinstance(policy, CountryPolicy) and not (
        policy.user_has_any_permission_for_instance(
            request.user, {"change", "delete"}, instance
        )
    ):
        raise PermissionDenied(gettext("This belongs to another country than yours."))


def only_own_countries(request: HttpRequest, instances: Any) -> None:
    """Let nobody delete what belongs to another country.

    Raises:
        PermissionDenied: to focal points of other countries.
    """
    for instance in instances:
        only_own_country(request, instance)
