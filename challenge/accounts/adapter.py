"""What this site asks of django-allauth: who may sign up, and what it may keep."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.forms import Form
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from allauth.account.adapter import DefaultAccountAdapter

from challenge.accounts import backends, services, sign_up
from challenge.accounts.models import User
from challenge.limits import guesses
from challenge.limits.addresses import origin_of
from challenge.limits.buckets import Bucket
from challenge.limits.throttles import bucket

ADDRESS_STAGE = "allauth.account.stages.EmailVerificationStage"


class AccountAdapter(DefaultAccountAdapter):
    """allauth's, with the operator's rule for sign-up and without addresses of devices."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "domain": _(
            "This site takes addresses of certain schools and authorities only. "
            "Use your work address, or ask whoever runs the site."
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return whether the operator lets people sign up by themselves."""
        return sign_up.is_open()

    def clean_email(self, email: str) -> str:
        """Refuse an address whose domain the operator does not take."""
        if not sign_up.takes(email):
            raise self.validation_error("domain")
        return email

    def save_user(
        self, request: HttpRequest, user: User, form: Form, commit: bool = True
    ) -> User:
        """Save whoever signs up, as an educator unless somebody has to approve it."""
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            services.welcome(saved)
        return saved

    def get_login_stages(self) -> list[str]:
        """Ask for confirmation of an address those only who signed up by themselves."""
        own = "challenge.accounts.stages.AddressStage"
        return [own if s == ADDRESS_STAGE else s for s in super().get_login_stages()]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, then let this site's backend check the password.

        A password is guessed more easily than a code, so allauth counts wrong ones by
        account, wherever they come from. That must not keep the owner out: a network from
        which somebody has signed in to the account today has tries of its own.

        Raises:
            django.core.exceptions.ValidationError: after too many attempts.
        """
        own = self._own_tries(request, credentials)
        if own is None or own.wait():
            super().pre_authenticate(request, **credentials)
        backends.note_counted(request)

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Return the user of the credentials, and remember the network for today."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user:
            cache.set(self._network_key(request, credentials), 1, guesses.DAY)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Pay for a wrong password where the network has tries of its own."""
        if own := self._own_tries(request, credentials):
            own.charge()

    def _own_tries(
        self, request: HttpRequest, credentials: dict[str, object]
    ) -> Bucket | None:
        key = self._network_key(request, credentials)
        return bucket("password", f"{key}.tries") if cache.get(key) else None

    def _network_key(self, request: HttpRequest, credentials: dict[str, object]) -> str:
        account = self._get_login_attempts_cache_key(request, **credentials)
        key = origin_of(request).network_key("password")
        digest = salted_hmac(key, account, algorithm="sha256").hexdigest()
        return f"{key}.{digest[:32]}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a digest of the address that changes every day; limits need no more."""
        return origin_of(request).address_key("accounts")

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Say nothing of the browser; notices would repeat it."""
        return ""
