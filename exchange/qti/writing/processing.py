"""The response processing that an item carries: what scores it, and what it says."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from exchange.qti.item import SCORE
from exchange.qti.writing.elements import add
from exchange.qti.writing.responses import (
    FEEDBACK,
    MAXSCORE,
    RESPONSE,
    VERDICT,
)


def processing_of(
    declared: Element, interaction: Element, comments: Collection[str]
) -> Element:
    """Return the processing.

    Args:
        declared: the declaration of the response.
        interaction: what gives the response.
        comments: the identifiers of the parts that have feedback.
    """
    processing = Element("qti-response-processing")
    right = [value.text or "" for value in declared[0]]
    if interaction.tag == "qti-order-interaction":
        _score_order(processing, right)
    elif declared.find("qti-mapping") is not None:
        add(_set(processing, SCORE), "map-response", identifier=RESPONSE)
    else:
        condition = _if(processing)
        match = add(condition, "match")
        add(match, "variable", identifier=RESPONSE)
        add(match, "correct", identifier=RESPONSE)
        add(_set(condition, SCORE), "base-value", "1", base_type="float")
    _comment(processing, declared, right, comments)
    condition = add(processing, "response-condition")
    full = add(condition, "response-if")
    equal = add(full, "equal", tolerance_mode="exact")
    add(equal, "variable", identifier=SCORE)
    add(equal, "variable", identifier=MAXSCORE)
    for branch, verdict in (
        (full, "right"),
        (add(condition, "response-else"), "wrong"),
    ):
        add(_set(branch, VERDICT), "base-value", verdict, base_type="identifier")
    return processing


def _score_order(processing: Element, right: Sequence[str]) -> None:
    """Give a point for each pair of neighbours that follow each other."""
    for one, two in pairwise(right):
        condition = _if(processing)
        anywhere = add(condition, "or")
        for place in range(1, len(right)):
            both = add(anywhere, "and")
            for offset, wanted in enumerate((one, two)):
                _at(both, place + offset, wanted)
        total = add(_set(condition, SCORE), "sum")
        add(total, "variable", identifier=SCORE)
        add(total, "base-value", "1", base_type="float")


def _comment(
    processing: Element,
    declared: Element,
    right: Sequence[str],
    comments: Collection[str],
) -> None:
    """Bring up the feedback: of what was picked, or of what is not where it belongs."""
    base_type = declared.get("base-type", "")
    is_order = declared.get("cardinality") == "ordered"
    if base_type == "identifier" and not is_order:
        picked = add(_set(processing, FEEDBACK), "multiple")
        add(picked, "variable", identifier=RESPONSE)
        return
    for place, wanted in enumerate(right, 1):
        identifier = wanted.split()[0]
        if identifier not in comments:
            continue
        condition = _if(processing)
        misplaced = add(condition, "not")
        if is_order:
            _at(misplaced, place, wanted)
        else:
            member = add(misplaced, "member")
            add(member, "base-value", wanted, base_type=base_type)
            add(member, "variable", identifier=RESPONSE)
        several = add(_set(condition, FEEDBACK), "multiple")
        add(several, "variable", identifier=FEEDBACK)
        add(several, "base-value", identifier, base_type="identifier")


def _if(processing: Element) -> Element:
    return add(add(processing, "response-condition"), "response-if")


def _set(parent: Element, outcome: str) -> Element:
    return add(parent, "set-outcome-value", identifier=outcome)


def _at(parent: Element, place: int, wanted: str) -> None:
    """Add the test whether a thing is at a place of an order."""
    match = add(parent, "match")
    add(add(match, "index", n=place), "variable", identifier=RESPONSE)
    add(match, "base-value", wanted, base_type="identifier")
