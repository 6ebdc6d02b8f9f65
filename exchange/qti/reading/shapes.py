"""The shapes of places in a picture, as boxes."""

from xml.etree.ElementTree import Element

from exchange.places import box, per_cent
from exchange.qti.tree import numbers


def edges_of(choice: Element) -> tuple[float, float, float, float] | None:
    """Return left, top, right and bottom of a shape; None for the whole picture."""
    at = numbers(choice.get("coords"))
    match choice.get("shape"), at:
        case "rect", [left, top, right, bottom]:
            return (
                min(left, right),
                min(top, bottom),
                max(left, right),
                max(top, bottom),
            )
        case "circle", [x, y, radius]:
            return x - radius, y - radius, x + radius, y + radius
        case "ellipse", [x, y, across, down]:
            return x - across, y - down, x + across, y + down
        case "poly", [_, _, _, _, _, _, *_]:
            return min(at[::2]), min(at[1::2]), max(at[::2]), max(at[1::2])
    return None


def box_of(choice: Element, size: tuple[float, float]) -> dict[str, int]:
    """Return the box of a place in a picture of this width and height."""
    edges = edges_of(choice)
    if edges is None:
        return box(0, 0, 100, 100)
    left, top, right, bottom = (
        per_cent(100 * edge / size[side % 2]) for side, edge in enumerate(edges)
    )
    return box(left, top, right - left, bottom - top)
