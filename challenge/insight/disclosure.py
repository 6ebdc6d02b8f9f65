"""The gate through which every count leaves: no small group of learners can be made out.

A count of a few tells of those few, so it is hidden (primary suppression), and so is what
would give it back: a count that leaves only a few of its sum, and as many further counts as
it takes until nobody can narrow a hidden one down by adding and subtracting (complementary
suppression; Hundepool, A. et al. (2012). Statistical Disclosure Control. Wiley, chapter 4).
How far one could is not guessed but worked out, by linear programming (``bounds``).

What is shown is rounded, besides: a table that is read before and after one child has
played must not say what that child did.

All of it is pure: the threshold is the only thing taken from the settings.
"""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.conf import settings

from challenge.insight.bounds import Room

# Below so many, a share is given in steps of 5 %: one more learner changes less than that.
WHOLE_PERCENT_FROM = 100
COARSE_PERCENT = 5
# More unknowns than this are not worked out; then everything around them is hidden.
MOST_UNKNOWNS = 80


@dataclass(frozen=True, slots=True)
class Margin:
    """A sum that a reader knows of: ``total`` is what ``parts`` add up to.

    ``is_group`` tells that the parts are what a group of learners did: then a part that
    all but a few share says as much about the few as their own count does.
    """

    total: Hashable
    parts: tuple[Hashable, ...]
    is_group: bool = True


class Protected:
    """A table as it may be seen. Hidden counts are None, everywhere and for good."""

    def __init__(self, visible: Mapping[Any, int], hidden: frozenset) -> None:
        self._visible = visible
        self.hidden = hidden

    @property
    def cells(self) -> frozenset:
        """Return the names of all cells, hidden ones too."""
        return frozenset(self._visible) | self.hidden

    def count(self, cell: Hashable) -> int | None:
        """Return a count, rounded; None if it is hidden or there is none."""
        exact = self._visible.get(cell)
        return None if exact is None else rounded(exact)

    def share(self, part: Hashable, of: Hashable) -> int | None:
        """Return one count in per cent of another; None if either is hidden."""
        return percent(self._visible.get(part), self._visible.get(of))

    def is_hidden(self, cell: Hashable) -> bool:
        """Return whether a count is there and may not be seen."""
        return cell in self.hidden


def threshold() -> int:
    """Return how many learners a count needs so that it may be seen."""
    return settings.INSIGHT_THRESHOLD


def protect(
    table: Mapping[Any, int],
    margins: Iterable[Margin] = (),
    *,
    least: int | None = None,
) -> Protected:
    """Return a table as it may be seen.

    Everything that is ever shown of the same learners belongs in one table: the parts and
    their sums, the breakdown by version and the one by language. What is shown of it later,
    in which order and how often, gives nothing further away.

    Args:
        table: counts, sums among them, by any name.
        margins: the sums that a reader knows of. A cell that is not in the table is unknown.
        least: the threshold; the setting's unless given.

    Raises:
        ValueError: if a count is negative or a margin does not add up.
    """
    least = threshold() if least is None else least
    margins = list(margins)
    _check(table, margins)
    small = _small(table, margins, least)
    hidden = set(small)
    while (exposed := _exposed(table, margins, small, hidden, least)) is not None:
        further = _next_to(exposed, table, margins, hidden)
        if not further:
            break
        hidden.add(min(further, key=lambda cell: (table[cell], str(cell))))
    # What was hidden first may have become needless; the large counts come back first.
    for cell in sorted(hidden - small, key=lambda cell: (-table[cell], str(cell))):
        if _exposed(table, margins, small, hidden - {cell}, least) is None:
            hidden.remove(cell)
    visible = {cell: n for cell, n in table.items() if cell not in hidden}
    return Protected(visible, frozenset(hidden))


