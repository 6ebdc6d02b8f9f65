"""Whoever watches a report: what they can work out from all that they were ever shown.

The watcher sees every child come and go, so the sizes are known; adds and subtracts all
that was told, whenever; and knows all of the linear programming that there is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from challenge.insight.bounds import Room

Counts = Mapping[str, int]


@dataclass
class Watcher:
    """Keeps who came and went between two things that were told, and what was told."""

    parts: tuple[str, ...]
    came: list[dict[str, int]] = field(default_factory=lambda: [{}])
    # (when they came, when they went) -> counts
    went: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)
    told: list[tuple[int, Counts]] = field(default_factory=list)

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
            self.told.append((len(self.came) - 1, dict(shown)))
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
        for time, shown in self.told:
            for part in self.parts:
                if part not in shown:
                    continue
                factors = {("came", i, part): 1 for i in range(time + 1)}
                factors |= {
                    ("went", *name, part): -1 for name in self.went if name[1] <= time
                }
                equations.append((factors, shown[part]))
        return unknowns, equations
