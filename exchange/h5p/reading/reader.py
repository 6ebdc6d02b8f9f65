"""What the builders of all libraries need: a content's pictures, lines and notes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from exchange import building
from exchange.archives import Archive
from exchange.budget import Budget
from exchange.h5p.package import FOLDER
from exchange.h5p.params import (
    at,
    entries,
    flag,
    longest_list,
    number,
    string,
    words,
)
from exchange.parts import Found, Picture
from exchange.pictures import of_package
from exchange.questions import ITSELF, Question
from exchange.text import plain

# What programs give as a title when nobody wrote one.
UNTITLED = re.compile(r"(Untitled|New|Unbenannt)\b", re.IGNORECASE)


def library_of(content: Any) -> str:
    """Return the name of a content's library, without its version; "" for none."""
    return string(content, "library").partition(" ")[0]


def title_of(content: Any) -> str:
    """Return the title that somebody wrote for a content; "" for none."""
    title = plain(string(content, "metadata", "title"))
    return "" if UNTITLED.match(title) else title


def answer(number_: int) -> str:
    """Return how the source of an id calls an answer, from 1."""
    return f"answer {number_}"


@dataclass(slots=True)
class Reader:
    """Reads one content, and collects what it shows and what it loses.

    ``kind`` is the kind of the question where it is known. What is built is taken from
    ``budget``.
    """

    archive: Archive
    content: Any
    locale: str
    kind: str = ""
    budget: Budget = field(default_factory=Budget)
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def question(self, build: Callable[["Reader"], Found]) -> Question:
        """Return the question that ``build`` makes of the content.

        Raises:
            LeaveOut: if it makes none.
            TooMuch: if the file has more than the budget.
        """
        self.budget.take_parts(longest_list(self.params))
        found = build(self)
        title = title_of(self.content)
        value = {"title": title, "prompt": found.prompt or title, **found.value}
        if "picture" not in value:
            picture = self._medium()
            if picture:
                value["picture"] = picture
        source = dict(found.source)
        id_ = string(self.content, "subContentId")
        if id_:
            source[ITSELF] = id_
        return Question(
            kind=found.kind,
            title=title,
            value=value,
            source=source,
            pictures=self.pictures,
            notes=tuple(dict.fromkeys(self.notes)),
        )

    @property
    def params(self) -> Any:
        """Return the parameters of the content, of whatever shape."""
        return at(self.content, "params")

    def picture(self, file: Any, alt: str) -> Picture | None:
        """Return a file of the package as a question shows it, or None."""
        path = string(file, "path")
        if not path:
            return None
        # The "#tmp" that editors put behind a path is passed over, as any fragment is.
        name = of_package(self.archive, path, FOLDER, self.pictures, self.notes)
        return {"file": name, "alt": plain(alt)} if name is not None else None

    def _medium(self) -> Picture | None:
        """Return the picture above the question; note a film or a sound."""
        medium = at(self.params, "media")
        # Until some version of each library the library itself stood here.
        if isinstance(at(medium, "type"), dict):
            medium = at(medium, "type")
        if library_of(medium) in ("H5P.Video", "H5P.Audio"):
            self.notes.append(gettext("Sound and film are left out."))
            return None
        return self.picture(
            at(medium, "params", "file"), string(medium, "params", "alt")
        )

    def closed(self, found: Found) -> Found:
        """Return what was found with the overall feedback for all points, and for none."""
        right = wrong = ""
        for range_ in entries(self.params, "overallFeedback"):
            said = words(range_, "feedback")
            # A line about the points; here none are shown.
            if re.search(r"@(score|total)|:(num|total)\b", said):
                continue
            first, last = number(range_, "from"), number(range_, "to")
            if last is not None and last >= 100 and said:
                right = said
            if first is not None and first <= 0 and said:
                wrong = said
        return building.closed(found, right, wrong)

    def note_single_point(self) -> None:
        """Note that the file gives one point for all or nothing."""
        if flag(self.params, "behaviour", "singlePoint"):
            self.notes.append(
                gettext(
                    "The file gives points only when all of it is right; here each "
                    "right part counts."
                )
            )
