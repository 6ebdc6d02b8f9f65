"""Whoever watches a report: what they can work out from all that they were ever shown.

The watcher sees every child come and go, so the sizes are known; adds and subtracts all
that was told, whenever; and knows all of the linear programming that there is. A few of the
children are the watcher's own: seats whose answers are known.

The insider knows everything but what one child answered, and how likely chance is.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from challenge.classrooms.reports.blurring import Chance, blurred, cells
from challenge.classrooms.reports.telling import NOTHING, Shown, Table, is_due, renewed
from challenge.insight.bounds import Room

Counts = Mapping[str, int]


@dataclass
class Watcher:
    """Keeps who came and went between two things that were told, and what was told."""

    parts: tuple[str, ...]
    came: list[dict[str, int]] = field(default_factory=lambda: [{}])
    # (when they came, when they went) -> counts
    went: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)
    # (when, what was told, the watcher's own answers then)
    told: list[tuple[int, Counts, Counts]] = field(default_factory=list)
    own: Counter[str] = field(default_factory=Counter)

    def plays(self, part: str, sign: int = 1) -> None:
        """Note that the watcher answers at a seat, or has one erased."""
        self.own[part] += sign

    def comes(self, part: str) -> int:
        """Note a child, and give when it came."""
        self.came[-1][part] = self.came[-1].get(part, 0) + 1
        return len(self.came) - 1

    def goes(self, when: int, part: str) -> None:
        """Note that a child who came at some time is erased."""
        counts = self.went.setdefault((when, len(self.came) - 1), {})
        counts[part] = counts.get(part, 0) + 1

    def sees(self, shown: Counts) -> None:
        """Note what is told, where it is news."""
        if not self.told or self.told[-1][1] != shown:
            self.told.append((len(self.came) - 1, dict(shown), Counter(self.own)))
            self.came.append({})

    def check(self) -> None:
        """Fail if the part of any child follows from what is known."""
        unknowns, equations = self._known()
        sizes = {
            ("came", time): sum(one.values()) for time, one in enumerate(self.came)
        }
        sizes |= {("went", *name): sum(one.values()) for name, one in self.went.items()}
        room = Room(unknowns, equations)
        for name, size in sizes.items():
            for part in self.parts if size else ():
                cell = (*name, part)
                most = room.most(cell)
                least = room.least(cell)
                # None of them, or all of them: then it is known of each.
                assert most is None or most >= 1, (cell, self)
                assert least <= size - 1, (cell, self)

    def _known(self) -> tuple[list[Any], list[Any]]:
        equations: list[tuple[dict[Any, int], int]] = []
        unknowns: list[Any] = []
        for time, one in enumerate(self.came):
            cells = [("came", time, part) for part in self.parts]
            unknowns += cells
            equations.append((dict.fromkeys(cells, 1), sum(one.values())))
        for name, one in self.went.items():
            cells = [("went", *name, part) for part in self.parts]
            unknowns += cells
            equations.append((dict.fromkeys(cells, 1), sum(one.values())))
        # Who goes is one of those who came.
        for time in range(len(self.came)):
            for part in self.parts:
                gone = [("went", *name, part) for name in self.went if name[0] == time]
                stayed = ("stayed", time, part)
                unknowns.append(stayed)
                factors = dict.fromkeys([*gone, stayed], -1) | {("came", time, part): 1}
                equations.append((factors, 0))
        for time, shown, own in self.told:
            for part in self.parts:
                if part not in shown:
                    continue
                factors = {("came", i, part): 1 for i in range(time + 1)}
                factors |= {
                    ("went", *name, part): -1 for name in self.went if name[1] <= time
                }
                equations.append((factors, shown[part] - own[part]))
        return unknowns, equations


@dataclass
class Insider:
    """Knows all answers but one child's, and compares two worlds in which it differs.

    ``answers`` are what the child does in the one and in the other; None is nothing. In
    both worlds the same is seen: the second needs another chance for it, and ``loss`` adds
    up how much less likely that is at most (in nats).
    """

    parts: tuple[str, ...]
    answers: tuple[str | None, str | None]
    is_secret: bool = False
    others: Counter[str] = field(default_factory=Counter)
    is_there: bool = False
    told: Shown = NOTHING
    loss: float = 0.0
    _needed: Counter[str] = field(default_factory=Counter)

    def happens(self, part: str, number: int) -> None:
        """Let so many of the others answer, or be erased, in both worlds."""
        self.others[part] = max(0, self.others[part] + number)

    def looks(self, chance: Chance, days: int = 0) -> None:
        """Look at the report; fail if the worlds can be told apart for certain."""
        one, other = (self._table(answer, days) for answer in self.answers)
        assert is_due(self.told, one) == is_due(self.told, other), self
        if not is_due(self.told, one):
            return
        needed = Counter[str]()
        for name, (n, odds) in cells(one).items():
            needed[name] = n - cells(other)[name][0]
            self.loss += abs(needed[name] - self._needed[name]) * math.log(odds)
        self._needed = needed
        most = 60
        shown = blurred(one, chance, most)
        same = blurred(
            other, lambda name, odds: chance(name, odds) + needed[name], most
        )
        # What is said of when to look again is no secret, so it is alike.
        assert shown == replace(same, events=shown.events), self
        self.told = renewed(self.told, shown) or self.told

    def goes_from_the_class(self) -> None:
        """Note that somebody has gone: what was told stands for good."""
        self.told = replace(self.told, is_final=True)

    def _table(self, answer: str | None, days: int) -> Table:
        counts = {
            part: self.others[part] + (self.is_there and part == answer)
            for part in self.parts
        }
        whole = sum(counts.values())
        if self.is_secret:
            return Table(whole, counts, whole, days, hides_whole=True)
        return Table(whole, counts, whole)
