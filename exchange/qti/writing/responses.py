"""What an item declares: the response to it, and what comes of that."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from exchange.qti.item import SCORE
from exchange.qti.writing.elements import add

RESPONSE, MAXSCORE, FEEDBACK, VERDICT = "RESPONSE", "MAXSCORE", "FEEDBACK", "VERDICT"


def declare(
    root: Element,
    cardinality: str,
    base_type: str,
    right: Sequence[str],
    best: int,
    default: int | None = None,
) -> None:
    """Declare the response and what it is worth.

    With ``default``, the points of whatever is not right, each part is worth a point;
    without, the processing gives the points.
    """
    declared = add(
        root,
        "response-declaration",
        identifier=RESPONSE,
        cardinality=cardinality,
        base_type=base_type,
    )
    correct = add(declared, "correct-response")
    for value in right:
        add(correct, "value", value)
    if default is not None:
        mapping = add(
            declared,
            "mapping",
            lower_bound=0,
            upper_bound=best,
            default_value=default,
        )
        for value in right:
            add(mapping, "map-entry", map_key=value, mapped_value=1)
    for name, points in ((SCORE, 0), (MAXSCORE, best)):
        outcome = add(
            root,
            "outcome-declaration",
            identifier=name,
            cardinality="single",
            base_type="float",
        )
        add(add(outcome, "default-value"), "value", str(points))
    for name, many in ((FEEDBACK, "multiple"), (VERDICT, "single")):
        add(
            root,
            "outcome-declaration",
            identifier=name,
            cardinality=many,
            base_type="identifier",
        )
