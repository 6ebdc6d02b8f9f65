"""When a finished module comes back: two reviews, two and six weeks after it was finished.

Pure functions over days. The rule is a fixed, simple one. In a class of 353 children of 8 to
13 who had learnt to spot phishing, the skill was back where it began after four weeks;
retrieval spread over time holds better than the same amount at once, and growing gaps do
about as well as equal ones (sources in docs/developers/review.md).

Nothing is lost by coming late: what is due stays due, and counts on the day it is done.
"""

import datetime
from dataclasses import dataclass

FIRST_AFTER = datetime.timedelta(days=14)
AGAIN_AFTER = datetime.timedelta(days=42)


@dataclass(slots=True)
class Days:
    """The days of one learner with one module; none is finer than a day, none goes back."""

    finished_on: datetime.date | None = None
    reviewed_on: datetime.date | None = None
    reviewed_again_on: datetime.date | None = None

    @property
    def reviews(self) -> int:
        """Return how many of the two reviews are done."""
        return sum(
            day is not None for day in (self.reviewed_on, self.reviewed_again_on)
        )

    @property
    def due_on(self) -> datetime.date | None:
        """Return the day from which the next review is due; None when none is to come.

        The second keeps a distance of ``FIRST_AFTER`` to a first one that came late.
        """
        if self.finished_on is None or self.reviewed_again_on is not None:
            return None
        if self.reviewed_on is None:
            return self.finished_on + FIRST_AFTER
        return max(self.finished_on + AGAIN_AFTER, self.reviewed_on + FIRST_AFTER)

    def is_due(self, day: datetime.date) -> bool:
        """Return whether a review is due on ``day``."""
        return self.due_on is not None and self.due_on <= day

    def finish(self, day: datetime.date) -> None:
        """Note that the module is finished; only the first time counts."""
        self.finished_on = self.finished_on or day

    def review(self, day: datetime.date) -> bool:
        """Note a review on ``day`` if one is due then; tell whether it was."""
        if not self.is_due(day):
            return False
        if self.reviewed_on is None:
            self.reviewed_on = day
        else:
            self.reviewed_again_on = day
        return True
