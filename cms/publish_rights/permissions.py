"""What Wagtail asks about a user: may they publish this module, change that helpline?"""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from wagtail.models import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy

from cms.publish_rights import gate
from cms.publish_rights.models import Role


class ModulePermissionTester(PagePermissionTester):
    """A page's own permissions, less the right to let out what a lead has to see."""

    def can_publish(self) -> bool:
        """Return whether the user may publish the module, now or at a time to come."""
        return super().can_publish() and gate.may_publish(self.user, self.page)

    def can_unschedule(self) -> bool:
        """Return whether the user may stop a publication; stopping needs no lead."""
        return super().can_publish()


class CountryPolicy(ModelPermissionPolicy):
    """Permissions on what belongs to a country: focal points have those of their own.

    Whoever has the permission from another group, too, is not bound to a country.
    """

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Any, instance: Any
    ) -> bool:
        """Return whether a user may do one of ``actions`` to what is stored in ``instance``."""
        if not self.user_has_any_permission(user, actions):
            return False
        countries = self.countries(user)
        return countries is None or instance.country in countries

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Any
    ) -> bool:
        """Return whether a user may do ``action`` to ``instance``."""
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Any
    ) -> QuerySet:
        """Return what a user may do one of ``actions`` to."""
        found = super().instances_user_has_any_permission_for(user, actions)
        countries = self.countries(user)
        return found if countries is None else found.filter(country__in=countries)

    def countries(self, user: Any) -> set[str] | None:
        """Return the countries that a user is bound to; None for those who are not."""
        if user.is_superuser or not user.is_active:
            return None
        if not hasattr(user, "_bound_to_countries"):
            user._bound_to_countries = self._countries(user)
        return user._bound_to_countries

    def _countries(self, user: Any) -> set[str] | None:
        # A person's own permissions, or those of a group that no focal point is in.
        names = ("add", "change", "delete")
        granted = Permission.objects.filter(
            content_type__app_label=self.model._meta.app_label,
            codename__in=[self._get_permission_codename(name) for name in names],
        )
        others = user.groups.exclude(role__key=Role.Key.FOCAL)
        if granted.filter(Q(user=user) | Q(group__in=others)).exists():
            return None
        places = user.groups.filter(role__key=Role.Key.FOCAL).exclude(role__country="")
        return set(places.values_list("role__country", flat=True))
