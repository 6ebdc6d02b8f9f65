"""The recovery card: eight Crockford base32 symbols (40 bits) to print or photograph.

Crockford's alphabet leaves out I, L, O and U; readers' slips are forgiven on the way in:
case, spaces, dashes, I and L for 1, O for 0 (https://www.crockford.com/base32.html), and
digits as another script writes them.
"""

import secrets
import unicodedata

from challenge.learners.digests import digests

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_SALT = "challenge.learners.card"
_FORGIVEN = {"I": "1", "L": "1", "O": "0"}
# Dashes and the invisible marks that pasted right-to-left text brings along.
_SKIPPED_CATEGORIES = {"Pd", "Cf", "Zs", "Cc"}
_LONGEST_INPUT = 64


def new_card() -> str:
    """Make a card as it is shown: ``XXXX-XXXX``."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{symbols[:4]}-{symbols[4:]}"


def card_digests(card: str) -> tuple[str, ...]:
    """Give the digests under which the card may be stored, the current key's first.

    Empty when no card can be read in the text, however it is spelt.
    """
    symbols = _read(card)
    return digests(_SALT, symbols) if symbols else ()


def _read(card: str) -> str:
    symbols = []
    for character in unicodedata.normalize("NFKC", card[:_LONGEST_INPUT]).upper():
        if unicodedata.category(character) in _SKIPPED_CATEGORIES:
            continue
        if character.isdecimal():
            character = str(unicodedata.decimal(character))
        symbols.append(_FORGIVEN.get(character, character))
    text = "".join(symbols)
    return text if len(text) == LENGTH and set(text) <= set(ALPHABET) else ""
