"""The square code of an address, as the path of an SVG."""

from dataclasses import dataclass

import segno

# Squares left white around a code, for scanners to find it (ISO/IEC 18004).
_BORDER = 4


@dataclass(frozen=True, slots=True)
class Square:
    """A code of ``size`` by ``size`` squares, white edge and all; ``path`` fills the dark."""

    size: int
    path: str


def square_of(text: str) -> Square:
    """Draw a text; a quarter of the code may be hidden or torn off."""
    code = segno.make(text, error="q", micro=False)
    rows = enumerate(code.matrix, _BORDER)
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in rows
        for x, dark in enumerate(row, _BORDER)
        if dark
    )
    return Square(len(code.matrix) + 2 * _BORDER, path)
