"""Places of a picture to be picked out."""

import html
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange import building
from exchange.base import LeaveOut
from exchange.parts import Found, Picture, Piece
from exchange.pictures import measure
from exchange.qti import scoring
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.responses import check_right, choices_in
from exchange.qti.reading.shapes import box_of, edges_of
from exchange.qti.tree import numbers, pictures
from exchange.text import plain


def read_hotspot(reader: Reader, group: list[Element]) -> Found:
    """Read a hotspot interaction."""
    interaction, item = group[0], reader.item
    choices = choices_in(interaction, "hotspotChoice")
    name, right = reader.right(interaction, choices)
    check_right(right, choices)
    found = next(pictures(interaction), None)
    picture = reader.keep(found) if found is not None else None
    size = _size(reader, found, picture, choices.values())
    feedback, when_right, when_wrong = scoring.feedback_of_choices(
        item, name, list(choices), right
    )
    places = [
        Piece(
            text=plain(html.escape(element.get("hotspotLabel") or "")),
            role="sign" if id_ in right else "fine",
            source=id_,
            feedback=feedback[id_],
            box=box_of(element, size),
        )
        for id_, element in choices.items()
    ]
    value, source = building.hotspot(reader.seed(interaction), places)
    reader.notes += scoring.notes_on_picks(item, name, choices, right)
    if any(each.get("shape") == "poly" for each in choices.values()):
        reader.notes.append(
            gettext("Places with many corners are boxes here; look at them.")
        )
    value = building.with_parts(value, picture=picture)
    return building.closed(Found("hotspot", value, source), when_right, when_wrong)


def _size(
    reader: Reader,
    element: Element | None,
    picture: Picture | None,
    choices: Iterable[Element],
) -> tuple[float, float]:
    """Return the width and height that the places' coordinates are about."""
    if element is not None:
        given = numbers(f"{element.get('width')} {element.get('height')}")
        if len(given) == 2 and min(given) > 0:
            return given[0], given[1]
    if picture:
        try:
            info = measure(reader.pictures[picture["file"]])
        except LeaveOut:
            pass
        else:
            return info.width, info.height
    reader.notes.append(
        gettext("The picture’s size is not known; set the places of the spots anew.")
    )
    edges = [edges_of(choice) for choice in choices]
    known = [each for each in edges if each]
    return (
        max([each[2] for each in known], default=0.0) or 100.0,
        max([each[3] for each in known], default=0.0) or 100.0,
    )
