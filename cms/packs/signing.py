"""Who made a pack: Ed25519 signatures (RFC 8032) with a key of the site.

The site's own key comes from PACK_SIGNING_KEY, or is made once and kept beside the data.
The public keys of others whose packs are welcome are in PACK_TRUSTED_KEYS.
"""

import base64
import binascii
import json
import os
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from cms.key_files import kept
from cms.packs.errors import PackError
from quizzes.nesting import load_json

ALGORITHM = "ed25519"
# A signature of a pack can never be taken for one of anything else.
CONTEXT = b"cop-challenge-pack\n"
KEY_FILE = "pack_signing_key"


class Trust(StrEnum):
    """What a signature says about where a pack comes from."""

    OWN = "own"
    KNOWN = "known"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"

    @property
    def label(self) -> Promise:
        """Return the words for editors."""
        return {
            Trust.OWN: _("Signed by this site"),
            Trust.KNOWN: _("Signed by a site that this one trusts"),
            Trust.UNKNOWN: _("Signed by a site that this one does not know"),
            Trust.UNSIGNED: _("Not signed"),
        }[self]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a pack: the public key in base64, and its name in the settings."""

    trust: Trust
    key: str = ""
    name: str = ""

    @property
    def is_trusted(self) -> bool:
        """Return whether the pack may come in without anybody vouching for it."""
        return self.trust in (Trust.OWN, Trust.KNOWN)


def public_key() -> str:
    """Return the site's public key in base64, for the settings of other sites."""
    return _encode(_private_key().public_key())


def sign(data: bytes) -> bytes:
    """Return the file with the site's signature of ``data``."""
    signature = {
        "algorithm": ALGORITHM,
        "public_key": public_key(),
        "signature": base64.b64encode(_private_key().sign(CONTEXT + data)).decode(),
    }
    return json.dumps(signature, indent=1).encode()


def signer_of(data: bytes, signature: bytes | None) -> Signer:
    """Tell who signed ``data``.

    Raises:
        PackError: if there is a signature and it does not fit: somebody changed the pack.
    """
    if signature is None:
        return Signer(Trust.UNSIGNED)
    try:
        fields = load_json(signature)
        if fields["algorithm"] != ALGORITHM:
            raise ValueError
        key = Ed25519PublicKey.from_public_bytes(_decode(fields["public_key"]))
        key.verify(_decode(fields["signature"]), CONTEXT + data)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        InvalidSignature,
    ) as error:
        raise PackError(
            gettext(
                "The signature of the pack does not fit: the file was changed after it "
                "was signed, or is damaged. Ask for it once more."
            )
        ) from error
    text = _encode(key)
    if text == public_key():
        return Signer(Trust.OWN, text)
    if name := _trusted().get(text):
        return Signer(Trust.KNOWN, text, name)
    return Signer(Trust.UNKNOWN, text)


def _trusted() -> dict[str, str]:
    """Return the names of the trusted keys, by key."""
    return {key: name for name, key in settings.PACK_TRUSTED_KEYS.items()}


def _private_key() -> Ed25519PrivateKey:
    text = settings.PACK_SIGNING_KEY or kept(KEY_FILE, _new_key)
    try:
        return Ed25519PrivateKey.from_private_bytes(_decode(text))
    except ValueError as error:
        raise ImproperlyConfigured(
            "PACK_SIGNING_KEY must be 32 random bytes in base64: see"
            " docs/operators/packs.md."
        ) from error


def _new_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def _encode(key: Ed25519PublicKey) -> str:
    return base64.b64encode(key.public_bytes_raw()).decode()


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
