"""The code on a certificate: says which module and which month, and that we said so.

A code is 80 bits in sixteen Crockford base32 symbols, ``XXXX-XXXX-XXXX-XXXX``: twelve bits
count the months since January 2020, and the other 68 are the first of an HMAC-SHA256 over
month and module key, made with the site's secret key. The module is found again by trying
those of the site. Nothing is stored, and nothing in a code comes from a learner: everybody
who finished the module in a month has the same code.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from challenge import crockford
from challenge.learners.digests import digests

LENGTH = 16
_SALT = "challenge.rewards.certificate"
_FIRST_YEAR = 2020
_MONTH_BITS = 12
_SEAL_HEX = 17
_SEAL_BITS = 4 * _SEAL_HEX


@dataclass(frozen=True, slots=True)
class Claim:
    """What a certificate says: this module was finished, in the month of ``month``."""

    module: str
    month: datetime.date


def sign(claim: Claim) -> str:
    """Return the code of a claim as it is shown.

    Raises:
        ValueError: if the month is before 2020 or after 2361.
    """
    number = _number(claim.month)
    seal = _seals(claim.module, number)[0]
    both = (number << _SEAL_BITS) | int(seal, 16)
    return crockford.grouped(crockford.encode(both, LENGTH))


def read(typed: str, modules: Iterable[str]) -> Claim | None:
    """Return the claim of a code, however it was typed; None if none of ``modules`` fits.

    A code made with a former secret key is good as long as ``SECRET_KEY_FALLBACKS`` has it.
    """
    symbols = crockford.read(typed, LENGTH)
    if not symbols:
        return None
    both = crockford.decode(symbols)
    number, seal = both >> _SEAL_BITS, f"{both & (1 << _SEAL_BITS) - 1:0{_SEAL_HEX}x}"
    years, months = divmod(number, 12)
    month = datetime.date(_FIRST_YEAR + years, months + 1, 1)
    # One of 2 ** 68 is not guessed, so that comparing in constant time would guard nothing.
    fitting = (module for module in modules if seal in _seals(module, number))
    return next((Claim(module, month) for module in fitting), None)


def _number(month: datetime.date) -> int:
    number = (month.year - _FIRST_YEAR) * 12 + month.month - 1
    if not 0 <= number < 1 << _MONTH_BITS:
        raise ValueError(f"No code can say the month of {month.isoformat()}.")
    return number


def _seals(module: str, number: int) -> list[str]:
    return [digest[:_SEAL_HEX] for digest in digests(_SALT, f"{number}:{module}")]
