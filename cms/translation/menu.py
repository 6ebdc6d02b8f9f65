"""The overview of translations in the menu of reports."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry


class ReportItem(MenuItem):
    """Shown to those who may write pages somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the report would let this user in."""
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(
            request.user, ("add", "change", "publish")
        )


def report_item() -> ReportItem:
    """Return the menu item; a Wagtail hook."""
    return ReportItem(
        _("Translations"),
        reverse("cms_translation:report"),
        name="cms-translations",
        icon_name="site",
        order=9000,
    )


def one_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out wagtail-localize's report, which ours says more than; a Wagtail hook."""
    theirs = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != theirs]
