"""The guide in the menu of the admin, under Help."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem


def guide_item() -> MenuItem:
    """Return the entry that leads to the authors' guide; it comes first."""
    return MenuItem(
        _("Authors’ guide"),
        reverse("cms_guide:index"),
        name="authors-guide",
        icon_name="help",
        order=10,
    )


def without_news(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take out Wagtail's own news and guide: two guides would be one too many here.

    Wagtail's guide is still linked beside the user's name on the dashboard.
    """
    theirs = ("whats-new-in-wagtail", "editor-guide")
    items[:] = [item for item in items if not item.name.startswith(theirs)]
