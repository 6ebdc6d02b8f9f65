"""How progress grows: pure functions, and the one place that knows the rules of stars.

``marks`` and ``versions`` only ever grow (a join semilattice: sets are united, scores keep
their maximum), and ``state`` and ``stars`` are monotonic functions of the two. So the order
in which answers arrive, and how often, cannot matter: whatever the network did, the same
answers give the same progress.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from challenge.progress.checks import Check, Points
from challenge.progress.models import State
from challenge.progress.spacing import Days
from cms.publications.answer_keys import AnswerKey

# The least mean, in thousandths, for each further star.
TWO_STARS = 600
THREE_STARS = 850

Marks = dict[str, int | None]


def thousandths(numerator: int, denominator: int) -> int | None:
    """Return a score in whole thousandths, halves up; None where there is none to score."""
    if not denominator:
        return None
    return (2000 * numerator + denominator) // (2 * denominator)


@dataclass(slots=True)
class ModuleProgress:
    """One learner's progress in one module, while it is worked on."""

    module: str
    marks: Marks = field(default_factory=dict)
    versions: list[str] = field(default_factory=list)
    state: str = State.STARTED
    stars: int = 0
    days: Days = field(default_factory=Days)
    checks: dict[str, Check] = field(default_factory=dict)
    daily_answers: dict[str, int] = field(default_factory=dict)
    changed: bool = False

    @property
    def finished(self) -> bool:
        """Return whether every step of a version was done."""
        return self.state == State.FINISHED

    def play(self, version: str) -> None:
        """Note that the learner plays this version."""
        if version not in self.versions:
            self.versions = sorted([*self.versions, version])
            self.changed = True

    def mark(self, step: str, score: int | None) -> None:
        """Note that a step is done, with a score in thousandths if it is a question."""
        if step not in self.marks or _above(score, self.marks[step]):
            self.marks[step] = score
            self.changed = True

    def count(self, item: str) -> None:
        """Note one more answer to a question on this day."""
        self.daily_answers[item] = self.daily_answers.get(item, 0) + 1
        self.changed = True

    def answer_check(self, phase: str, item: str, points: Points) -> None:
        """Note the first answer to a question of a check."""
        self.checks.setdefault(phase, Check()).answered[item] = points
        self.changed = True

    def review(self, day: datetime.date) -> None:
        """Note that a question of the module was answered again, if a review is due."""
        if self.days.review(day):
            self.changed = True

    def settle(self, keys: Mapping[str, AnswerKey]) -> None:
        """Bring state and stars up to the marks, by the versions played.

        A version whose key is no longer kept can add nothing: what it gave stays.
        """
        for version in self.versions:
            key = keys.get(version)
            if key is None or not all(step in self.marks for step in key.steps):
                continue
            stars = stars_for(self.marks, key.graded)
            if not self.finished or stars > self.stars:
                self.state = State.FINISHED
                self.stars = max(self.stars, stars)
                self.changed = True

    def entry(self) -> dict[str, object]:
        """Return the entry of the API."""
        return {
            "module": self.module,
            "state": self.state,
            "stars": self.stars,
            "steps_done": sorted(self.marks),
            "pearls": int(self.finished),
            "reviews": self.days.reviews,
        }


def stars_for(marks: Mapping[str, int | None], graded: Iterable[str]) -> int:
    """Return the stars of a finished module: by the mean of its best scores.

    An item that was never answered counts 0. A module without graded items gives one star,
    for finishing.
    """
    scores = [marks.get(item) or 0 for item in graded]
    if not scores:
        return 1
    # Half a thousandth for each item gives back what rounding may have taken: the mean of
    # 1/3, 1/3, 1/3, 1 and 1 is three fifths, and three fifths it must be.
    mean = (sum(scores) + len(scores) / 2) / len(scores)
    if mean >= THREE_STARS:
        return 3
    return 2 if mean >= TWO_STARS else 1


def _above(score: int | None, best: int | None) -> bool:
    return score is not None and (best is None or score > best)
