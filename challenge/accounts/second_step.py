"""The second step at sign-in: how its secrets are kept."""

import base64
from functools import cache

from django.conf import settings
from django.utils.crypto import salted_hmac

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet


class SecondStepAdapter(DefaultMFAAdapter):
    """allauth's, with secrets that a copy of the database does not give away."""

    def encrypt(self, text: str) -> str:
        """Return what is stored for an app's secret or the seed of codes on paper."""
        return _cipher(_keys()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret back; older secret keys of the site are tried, too."""
        return _cipher(_keys()).decrypt(encrypted_text.encode()).decode()


def _keys() -> tuple[str | bytes, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _cipher(keys: tuple[str | bytes, ...]) -> MultiFernet:
    digests = [
        salted_hmac("challenge.second-step", "", secret=key, algorithm="sha256")
        for key in keys
    ]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(digest.digest())) for digest in digests]
    )
