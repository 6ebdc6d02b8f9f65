"""Contents that hold others, and the places of what they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from exchange import extras
from exchange.archives import Archive
from exchange.base import attempt
from exchange.budget import Budget
from exchange.h5p.notes import FORM, is_noted, note_of
from exchange.h5p.params import at, entries, string, too_deep, words
from exchange.h5p.reading.choices import read_single_choice
from exchange.h5p.reading.content import read_content
from exchange.h5p.reading.reader import Reader, library_of, title_of
from exchange.questions import LeftOut, Question, part_of, place, shorten
from quizzes.kinds.base import Form

MAX_DEPTH = 8
# Where the list is, and where in an entry the content is.
CONTAINERS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "H5P.QuestionSet": ("questions", ()),
        "H5P.Column": ("content", ("content",)),
        "H5P.RowColumn": ("content", ("content",)),
        "H5P.Row": ("columns", ("content",)),
        "H5P.InteractiveBook": ("chapters", ()),
    }
)


@dataclass(slots=True)
class Walker:
    """Goes through what is nested in each other, and counts the questions."""

    archive: Archive
    locale: str
    budget: Budget = field(default_factory=Budget)
    count: int = 0

    def walk(self, content: Any, depth: int) -> Iterator[Question | LeftOut]:
        """Yield the questions of one content: ``{library, params, metadata}``."""
        library = library_of(content)
        container = CONTAINERS.get(library)
        if container is not None and depth >= MAX_DEPTH:
            self.count += 1
            what = title_of(content) or library
            yield LeftOut(place(self.count), shorten(what, 80), too_deep())
            return
        if container is None:
            self.count += 1
            yield from self._asking(content, library, place(self.count))
            return
        name, path = container
        for entry in entries(content, "params", name):
            yield from self.walk(at(entry, *path), depth + 1)

    def _asking(
        self, content: Any, library: str, where: str
    ) -> Iterator[Question | LeftOut]:
        if library == "H5P.SingleChoiceSet":
            yield from self._single_choices(content, where)
            return
        what = shorten(title_of(content) or library, 80)
        for found in attempt(where, what, lambda: [self._noted(content)]):
            is_b = string(content, "params", FORM) == "B"
            yield _placed(found, where, "B" if is_b else "A")

    def _noted(self, content: Any) -> Question:
        """Return the question of a content with what our own export noted."""
        note = note_of(content)
        question = read_content(
            Reader(
                self.archive, content, self.locale, note[0] if note else "", self.budget
            )
        )
        return extras.give_back(question, note) if is_noted(content) else question

    def _single_choices(self, content: Any, where: str) -> Iterator[Question | LeftOut]:
        for number, choice in enumerate(entries(content, "params", "choices"), 1):
            part = {
                "library": "H5P.SingleChoiceSet",
                "params": choice,
                "subContentId": string(choice, "subContentId"),
            }
            part_place = part_of(where, number)
            read = partial(self._single_choice, part)
            what = shorten(words(choice, "question"), 80)
            for found in attempt(part_place, what, read):
                yield _placed(found, part_place)

    def _single_choice(self, part: Any) -> list[Question]:
        reader = Reader(self.archive, part, self.locale, budget=self.budget)
        return [reader.question(read_single_choice)]


def _placed(
    found: Question | LeftOut, where: str, form: Form = "A"
) -> Question | LeftOut:
    if isinstance(found, LeftOut):
        return found
    return replace(found, where=where, form=form)
