"""No more of anything than a kind of ours takes."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext

from exchange.parts import Option, Pair, Word
from quizzes import kinds

T = TypeVar("T")


def options_of_choice(options: Sequence[Option], notes: list[str]) -> list[Option]:
    """Return as many options as a choice takes; wrong ones go."""
    return _at_most(
        *("choice", "options", options),
        lambda option: not option.correct,
        lambda option: option.text,
        notes,
    )


def decoys_of_gap(decoys: Sequence[Word], notes: list[str]) -> list[Word]:
    """Return as many words that fill no gap as a text with gaps takes."""
    return _at_most(
        *("gap", "decoys", decoys), lambda _word: True, lambda word: word.text, notes
    )


def decoys_of_match(decoys: Sequence[Pair], notes: list[str]) -> list[Pair]:
    """Return as many right sides that nothing belongs to as a match takes."""
    return _at_most(
        *("match", "decoys", decoys), lambda _pair: True, lambda pair: pair.right, notes
    )


@cache
def _limit(kind: str, name: str) -> tuple[str | Promise, int | None]:
    """Return the label of a list of a kind's block, and how many it takes."""
    block = kinds.get(kind).block().child_blocks[name]
    return block.label, block.meta.max_num


def _at_most(
    kind: str,
    name: str,
    things: Sequence[T],
    may_go: Callable[[T], bool],
    words: Callable[[T], str],
    notes: list[str],
) -> list[T]:
    """Return as many things as a list of a kind's block takes, and note which ones went.

    Only those that ``may_go`` are taken out, the last first; if there are too few of
    them, nothing is.
    """
    label, limit = _limit(kind, name)
    extra = len(things) - (limit or len(things))
    optional = [number for number, thing in enumerate(things) if may_go(thing)]
    if not 0 < extra <= len(optional):
        return list(things)
    gone = set(optional[-extra:])
    notes.append(
        gettext("“%(field)s” takes %(limit)d at most. Left out: %(names)s")
        % {
            "field": label,
            "limit": limit,
            "names": ", ".join(words(things[number]) for number in sorted(gone)),
        }
    )
    return [thing for number, thing in enumerate(things) if number not in gone]