def rounded(count: int) -> int:
    """Round a count to the nearest multiple of 5, the half-way ones upwards."""
    return (count + COARSE_PERCENT // 2) // COARSE_PERCENT * COARSE_PERCENT


def percent(part: float | None, of: int | None) -> int | None:
    """Return a share in whole per cent, or in steps of 5 where there are less than 100."""
    if part is None or not of:
        return None
    share = 100 * part / of
    if of >= WHOLE_PERCENT_FROM:
        return int(share + 0.5)
    return int(share / COARSE_PERCENT + 0.5) * COARSE_PERCENT


def series(counts: Sequence[int], *, least: int | None = None) -> list[int | None]:
    """Return counts that fall from step to step as they may be seen: who came how far.

    Only rounded, they say of a difference no more than that it is within five; that is
    what "fewer than 5" says, too. Small ones, and all that follow them, are hidden.

    Raises:
        ValueError: if the counts rise.
    """
    least = threshold() if least is None else least
    if any(later > earlier for earlier, later in pairwise(counts)):
        raise ValueError("Nobody comes to a later step without the earlier ones.")
    return [rounded(count) if count >= least else None for count in counts]


def bounds_of(
    cell: Hashable, visible: Mapping[Any, int], margins: Iterable[Margin]
) -> tuple[float, float]:
    """Return between which values a hidden count must lie, for whoever knows the rest."""
    room = _room(visible, list(margins), {cell})
    if cell not in room[0]:
        return 0, float("inf")
    most = room[1].most(cell)
    return float(room[1].least(cell)), float("inf") if most is None else float(most)


def _check(table: Mapping[Any, int], margins: Iterable[Margin]) -> None:
    if any(count < 0 for count in table.values()):
        raise ValueError("A count cannot be negative.")
    for margin in margins:
        cells = (margin.total, *margin.parts)
        if all(cell in table for cell in cells) and table[margin.total] != sum(
            table[part] for part in margin.parts
        ):
            raise ValueError(f"The parts of {margin.total!r} do not add up to it.")


def _small(
    table: Mapping[Any, int], margins: Iterable[Margin], least: int
) -> set[Hashable]:
    """Return the counts of a few, and those that leave only a few of their sum."""
    small = {cell for cell, count in table.items() if count < least}
    for margin in margins:
        if margin.is_group and margin.total in table and len(margin.parts) > 1:
            small.update(
                part
                for part in margin.parts
                if part in table and table[margin.total] - table[part] < least
            )
    return small


def _exposed(
    table: Mapping[Any, int],
    margins: list[Margin],
    small: set[Hashable],
    hidden: set[Hashable],
    least: int,
) -> Hashable | None:
    """Return a small count that can be narrowed down to less room than the threshold."""
    visible = {cell: n for cell, n in table.items() if cell not in hidden}
    left = set(small)
    while left:
        cell = min(left, key=str)
        unknowns, room = _room(visible, margins, {cell})
        if len(unknowns) > MOST_UNKNOWNS:
            return cell
        mine = sorted(left & unknowns, key=str)
        if cell not in unknowns:
            left.remove(cell)  # No sum that anybody knows of has it.
            continue
        lows = {one: table[one] for one in mine}
        highs: dict[Hashable, float] = {one: table[one] for one in mine}
        for one in mine:
            for search in (room.most, room.least):
                if highs[one] - lows[one] >= least:
                    break
                if search(one) is None:
                    highs[one] = float("inf")
                for name, value in room.point().items():
                    if name in lows:
                        lows[name] = min(lows[name], math.ceil(value))
                        highs[name] = max(highs[name], math.floor(value))
            if highs[one] - lows[one] < least:
                return one
        left.difference_update(mine)
    return None


def _room(
    visible: Mapping[Any, int], margins: list[Margin], start: set[Hashable]
) -> tuple[set[Hashable], Room]:
    """Return the unknowns that hang together with some, and what the sums leave open."""
    unknowns = set(start)
    used: set[int] = set()
    grew = True
    while grew:
        grew = False
        for number, margin in enumerate(margins):
            open_cells = {c for c in (margin.total, *margin.parts) if c not in visible}
            if number not in used and open_cells & unknowns:
                used.add(number)
                unknowns |= open_cells
                grew = True
    if not used:
        return set(), Room([], [])
    if len(unknowns) > MOST_UNKNOWNS:
        return unknowns, Room([], [])
    equations = [_equation(margins[number], visible) for number in sorted(used)]
    return unknowns, Room(sorted(unknowns, key=str), equations)


def _equation(
    margin: Margin, visible: Mapping[Any, int]
) -> tuple[dict[Hashable, int], int]:
    factors: dict[Hashable, int] = {}
    known = 0
    signed = [(margin.total, -1), *((part, 1) for part in margin.parts)]
    for cell, sign in signed:
        if cell in visible:
            known += sign * visible[cell]
        else:
            factors[cell] = factors.get(cell, 0) + sign
    return factors, -known


def _next_to(
    exposed: Hashable,
    table: Mapping[Any, int],
    margins: list[Margin],
    hidden: set[Hashable],
) -> set[Hashable]:
    """Return the visible counts to hide one of: parts beside the exposed one, then sums.

    Where all around it is hidden already, whatever hangs together with it is offered.
    """
    reached = {exposed}
    while True:
        around = [m for m in margins if reached & {m.total, *m.parts}]
        parts = {p for m in around for p in m.parts if p in table} - hidden
        if parts:
            return parts
        totals = {m.total for m in around if m.total in table} - hidden
        if totals:
            return totals
        wider = reached.union(*({m.total, *m.parts} for m in around))
        if wider == reached:
            return set()
        reached = wider
