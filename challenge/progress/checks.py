"""The check of a module as one learner has answered it: a form open, and one handed in.

Pure. The first answer to a question counts. What it was worth is noted when it comes and is
told to nobody until the form is handed in whole; from then on the form takes no answer. A
check that educators can pass may be answered again after that: the next answer opens the
form anew, and what was handed in before stands until the new one is handed in, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from challenge.progress.models import Phase

PHASES = (Phase.PRE, Phase.POST)

# Numerator and denominator.
Points = list[int]


@dataclass(slots=True)
class Check:
    """The answers of one learner in one phase of a module, by question.

    ``version`` is the content that was handed in, "" before that. ``handed_in`` is empty,
    too, for a module that was finished before it was noted.
    """

    answered: dict[str, Points] = field(default_factory=dict)
    handed_in: dict[str, Points] | None = None
    version: str = ""

    @property
    def is_closed(self) -> bool:
        """Return whether the form was handed in and not opened again since."""
        return self.handed_in is not None and not self.answered

    def refusal(self, item: str, *, is_passable: bool) -> str:
        """Return the code that says why no answer to a question counts now, or ""."""
        if item in self.answered:
            return "answered_before"
        return "handed_in" if self.is_closed and not is_passable else ""

    def missing(self, form: tuple[str, ...], asked: int | None) -> list[str]:
        """Return the questions that are open, if fewer are answered than are asked.

        Args:
            form: the questions of the form, in order.
            asked: how many of them a learner is asked; all, if None or if there are fewer.
        """
        if self.is_closed:
            return []
        left = [item for item in form if item not in self.answered]
        size = len(form) if asked is None else min(asked, len(form))
        return left if len(form) - len(left) < size else []

    def hand_in(self, version: str) -> bool:
        """Close the form; return whether it was open."""
        if self.is_closed:
            return False
        self.handed_in, self.answered, self.version = self.answered, {}, version
        return True


def checks_from(stored: Mapping[str, Mapping[str, Any]]) -> dict[str, Check]:
    """Return the checks of a learner's progress by phase, from what a database keeps."""
    return {phase: Check(**check) for phase, check in stored.items()}


def checks_to_store(checks: Mapping[str, Check]) -> dict[str, dict[str, object]]:
    """Return checks as a database keeps them."""
    return {
        phase: {
            "answered": check.answered,
            "handed_in": check.handed_in,
            "version": check.version,
        }
        for phase, check in checks.items()
    }
