"""The keys with which a platform signs, read from the address that the operator gave.

No other address is ever asked for: none that a message names, and none that an answer
leads on to. What is read is small, and the reading soon ends.
"""

import hashlib
import time

from django.core.cache import cache

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from challenge.lti.models import LtiPlatform
from challenge.lti.refusals import LaunchRefused
from quizzes.nesting import load_json

BITS = 2048
KEEP_SECONDS = 3600
# A key that is not among those at hand may be new: look again, but not at every call.
LOOK_AGAIN_SECONDS = 60
# A platform that did not answer is left alone for a moment; its launches wait for nothing.
SILENT_SECONDS = 10
CONNECT_SECONDS = 3
READ_SECONDS = 3
MOST_SECONDS = 6
MOST_BYTES = 128 * 1024


def key_of(platform: LtiPlatform, kid: str) -> RSAPublicKey:
    """Return the platform's public key with an id (RFC 7517, section 4.5).

    Raises:
        LaunchRefused: ``keys_unreachable`` if the platform does not answer as it should,
            ``bad_key`` if it has no RSA key of 2048 bits or more with that id.
    """
    digest = hashlib.sha256(platform.key_set_url.encode()).hexdigest()[:32]
    name = f"lti.keys.{platform.pk}.{digest}"
    held = cache.get(name)
    keys = _read_and_keep(platform, name) if held is None else held
    key = _find(keys, kid)
    if key is None and held and cache.add(f"{name}.again", 1, LOOK_AGAIN_SECONDS):
        key = _find(_read_and_keep(platform, name), kid)
    if key is None:
        raise LaunchRefused("bad_key")
    return key


def download(url: str) -> bytes:
    """Return what an https address answers with 200, within MOST_SECONDS and MOST_BYTES.

    Raises:
        OSError: if it does not; ``requests`` has its errors derived from it.
    """
    if not url.startswith("https://"):
        raise OSError("only https")
    ends = time.monotonic() + MOST_SECONDS
    body = b""
    with requests.get(
        url,
        headers={"Accept": "application/json"},
        timeout=(CONNECT_SECONDS, READ_SECONDS),
        allow_redirects=False,
        stream=True,
    ) as answer:
        if answer.status_code != 200:
            raise OSError("not 200")
        for piece in answer.iter_content(8192):
            body += piece
            if len(body) > MOST_BYTES or time.monotonic() > ends:
                raise OSError("too long")
    return body


def _read_and_keep(platform: LtiPlatform, name: str) -> list[dict[str, object]]:
    if cache.get(f"{name}.silent"):
        raise LaunchRefused("keys_unreachable")
    try:
        keys = _keys_in(download(platform.key_set_url))
    except (OSError, ValueError):
        cache.set(f"{name}.silent", 1, SILENT_SECONDS)
        raise LaunchRefused("keys_unreachable") from None
    cache.set(name, keys, KEEP_SECONDS)
    return keys


def _keys_in(body: bytes) -> list[dict[str, object]]:
    try:
        keys = load_json(body)["keys"]
    except (TypeError, KeyError) as error:
        raise ValueError("no key set") from error
    if not isinstance(keys, list):
        raise ValueError("no key set")
    return [key for key in keys if isinstance(key, dict) and key.get("kty") == "RSA"]


def _find(keys: list[dict[str, object]], kid: str) -> RSAPublicKey | None:
    for jwk in keys:
        if jwk.get("kid") != kid:
            continue
        try:
            key = RSAAlgorithm.from_jwk(jwk)
        except (jwt.InvalidKeyError, ValueError, TypeError):
            continue
        if isinstance(key, RSAPublicKey) and key.key_size >= BITS:
            return key
    return None
