"""Limit the nesting of JSON that comes from outside, before anything decodes it.

Decoders recurse once per level. On a thread with a small stack ``[`` × 8,000 ends the whole
process with a segmentation fault, which no ``except`` catches. So foreign bytes are decoded
here, or checked here first; ``tests/adversary/test_bodies.py`` finds decoders that are not.
"""

import base64
import json
from itertools import accumulate
from typing import Any

import msgspec

# The deepest JSON that this site or a package for it has is a third of this.
MOST_LEVELS = 64

_OPENING, _CLOSING = b"[{", b"]}"
_STEP = {**dict.fromkeys(_OPENING, 1), **dict.fromkeys(_CLOSING, -1)}
_NO_BRACKETS = bytes(set(range(256)) - set(_OPENING + _CLOSING))


class TooDeeplyNested(ValueError):  # noqa: N818 -- it is an answer, as Refused is
    """JSON is nested in more levels than ``MOST_LEVELS``."""

    def __init__(self) -> None:
        super().__init__(f"it is nested in more than {MOST_LEVELS} levels")


def check_nesting(data: bytes | str) -> None:
    """Check that JSON is not nested too deeply, in time proportional to its length.

    JSON that is invalid in other ways passes, unless it is too deep up to its first fault.

    Raises:
        TooDeeplyNested: if it has more levels than ``MOST_LEVELS``.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if data.count(b"[") + data.count(b"{") <= MOST_LEVELS:
        return
    # Brackets inside strings do not count: without escapes, every second part is outside.
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b"".join(plain.split(b'"')[::2])
    brackets = outside.translate(None, _NO_BRACKETS)
    if max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > MOST_LEVELS:
        raise TooDeeplyNested


def check_encoded_nesting(text: str) -> None:
    """Check JSON in base64url, as in the parts of a JWT; other text passes.

    Raises:
        TooDeeplyNested: if it has more levels than ``MOST_LEVELS``.
    """
    # Decoders skip what is no letter of base64, and so does this one.
    padded = text.encode("ascii", "ignore") + b"=="
    try:
        check_nesting(base64.urlsafe_b64decode(padded))
    except TooDeeplyNested:
        raise
    except ValueError:
        return


def check_token_nesting(token: str) -> None:
    """Check the header and the claims of a JWT, which are read before its signature.

    Raises:
        TooDeeplyNested: if one has more levels than ``MOST_LEVELS``.
    """
    for part in token.split(".")[:2]:
        check_encoded_nesting(part)


def load_json(data: bytes | str) -> Any:
    """Return what JSON in UTF-8 holds, read by the standard library.

    Raises:
        ValueError: if it is not JSON in UTF-8, or nested too deeply.
    """
    text = data.decode() if isinstance(data, bytes) else data
    check_nesting(text)
    return json.loads(text)


def decode_json(data: bytes | msgspec.Raw, wanted: Any = Any) -> Any:
    """Return what JSON holds as the type ``wanted``, read strictly by msgspec.

    Raises:
        ValueError: if it is not JSON (``msgspec.DecodeError``), nested too deeply, or not
            of that type (``msgspec.ValidationError``).
    """
    check_nesting(bytes(data))
    return msgspec.json.decode(data, type=wanted)
