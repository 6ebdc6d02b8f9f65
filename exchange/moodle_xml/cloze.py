"""Moodle's embedded answers: ``{1:MULTICHOICE:=right#why~wrong~%50%half}`` in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext

from exchange.budget import MAX_PARTS, Budget
from exchange.building import GAP
from exchange.parts import Answer
from exchange.text import as_text

LISTS = {"MULTICHOICE", "MC", "MULTICHOICE_S", "MCS"}
BUTTONS = {
    *("MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"),
    *("MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"),
}
BOXES = {
    *("MULTIRESPONSE", "MR", "MULTIRESPONSE_S", "MRS"),
    *("MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_HS", "MRHS"),
}
NUMBERS = {"NUMERICAL", "NM"}
_PART = re.compile(
    r"\{\s{0,9}\d{0,9}\s{0,9}:\s{0,9}([A-Z_]{1,30})\s{0,9}:((?:\\.|[^\\{}]++)*+)\}",
    re.DOTALL,
)
_WEIGHT = re.compile(r"\s*(?:(=)|%(-?\d{1,9}(?:\.\d{0,20})?)%\s*=?)")


@dataclass(frozen=True, slots=True)
class Part:
    """The answers at one place of the text; with a ``reason``, they cannot be asked here."""

    type: str
    answers: Sequence[Answer]
    reason: str = ""

    @property
    def multiple(self) -> bool:
        """Return whether several may be ticked."""
        return self.type in BOXES

    @property
    def right(self) -> list[Answer]:
        """Return the answers that give all points."""
        return [answer for answer in self.answers if answer.weight >= 100]

    @property
    def fits_gap(self) -> bool:
        """Return whether it can be a gap: one right word, and nothing to say to the others."""
        return (
            self.type in LISTS
            and len(self.answers) > 1
            and len(self.right) == 1
            and all(
                answer.weight >= 100 or not (answer.feedback or answer.weight)
                for answer in self.answers
            )
        )


def cloze_parts(source: str, budget: Budget) -> tuple[str, list[Part]]:
    """Return a text with ``GAP`` for each of its answers, and the answers.

    Raises:
        LeaveOut: if it has too many places, or one of them too many answers.
        TooMuch: if the file has more than the budget.
    """
    parts: list[Part] = []
    found = list(islice(_PART.finditer(source), MAX_PARTS + 1))
    budget.take_parts(len(found))
    for each in found:
        budget.take_parts(each[2].count("~"))

    def take(found: re.Match[str]) -> str:
        parts.append(_part(found[1], found[2]))
        return GAP

    return _PART.sub(take, source), parts


def _part(type_: str, source: str) -> Part:
    if type_ in NUMBERS:
        return Part(
            type_, (), gettext("It asks for a number: nothing here may be typed.")
        )
    if type_ not in LISTS | BUTTONS | BOXES:
        return Part(
            type_, (), gettext("It asks for a word to type: nothing here may be typed.")
        )
    answers = []
    # A “#” after “&” begins an entity, not the feedback.
    given = [each for each in re.split(r"(?<!\\)~", source) if each.strip()]
    for number, each in enumerate(given, start=1):
        weight = _WEIGHT.match(each)
        text, *feedback = re.split(
            r"(?<![\\&])#", each[weight.end() if weight else 0 :], maxsplit=1
        )
        share = 0.0 if not weight else 100.0 if weight[1] else float(weight[2])
        answers.append(
            Answer(
                _words(text),
                share,
                _words(feedback[0]) if feedback else "",
                f"answer {number}",
            )
        )
    return Part(type_, tuple(answers))


def _words(source: str) -> str:
    text = as_text(re.sub(r"\\([}#~/\"\\=])", r"\1", source), "html")
    return " ".join(text.split())
