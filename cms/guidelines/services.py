"""Choose the editions that a reader compares."""

from dataclasses import dataclass

from cms.guidelines.differences import Difference, compare
from cms.guidelines.editions import Edition
from cms.guidelines.models import Guideline


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions of a guideline and what differs between them."""

    older: Edition
    newer: Edition
    differences: list[Difference]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many sections are added, removed, changed and the same."""
        found = dict.fromkeys(("added", "removed", "changed", "same"), 0)
        for difference in self.differences:
            found[difference.kind] += 1
        return found


def comparison_of(
    guideline: Guideline, first: int | None, second: int | None
) -> Comparison | None:
    """Return the comparison of two editions, or nothing if there are no such two.

    Args:
        guideline: a guideline.
        first: the year of one edition; None: the newest but one that has sections.
        second: the year of another, earlier or later; None: the newest with sections.
    """
    told = [edition for edition in guideline.all_editions if edition.sections]
    defaults = [edition.year for edition in told[:2]]
    if first is None or second is None:
        if len(defaults) < 2:
            return None
        first = defaults[1] if first is None else first
        second = defaults[0] if second is None else second
    older = guideline.edition(min(first, second))
    newer = guideline.edition(max(first, second))
    if older is None or newer is None or older == newer:
        return None
    found = compare(guideline.all_editions, older.year, newer.year)
    return Comparison(older, newer, found)
