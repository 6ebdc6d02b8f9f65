"""Questions of the kinds that every format has, from what a file says of them.

Each function gives the value of a kind's block and where its ids come from. ``seed`` goes
into the ids (see ``short_id``): the words of the question.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext, override

from exchange.base import LeaveOut
from exchange.parts import (
    Answer,
    Card,
    Found,
    Option,
    Pair,
    Piece,
    Source,
    Value,
    Word,
)
from exchange.questions import entry, short_id

# Stands for a gap while a text is made plain: a letter of nobody's.
GAP = "\ue000"
# The blank in the prompt of a choice where the answer belongs.
BLANK = "_____"


def with_parts(value: Value, **parts: Any) -> Value:
    """Return ``value`` with the parts that are there."""
    return value | {name: part for name, part in parts.items() if part}


def closed(found: Found, right: str, wrong: str) -> Found:
    """Return what was found with the closing lines that there are."""
    return replace(found, value=with_parts(found.value, right=right, wrong=wrong))


def choice(
    seed: str, options: Sequence[Option], multiple: bool
) -> tuple[Value, Source]:
    """Return a choice; with a picture for every option it shows them as pictures."""
    stored, source = [], {}
    for number, option in enumerate(options):
        id_ = short_id("o", seed, number, option.text)
        source[id_] = option.source
        value = {
            "text": option.text,
            "correct": option.correct,
            "feedback": option.feedback,
        }
        stored.append(entry(id_, with_parts(value, picture=option.picture)))
    value = {"multiple": multiple, "options": stored}
    if options and all(option.picture for option in options):
        value["layout"] = "pictures"
    return value, source


def weighted_choice(
    seed: str, answers: Sequence[Answer], multiple: bool, notes: list[str]
) -> tuple[Value, Source]:
    """Return a choice from weighted answers.

    Where one may be ticked, what gives all points is right; where several may, whatever
    gives any. What was worth something else is noted: here right answers count alike.
    """
    weights = {round(answer.weight) for answer in answers if answer.weight > 0}
    if multiple and len(weights) > 1:
        notes.append(
            gettext(
                "Its right answers weigh differently in the file; here they count alike."
            )
        )
    if not multiple and weights - {100}:
        notes.append(
            gettext(
                "An answer that gives a part of the points in the file gives none here."
            )
        )
    options = [
        Option(
            answer.text,
            answer.weight > 0 if multiple else answer.weight >= 100,
            answer.feedback,
            answer.source,
            answer.picture,
        )
        for answer in answers
    ]
    return choice(seed, options, multiple)


def true_false(
    seed: str,
    is_true: bool,
    if_true: str,
    if_false: str,
    locale: str,
    called: tuple[str, str] = ("", ""),
) -> tuple[Value, Source]:
    """Return a choice between "True" and "False", with the feedback of each.

    ``called`` are the file's own words for the two, "" for those of the language.
    """
    true, false = called
    with override(locale):
        options = [
            Option(true or gettext("True"), is_true, if_true, "true"),
            Option(false or gettext("False"), not is_true, if_false, "false"),
        ]
    value, source = choice(seed, options, multiple=False)
    return value | {"shuffle": False}, source


def matching(
    seed: str, pairs: Sequence[Pair], notes: list[str], kind: str = ""
) -> tuple[str, Value, Source]:
    """Return a match, or a sort where several things belong to the same.

    Args:
        seed: goes into the ids.
        pairs: what belongs together, and decoys.
        notes: where to say what a sort cannot keep.
        kind: "match" or "sort" where it is known.

    Returns:
        The kind, the value and the source.

    Raises:
        LeaveOut: if there is nothing to match.
    """
    real = [pair for pair in pairs if not pair.is_decoy]
    if not real:
        raise LeaveOut(gettext("There is nothing to match."))
    rights = [pair.right_group for pair in real]
    shared = len(set(rights)) < len(rights)
    if kind == "sort" or (shared and kind != "match"):
        return "sort", *_sort(seed, pairs, notes)
    return "match", *_match(seed, pairs)


def _match(seed: str, pairs: Sequence[Pair]) -> tuple[Value, Source]:
    stored, decoys, source = [], [], {}
    for number, pair in enumerate(pairs):
        right_id = short_id("r", seed, number, pair.right)
        source[right_id] = pair.right_source
        if pair.is_decoy:
            decoy = with_parts({"text": pair.right}, picture=pair.right_picture)
            decoys.append(entry(right_id, decoy))
            continue
        id_ = short_id("p", seed, number, pair.left)
        source[id_] = pair.left_source
        value = {"left": pair.left, "right": pair.right, "right_id": right_id}
        value = with_parts(
            value,
            left_picture=pair.left_picture,
            right_picture=pair.right_picture,
            feedback=pair.feedback,
        )
        stored.append(entry(id_, value))
    return with_parts({"pairs": stored}, decoys=decoys), source


def _sort(seed: str, pairs: Sequence[Pair], notes: list[str]) -> tuple[Value, Source]:
    groups: dict[str, list] = {pair.right_group: [] for pair in pairs}
    firsts = {pair.right_group: pair for pair in reversed(pairs)}
    source: Source = {}
    for number, pair in enumerate(pairs):
        if pair.is_decoy:
            continue
        id_ = short_id("t", seed, number, pair.left)
        source[id_] = pair.left_source
        thing = with_parts(
            {"text": pair.left}, picture=pair.left_picture, feedback=pair.feedback
        )
        groups[pair.right_group].append(entry(id_, thing))
    bins = []
    for number, (group, things) in enumerate(groups.items()):
        first = firsts[group]
        if not things:
            notes.append(
                gettext("Nothing belongs to “%(group)s”, so that group is left out.")
                % {"group": first.right}
            )
            continue
        id_ = short_id("b", seed, number, first.right)
        source[id_] = first.right_source
        bin_ = with_parts({"text": first.right}, picture=first.right_picture)
        bins.append(entry(id_, {**bin_, "items": things}))
    return {"bins": bins}, source


def fill_in(locale: str) -> str:
    """Return the prompt, in a language, of gaps that have none in the file."""
    with override(locale):
        return gettext("Fill in the gaps.")


def gap_text(text: str) -> str:
    """Return a text whose ``GAP`` become ``{1}``, ``{2}``…; its own ``{1}`` becomes ``(1)``."""
    first, *others = re.sub(r"\{(\d+)\}", r"(\1)", text).split(GAP)
    return first + "".join(f"{{{n}}}{part}" for n, part in enumerate(others, start=1))


def gap(
    seed: str, text: str, words: Sequence[Word], decoys: Sequence[Word]
) -> tuple[Value, Source]:
    """Return a text with gaps: word n fills ``{n}``."""
    source, stored, others = {}, [], []
    for number, word in enumerate(words):
        id_ = short_id("w", seed, number, word.text)
        source[id_] = word.source
        stored.append(
            entry(id_, with_parts({"text": word.text}, feedback=word.feedback))
        )
    for number, word in enumerate(decoys):
        id_ = short_id("d", seed, number, word.text)
        source[id_] = word.source
        others.append(entry(id_, {"text": word.text}))
    return with_parts({"text": text, "words": stored}, decoys=others), source


def order(seed: str, things: Sequence[Word]) -> tuple[Value, Source]:
    """Return things to put in order, from those in the right order."""
    source, stored = {}, []
    for number, thing in enumerate(things):
        id_ = short_id("t", seed, number, thing.text)
        source[id_] = thing.source
        value = with_parts(
            {"text": thing.text}, picture=thing.picture, feedback=thing.feedback
        )
        stored.append(entry(id_, value))
    return {"things": stored}, source


def mark(seed: str, pieces: Sequence[Piece]) -> tuple[Value, Source]:
    """Return a text to mark, from its pieces; those without words go."""
    source, stored = {}, []
    for number, piece in enumerate(pieces):
        words = piece.text.strip()
        if not words:
            continue
        id_ = short_id("m", seed, number, words)
        if piece.role != "plain":
            source[id_] = piece.source
        value = {"text": words, "role": piece.role}
        stored.append(entry(id_, with_parts(value, feedback=piece.feedback)))
    return {"parts": stored}, source


def hotspot(seed: str, places: Sequence[Piece]) -> tuple[Value, Source]:
    """Return a picture with places to pick; the picture itself is the question's."""
    source, stored = {}, []
    for number, place in enumerate(places):
        id_ = short_id("s", seed, number, place.source)
        source[id_] = place.source
        value = {
            "text": place.text,
            "spot": "trick" if place.role == "sign" else "fine",
        }
        more = with_parts(value, feedback=place.feedback, box=place.box)
        stored.append(entry(id_, more))
    return {"look": "picture", "parts": stored}, source


def memory(seed: str, cards: Sequence[Card]) -> tuple[Value, Source]:
    """Return pairs of cards to find; a card's id ends with "-1" or "-2"."""
    source: Source = {}
    stored = []
    for number, card in enumerate(cards):
        id_ = short_id("c", seed, number, card.front)
        source |= {f"{id_}-1": f"{card.source} 1", f"{id_}-2": f"{card.source} 2"}
        value = with_parts(
            {"first": card.front, "second": card.back},
            first_picture=card.front_picture,
            second_picture=card.back_picture,
        )
        stored.append(entry(id_, value))
    return {"pairs": stored}, source


def cards(seed: str, cards_: Sequence[Card]) -> tuple[Value, Source]:
    """Return cards to turn."""
    source, stored = {}, []
    for number, card in enumerate(cards_):
        id_ = short_id("c", seed, number, card.front)
        source[id_] = card.source
        value = {"front": card.front, "back": card.back}
        stored.append(entry(id_, with_parts(value, picture=card.front_picture)))
    return {"cards": stored}, source
