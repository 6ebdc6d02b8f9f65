"""A picture with places to pick."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.pictures import inspect
from exchange.qti.writing.elements import add
from exchange.qti.writing.responses import declare
from exchange.qti.writing.writer import Writer
from exchange.text import tidy

# A picture that is shown smaller would put its places on the same whole number.
LEAST_SIDE = 400


def write_hotspot(writer: Writer, body: Element) -> Element:
    """Write a picture with places as a hotspot interaction."""
    if writer.value.get("look") != "picture":
        raise LeaveOut(gettext("QTI has no screens that are drawn from parts."))
    parts = writer.named("spot", "parts")
    tricks = [name for name, part in parts if part.get("spot") == "trick"]
    declare(writer.root, "multiple", "identifier", tricks, len(tricks), default=-1)
    interaction = writer.interaction(body, "hotspot-interaction", max_choices=0)
    image = writer.picture(interaction, writer.value.get("picture"))
    if image is None:
        raise LeaveOut(gettext("It has no picture."))
    width, height = _size(writer.question.pictures[writer.value["picture"]["file"]])
    image.set("width", str(width))
    image.set("height", str(height))
    for name, part in parts:
        box = part.get("box") or {}
        x, y, across, down = (
            box.get(side) or 0 for side in ("x", "y", "width", "height")
        )
        edges = (x * width, y * height, (x + across) * width, (y + down) * height)
        add(
            interaction,
            "hotspot-choice",
            identifier=name,
            shape="rect",
            coords=",".join(str(round(edge / 100)) for edge in edges),
            hotspot_label=" ".join(tidy(part.get("text") or "").split()),
        )
        if part.get("feedback"):
            writer.comments[name] = part["feedback"]
    return interaction


def _size(data: bytes) -> tuple[int, int]:
    """Return a picture's size in pixels, enlarged where whole per cents would get lost."""
    info = inspect(data)
    factor = -(-LEAST_SIDE // min(info.width, info.height))
    return info.width * max(1, factor), info.height * max(1, factor)
