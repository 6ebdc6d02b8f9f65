"""A question that would be made, in words that an editor can check at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass

from exchange.questions import Made
from quizzes import kinds


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in words; ``right`` ones belong to the best response."""

    text: str
    right: bool


def answers(made: Made) -> list[Line]:
    """Return the best response to a question, a line each, then what else there is to choose.

    The lines come from the kind's own ``perfect`` and ``picks``: a sort's "itemId>binId"
    reads "A photo of my school → Family".
    """
    kind = kinds.get(made.question.kind)
    try:
        picks = kind.picks(kind.perfect(made.key))
    except LookupError:
        return []
    labels = dict(_labels(made.public))
    used: set[str] = set()
    lines = []
    for pick in picks:
        parts = pick.split(">")
        used.update(parts)
        lines.append(
            Line(" → ".join(labels[id_] for id_ in parts if labels.get(id_)), True)
        )
    others = [
        Line(text, False) for id_, text in labels.items() if text and id_ not in used
    ]
    return [line for line in lines if line.text] + others


def _labels(part: object) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        if isinstance(part.get("id"), str):
            shown = part.get("picture") or {}
            words = part.get("text") or part.get("label") or shown.get("alt")
            yield part["id"], words or ""
        for value in part.values():
            yield from _labels(value)
    elif isinstance(part, list):
        for value in part:
            yield from _labels(value)
