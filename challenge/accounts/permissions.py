"""Who is an educator: a member of the group of educators."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from challenge.accounts.models import User

EDUCATORS = "Educators"


def is_educator(user: "User | AnonymousUser | Any") -> bool:
    """Return whether somebody may have classes: active, and in the group of educators."""
    return (
        user is not None
        and user.is_authenticated
        and user.is_active
        and user.groups.filter(name=EDUCATORS).exists()
    )
