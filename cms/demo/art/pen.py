"""The pen: flat SVG shapes, the palette, and numbers written short.

A drawing is a string of SVG elements. Colours that a picture may change stand in it as
:data:`MAIN`, :data:`DARK` and :data:`LIGHT`; :func:`paint` puts a tone in their place.
"""

from typing import NamedTuple


class Tone(NamedTuple):
    """A colour of the palette with its shade and its tint, each as ``#rrggbb``."""

    main: str
    dark: str
    light: str


MAIN, DARK, LIGHT = "@m", "@d", "@l"

WHITE = "#fff"
CREAM = "#fff6e2"
INK = "#14324a"
EYE = "#3a2a2a"
SEA = "#0b6880"
STEEL = "#51636f"
WOOD = "#b9804f"
PLANK = "#9c6a42"
SUN = "#ffc24b"
CORAL = "#f4765a"
TEAL = "#1fa39a"
LEAF = "#6dbb63"
SKY = "#3b8fd0"
PALE = "#dff3f7"

TONES = {
    "coral": Tone("#f4765a", "#d95b43", "#ffb49f"),
    "red": Tone("#e2573f", "#b8391f", "#f8bfa8"),
    "orange": Tone("#f2a03d", "#cf6238", "#ffd9a0"),
    "sun": Tone("#ffc24b", "#dd9420", "#ffe9a8"),
    "yellow": Tone("#ffc24b", "#dd9420", "#ffe9a8"),
    "leaf": Tone("#6dbb63", "#3f8f5b", "#bfe3b4"),
    "green": Tone("#6dbb63", "#3f8f5b", "#bfe3b4"),
    "mint": Tone("#7fc7bb", "#2e8b7a", "#d9f2ea"),
    "teal": Tone("#1fa39a", "#178279", "#7fd6ce"),
    "sea": Tone("#6fbccd", "#0b6880", "#d9f2f2"),
    "sky": Tone("#3b8fd0", "#1d6b8f", "#b9d8ee"),
    "blue": Tone("#3b8fd0", "#1d6b8f", "#b9d8ee"),
    "navy": Tone("#1d4e6b", "#14324a", "#6f8fc9"),
    "night": Tone("#2c3b67", "#1b2547", "#6f8fc9"),
    "lilac": Tone("#8a76c4", "#6a5bb0", "#cfc3ec"),
    "purple": Tone("#8a76c4", "#6a5bb0", "#cfc3ec"),
    "plum": Tone("#b8527f", "#8d3b60", "#f0c3d6"),
    "pink": Tone("#f79a9a", "#d86f78", "#fddccb"),
    "sand": Tone("#e0bd8e", "#b9804f", "#fff0d6"),
    "brown": Tone("#b9804f", "#8a5a3c", "#e0bd8e"),
    "grey": Tone("#9fb3bf", "#51636f", "#e6edf1"),
    "white": Tone("#ffffff", "#c5d3db", "#ffffff"),
}
"""What ``colour`` in a scene may name."""


def number(value: float) -> str:
    """Write a number with at most one decimal, and no more signs than it needs."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def paint(drawing: str, tone: Tone) -> str:
    """Put a tone in the place of :data:`MAIN`, :data:`DARK` and :data:`LIGHT`."""
    return (
        drawing.replace(MAIN, tone.main)
        .replace(DARK, tone.dark)
        .replace(LIGHT, tone.light)
    )


def _tag(name: str, fill: str, **numbers: float) -> str:
    values = "".join(f' {key}="{number(value)}"' for key, value in numbers.items())
    return f'<{name}{values} fill="{fill}"/>'


def rect(x: float, y: float, w: float, h: float, fill: str, rx: float = 0) -> str:
    """Draw a rectangle from its upper left corner, with corners of radius ``rx``."""
    corner = {"rx": rx} if rx else {}
    return _tag("rect", fill, x=x, y=y, width=w, height=h, **corner)


def disc(x: float, y: float, r: float, fill: str) -> str:
    """Draw a filled circle."""
    return _tag("circle", fill, cx=x, cy=y, r=r)


def oval(x: float, y: float, rx: float, ry: float, fill: str) -> str:
    """Draw a filled ellipse."""
    return _tag("ellipse", fill, cx=x, cy=y, rx=rx, ry=ry)


def discs(fill: str, *places: tuple[float, float, float]) -> str:
    """Draw filled circles of one colour, each given as (x, y, radius)."""
    circles = "".join(
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'
        for x, y, r in places
    )
    return f'<g fill="{fill}">{circles}</g>'


def ring(x: float, y: float, r: float, stroke: str, width: float) -> str:
    """Draw the outline of a circle."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="none" '
        f'stroke="{stroke}" stroke-width="{number(width)}"/>'
    )


def shape(d: str, fill: str) -> str:
    """Draw a filled path."""
    return f'<path d="{d}" fill="{fill}"/>'


def line(d: str, stroke: str, width: float) -> str:
    """Draw a path as a line with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{number(width)}"/>'
    )


def faint(drawing: str, opacity: float) -> str:
    """Let what is behind a drawing shine through; ``opacity`` is 0 to 1."""
    return f'<g opacity="{number(opacity)}">{drawing}</g>'


def mirrored(drawing: str) -> str:
    """Turn a drawing's left into its right."""
    return f'<g transform="scale(-1 1)">{drawing}</g>'


def put(
    drawing: str, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0
) -> str:
    """Move a drawing's origin to a point, after scaling and turning it (degrees)."""
    moves = []
    if round(x, 1) or round(y, 1):
        moves.append(f"translate({number(x)} {number(y)})")
    if turn:
        moves.append(f"rotate({number(turn)})")
    if round(scale, 2) != 1:
        moves.append(f"scale({f'{scale:.2f}'.rstrip('0').rstrip('.')})")
    if not moves:
        return drawing
    return f'<g transform="{" ".join(moves)}">{drawing}</g>'
