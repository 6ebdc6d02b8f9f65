"""What is recorded together, and what its transaction knows and changes."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from challenge.progress.intake import (
    Accepted,
    Answer,
    Ignored,
    RefusedStep,
    Rejected,
    SentStep,
)
from challenge.progress.limits import Own
from challenge.progress.marks import ModuleProgress
from cms.publications.answer_keys import AnswerKey
from quizzes.grading import Grade


@dataclass(slots=True)
class Receipt:
    """What became of a batch: a result for each answer, in order, and the progress.

    ``refused`` are the steps of modules that are locked for the learner.
    """

    results: list[Accepted | Ignored | Rejected]
    progress: list[dict[str, object]]
    refused: list[RefusedStep] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Batch:
    """What one call brings: the learner's digests, graded answers and finished steps.

    ``locked`` are the modules that the learner's class keeps locked. Once it is committed,
    it has a ``receipt``, or an ``error``.
    """

    digests: Sequence[str]
    answers: Sequence[Answer]
    steps: Sequence[SentStep]
    keys: Mapping[str, AnswerKey]
    today: datetime.date
    learner_id: int = 0
    locked: set[str] = field(default_factory=set)
    receipt: Receipt | None = None
    error: Exception | None = None

    def __len__(self) -> int:
        return len(self.answers) + len(self.steps) + 1

    @property
    def open_answers(self) -> Sequence[Answer]:
        """The answers that may be recorded."""
        return [one for one in self.answers if one.module not in self.locked]

    @property
    def open_steps(self) -> Sequence[SentStep]:
        """The steps that may be recorded."""
        return [one for one in self.steps if one.module not in self.locked]

    @property
    def modules(self) -> set[str]:
        """The modules of which something may be recorded."""
        answered = {answer.module for answer in self.open_answers}
        return answered | {step.module for step in self.open_steps}


@dataclass(slots=True)
class Stored:
    """The first result of an attempt that was there before."""

    version: str
    item: str
    phase: str
    grade: Grade


@dataclass(slots=True)
class Ledger:
    """What a transaction knows and changes, by learner and uid or module.

    ``on_this_day`` counts the answers of each learner that were recorded on this day.
    """

    keys: dict[str, AnswerKey] = field(default_factory=dict)
    progress: dict[Own, ModuleProgress] = field(default_factory=dict)
    on_this_day: Counter[int] = field(default_factory=Counter)
    recorded: dict[Own, Answer] = field(default_factory=dict)
    stored: dict[Own, Stored] = field(default_factory=dict)
    refused: dict[Own, str] = field(default_factory=dict)

    def is_new(self, learner_id: int, answer: Answer) -> bool:
        """Return whether this answer is the one that was inserted under its uid."""
        return self.recorded.get((learner_id, answer.uid)) is answer
