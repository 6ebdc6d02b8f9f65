"""Where a place lies in a picture, in whole per cents of its sides."""


def per_cent(share: float) -> int:
    """Return a share of a side, 0 to 100, as a whole number of that range."""
    return round(min(100.0, max(0.0, share)))


def box(left: int, top: int, width: int, height: int) -> dict[str, int]:
    """Return a box that is inside the picture and can be hit, however small it is."""
    left, top = min(left, 99), min(top, 99)
    return {
        "x": left,
        "y": top,
        "width": min(max(1, width), 100 - left),
        "height": min(max(1, height), 100 - top),
    }
