"""The recovery card: eight Crockford base32 symbols (40 bits) to print or photograph."""

import secrets

from challenge import crockford
from challenge.learners.digests import digests

LENGTH = 8
HOW_MANY = len(crockford.ALPHABET) ** LENGTH
_SALT = "challenge.learners.card"


def new_card() -> str:
    """Make a card as it is shown: ``XXXX-XXXX``."""
    return crockford.grouped(
        "".join(secrets.choice(crockford.ALPHABET) for _ in range(LENGTH))
    )


def card_digests(card: str) -> tuple[str, ...]:
    """Return the digests under which the card may be stored, the current key's first.

    Empty when no card can be read in the text, however it is spelt.
    """
    symbols = crockford.read(card, LENGTH)
    return digests(_SALT, symbols) if symbols else ()
