"""A text in which words are marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from exchange import building
from exchange.base import LeaveOut, no_right_answer
from exchange.h5p.params import words
from exchange.h5p.reading.reader import Reader
from exchange.parts import Found, Piece
from quizzes import kinds

MAX_WORDS = 1_000
# Punctuation before and after a word that no learner marks, as mark-the-words.js has it.
BEFORE = '[({⟨¿¡“"«„'
AFTER = '",….:;?!])}⟩»”'


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text to mark, with the punctuation round it."""

    before: str
    text: str
    after: str
    role: str

    @classmethod
    def read(cls, word: str) -> "Token":
        """Return one word: a single asterisk at both ends makes it one to find."""
        rest = word.lstrip(BEFORE)
        text = rest.rstrip(AFTER)
        before, after = word.removesuffix(rest), rest.removeprefix(text)
        bare = text.replace("**", "")
        is_sign = len(bare) > 2 and bare[0] == bare[-1] == "*"
        if is_sign:
            text = text[1:-1]
        text = re.sub(r"\*(\*?)", r"\1", text)
        return cls(before, text, after, "sign" if is_sign else "fine")


def read_mark_the_words(reader: Reader) -> Found:
    """Read H5P.MarkTheWords."""
    prompt = words(reader.params, "taskDescription")
    text = words(reader.params, "textField")
    tokens = [Token.read(word) for word in text.split(maxsplit=MAX_WORDS)]
    if len(tokens) > MAX_WORDS:
        raise LeaveOut(
            gettext("Its text has more than %(limit)d words.") % {"limit": MAX_WORDS}
        )
    if not any(token.role == "sign" for token in tokens):
        raise no_right_answer()
    pieces = _grouped(_with_punctuation(tokens), reader.notes)
    value, source = building.mark(prompt + text, pieces)
    return reader.closed(Found("mark", value, source, prompt))


def _with_punctuation(tokens: Sequence[Token]) -> list[Piece]:
    """Return words as pieces; the punctuation beside one to find is a piece of its own."""
    pieces = []
    for number, token in enumerate(tokens, 1):
        source = f"word {number}"
        if token.role == "fine":
            text = token.before + token.text + token.after
            role = "fine" if token.text else "plain"
            pieces.append(Piece(text, role, source))
            continue
        if token.before:
            pieces.append(Piece(token.before, "plain"))
        pieces.append(Piece(token.text, "sign", source))
        if token.after:
            pieces.append(Piece(token.after, "plain"))
    return pieces


def _grouped(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    """Return pieces in a number that the kind takes: harmless neighbours become one."""
    limit = kinds.get("mark").block().child_blocks["parts"].meta.max_num
    if len(pieces) <= limit:
        return pieces
    notes.append(
        gettext("The text is long, so harmless words are marked several at a time.")
    )
    runs = [
        list(run)
        for _is_fine, run in groupby(pieces, key=lambda piece: piece.role == "fine")
    ]
    sizes = range(2, len(pieces))
    fitting = (
        size for size in sizes if sum(_count(run, size) for run in runs) <= limit
    )
    # The pieces that are no harmless words alone may be too many.
    least = sum(_count(run, len(pieces)) for run in runs)
    size = next(fitting) if least <= limit else len(pieces)
    return [part for run in runs for part in _in_groups(run, size)]


def _count(run: list[Piece], size: int) -> int:
    """Return how many pieces a run of harmless words, or of others, becomes."""
    return -(-len(run) // size) if run[0].role == "fine" else len(run)


def _in_groups(run: list[Piece], size: int) -> list[Piece]:
    if run[0].role != "fine":
        return run
    groups = [run[start : start + size] for start in range(0, len(run), size)]
    return [
        Piece(" ".join(piece.text for piece in group), "fine", group[0].source)
        for group in groups
    ]
