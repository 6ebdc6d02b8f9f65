"""One-way digests of the secrets that devices and cards hold."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def digests(salt: str, secret: str) -> tuple[str, ...]:
    """Return the hex HMAC-SHA256 of ``secret`` under every key that is still honoured.

    The first is made with ``SECRET_KEY`` and is the one to store; the others, made with
    ``SECRET_KEY_FALLBACKS``, find what was stored before the key was changed.
    """
    return tuple(
        salted_hmac(salt, secret, secret=key, algorithm="sha256").hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
