"""A credential that goes, with its account or by itself, is known as gone."""

from typing import Any

from django.db.models.signals import post_delete

from challenge.credentials import services
from challenge.credentials.models import EducatorCredential


def connect() -> None:
    """Listen to Django; called once when the app is ready."""
    post_delete.connect(_credential_gone, sender=EducatorCredential)


def _credential_gone(instance: EducatorCredential, **kwargs: Any) -> None:
    services.revoke(instance.uid)
