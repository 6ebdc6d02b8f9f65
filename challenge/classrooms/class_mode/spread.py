"""How a class chose, as it may be seen by everybody in the room. Pure.

Fewer choices than the threshold are not shown at all. From there on the gate of
``challenge.insight.disclosure`` decides: where enough chose each option there is a share for
each; else one for the option that most chose, against all the others together, where those
are enough; else none.

A class that nearly agrees would then see nothing, and the round is there to be talked about.
So the option that most chose is always named: of those who chose another it says no more than
that they were not more. Of two that as many chose one is named, for that they are equal would
say exactly how many there are. Shares are rounded.

A share for some of the smaller options and not for others would be a riddle that can be
solved by whoever knows the rule; the tests solve all that there are in a small class.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from challenge.insight.disclosure import Margin, protect, threshold

# Names in the table beside the ids of options, which are never like this.
_ALL, _OTHERS = "*", "* others"


@dataclass(frozen=True, slots=True)
class Part:
    """One option: the share of those who chose it in per cent, or None if it is hidden."""

    option: str
    share: int | None
    is_most: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the choices of one turn lie over the options, in the order of the question."""

    turn: int
    parts: tuple[Part, ...]

    @property
    def is_hiding(self) -> bool:
        """Return whether a share is hidden to protect children."""
        return any(part.share is None for part in self.parts)


def spread_of(
    turn: int, counts: Mapping[str, int], options: Sequence[str]
) -> Spread | None:
    """Return how a class chose, or None if too few did.

    Args:
        turn: 1 or 2.
        counts: how many chose each option; those that nobody chose may be left out.
        options: the ids of all options, in the order of the question.
    """
    table = {option: counts.get(option, 0) for option in options}
    total = sum(table.values())
    if total < threshold():
        return None
    most = max(options, key=lambda option: table[option])
    shown = protect(table | {_ALL: total}, [Margin(_ALL, tuple(options))])
    if shown.hidden:
        others = total - table[most]
        # None of the others has as many: that must leave open how they lie among them.
        room = (len(options) - 1) * (table[most] - 1) - others
        two = {most: table[most], _OTHERS: others, _ALL: total}
        if room < threshold():
            two = {_ALL: total}
        shown = protect(two, [Margin(_ALL, (most, _OTHERS))])
    return Spread(
        turn,
        tuple(
            Part(option, shown.share(option, _ALL), option == most)
            for option in options
        ),
    )
