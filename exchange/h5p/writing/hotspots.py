"""A picture with places to pick."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.h5p.writing.text import line
from exchange.h5p.writing.writer import Built, Params, Writer


def write_hotspot(writer: Writer) -> Built:
    """Write a picture as H5P.ImageHotspotQuestion, or Multiple where several are right."""
    if writer.value.get("look") != "picture":
        raise LeaveOut(gettext("H5P has no screens that are drawn from parts."))
    parts = writer.parts("parts")
    tricks = sum(part.get("spot") == "trick" for part in parts)
    image = writer.image(writer.value.get("picture"))
    if image is None:
        raise LeaveOut(gettext("It has no picture."))
    several = tricks > 1
    name = "ImageMultipleHotspotQuestion" if several else "ImageHotspotQuestion"
    settings: Params = {
        "taskDescription": line(writer.value.get("prompt")),
        "hotspot": [_hotspot(part) for part in parts],
    }
    if several:
        settings["numberHotspots"] = tricks
    return f"H5P.{name}", {
        name[0].lower() + name[1:]: {
            "backgroundImageSettings": {"backgroundImage": image},
            "hotspotSettings": settings,
        }
    }


def _hotspot(part: Mapping[str, Any]) -> Params:
    box = part.get("box") or {}
    return {
        "userSettings": {
            "correct": part.get("spot") == "trick",
            "feedbackText": line(part.get("feedback")),
        },
        "computedSettings": {
            **{side: box.get(side) or 0 for side in ("x", "y", "width", "height")},
            "figure": "rectangle",
        },
    }
