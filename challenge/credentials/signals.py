"""A credential that goes is known as gone; an account is exported with its credentials."""

from typing import Any

from django.db.models.signals import post_delete

from challenge.accounts import hooks
from challenge.accounts.models import User
from challenge.credentials import services
from challenge.credentials.models import EducatorCredential


def connect() -> None:
    """Listen to Django and to accounts; called once when the app is ready."""
    hooks.exporting.connect(_account_is_exported)
    post_delete.connect(_credential_gone, sender=EducatorCredential)


def _account_is_exported(user: User, **kwargs: Any) -> dict[str, object]:
    return {"credentials": services.export(user)}


def _credential_gone(instance: EducatorCredential, **kwargs: Any) -> None:
    services.revoke(instance.uid)
