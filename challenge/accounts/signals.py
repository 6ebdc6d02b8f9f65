"""Tell the services what happened to an account."""

from typing import Any

from django.db.models.signals import m2m_changed

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed

from challenge.accounts import services
from challenge.accounts.models import User


def connect() -> None:
    """Listen to Django and allauth; called once when the app is ready."""
    email_confirmed.connect(_address_confirmed)
    m2m_changed.connect(_groups_changed, sender=User.groups.through)


def _address_confirmed(email_address: EmailAddress, **kwargs: Any) -> None:
    services.ask_for_approval(email_address.user)


def _groups_changed(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    if action == "post_add" and not reverse and pk_set:
        services.note_groups(instance, pk_set)
