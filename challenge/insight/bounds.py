"""How far an unknown count can be narrowed down from the sums that are known.

Whoever reads a table can add and subtract: what is hidden is whatever the sums leave open.
This module finds that room exactly, by the simplex method (Dantzig, G. B. (1951); with the
rule of Bland, R. G. (1977), New finite pivoting rules for the simplex method, Mathematics
of Operations Research, 2(2), 103-107, under which it always ends). Numbers stay whole as
long as the sums allow it, so nothing is lost to rounding.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

Number = int | Fraction
Equation = tuple[Mapping[Hashable, int], int]


class Room:
    """What equations leave open for unknowns that are no less than 0."""

    def __init__(
        self, unknowns: Sequence[Hashable], equations: Iterable[Equation]
    ) -> None:
        """Take the unknowns, and equations as ``({unknown: factor}, sum)``.

        Raises:
            ValueError: if no values fulfil the equations.
        """
        self._column = {name: index for index, name in enumerate(unknowns)}
        self._rows: list[list[Number]] = []
        self._basis: list[int] = []
        self._start(list(equations))

    def most(self, unknown: Hashable) -> Number | None:
        """Return the highest value that the unknown can have; None if there is no end."""
        return self._push(self._column[unknown], 1)

    def least(self, unknown: Hashable) -> Number:
        """Return the lowest value that the unknown can have."""
        found = self._push(self._column[unknown], -1)
        return -found if found else 0

    def point(self) -> dict[Hashable, Number]:
        """Return values that fulfil the equations: those at which the last search ended."""
        values: list[Number] = [0] * len(self._column)
        for index, row in zip(self._basis, self._rows, strict=True):
            values[index] = row[-1]
        return {name: values[index] for name, index in self._column.items()}

    def _start(self, equations: list[Equation]) -> None:
        """Find values that fulfil the equations, with one helper an equation."""
        known, helpers = len(self._column), len(equations)
        for number, (factors, total) in enumerate(equations):
            row: list[Number] = [0] * (known + helpers + 1)
            for name, factor in factors.items():
                row[self._column[name]] += factor
            row[-1] = total
            if total < 0:
                row = [-value for value in row]
            row[known + number] = 1
            self._rows.append(row)
            self._basis.append(known + number)
        costs = [0] * known + [-1] * helpers
        if self._climb(costs, known + helpers) != 0:
            raise ValueError("No counts fulfil these sums.")
        self._drop_helpers(known)

    def _drop_helpers(self, known: int) -> None:
        kept = []
        for index in range(len(self._rows)):
            if self._basis[index] >= known:
                row = self._rows[index]
                entering = next((c for c in range(known) if row[c]), None)
                if entering is None:
                    continue  # The equation follows from the others.
                self._pivot(index, entering)
            kept.append(index)
        self._rows = [[*self._rows[i][:known], self._rows[i][-1]] for i in kept]
        self._basis = [self._basis[i] for i in kept]

    def _push(self, column: int, sign: int) -> Number | None:
        costs = [0] * len(self._column)
        costs[column] = sign
        return self._climb(costs, len(costs))

    def _climb(self, costs: Sequence[int], width: int) -> Number | None:
        """Walk to where the costs add up to most; give the sum, None if there is no end."""
        while True:
            weights = [costs[index] for index in self._basis]
            entering = next(
                (
                    column
                    for column in range(width)
                    if costs[column]
                    > sum(
                        weight * row[column]
                        for weight, row in zip(weights, self._rows, strict=True)
                        if weight
                    )
                ),
                None,
            )
            if entering is None:
                return sum(
                    weight * row[-1]
                    for weight, row in zip(weights, self._rows, strict=True)
                )
            ratios = [
                (_divide(row[-1], row[entering]), self._basis[index], index)
                for index, row in enumerate(self._rows)
                if row[entering] > 0
            ]
            if not ratios:
                return None
            self._pivot(min(ratios)[2], entering)

    def _pivot(self, leaving: int, entering: int) -> None:
        pivot = self._rows[leaving][entering]
        own = [_divide(value, pivot) for value in self._rows[leaving]]
        for index, row in enumerate(self._rows):
            factor = row[entering]
            if index != leaving and factor:
                self._rows[index] = [
                    value - factor * part for value, part in zip(row, own, strict=True)
                ]
        self._rows[leaving] = own
        self._basis[leaving] = entering


def _divide(value: Number, by: Number) -> Number:
    """Divide; whole numbers stay so where they can."""
    if by == 1:
        return value
    if by == -1:
        return -value
    return Fraction(value) / by
