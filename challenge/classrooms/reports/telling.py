"""When an educator is told a count of a class, so that watching it gives nobody away.

A class is small, its educator sees every pupil, and the report is open while they play. A
gate over one table is not enough then: whoever looks before and after one child's answer
knows it by the difference. So what was told stands still. It is told once most have
answered, and again only if the difference is one that might be told by itself:

- it is considered again only when so many have come since the last time that no look
  follows a single child;
- where it told how the answers fall apart, each part that was told must have changed by as
  many as the threshold, and so must what is left of the whole. The difference is a table
  then that the gate would let out as it is;
- it never tells a part that was hidden before, once it has told another: the hidden ones
  would follow from the older whole;
- once a child has gone of whom something was told, it is final: who went is known, and what
  is missing after would be theirs.

What is told goes through the gate as any other table, and what is hidden is not even kept.

All of that is done with blurred counts (see ``blurring``), since some of the children may be
the educator. So when a table is told again may follow from nothing that is to be protected:
from how many have answered where that is no secret, and by the calendar where it is.
All of it is pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from challenge.insight.disclosure import Margin, protect, threshold

# The name of the whole in a table; the other names are parts of it.
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be seen of a table, and which of its cells may not.

    ``asked`` is how many events (answers, or ends) there were when it was considered last,
    ``batches`` how often it has been considered; ``is_final`` tells that a child has gone
    since.
    """

    counts: Mapping[str, int]
    hidden: frozenset[str]
    asked: int = 0
    is_final: bool = False
    batches: int = 0

    @property
    def parts(self) -> set[str]:
        """Return the names of the parts that are seen."""
        return set(self.counts) - {WHOLE}


NOTHING = Shown({}, frozenset())


@dataclass(frozen=True, slots=True)
class Table:
    """The exact counts of a part of a module: a whole and the parts it falls into.

    ``events`` is how many there are of what one child changes by one. Where it is secret
    which children they are of, ``days`` is for how long the class has had the module, and
    ``hides_whole`` tells that the whole is a secret, too.
    """

    whole: int
    parts: Mapping[str, int]
    events: int
    days: int | None = None
    hides_whole: bool = False


def is_due(before: Shown, table: Table) -> bool:
    """Return whether a table is to be considered again.

    Once as many events as the threshold have come; of what is secret after 1, 2, 4, 8…
    days, whatever has come, and never again once a child has gone.
    """
    if before.is_final and before.parts:
        return False
    if table.days is not None:
        return not before.is_final and table.days >= 2**before.batches
    return abs(table.events - before.asked) >= threshold()


def renewed(before: Shown, table: Table) -> Shown | None:
    """Return what is to be told from now on, or None if nothing is to be considered.

    Args:
        before: what was told; NOTHING if nothing was.
        table: the counts now, blurred.
    """
    if not is_due(before, table):
        return None
    batches = before.batches + 1
    cells = {WHOLE: table.whole, **table.parts}
    gate = protect(cells, [Margin(WHOLE, tuple(table.parts))] if table.parts else [])
    now = Shown(
        {cell: n for cell, n in cells.items() if not gate.is_hidden(cell)},
        gate.hidden,
        table.events,
        batches=batches,
    )
    if not before.parts:
        return now
    kept = Shown(
        {cell: n for cell, n in now.counts.items() if cell in before.counts},
        frozenset(cells) - set(before.counts),
        table.events,
        batches=batches,
    )
    is_same = kept.counts.keys() == before.counts.keys()
    if is_same and _is_tellable(before, kept):
        return kept
    return Shown(before.counts, before.hidden, table.events, batches=batches)


def _is_tellable(before: Shown, after: Shown) -> bool:
    """Return whether the difference between two tables may be known."""
    changes = {name: after.counts[name] - before.counts[name] for name in after.parts}
    if after.hidden:
        whole = after.counts.get(WHOLE, 0) - before.counts.get(WHOLE, 0)
        changes[WHOLE] = whole - sum(changes.values())
    return all(abs(change) >= threshold() for change in changes.values())
