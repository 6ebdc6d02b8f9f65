"""The forms of the sign-in pages, in this site's words."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

from challenge.accounts import sign_up
from challenge.storage.write_lock import write_lock
from quizzes.nesting import TooDeeplyNested, check_encoded_nesting, check_nesting


class SignInForm(LoginForm):
    """User name or address, and password; the page offers sign-up where it is open."""

    is_sign_up_open = staticmethod(sign_up.is_open)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Stay signed in on this device")
        _without_placeholders(self)


class SignUpForm(SignupForm):
    """An address and a password: what an educator's account needs, and no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address at work")
        self.fields["password2"].label = _("Password once more")
        _without_placeholders(self)

    def try_save(
        self, request: HttpRequest
    ) -> tuple[AbstractBaseUser | None, HttpResponseBase | None]:
        """Save the account; for an address that has one, do the same work and keep nothing.

        Otherwise the time of the answer would tell who has an account here.
        """
        if self.account_already_exists:
            self._save_and_undo(request)
        return super().try_save(request)

    def _save_and_undo(self, request: HttpRequest) -> None:
        email = self.cleaned_data["email"]
        with write_lock():
            self.account_already_exists = False
            self.cleaned_data["email"] = (
                f"{uuid.uuid4().hex}@{email.rpartition('@')[2]}"
            )
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"] = email
        self.account_already_exists = True


def _without_placeholders(form: forms.Form) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class CredentialField(forms.JSONField):
    """A browser's answer for a key, whose client data is JSON once more, in base64url."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the answer, unless it or its client data is nested too deeply."""
        try:
            check_nesting(value if isinstance(value, str) else "")
            credential = super().to_python(value)
            check_encoded_nesting(_client_data(credential))
        except TooDeeplyNested:
            raise forms.ValidationError(
                self.error_messages["invalid"], "invalid"
            ) from None
        return credential


def _client_data(credential: Any) -> str:
    response = credential.get("response") if isinstance(credential, dict) else None
    data = response.get("clientDataJSON") if isinstance(response, dict) else None
    return data if isinstance(data, str) else ""


class KeyForm(AuthenticateWebAuthnForm):
    """A key as the second step."""

    credential = CredentialField()


class KeySignInForm(LoginWebAuthnForm):
    """A passkey in the place of a password."""

    credential = CredentialField()


class KeyAgainForm(ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""

    credential = CredentialField()


class AddKeyForm(AddWebAuthnForm):
    """A passkey or a security key, and what its owner calls it."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class RenameKeyForm(EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class DeleteAccountForm(forms.Form):
    """A tick that says it is meant."""

    sure = forms.BooleanField(
        label=_("Yes, delete my account and all my classes"),
        error_messages={"required": _("Tick this if you really want to delete it.")},
    )
