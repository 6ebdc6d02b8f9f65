"""A picture in which places are found."""

from typing import Any

from django.utils.translation import gettext

from exchange import building
from exchange.base import no_right_answer
from exchange.h5p.params import at, entries, flag, number, string, words
from exchange.h5p.reading.reader import Reader
from exchange.parts import Found, Piece
from exchange.places import box, per_cent


def read_image_hotspot(reader: Reader) -> Found:
    """Read H5P.ImageHotspotQuestion."""
    return _hotspots(reader, "imageHotspotQuestion", wanted=1)


def read_image_multiple_hotspot(reader: Reader) -> Found:
    """Read H5P.ImageMultipleHotspotQuestion."""
    name = "imageMultipleHotspotQuestion"
    asked = number(reader.params, name, "hotspotSettings", "numberHotspots")
    return _hotspots(reader, name, wanted=asked)


def _hotspots(reader: Reader, name: str, wanted: float | None) -> Found:
    root = at(reader.params, name)
    settings = at(root, "hotspotSettings")
    places = []
    for number_, spot in enumerate(entries(settings, "hotspot"), 1):
        role = "sign" if flag(spot, "userSettings", "correct") else "fine"
        places.append(
            Piece(
                text="",
                role=role,
                source=f"hotspot {number_}",
                feedback=words(spot, "userSettings", "feedbackText"),
                box=_box(at(spot, "computedSettings")),
            )
        )
    right = sum(place.role == "sign" for place in places)
    if not right:
        raise no_right_answer()
    if wanted is not None and wanted < right:
        reader.notes.append(
            gettext(
                "In the file some of the right places are enough; here all are to be "
                "found."
            )
        )
    prompt = words(settings, "taskDescription") or words(
        root, "backgroundImageSettings", "questionTitle"
    )
    image = at(root, "backgroundImageSettings", "backgroundImage")
    picture = reader.picture(image, "")
    value, source = building.hotspot(prompt + string(image, "path"), places)
    value = building.with_parts(value, picture=picture)
    return Found("hotspot", value, source, prompt)


def _box(settings: Any) -> dict[str, int] | None:
    """Return where a hotspot lies; None if the file does not say."""
    sides = [number(settings, name) for name in ("x", "y", "width", "height")]
    known = [per_cent(side) for side in sides if side is not None]
    return box(*known) if len(known) == len(sides) else None
