"""What the kinds share in which a learner spots what warns them.

A part of such a question is plain, a sign (something that warns: a trick) or fine (it can
be picked, but is harmless). Genuine things belong among the signs: whoever picks
everything has learnt to fear, not to look.
"""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext

from wagtail import blocks

from quizzes.blocks import text
from quizzes.errors import BlockErrors
from quizzes.kinds.base import (
    ClosingLines,
    Explained,
    Grade,
    ResponseT,
    closing,
    distinct_ids,
    make_grade,
    only_field,
)

PLAIN, FINE = "plain", "fine"


def check_spots(
    errors: BlockErrors, parts: Sequence[blocks.StructValue], field: str, sign: str
) -> None:
    """Add what keeps the parts of a question from being spotted fairly.

    Args:
        errors: where the messages go, below ``parts``.
        parts: the parts, in the author's order.
        field: the field of a part that says whether it is plain, a sign or fine.
        sign: the value of that field for what warns.
    """
    used = [part[field] for part in parts]
    if sign not in used:
        errors.add("parts", message=gettext("Say what is to be found: mark a part so."))
    if FINE not in used:
        errors.add(
            "parts",
            message=gettext(
                "Add a part that is harmless and can be picked: without one, whoever "
                "picks everything scores."
            ),
        )
    for index, part in enumerate(parts):
        if part[field] not in (None, "", PLAIN) and not text(part["feedback"]):
            errors.add(
                *("parts", index, "feedback"),
                message=gettext("Say why, for whoever picks it."),
            )


def grade_spots(
    key: ClosingLines,
    chosen: Sequence[str],
    spots: Mapping[str, Explained],
    signs: Collection[str],
    response: ResponseT,
) -> Grade[ResponseT]:
    """Grade what was picked: the signs less the harmless ones, of all signs.

    It is QTI's ``map_response`` with a lower bound of 0. The feedback is that of what was
    picked; what was missed is not given away.

    Args:
        key: the key, with its closing lines.
        chosen: the ids that were picked.
        spots: what can be picked, by id, each with its ``feedback``.
        signs: the ids of what warns.
        response: the canonical response.
    """
    hits = sum(id_ in signs for id_ in chosen)
    numerator, denominator = max(0, 2 * hits - len(chosen)), len(signs)
    lines = [spots[id_]["feedback"] for id_ in chosen]
    lines += closing(key, numerator, denominator)
    return make_grade(numerator, denominator, lines, response)


def picked_spots(response: object, name: str, spots: Collection[str]) -> list[str]:
    """Return the ids that a response lists, in the author's order.

    Args:
        response: what was sent, of any JSON shape.
        name: the field of the response that lists the picked ids.
        spots: the ids of what can be picked.

    Raises:
        InvalidResponse: for anything but a list of distinct ids of what can be picked.
    """
    picked = distinct_ids(only_field(response, name, list), spots)
    return [id_ for id_ in spots if id_ in picked]
