"""Who keeps helplines checked, and which of them are due."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cms.helplines.models import Helpline


def may_check(user: Any, helpline: Helpline | None = None) -> bool:
    """Return whether somebody may say that a helpline, or any of them, was tried."""
    policy = policy_registry.get_by_type(Helpline)
    if helpline is None:
        return policy.user_has_permission(user, "change")
    return policy.user_has_permission_for_instance(user, "change", helpline)


@transaction.atomic
def called_today(helpline: Helpline, user: Any) -> None:
    """Note that a user tried a helpline today, in all its languages: it is one number."""
    checked = {
        "verified_on": timezone.localdate(),
        "verified_by": get_user_display_name(user)[:120],
    }
    for line in Helpline.objects.filter(translation_key=helpline.translation_key):
        for name, value in checked.items():
            setattr(line, name, value)
        line.save(update_fields=list(checked))
        log(line, "wagtail.edit", user=user)
