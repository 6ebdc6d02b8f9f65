"""The shapes of what is shown: figures with their words, and nothing that was not let out."""

from dataclasses import dataclass, field

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is shown: None where it is hidden, or where there is nothing yet."""

    value: int | None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what it is of, how many, and which share.

    ``right`` tells whether the answer is right, or None where there is no right one.
    """

    label: str
    n: Figure
    share: Figure
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The figures of one version, or of one language; ``shares`` are those of answers."""

    label: str
    n: Figure
    share: Figure
    shares: list[Figure] = field(default_factory=list)


@dataclass(slots=True)
class ItemFigures:
    """What may be shown of a question in one phase."""

    id: str
    phase: str
    phase_label: str
    label: str
    kind: str
    n: Figure
    facility: Figure
    discrimination: Figure
    answers: list[Line] = field(default_factory=list)
    withheld: str = ""
    by_version: list[Breakdown] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the id of its place in the report."""
        return f"item-{self.phase}-{self.id}"

    @property
    def answers_caption(self) -> str:
        """Name the table of answers for those who hear it."""
        return gettext("Answers to: %(question)s") % {"question": self.label}

    @property
    def versions_caption(self) -> str:
        """Name the table of versions for those who hear it."""
        return gettext("By version and language: %(question)s") % {
            "question": self.label
        }

    @property
    def shared_answers(self) -> list[Line]:
        """Return the answers that are told apart by version; none where there are many."""
        return self.answers if any(row.shares for row in self.by_version) else []


@dataclass(slots=True)
class Gain:
    """How much was gained of what there was to gain; in per cent, the gain as a share."""

    n: Figure
    before: Figure
    after: Figure
    gain: Figure


@dataclass(slots=True)
class ModuleFigures:
    """What may be shown of a module."""

    key: str
    title: str
    started: Figure
    finished: Figure
    finished_share: Figure
    gain: Gain
    is_sensitive: bool
    is_enough: bool
    by_version: list[Breakdown] = field(default_factory=list)
    steps: list[Line] = field(default_factory=list)
    items: list[ItemFigures] = field(default_factory=list)
