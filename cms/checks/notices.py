"""Where the admin leads to the checks."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.pages.module import ModulePage


def offer_checks(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Offer the page with the findings in the menus of a module."""
    if (
        issubclass(page.specific_class or Page, ModulePage)
        and page.permissions_for_user(user).can_edit()
    ):
        yield Button(
            _("Checks"),
            url=reverse("cms_checks:checks", args=[page.pk]),
            icon_name="check",
            priority=45,
        )
