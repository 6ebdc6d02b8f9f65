"""The form in which the id that a device gave an answer is stored.

A device may use any UUID, and some tell more than is kept about a child: version 7 holds
the millisecond, versions 1 and 6 the time and the address of the network card (RFC 9562).
"""

import hashlib

_DAY_MILLISECONDS = 86_400_000
_VARIANT = frozenset("89ab")


def stored_id(sent: str) -> str:
    """Return the 32 hexadecimal digits under which an answer with this id is stored.

    A random id (version 4) and one whose time is only a day (version 7, as our own devices
    make them) are stored as they are; of every other the first half of its SHA-256. The same
    id always gives the same result, so that sending an answer twice changes nothing.

    Args:
        sent: a UUID in its usual form, or without hyphens; upper or lower case.
    """
    digits = sent.replace("-", "").lower()
    if digits[16] in _VARIANT:
        version = digits[12]
        if version == "4":
            return digits
        if version == "7" and int(digits[:12], 16) % _DAY_MILLISECONDS == 0:
            return digits
    return hashlib.sha256(f"attempt {digits}".encode()).hexdigest()[:32]
