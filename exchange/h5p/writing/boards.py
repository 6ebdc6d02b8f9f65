"""A board with things on one side and the places where they belong on the other."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.h5p.writing.text import paragraph
from exchange.h5p.writing.writer import Built, Params, Writer
from exchange.questions import entries
from quizzes.kinds.ids import Part, stable_shuffle

# The board in pixels; a line of text is 16 high, which is 1 em.
BOARD_WIDTH, LINE, GUTTER = 800, 16, 1
THING_LINES, THING_WIDTH, ZONE_WIDTH = 3, 22, 24
# What a thing takes with the space below it, in lines.
ROW = THING_LINES + GUTTER
# Where the places begin, in per cent of the board.
ZONE_LEFT = 50


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to drag; ``zone`` is the number of the place where it belongs."""

    id: str
    words: Any
    picture: Any
    zone: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A place to drag things to."""

    label: Any
    hint: Any = ""


def write_match(writer: Writer) -> Built:
    """Write a match as H5P.DragQuestion; each place takes one thing."""
    zones: list[Zone] = []
    things: list[Thing] = []
    for id_, pair in entries(writer.value, "pairs"):
        writer.no_pictures(pair.get("right_picture"))
        left = Thing(id_, pair.get("left"), pair.get("left_picture"), len(zones))
        things.append(left)
        zones.append(Zone(pair.get("right")))
    for decoy in writer.parts("decoys"):
        writer.no_pictures(decoy.get("picture"))
        zones.append(Zone(decoy.get("text")))
    return _board(writer, zones, things, is_single=True)


def write_sort(writer: Writer) -> Built:
    """Write a sort as H5P.DragQuestion; each place takes any number of things."""
    zones: list[Zone] = []
    things: list[Thing] = []
    for bin_ in writer.parts("bins"):
        writer.no_pictures(bin_.get("picture"))
        things += [
            Thing(id_, thing.get("text"), thing.get("picture"), len(zones))
            for id_, thing in entries(bin_, "items")
        ]
        zones.append(Zone(bin_.get("text"), bin_.get("hint")))
    return _board(writer, zones, things, is_single=False)


def _board(
    writer: Writer, zones: list[Zone], things: list[Thing], is_single: bool
) -> Built:
    writer.no_pictures(writer.value.get("picture"))
    mixed = _mixed(things)
    # Above the things lies the prompt.
    lines = (len(things) + 1) * ROW
    elements = [_prompt(writer)]
    for row, thing in enumerate(mixed, 1):
        elements.append(
            {
                "x": 1,
                "y": 100 * row * ROW / lines,
                "width": THING_WIDTH,
                "height": THING_LINES,
                "dropZones": [str(number) for number in range(len(zones))],
                "type": _content(writer, thing),
                "backgroundOpacity": 100,
                "multiple": False,
            }
        )
    share = (lines - ROW) / max(1, len(zones))
    drop_zones = [
        {
            "x": ZONE_LEFT,
            "y": 100 * (ROW + number * share) / lines,
            "width": ZONE_WIDTH,
            "height": share - GUTTER,
            "label": paragraph(zone.label),
            "showLabel": True,
            "correctElements": [
                str(place)
                for place, thing in enumerate(mixed, 1)
                if thing.zone == number
            ],
            "backgroundOpacity": 100,
            "tipsAndFeedback": {"tip": paragraph(zone.hint)},
            "single": is_single,
            "autoAlign": True,
        }
        for number, zone in enumerate(zones)
    ]
    size = {"width": BOARD_WIDTH, "height": lines * LINE}
    return "H5P.DragQuestion", writer.framed(
        {
            "question": {
                "settings": {"size": size},
                "task": {"elements": elements, "dropZones": drop_zones},
            },
            "behaviour": {
                "enableRetry": True,
                "singlePoint": False,
                "applyPenalties": False,
                "dropZoneHighlighting": "dragging",
            },
        }
    )


def _prompt(writer: Writer) -> Params:
    """Return the prompt as an element that can be dragged nowhere."""
    return {
        "x": 1,
        "y": 0,
        "width": BOARD_WIDTH / LINE - 2,
        "height": THING_LINES,
        "dropZones": [],
        "type": writer.text_content(paragraph(writer.value.get("prompt"))),
        "backgroundOpacity": 0,
        "multiple": False,
    }


def _content(writer: Writer, thing: Thing) -> Params:
    picture = writer.image_content(thing.picture)
    if picture and (thing.words or "").strip():
        raise LeaveOut(gettext("In H5P a thing has words or a picture, not both."))
    return picture or writer.text_content(paragraph(thing.words))


def _mixed(things: list[Thing]) -> list[Thing]:
    """Mix things, as H5P shows them as they lie; those of one place keep their order."""
    zones = {thing.id: thing.zone for thing in things}
    waiting = {
        zone: iter([t for t in things if t.zone == zone]) for zone in zones.values()
    }
    parts: list[Part] = [{"id": id_} for id_ in zones]
    return [next(waiting[zones[part["id"]]]) for part in stable_shuffle(parts)]
