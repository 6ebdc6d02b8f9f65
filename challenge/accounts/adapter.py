"""What this site asks of django-allauth: who may sign up, and what it may keep."""

from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from allauth.account.adapter import DefaultAccountAdapter
from rest_framework.request import Request
from rest_framework.views import APIView

from challenge.accounts import backends, services, sign_up
from challenge.accounts.models import User
from challenge.learners.throttles import AddressThrottle

ADDRESS_STAGE = "allauth.account.stages.EmailVerificationStage"


class _Address(AddressThrottle):
    # Only the key is used: allauth counts by itself, each call by a rate of its own.
    scope = "accounts"
    rate = "1/day"


class AccountAdapter(DefaultAccountAdapter):
    """allauth's, with the operator's rule for sign-up and without addresses of devices."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "domain": _(
            "This site takes addresses of certain schools and authorities only. "
            "Use your work address, or ask whoever runs the site."
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether the operator lets people sign up by themselves."""
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

        Raises:
            django.core.exceptions.ValidationError: after too many attempts.
        """
        super().pre_authenticate(request, **credentials)
        backends.note_counted(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give a digest of the address that changes every day; limits need no more."""
        return _Address().get_cache_key(cast(Request, request), cast(APIView, None))

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Say nothing of the browser; notices would repeat it."""
        return ""
