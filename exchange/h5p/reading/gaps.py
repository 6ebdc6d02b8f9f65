"""A text with gaps that words are dragged into."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from exchange import building, limits
from exchange.base import LeaveOut
from exchange.h5p.params import string, words
from exchange.h5p.reading.reader import Reader
from exchange.parts import Found, Word
from exchange.text import plain

# A solution between asterisks, as the library finds it.
STARRED = re.compile(r"\*(.*?)\*")


@dataclass(frozen=True, slots=True)
class Solution:
    """What stands between two asterisks: a word, its tip, and what is said if it is wrong.

    ``*word:tip\\+right\\-wrong*``; the source is ``parse-text.js`` of H5P.DragText.
    """

    text: str
    tip: str
    feedback: str

    @classmethod
    def read(cls, source: str) -> "Solution":
        """Return the parts of what stands between two asterisks."""
        tip = re.search(r":([^\\*]+)", source)
        right = re.search(r"\\\+([^\\*:]+)", source)
        wrong = re.search(r"\\-([^\\*:]+)", source)
        text = source
        for part in (tip, right, wrong):
            if part:
                text = text.replace(part[0], "", 1)
        return cls(
            plain(text), plain(tip[1]) if tip else "", plain(wrong[1]) if wrong else ""
        )


def read_drag_text(reader: Reader) -> Found:
    """Read H5P.DragText."""
    params = reader.params
    prompt = words(params, "taskDescription")
    text = string(params, "textField")
    distractors = string(params, "distractors")
    reader.budget.take_parts((text.count("*") + distractors.count("*")) // 2)
    solutions = [Solution.read(part) for part in STARRED.findall(text)]
    if not solutions:
        raise LeaveOut(gettext("It has no gaps."))
    others = [Solution.read(part) for part in STARRED.findall(distractors)]
    if any(solution.tip for solution in solutions):
        reader.notes.append(gettext("Tips are left out."))
    filled = [
        Word(solution.text, f"word {n}", feedback=solution.feedback)
        for n, solution in enumerate(solutions, 1)
    ]
    decoys = [
        Word(solution.text, f"distractor {n}") for n, solution in enumerate(others, 1)
    ]
    lines = STARRED.sub(building.GAP, text).replace("\n", "<br>")
    value, source = building.gap(
        prompt + text,
        building.gap_text(plain(lines)),
        filled,
        limits.decoys_of_gap(decoys, reader.notes),
    )
    source |= {f"g{n}": f"gap {n}" for n, _word in enumerate(filled, 1)}
    return reader.closed(Found("gap", value, source, prompt))
