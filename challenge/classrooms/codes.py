"""The code of a class: seven random symbols and one that catches slips of the hand.

The 23 symbols have no vowels, and none that looks like another. Because 23 is a prime and
the weights 2 to 8 differ, the check symbol finds every single wrong symbol and every swap
of two, next to each other or not (Verhoeff, Error Detecting Decimal Codes, 1969).
``frontend/src/lib/codes.ts`` has the same rule; ``tests/vectors/class_codes.json`` holds
the two together.
"""

import secrets

from challenge import crockford

ALPHABET = "BCDFGHJKMNPQRTVWXZ26789"
LENGTH = 8
# At least: all but those with a rude word in them, of which there are fewer than 15 in 100.
HOW_MANY = 85 * len(ALPHABET) ** (LENGTH - 1) // 100
_WEIGHTS = range(2, 9)

# Rude or hateful to readers of English or of Arabic in Latin letters, without vowels.
RUDE = (
    *(
        "BTCH",
        "B2CH",
        "CNT",
        "CCK",
        "CRP",
        "DCK",
        "FCK",
        "FKC",
        "FKN",
        "FGT",
        "FGG",
        "GTFH",
    ),
    *(
        "H8",
        "KKK",
        "MFKR",
        "NGR",
        "NGG",
        "N9G",
        "PRN",
        "PHK",
        "PRCK",
        "RPD",
        "RPT",
        "TWT",
    ),
    *(
        "TTZ",
        "VGN",
        "WNK",
        "WTF",
        "WHR",
        "XXX",
        "666",
        "69",
        "88",
        "ZB",
        "NK",
        "NM2",
        "TZ",
    ),
    *(
        "Q7B",
        "G7B",
        "K7B",
        "97B",
        "7MR",
        "KHR",
        "QHB",
        "GHB",
        "9HB",
        "MTNK",
        "7RM",
        "X7B",
    ),
)


def new_code() -> str:
    """Make a code of eight symbols; nobody else's is for the caller to see to."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in _WEIGHTS)
        code = body + check_symbol(body)
        if is_clean(code):
            return code


def check_symbol(body: str) -> str:
    """Return the symbol that makes the seven of ``body`` a code."""
    total = sum(
        weight * ALPHABET.index(symbol)
        for weight, symbol in zip(_WEIGHTS, body, strict=True)
    )
    return ALPHABET[total % len(ALPHABET)]


def check(code: str) -> bool:
    """Return whether eight symbols, as ``read`` gives them, can be a code."""
    return (
        len(code) == LENGTH
        and set(code) <= set(ALPHABET)
        and check_symbol(code[:-1]) == code[-1]
    )


def read(typed: str) -> str:
    """Return the code that somebody typed; "" if it can be none.

    Case, spaces, dashes and the digits of other scripts are forgiven. A symbol that no code
    has is not guessed at: which one was meant, nobody knows.
    """
    code = crockford.symbols_of(typed)
    return code if check(code) else ""


def shown(code: str) -> str:
    """Write a code as it is shown: ``XXXX-XXXX``."""
    return crockford.grouped(code)


def is_clean(code: str) -> bool:
    """Return whether no rude word can be read in a code."""
    return not any(word in code for word in RUDE)
