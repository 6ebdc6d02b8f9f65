"""Chance in what is told of a class, so that nobody's answer follows from the others'.

An educator can hold cards of seats and answer there, so may know what everybody answered but
one child. Whatever is then a function of the answers alone tells that child's: no threshold
helps. So each count gets a random whole number added before anything is decided on it: the
two-sided geometric mechanism (Ghosh, A., Roughgarden, T., Sundararajan, M. (2012).
Universally utility-maximizing privacy mechanisms. SIAM Journal on Computing, 41(6)). A count
that is off by one is then at most ``odds`` times as likely as the true one.

Answers are told in batches, and each child's is in one. What one child answered changes the
cells of one batch by so little that all that is ever told is at most ``ODDS`` times as likely
for one answer as for another, whatever else somebody knows or does. What is made of the
blurred counts afterwards (gate, shares, tables that stand still) adds nothing to it.

The chance of a cell and batch is drawn once, by a keyed hash: to look again is no new draw.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.crypto import salted_hmac

from challenge.classrooms.reports.telling import WHOLE, Table

# How much more likely what is told may be for one answer of a child than for another.
ODDS = 4.0
_SALT = "challenge.classrooms.reports.blurring"
_BITS = 64

Chance = Callable[[str, float], int]


def cells(table: Table) -> Mapping[str, tuple[int, float]]:
    """Return the counts that are blurred, each with the odds of being off by one.

    A child that answers otherwise changes one of two parts, which follow from each other,
    or two of several. Where it is secret who answered at all, it changes the whole as well,
    unless the whole is known.
    """
    names = list(table.parts)
    if not names:
        return {}
    if len(names) > 2:
        return {name: (table.parts[name], ODDS**0.5) for name in names}
    first = names[0], table.parts[names[0]]
    if table.hides_whole:
        return {WHOLE: (table.whole, ODDS**0.5), first[0]: (first[1], ODDS**0.5)}
    return {first[0]: (first[1], ODDS)}


def blurred(table: Table, chance: Chance, most: int) -> Table:
    """Return a table as it may be told: blurred, with parts that still add up.

    Args:
        table: the exact counts.
        chance: the number to add to a cell, for its name and odds.
        most: how many pupils there are, which the whole never exceeds. More may have
            answered where some have left since.
    """
    found = {name: n + chance(name, odds) for name, (n, odds) in cells(table).items()}
    if not found:
        return table
    whole = min(max(0, found.pop(WHOLE, table.whole)), most)
    names = list(table.parts)
    parts = {name: min(max(0, found[name]), whole) for name in names if name in found}
    if len(names) == 2:
        parts[names[1]] = whole - parts[names[0]]
    return replace(table, whole=whole, parts=_fitted(parts, whole))


def drawn(*name: str) -> Chance:
    """Return the chance of a table that is told in batches, the last of them included.

    Args:
        name: what the table is, and last the number of the batch, counted from 1. Each
            batch adds a chance of its own to those before.
    """
    *table, batches = name

    def chance(cell: str, odds: float) -> int:
        return sum(
            noise(odds, *table, cell, str(batch))
            for batch in range(1, int(batches) + 1)
        )

    return chance


def noise(odds: float, *name: str) -> int:
    """Return a whole number of the two-sided geometric distribution, the same for a name.

    P(z) = (odds - 1) / (odds + 1) / odds ** abs(z).
    """
    digest = salted_hmac(_SALT, "\n".join(name), algorithm="sha256").digest()
    drawn_ = int.from_bytes(digest[:8]) / 2**_BITS
    size = 0
    # P(abs(z) > size) = 2 / (odds + 1) / odds ** size.
    while drawn_ < 2 / (odds + 1) / odds**size:
        size += 1
    return size if digest[8] % 2 else -size


def _fitted(parts: Mapping[str, int], whole: int) -> dict[str, int]:
    """Return parts that add up to the whole: what is over or missing goes to the largest."""
    fitted = dict(parts)
    while over := sum(fitted.values()) - whole:
        largest = max(fitted, key=lambda name: (fitted[name], name))
        fitted[largest] -= min(over, fitted[largest]) if over > 0 else over
    return fitted
