"""The gate through which every count leaves: no small group of learners can be made out.

A count of a few tells of those few, so it is hidden (primary suppression), and so is what
would give it back: a count that leaves only a few of its sum, and as many further counts as
it takes until nobody can narrow a hidden one down by adding and subtracting (complementary
suppression; Hundepool, A. et al. (2012). Statistical Disclosure Control. Wiley, chapter 4).
How far one could is not guessed but worked out, by linear programming (``bounds``). A figure
that is made of counts is one more equation: the points of a question are a weighted sum of
its answers, and are seen as a share, so a reader knows that sum to within the rounding.

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

from challenge.insight.bounds import Equation, Room

# Below so many, a share is given in steps of 5 %: one more learner changes less than that.
WHOLE_PERCENT_FROM = 100
COARSE_PERCENT = 5
# The steps in which the share of a sum is tried to be shown, until it gives nothing away.
STEPS = (1, COARSE_PERCENT, 10)
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


@dataclass(frozen=True, slots=True)
class Relation:
    """What a reader knows of a weighted sum of counts: it lies between two values.

    ``low`` or ``high`` is None where the sum has no such limit.
    """

    weights: Mapping[Any, int]
    low: int | None
    high: int | None


class Protected:
    """A table as it may be seen. Hidden counts are None, everywhere and for good."""

    def __init__(
        self,
        visible: Mapping[Any, int],
        hidden: frozenset,
        steps: Mapping[Any, int] | None = None,
    ) -> None:
        self._visible = visible
        self._steps = steps or {}
        self.hidden = hidden

    @property
    def cells(self) -> frozenset:
        """Return the names of all cells, hidden ones too."""
        return frozenset(self._visible) | self.hidden

    def count(self, cell: Hashable) -> int | None:
        """Return a count, rounded; None if it is hidden or there is none.

        Raises:
            ValueError: if the gate let it out as a share alone.
        """
        if cell in self._steps:
            raise ValueError(f"{cell!r} may be seen as a share alone.")
        exact = self._visible.get(cell)
        return None if exact is None else rounded(exact)

    def share(self, part: Hashable, of: Hashable) -> int | None:
        """Return one count in per cent of another; None if either is hidden."""
        step = self._steps.get(part)
        return percent(self._visible.get(part), self._visible.get(of), step)

    def step(self, cell: Hashable) -> int | None:
        """Return in what steps, in per cent, a sum is told that is seen as a share alone."""
        return self._steps.get(cell)

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
    relations: Iterable[Relation] = (),
    shares: Mapping[Any, Any] | None = None,
    unseen: Iterable[Hashable] = (),
    least: int | None = None,
) -> Protected:
    """Return a table as it may be seen.

    Everything that is ever shown of the same learners belongs in one table: the parts and
    their sums, the breakdown by version and the one by language. What is shown of it later,
    in which order and how often, gives nothing further away.

    Args:
        table: counts, sums among them, by any name.
        margins: the sums that a reader knows of. A cell that is not in the table is unknown.
        relations: what else a reader knows of sums, such as what points are given for.
        shares: the cells that are seen only in per cent of another cell, with that cell.
            One that would give a hidden count away is shown in larger steps, or hidden.
        unseen: the cells that are never shown; a reader must not find small ones either.
        least: the threshold; the setting's unless given.

    Raises:
        ValueError: if a count is negative or a margin does not add up.
    """
    least = threshold() if least is None else least
    margins, shares = list(margins), dict(shares or {})
    _check(table, margins)
    small = _small(table, margins, least)
    plain = _Known(table, margins)
    hidden = set(small)
    while (exposed := _exposed(plain, small, hidden, least)) is not None:
        further = _next_to(exposed, table, margins, hidden)
        if not further:
            break
        hidden.add(min(further, key=plain.by_size))
    # What was hidden first may have become needless; the large counts come back first.
    for cell in sorted(hidden - small, key=plain.by_size, reverse=True):
        if _exposed(plain, small, hidden - {cell}, least) is None:
            hidden.remove(cell)
    # Shares are looked at anew: they tell less than counts, but also what is in relations.
    hidden |= {*shares, *unseen}
    known = _Known(table, margins, relations, shares)
    steps = _steps(known, small, hidden, least)
    hidden -= steps.keys()
    visible = {cell: n for cell, n in table.items() if cell not in hidden}
    return Protected(visible, frozenset(hidden), steps)


def _steps(
    known: "_Known", small: set[Hashable], hidden: set[Hashable], least: int
) -> dict[Hashable, int]:
    """Return the shares that may be seen, the largest first, each with its rounding."""
    steps: dict[Hashable, int] = {}
    for cell in sorted(known.shares.keys() - small, key=known.by_size, reverse=True):
        if (of := known.shares[cell]) in hidden:
            continue
        there = hidden - steps.keys() - {cell}
        for step in STEPS[STEPS.index(_finest(known.table[of])) :]:
            tried = steps | {cell: step}
            near = small & known.around({cell}, there, tried)[0]
            if _exposed(known, near, there, least, tried) is None:
                steps = tried
                break
    return steps


def rounded(count: int) -> int:
    """Round a count to the nearest multiple of 5, the half-way ones upwards."""
    return (count + COARSE_PERCENT // 2) // COARSE_PERCENT * COARSE_PERCENT


def percent(part: float | None, of: int | None, step: int | None = None) -> int | None:
    """Return a share in per cent, in steps of 1, or of 5 where there are less than 100."""
    if part is None or not of:
        return None
    step = step or _finest(of)
    return int(100 * part / of / step + 0.5) * step


def _finest(of: int) -> int:
    return 1 if of >= WHOLE_PERCENT_FROM else COARSE_PERCENT


def _within(part: int, of: int, step: int) -> tuple[int, int]:
    """Return between which whole numbers a count lies of which a reader sees the share."""
    share = int(100 * part / of / step + 0.5) * step
    low = -(-of * (2 * share - step) // 200)
    high = -(-of * (2 * share + step) // 200) - 1
    return min(part, max(0, low)), max(part, min(of, high))


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
    cell: Hashable,
    visible: Mapping[Any, int],
    margins: Iterable[Margin],
    relations: Iterable[Relation] = (),
) -> tuple[float, float]:
    """Return between which values a hidden count must lie, for whoever knows the rest."""
    unknowns, room = _Known(visible, list(margins), relations).room({cell}, set())
    if cell not in unknowns:
        return 0, float("inf")
    most = room.most(cell)
    return float(room.least(cell)), float("inf") if most is None else float(most)


class _Known:
    """What a reader knows of a table: its sums, and what is seen as a share."""

    def __init__(
        self,
        table: Mapping[Any, int],
        margins: Iterable[Margin],
        relations: Iterable[Relation] = (),
        shares: Mapping[Any, Any] | None = None,
    ) -> None:
        self.table = table
        self.shares = shares or {}
        sums = [_as_relation(margin) for margin in margins]
        self._relations = [*sums, *relations]
        self._with: dict[Hashable, list[int]] = {}
        for number, relation in enumerate(self._relations):
            for cell in relation.weights:
                self._with.setdefault(cell, []).append(number)

    def by_size(self, cell: Hashable) -> tuple[int, str]:
        """Return what sorts cells by their counts."""
        return self.table[cell], str(cell)

    def around(
        self,
        start: set[Hashable],
        hidden: set[Hashable],
        steps: Mapping[Hashable, int],
    ) -> tuple[set[Hashable], list[int]]:
        """Return the unknowns that hang together with some, and the numbers of the sums."""
        unknowns = set(start)
        used: set[int] = set()
        to_do = list(start)
        while to_do:
            for number in self._with.get(to_do.pop(), ()):
                if number in used:
                    continue
                used.add(number)
                for cell in self._relations[number].weights:
                    is_open = cell not in self.table or cell in hidden or cell in steps
                    if is_open and cell not in unknowns:
                        unknowns.add(cell)
                        to_do.append(cell)
        return unknowns, sorted(used)

    def room(
        self,
        start: set[Hashable],
        hidden: set[Hashable],
        steps: Mapping[Hashable, int] | None = None,
    ) -> tuple[set[Hashable], Room]:
        """Return the unknowns that hang together with some, and what is left open."""
        steps = steps or {}
        unknowns, used = self.around(start, hidden, steps)
        if not used:
            return set(), Room([], [])
        if len(unknowns) > MOST_UNKNOWNS:
            return unknowns, Room([], [])
        names: list[Hashable] = sorted(unknowns, key=str)
        lowest: dict[Hashable, int] = {}
        equations: list[Equation] = []
        # An unknown of a Room is no less than 0; what has another least is counted from it.
        for cell in [name for name in names if name in steps]:
            n, of = self.table[cell], self.table[self.shares[cell]]
            lowest[cell], high = _within(n, of, steps[cell])
            names.append(above := ("\0up to", cell))
            equations.append(({cell: 1, above: 1}, high - lowest[cell]))
        for number in used:
            relation = self._relations[number]
            factors: dict[Hashable, int] = {}
            done = 0
            for cell, weight in relation.weights.items():
                if cell in unknowns:
                    factors[cell] = weight
                    done += weight * lowest.get(cell, 0)
                else:
                    done += weight * self.table[cell]
            if relation.low == relation.high is not None:
                equations.append((factors, relation.high - done))
                continue
            if relation.low is not None:
                names.append(over := ("\0over", number))
                equations.append((factors | {over: -1}, relation.low - done))
            if relation.high is not None:
                names.append(below := ("\0below", number))
                equations.append((factors | {below: 1}, relation.high - done))
        return unknowns, Room(names, equations)


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
    known: _Known,
    small: set[Hashable],
    hidden: set[Hashable],
    least: int,
    steps: Mapping[Hashable, int] | None = None,
) -> Hashable | None:
    """Return a small count that can be narrowed down to less room than the threshold."""
    table = known.table
    left = set(small)
    while left:
        cell = min(left, key=str)
        unknowns, room = known.room({cell}, hidden, steps)
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


def _as_relation(margin: Margin) -> Relation:
    weights: dict[Hashable, int] = {margin.total: -1}
    for part in margin.parts:
        weights[part] = weights.get(part, 0) + 1
    return Relation(weights, 0, 0)


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
