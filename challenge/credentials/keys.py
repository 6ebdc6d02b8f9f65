"""The key with which this site signs educators' credentials: RSA, for RS256 (RFC 7518).

Open Badges 3.0 asks every host to know RS256 and none to know another. The key comes from
CREDENTIAL_SIGNING_KEY, or is made once and kept beside the data. The public keys of former
ones are in CREDENTIAL_FORMER_KEYS, so that what they signed can still be checked.
"""

import base64
import binascii
import hashlib
import json
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_der_public_key,
)
from jwt.algorithms import RSAAlgorithm

from cms.key_files import kept

ALGORITHM = "RS256"
BITS = 2048
KEY_FILE = "credential_signing_key"


def signing_key() -> RSAPrivateKey:
    """Return the site's key.

    Raises:
        ImproperlyConfigured: if CREDENTIAL_SIGNING_KEY is no RSA key of 2048 bits or more.
    """
    return _private(settings.CREDENTIAL_SIGNING_KEY or kept(KEY_FILE, _new_key))


def signing_id() -> str:
    """Return the id of the site's key, a JWK thumbprint (RFC 7638)."""
    return _jwk(signing_key().public_key())["kid"]


def public_keys() -> dict[str, RSAPublicKey]:
    """Return the keys whose signatures are good, by id: the site's, then its former ones.

    Raises:
        ImproperlyConfigured: if one of CREDENTIAL_FORMER_KEYS is no public RSA key.
    """
    keys = [signing_key().public_key(), *map(_public, settings.CREDENTIAL_FORMER_KEYS)]
    return {_jwk(key)["kid"]: key for key in keys}


def jwks() -> list[dict[str, str]]:
    """Return the public keys as JWKs (RFC 7517)."""
    return [_jwk(key) for key in public_keys().values()]


def _jwk(key: RSAPublicKey) -> dict[str, str]:
    numbers = RSAAlgorithm.to_jwk(key, as_dict=True)
    required = {name: numbers[name] for name in ("e", "kty", "n")}
    text = json.dumps(required, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).digest()
    thumbprint = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return required | {"kid": thumbprint, "alg": ALGORITHM, "use": "sig"}


@cache
def _private(text: str) -> RSAPrivateKey:
    try:
        key = load_der_private_key(_decode(text), password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, RSAPrivateKey) or key.key_size < BITS:
        raise ImproperlyConfigured(
            "CREDENTIAL_SIGNING_KEY must be an RSA key of 2048 bits or more, PKCS #8 in"
            " DER, in base64: see docs/operators/credentials.md."
        )
    return key


@cache
def _public(text: str) -> RSAPublicKey:
    try:
        key = load_der_public_key(_decode(text))
    except ValueError:
        key = None
    if not isinstance(key, RSAPublicKey):
        raise ImproperlyConfigured(
            "CREDENTIAL_FORMER_KEYS must be public RSA keys in DER, in base64: see"
            " docs/operators/credentials.md."
        )
    return key


def _new_key() -> str:
    key = generate_private_key(public_exponent=65537, key_size=BITS)
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return base64.b64encode(der).decode()


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
