"""Packs in the menu of the admin, and among the rights that a group can have."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from cms.packs.models import PackImport


class PacksMenuItem(MenuItem):
    """Content packs, for whoever may export or import them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may do either."""
        policy = policy_registry.get_by_type(PackImport)
        return policy.user_has_any_permission(request.user, ("add", "export"))


def menu_item() -> MenuItem:
    """Return the item of the settings menu."""
    return PacksMenuItem(
        _("Content packs"),
        reverse("cms_packs:index"),
        name="content-packs",
        icon_name="folder-inverse",
        order=900,
    )


def permissions() -> QuerySet[Permission]:
    """Return the rights that a group can have."""
    return Permission.objects.filter(
        content_type__app_label="cms",
        codename__in=["add_packimport", "export_packimport", "trust_packimport"],
    )
