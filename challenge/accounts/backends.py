"""Who checks a password: allauth's sign-in, and no other view."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from allauth.account.auth_backends import AuthenticationBackend

_COUNTED = "_challenge_attempt_counted"


def note_counted(request: HttpRequest) -> None:
    """Note that allauth has counted this request as an attempt and let it through."""
    setattr(request, _COUNTED, True)


class SignInBackend(AuthenticationBackend):
    """Accept a password from allauth's sign-in only.

    Django's and Wagtail's own sign-in views also call ``authenticate()``, but they count no
    wrong passwords and ask for neither the second step nor a confirmed address.
    """

    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Return the user of the credentials; None if allauth did not count the attempt."""
        if not getattr(request, _COUNTED, False):
            return None
        self._refused: set[int] = set()
        return super().authenticate(request, **credentials)

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        # An address is looked up as a name, too; a second comparison would take time that
        # an unknown address does not take.
        if user is None or user.pk in self._refused:
            return None
        found = super()._check_password(user, password)
        if found is None:
            self._refused.add(user.pk)
        return found
