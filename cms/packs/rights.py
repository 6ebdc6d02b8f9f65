"""What an importer may do here. Without a user, as on the command line, it is everything."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.packs import media
from cms.packs.kinds import Kind


def why_not(kind: Kind, instance: Any, parent: Page | None, user: Any) -> str:
    """Say why a user may not write a thing; "" if they may.

    Args:
        kind: what it is.
        instance: the thing that is here; None for a new one.
        parent: the page below which a new page would stand.
        user: who imports.
    """
    if user is None:
        return ""
    if instance is None:
        return (
            "" if _may_add(kind, parent, user) else gettext("You may not add it here.")
        )
    if kind.is_page:
        may = instance.permissions_for_user(user).can_edit()
    else:
        policy = policy_registry.get_by_type(kind.model)
        may = policy.user_has_permission_for_instance(user, "change", instance)
    return "" if may else gettext("You may not change it.")


def languages(user: Any) -> set[str]:
    """Return the codes of the languages in which a user may import.

    A language is public as soon as it has a locale, so only those who may add locales,
    and operators on the command line, bring in one that has none.
    """
    prepared = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
    if user is None or user.has_perm("wagtailcore.add_locale"):
        return prepared
    return prepared & set(Locale.objects.values_list("language_code", flat=True))


def _may_add(kind: Kind, parent: Page | None, user: Any) -> bool:
    if kind.is_media:
        return media.place_for(kind, user) is not None
    if kind.is_page:
        above = parent or Page.get_first_root_node()
        return above.permissions_for_user(user).can_add_subpage()
    return policy_registry.get_by_type(kind.model).user_has_permission(user, "add")


def may_publish(kind: Kind, instance: Any, user: Any) -> bool:
    """Return whether a user may publish a saved page or snippet as it is in memory."""
    if user is None:
        return True
    if kind.is_page:
        return instance.permissions_for_user(user).can_publish()
    return policy_registry.get_by_type(kind.model).user_has_permission(user, "publish")
