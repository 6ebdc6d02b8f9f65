"""The shapes of a class's report: nothing in them that was not let out."""

import datetime
from dataclasses import dataclass, field

from challenge.insight.shown import Figure


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question, with its share in per cent."""

    label: str
    share: Figure
    is_right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question of practice: how many pupils answered it, and how.

    ``facility`` is the share of points in per cent at the first answer. ``to_talk`` tells
    that it is among those that went worst.
    """

    id: str
    label: str
    n: Figure
    facility: Figure
    most_chosen: Answer | None
    answers: list[Answer]
    to_talk: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A check, before or after: pupils, and share of points in per cent."""

    n: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class Ends:
    """How far a class came, as it was told: pupils, and those of them who have finished."""

    pupils: Figure
    finished: Figure


@dataclass(frozen=True, slots=True)
class Mark:
    """How far one seat is in one module: ``state`` is "" before it is begun."""

    module: str
    state: str = ""
    stars: int = 0

    @property
    def row(self) -> list[bool]:
        """Return each of the three stars: whether it is won."""
        return [place <= self.stars for place in (1, 2, 3)]


@dataclass(frozen=True, slots=True)
class Place:
    """A seat with its marks in the modules that are not sensitive, in their order."""

    id: str
    label: str
    avatar: str
    is_joined: bool
    marks: list[Mark]

    @property
    def animal(self) -> str:
        """Return the name of the picture of its animal."""
        return self.avatar.partition("-")[0]

    @property
    def shade(self) -> str:
        """Return the classes that colour it."""
        return f"shade shade--{self.avatar.partition('-')[2] or 'teal'}"


@dataclass(frozen=True, slots=True)
class Module:
    """An assigned module; ``started`` has no value where it is sensitive.

    The shares of those who started and finished are of all who joined, in per cent. Who may
    not see the seats is shown ``came`` alone of how far the class is.
    """

    key: str
    title: str
    url: str
    due_on: datetime.date | None
    is_sensitive: bool
    started: Figure
    finished: Figure
    started_share: Figure
    finished_share: Figure
    before: Check
    after: Check
    gain: Figure
    came: Ends
    questions: list[Question] = field(default_factory=list)

    @property
    def to_talk(self) -> list[Question]:
        """Return the questions to talk about, the worst first."""
        chosen = [question for question in self.questions if question.to_talk]
        return sorted(chosen, key=lambda question: question.facility.value or 0)


@dataclass(frozen=True, slots=True)
class Report:
    """What a class did, as its educator may know it."""

    joined: int
    seats: int
    modules: list[Module]
    places: list[Place]

    @property
    def open_modules(self) -> list[Module]:
        """Return the modules of which is told how far each seat is."""
        return [module for module in self.modules if not module.is_sensitive]

    @property
    def has_talk(self) -> bool:
        """Return whether there are questions to talk about."""
        return any(module.to_talk for module in self.modules)
