"""Codes that people read from paper: Crockford base32, with readers' slips forgiven.

Crockford's alphabet leaves out I, L, O and U; on the way in case, spaces and dashes do not
matter, I and L are 1, O is 0 (https://www.crockford.com/base32.html), and digits may be
those of another script.
"""

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5
_GROUP = 4
_FORGIVEN = {"I": "1", "L": "1", "O": "0"}
# Dashes and the invisible marks that pasted right-to-left text brings along.
_SKIPPED_CATEGORIES = {"Pd", "Cf", "Zs", "Cc"}
_LONGEST_INPUT = 64


def grouped(symbols: str) -> str:
    """Write a code as it is shown: in groups of four, with dashes between."""
    starts = range(0, len(symbols), _GROUP)
    return "-".join(symbols[start : start + _GROUP] for start in starts)


def symbols_of(typed: str) -> str:
    """Return what somebody typed in capitals and ASCII digits, without what stands between."""
    symbols = []
    for character in unicodedata.normalize("NFKC", typed[:_LONGEST_INPUT]).upper():
        if unicodedata.category(character) in _SKIPPED_CATEGORIES:
            continue
        is_digit = character.isdecimal()
        symbols.append(str(unicodedata.decimal(character)) if is_digit else character)
    return "".join(symbols)


def read(typed: str, length: int) -> str:
    """Return the ``length`` symbols that somebody typed; "" if it cannot be such a code."""
    text = "".join(_FORGIVEN.get(symbol, symbol) for symbol in symbols_of(typed))
    return text if len(text) == length and set(text) <= set(ALPHABET) else ""


def encode(number: int, length: int) -> str:
    """Write a number below ``32 ** length`` in ``length`` symbols, the highest first."""
    places = reversed(range(length))
    return "".join(ALPHABET[(number >> (BITS * place)) & 31] for place in places)


def decode(symbols: str) -> int:
    """Return the number that ``encode`` wrote; every symbol must be of the alphabet."""
    number = 0
    for symbol in symbols:
        number = (number << BITS) | ALPHABET.index(symbol)
    return number
