"""The token a device keeps: ``cop_`` + 160 random bits + a checksum, in base62.

The prefix lets secret scanners find a leaked token, and the checksum refuses a mistyped
one without asking the database (the form of GitHub's tokens, 2021).
"""

import re
import secrets
import zlib

from challenge.learners.digests import digests

PREFIX = "cop_"
BITS = 160
_SALT = "challenge.learners.token"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# 62 ** 27 > 2 ** 160 and 62 ** 6 > 2 ** 32.
_SECRET_LENGTH = 27
_CHECK_LENGTH = 6
_SHAPE = re.compile(
    rf"{PREFIX}([0-9A-Za-z]{{{_SECRET_LENGTH}}})([0-9A-Za-z]{{{_CHECK_LENGTH}}})"
)


class InvalidTokenError(ValueError):
    """The text is no token of ours: wrong shape, or a checksum that does not fit."""


def new_token() -> str:
    """Make a token; the caller stores its digest and gives the token away once."""
    secret = _base62(secrets.randbits(BITS), _SECRET_LENGTH)
    return PREFIX + secret + _checksum(secret)


def token_digests(token: str) -> tuple[str, ...]:
    """Return the digests under which ``token`` may be stored, the current key's first.

    Raises ``InvalidTokenError`` for anything that ``new_token`` cannot have made.
    """
    match = _SHAPE.fullmatch(token)
    if match is None or _checksum(match[1]) != match[2]:
        raise InvalidTokenError
    return digests(_SALT, token)


def _checksum(secret: str) -> str:
    return _base62(zlib.crc32(secret.encode()), _CHECK_LENGTH)


def _base62(number: int, length: int) -> str:
    symbols = []
    for _ in range(length):
        number, rest = divmod(number, 62)
        symbols.append(_ALPHABET[rest])
    return "".join(reversed(symbols))
