"""What the lint says about a module."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> Promise:
        """Return the word for editors."""
        return {Level.ERROR: _("Error"), Level.WARNING: _("Warning")}[self]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in what an editor wrote.

    ``path`` is Wagtail's content path, such as ``("steps", block id, "options", entry id,
    "text")``; ``labels`` are the words for it, outermost first. ``in_check`` is True for
    a place in the module's quiz, which has a form of its own.
    """

    path: tuple[str, ...]
    labels: tuple[str, ...]
    in_check: bool = False

    @property
    def content_path(self) -> str:
        """Return the path as Wagtail's links write it: ``steps.<id>.options.<id>.text``."""
        return ".".join(self.path)

    def __str__(self) -> str:
        return " › ".join(self.labels)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    Attributes:
        rule: the id of the rule, such as "words.blame"; docs/editors/checks.md explains it.
        level: an error must be mended, a warning be looked at.
        place: where it stands.
        message: what was found.
        advice: what to do about it.
        subject: what in the place it is about, such as the words found; it tells two
            findings of one rule in one place apart and is in no language's words.
    """

    rule: str
    level: Level
    place: Place
    message: str
    advice: str
    subject: str = ""
