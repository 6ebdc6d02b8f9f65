"""What other screens of the admin show of the report."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from challenge.insight.hints import PERMISSION, attention
from cms.pages.module import ModulePage

ICON = "insight-chart"
# A dashboard is read at a glance.
MOST = 5


class AttentionPanel(Component):
    """What performs badly, on the dashboard."""

    name = "insight_attention"
    template_name = "insight/attention_panel.html"
    order = 240

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, object]:
        """Return the worst hints and the number of all."""
        found = attention(parent_context["request"].user)
        return {"hints": found[:MOST], "more": max(0, len(found) - MOST)}


class ReportMenuItem(MenuItem):
    """The report in the menu, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may see tallies."""
        return request.user.has_perm(PERMISSION)


def menu_item() -> ReportMenuItem:
    """Return the entry of the menu "Reports"."""
    return ReportMenuItem(
        _("How it is doing"),
        reverse("insight:index"),
        name="insight",
        icon_name=ICON,
        order=100,
    )


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel to the dashboard of those who may see what is in it."""
    if request.user.has_perm(PERMISSION):
        panels.append(AttentionPanel())


def offer_report(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Offer the report in the menus of a module."""
    is_module = issubclass(page.specific_class or Page, ModulePage)
    if is_module and page.live and user.has_perm(PERMISSION):
        yield Button(
            _("How it is doing"),
            url=reverse("insight:page", args=[page.pk]),
            icon_name=ICON,
            priority=46,
        )


def permissions() -> QuerySet[Permission]:
    """Return what a group can be allowed: to see the report."""
    return Permission.objects.filter(
        content_type__app_label="challenge", codename="view_tally"
    )
