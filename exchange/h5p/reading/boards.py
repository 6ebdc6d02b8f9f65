"""A board on which things are dragged to places."""

from typing import Any

from django.utils.translation import gettext

from exchange import building
from exchange.base import LeaveOut, no_partner
from exchange.h5p.params import at, entries, number, string, words
from exchange.h5p.reading.reader import Reader
from exchange.parts import Found, Pair
from exchange.text import plain


def read_drag_question(reader: Reader) -> Found:
    """Read H5P.DragQuestion; what can be dragged nowhere is read as its prompt."""
    task = at(reader.params, "question", "task")
    settings = at(reader.params, "question", "settings")
    zones = entries(task, "dropZones")
    names = [words(zone, "label") for zone in zones]
    pairs, still = _pairs(reader, entries(task, "elements"), zones, names)
    if not all(names):
        raise LeaveOut(gettext("Its places have no names: they only lie on a picture."))
    order = {_zone(zone): zone for zone in range(len(zones))}
    pairs.sort(key=lambda pair: order[pair.group])
    taken = {pair.group for pair in pairs}
    pairs += [
        Pair("", name, right_source=_zone(zone), group=_zone(zone))
        for zone, name in enumerate(names)
        if _zone(zone) not in taken
    ]
    reader.note_single_point()
    prompt = "\n".join(part for part in still if part) or plain(
        string(settings, "questionTitle")
    )
    kind, value, source = building.matching(
        prompt + "".join(names), pairs, reader.notes, reader.kind
    )
    value = building.with_parts(
        value, picture=reader.picture(at(settings, "background"), "")
    )
    return reader.closed(Found(kind, value, source, prompt))


def _pairs(
    reader: Reader, elements: list, zones: list, names: list[str]
) -> tuple[list[Pair], list[str]]:
    """Return what belongs where, and the words of what stays where it is.

    Raises:
        LeaveOut: if something belongs nowhere or to several places, or cannot be shown.
    """
    homes = _homes(zones)
    pairs, still = [], []
    for index, element in enumerate(elements):
        text = words(element, "type", "params", "text")
        picture = reader.picture(
            at(element, "type", "params", "file"),
            string(element, "type", "params", "alt"),
        )
        if not entries(element, "dropZones"):
            still.append(text)
            continue
        home = homes.get(index, [])
        if len(home) != 1:
            raise no_partner()
        if not text and not picture:
            raise LeaveOut(gettext("Something in it has no words."))
        zone = home[0]
        pairs.append(
            Pair(
                left=text,
                right=names[zone],
                left_source=f"element {index + 1}",
                right_source=_zone(zone),
                left_picture=picture,
                feedback=words(zones[zone], "tipsAndFeedback", "feedbackOnIncorrect"),
                group=_zone(zone),
            )
        )
    return pairs, still


def _homes(zones: list[Any]) -> dict[int, list[int]]:
    """Return the places where each element belongs, all by their index."""
    homes: dict[int, list[int]] = {}
    for zone, drop_zone in enumerate(zones):
        for index in entries(drop_zone, "correctElements"):
            element = number({"n": index}, "n")
            if element is not None:
                homes.setdefault(int(element), []).append(zone)
    return homes


def _zone(index: int) -> str:
    return f"drop zone {index + 1}"
