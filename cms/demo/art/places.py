"""Places: what is behind the people, and sometimes the table in front of them.

A place is drawn 240 units high and as wide as it is told (240, 320 or 384), so that one
drawing serves stories, covers and squares. Its wall or sky is MAIN, its floor DARK, what
shines is LIGHT: a scene's tint changes them.
"""

from collections.abc import Callable
from typing import NamedTuple

from cms.demo.art.pen import (
    CORAL,
    CREAM,
    DARK,
    INK,
    LEAF,
    LIGHT,
    MAIN,
    PLANK,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    Tone,
    disc,
    discs,
    faint,
    line,
    number,
    oval,
    paint,
    put,
    rect,
    ring,
    shape,
)
from cms.demo.art.things import draw_thing

HEIGHT = 240
PANE, ORB, CLOUD = "@p", "@o", "@c"


class Light(NamedTuple):
    """The light of a place, and what its windows, its sun and its clouds are like in it."""

    tone: Tone
    """Wall or sky, floor, and what shines."""
    pane: str = "#cfeaf5"
    orb: str = SUN
    cloud: str = WHITE


TINTS = {
    "sand": Light(Tone("#fff0d6", "#e0bd8e", "#fbe3b5")),
    "sea": Light(Tone("#cfeaf5", "#8fcfdc", "#e6f6fa")),
    "coral": Light(Tone("#fddccb", "#e7ac90", "#fdeae0")),
    "lilac": Light(Tone("#e8e2f5", "#c3b3e0", "#f6f1fc")),
    "mint": Light(Tone("#dff1ea", "#a3d5c4", "#f0faf6")),
    "sun": Light(Tone("#fff0c4", "#f0cf85", "#fff8e2")),
    "night": Light(
        Tone("#33406e", "#232c52", "#43528a"), "#3a4c80", "#ffe9a8", "#4a5a94"
    ),
}
"""What ``tint`` in a scene may name."""


def _nothing(w: float) -> str:
    return ""


class Place(NamedTuple):
    """A place, and where people are in it. Heights count down from the top, of 240."""

    tint: str
    back: Callable[[float], str]
    floor: float = 224
    """Where feet stand."""
    seat: float = 176
    """Where one sits."""
    seated: str = "chair"
    """What is sat on: a ``seat`` of ``figures.draw_figure``."""
    front: Callable[[float], str] = _nothing
    """What stands before people who are shown as a bust."""
    edge: float = HEIGHT
    """Where busts are cut off: the edge of what is before them, or of the picture."""
    always: bool = False
    """Whether the front is there without a bust, too."""


def draw_place(name: str, width: float, tint: str | None, front: bool = False) -> str:
    """Draw what is behind the people, or what is in front of them.

    Raises:
        KeyError: if there is no such place or tint.
    """
    place = PLACES[name]
    drawing = (place.front if front else place.back)(width)
    light = TINTS[tint or place.tint]
    for token, colour in ((PANE, light.pane), (ORB, light.orb), (CLOUD, light.cloud)):
        drawing = drawing.replace(token, colour)
    return paint(drawing, light.tone)


# Pieces -----------------------------------------------------------------------


def _wall(w: float, floor: float = 196) -> str:
    return rect(0, 0, w, HEIGHT, MAIN) + rect(0, floor, w, HEIGHT - floor, DARK)


def _window(x: float, y: float, w: float = 66, h: float = 54) -> str:
    return (
        rect(x, y, w, h, WHITE, 5)
        + rect(x + 6, y + 6, w - 12, h - 12, PANE)
        + disc(x + w * 0.64, y + h * 0.42, 9, ORB)
    )


def _plant(x: float, y: float, scale: float = 1) -> str:
    return put(
        line("M0 0Q-4 -16 -12 -24M0 0Q2 -20 0 -32M0 0Q6 -14 14 -22", "#4fa36a", 5)
        + shape("M-13 0H13L9 22H-9Z", "#d9794f"),
        x,
        y,
        scale,
    )


def _rug(x: float, y: float, rx: float) -> str:
    return oval(x, y, rx, 18, "#7fc7bb") + oval(x, y, rx - 26, 12, "#a5dcd2")


def _picture(x: float, y: float) -> str:
    return (
        rect(x, y, 48, 38, WOOD, 3)
        + rect(x + 4, y + 4, 40, 30, CREAM)
        + shape(f"M{number(x + 4)} {number(y + 34)}l14 -16l9 9l6 -5l11 12z", LEAF)
        + disc(x + 34, y + 13, 4, SUN)
    )


def _clouds(*points: tuple[float, float, float]) -> str:
    cloud = discs(CLOUD, (-18, 4, 13), (0, -4, 18), (19, 4, 13)) + rect(
        -20, 3, 40, 14, CLOUD, 7
    )
    return "".join(put(cloud, x, y, scale) for x, y, scale in points)


def _waves(w: float, y: float, fill: str) -> str:
    bends = "".join(f"T{number(x)} {number(y)}" for x in range(160, int(w) + 80, 80))
    return shape(
        f"M0 {number(y)}Q40 {number(y - 10)} 80 {number(y)}{bends}V240H0Z", fill
    )


def _books(x: float, y: float, count: int) -> str:
    colours = (CORAL, SKY, SUN, TEAL, "#8a76c4", LEAF)
    heights = (26, 22, 28, 24, 20, 26)
    drawn = ""
    for place in range(count):
        high = heights[place % 6]
        drawn += rect(
            x + place * 9, y - high, 8, high, colours[(place * 5 + int(x)) % 6], 1
        )
    return drawn


def _palm(x: float, y: float, scale: float) -> str:
    return put(draw_thing("palm"), x, y - 19 * scale, scale)


def _tree(x: float, y: float, scale: float) -> str:
    return put(draw_thing("tree"), x, y - 19 * scale, scale)


def _slab(w: float, y: float) -> str:
    return rect(-4, y, w + 8, 14, "#c98d58", 4) + rect(
        0, y + 14, w, HEIGHT - y - 14, WOOD
    )


# Indoors ----------------------------------------------------------------------


def _plain(w: float) -> str:
    floor = "" if w <= HEIGHT else rect(0, 206, w, 34, DARK)
    return rect(0, 0, w, HEIGHT, MAIN) + floor + disc(w / 2, 112, 100, LIGHT)


def _room(w: float) -> str:
    return (
        _wall(w)
        + _window(26, 26)
        + _picture(w - 92, 34)
        + _rug(w / 2, 216, w * 0.38)
        + _plant(w - 26, 174, 1.1)
    )


def _sofa(w: float) -> str:
    x, wide = w / 2 - min(132, w / 2 - 10), min(264, w - 20)
    return (
        _wall(w)
        + _picture(w / 2 - 24, 24)
        + line(f"M{number(w - 22)} 206V112", "#1d4e6b", 4)
        + oval(w - 22, 206, 14, 4, "#1d4e6b")
        + shape(f"M{number(w - 34)} 88h24l8 28h-40z", SUN)
        + rect(x + 14, 108, wide - 28, 90, "#5f9ec4", 26)
        + rect(x + 20, 160, wide - 40, 44, "#73b1d4", 12)
        + rect(x, 144, 38, 62, "#4d87ab", 16)
        + rect(x + wide - 38, 144, 38, 62, "#4d87ab", 16)
        + line(f"M{number(w / 2)} 164V198", "#5f9ec4", 3)
    )


def _bed(w: float, cover: str) -> str:
    x, wide = w / 2 - min(140, w / 2 - 8), min(280, w - 16)
    return (
        rect(x, 116, 14, 92, PLANK, 5)
        + rect(x + wide - 12, 150, 12, 58, PLANK, 5)
        + rect(x + 10, 168, wide - 20, 28, WHITE, 6)
        + rect(x + 16, 148, 58, 26, WHITE, 11)
        + shape(
            f"M{number(x + 70)} 164Q{number(x + 80)} 158 {number(x + 96)} 160"
            f"H{number(x + wide - 22)}Q{number(x + wide - 10)} 160 {number(x + wide - 10)} 172"
            f"V200H{number(x + 70)}Z",
            cover,
        )
        + line(f"M{number(x + 72)} 178H{number(x + wide - 12)}", CREAM, 3)
    )


def _bedroom(w: float) -> str:
    return (
        _wall(w)
        + _window(w / 2 - 33, 22)
        + rect(24, 34, 40, 52, CREAM, 2)
        + put(draw_thing("dugong"), 44, 60, 0.8)
        + rect(w - 84, 82, 62, 6, WOOD, 2)
        + _books(w - 80, 82, 4)
        + put(draw_thing("teddy"), w - 33, 68, 0.7)
        + _bed(w, "#8a76c4")
    )


def _night_room(w: float) -> str:
    return (
        _wall(w)
        + _window(w / 2 - 40, 20, 80, 62)
        + rect(24, 36, 40, 50, "#54669c", 2)
        + put(draw_thing("star", "yellow"), 44, 61, 0.6)
        + faint(disc(w - 40, 102, 32, SUN), 0.3)
        + rect(w - 62, 128, 44, 70, "#6b5740", 3)
        + put(draw_thing("lamp"), w - 40, 110, 1)
        + _bed(w, "#5b6fb0")
    )


def _kitchen(w: float) -> str:
    tiles = "".join(line(f"M0 {y}H{number(w)}", DARK, 1) for y in (92, 110, 128))
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + faint(tiles, 0.5)
        + rect(0, 206, w, 34, DARK)
        + _window(w / 2 - 36, 26, 72, 56)
        + rect(16, 22, 78, 54, TEAL, 4)
        + line("M55 24V74M48 46V54M62 46V54", "#178279", 3)
        + rect(w - 74, 34, 58, 172, "#e6edf1", 8)
        + line(f"M{number(w - 74)} 96H{number(w - 16)}", "#c5d3db", 3)
        + line(f"M{number(w - 64)} 60V82M{number(w - 64)} 110V140", "#9fb3bf", 4)
        + put(draw_thing("heart"), w - 36, 64, 0.4)
        + rect(0, 146, w - 84, 10, CREAM, 3)
        + rect(0, 156, w - 92, 50, TEAL)
        + "".join(
            line(f"M{x} 158V204M{x - 8} 172V180M{x + 8} 172V180", "#178279", 3)
            for x in range(50, int(w) - 110, 84)
        )
        + put(draw_thing("soup"), 46, 133, 0.8)
        + put(draw_thing("apple"), w - 118, 136, 0.6)
    )


def _table_back(w: float) -> str:
    return (
        _wall(w)
        + _window(24, 30)
        + _picture(w - 86, 40)
        + line(f"M{number(w / 2)} 0V26", INK, 2.5)
        + shape(f"M{number(w / 2 - 24)} 46q0 -22 24 -22t24 22z", CORAL)
        + oval(w / 2, 46, 24, 4, SUN)
    )


def _table_front(w: float) -> str:
    return (
        line(f"M34 196L26 240M{number(w - 34)} 196L{number(w - 26)} 240", PLANK, 12)
        + rect(8, 178, w - 16, 18, "#c98d58", 6)
        + rect(8, 190, w - 16, 6, WOOD, 3)
    )


def _classroom(w: float) -> str:
    x = w / 2 - min(96, w / 2 - 20)
    wide = min(192, w - 40)
    return (
        _wall(w, 206)
        + rect(x, 22, wide, 88, "#2f6b57", 5)
        + line(f"M{number(x)} 22h{number(wide)}v88h{number(-wide)}z", WOOD, 6)
        + line(f"M{number(x + 22)} 46h46M{number(x + 22)} 60h30", "#8fc0ae", 3)
        + rect(x + wide / 2 - 16, 105, 32, 5, CREAM, 2)
        + disc(26, 40, 14, WHITE)
        + line("M26 32V40L32 43", INK, 2.4)
        + rect(w - 48, 60, 36, 46, CREAM, 2)
        + put(draw_thing("sun"), w - 30, 82, 0.6)
    )


def _desks(w: float) -> str:
    return (
        rect(4, 186, w - 8, 12, "#c98d58", 4)
        + line(f"M26 198V240M{number(w - 26)} 198V240M{number(w / 2)} 198V240", WOOD, 7)
        + rect(20, 198, w - 40, 18, WOOD)
    )


def _corridor(w: float) -> str:
    lockers = "".join(
        rect(x, 64, 32, 138, (TEAL, SKY)[i % 2], 3)
        + line(f"M{x + 8} 78H{x + 24}M{x + 8} 86H{x + 24}", "#ffffff88", 2.4)
        + disc(x + 26, 136, 2.4, CREAM)
        for i, x in enumerate(range(14, 130 if w > HEIGHT else 80, 35))
    )
    return (
        _wall(w, 202)
        + rect(0, 190, w, 12, LIGHT)
        + lockers
        + rect(w - 86, 52, 66, 150, "#e59a5b", 4)
        + rect(w - 78, 62, 50, 44, PANE, 3)
        + disc(w - 30, 136, 4, SUN)
        + rect(w / 2 + 6, 56, 62 if w > HEIGHT else 36, 46, "#d9a86c", 3)
        + rect(w / 2 + 12, 62, 18, 22, WHITE)
        + (rect(w / 2 + 36, 66, 24, 16, "#ffe9a8") if w > HEIGHT else "")
        + line(f"M0 222H{number(w)}", LIGHT, 2)
    )


def _library(w: float) -> str:
    shelves = ""
    for x in range(14, int(w) - 60, 104):
        wide = 94
        shelves += rect(x, 26, wide, 176, PLANK, 3)
        for y in (70, 114, 158):
            shelves += rect(x + 6, y - 36, wide - 12, 38, "#7a5233") + _books(
                x + 8, y, 8
            )
        shelves += rect(x + 6, 164, wide - 12, 32, "#7a5233")
    return (
        _wall(w, 200)
        + shelves
        + put(draw_thing("lamp"), w - 24, 180, 1)
        + _rug(w / 2, 222, w * 0.3)
    )


def _clinic(w: float) -> str:
    return (
        _wall(w, 202)
        + rect(w / 2 - 44, 24, 88, 62, WHITE, 6)
        + shape(
            (
                f"M{number(w / 2)} 72q-21 -14 -20 -24q3 -11 14 -8q5 2 6 7q1 -5 6 -7"
                f"q11 -3 14 8q1 10 -20 24z"
            ),
            CORAL,
        )
        + rect(w - 66, 20, 50, 158, "#bfe4ea", 4)
        + line(
            f"M{number(w - 54)} 24V174M{number(w - 41)} 24V174M{number(w - 28)} 24V174",
            "#8fcfdc",
            3,
        )
        + line(f"M{number(w - 72)} 20H{number(w - 8)}", STEEL, 4)
        + rect(16, 160, 76, 12, "#6fbccd", 5)
        + line("M24 172V202M84 172V202", STEEL, 4)
        + rect(14, 146, 30, 16, WHITE, 7)
        + rect(26, 44, 40, 50, CREAM, 3)
        + put(draw_thing("apple"), 46, 69, 0.7)
    )


def _hall(w: float) -> str:
    windows = "".join(
        rect(x, 40, 40, 60, "#dff3f7", 3)
        for x in range(20, int(w) - 40, 60)
        if abs(x + 20 - w / 2) > 44
    )
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + rect(0, 118, w, 60, LIGHT)
        + windows
        + rect(0, 172, w, 68, "#e0b27c")
        + line(f"M0 214Q{number(w / 2)} 168 {number(w)} 214", CREAM, 3)
        + rect(w / 2 - 30, 28, 60, 44, WHITE, 3)
        + rect(w / 2 - 12, 44, 24, 18, MAIN)
        + line(
            (
                f"M{number(w / 2 - 12)} 72H{number(w / 2 + 12)}M{number(w / 2 - 9)} 74l4 16"
                f"h10l4 -16"
            ),
            CORAL,
            3,
        )
        + rect(14, 150, 66, 26, CORAL, 4)
        + rect(w - 80, 150, 66, 26, SKY, 4)
    )


def _stage(w: float) -> str:
    folds = "".join(
        line(
            (
                f"M{x} 20Q{x + 5} 110 {x - 2} 196M{number(w - x)} 20"
                f"Q{number(w - x - 5)} 110 {number(w - x + 2)} 196"
            ),
            "#b8391f",
            3,
        )
        for x in (14, 30, 46)
    )
    top = "".join(
        shape(f"M{x} 0h40v18q-20 20 -40 0z", "#d95b43") for x in range(0, int(w), 40)
    )
    return (
        rect(0, 0, w, HEIGHT, "#3d2f5e")
        + faint(shape(f"M{number(w / 2 - 30)} 0h60l60 206h-180z", "#ffe9a8"), 0.3)
        + rect(0, 196, w, 44, PLANK)
        + oval(w / 2, 214, 104, 16, "#d9a86c")
        + line(f"M0 212H{number(w)}M0 228H{number(w)}", "#855733", 1.6)
        + shape("M0 0H58Q64 100 40 200H0Z", CORAL)
        + shape(f"M{number(w)} 0h-58q-6 100 18 200h40z", CORAL)
        + folds
        + top
    )


def _desk_back(w: float) -> str:
    return (
        _wall(w)
        + _window(30, 28)
        + rect(w - 96, 74, 76, 6, WOOD, 2)
        + _books(w - 92, 74, 5)
        + _plant(w - 34, 54, 0.9)
        + rect(w / 2 - 24, 26, 48, 40, "#d9a86c", 3)
        + rect(w / 2 - 18, 32, 16, 18, WHITE)
        + rect(w / 2 + 3, 36, 14, 14, "#ffe9a8")
    )


def _desk_front(w: float) -> str:
    return (
        rect(0, 188, w, 14, "#c98d58", 4)
        + rect(14, 202, w - 28, 38, WOOD)
        + put(draw_thing("lamp"), 34, 170, 1.1)
        + _books(w - 58, 188, 4)
    )


def _souk(w: float) -> str:
    stalls = ""
    for i, x in enumerate(range(6, int(w) - 90, 112)):
        colour = (CORAL, TEAL, SUN)[i % 3]
        stripes = "".join(
            shape(f"M{x + k * 25} 76h25v14q-12.5 14 -25 0z", (colour, CREAM)[k % 2])
            for k in range(4)
        )
        stalls += (
            rect(x + 4, 88, 92, 112, "#8a5f3c")
            + rect(x + 2, 156, 96, 44, WOOD, 3)
            + "".join(
                disc(
                    x + 16 + k * 17,
                    152 - 4 * (k % 2),
                    8,
                    (SUN, CORAL, LEAF, "#b8527f", SUN)[(k + i) % 5],
                )
                for k in range(5)
            )
            + rect(x, 154, 100, 7, PLANK, 2)
            + stripes
        )
    lanterns = "".join(
        line(f"M{x} 0V{30 + 10 * (i % 2)}", INK, 1.6)
        + shape(
            f"M{x - 8} {30 + 10 * (i % 2)}h16l4 12l-12 12l-12 -12z",
            (SUN, "#f79a9a")[i % 2],
        )
        for i, x in enumerate(range(40, int(w), 70))
    )
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + shape(
            (
                f"M0 0H{number(w)}V66Q{number(w * 0.75)} 20 {number(w / 2)} 66"
                f"Q{number(w / 4)} 20 0 66Z"
            ),
            DARK,
        )
        + rect(0, 198, w, 42, DARK)
        + stalls
        + lanterns
    )


def _jar(colour: str) -> str:
    return rect(-9, -22, 18, 22, colour, 4) + rect(-6, -27, 12, 6, WOOD, 2)


def _tin(colour: str) -> str:
    return rect(-8, -18, 16, 18, colour, 2) + rect(-8, -12, 16, 6, CREAM)


def _carton(colour: str) -> str:
    return rect(-12, -24, 24, 24, colour, 2) + rect(-3, -24, 6, 10, CREAM)


def _shop(w: float) -> str:
    goods = ""
    colours = ("#8fcfdc", "#f2b48f", "#f2d489", "#a9d9a0", "#c3b3e0", "#efb3bf")
    for row, y in enumerate((70, 116, 162)):
        goods += rect(18, y, w - 36, 7, WOOD, 2)
        for i, x in enumerate(range(38, int(w) - 30, 31)):
            good = (_jar, _tin, _carton)[(i * 2 + row) % 3]
            goods += put(good(colours[(i + row * 2) % 6]), x, y)
    awning = "".join(
        shape(f"M{x} 0h32v14q-16 16 -32 0z", (TEAL, CREAM)[i % 2])
        for i, x in enumerate(range(0, int(w), 32))
    )
    return _wall(w, 200) + goods + awning


def _counter(w: float) -> str:
    return (
        rect(0, 180, w, 14, "#c98d58", 4)
        + rect(8, 194, w - 16, 46, WOOD)
        + line(f"M{number(w / 3)} 198V240M{number(w * 2 / 3)} 198V240", PLANK, 3)
    )


def _bus(w: float) -> str:
    panes = "".join(
        rect(x, 44, 82, 74, PANE, 10)
        + shape(f"M{x + 6} 118q20 -26 36 -8q14 -18 34 8z", "#8fce86")
        for x in range(int(w / 2) - 138 if w > HEIGHT else 16, int(w) - 70, 96)
    )
    seats = "".join(
        rect(x, 136, 72, 84, "#8a76c4", 14) + rect(x + 8, 144, 56, 34, "#a99ad6", 9)
        for x in range(int(w / 2) - 136 if w > HEIGHT else 20, int(w) - 50, 100)
    )
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + rect(0, 206, w, 34, DARK)
        + rect(0, 0, w, 24, LIGHT)
        + panes
        + rect(0, 126, w, 8, DARK)
        + line(f"M0 34H{number(w)}", STEEL, 4)
        + "".join(
            line(f"M{x} 34V48", STEEL, 2.5) + ring(x, 54, 6, SUN, 3)
            for x in range(30, int(w), 52)
        )
        + seats
    )


# Outdoors ----------------------------------------------------------------------


def _yard(w: float) -> str:
    panes = "".join(
        rect(x, 66, 26, 30, "#8fd0dd", 2)
        for x in range(int(w / 2) - 92, int(w / 2) + 80, 40)
    )
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + _clouds((34, 34, 0.7), (w - 36, 28, 0.6))
        + rect(w / 2 - 108, 46, 216, 112, CREAM)
        + shape(f"M{number(w / 2 - 116)} 50h232l-16 -20h-200z", CORAL)
        + panes
        + rect(w / 2 - 18, 112, 36, 46, TEAL, 3)
        + disc(w / 2, 40, 8, WHITE)
        + rect(0, 156, w, 84, "#f0cf8e")
        + line(
            f"M{number(w / 2 - 110)} 240Q{number(w / 2)} 176 {number(w / 2 + 110)} 240",
            CREAM,
            4,
        )
        + _tree(24, 176, 2.2)
        + _tree(w - 22, 180, 2.4)
    )


def _park(w: float) -> str:
    m = w / 2
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + disc(44, 42, 22, ORB)
        + _clouds((w - 62, 44, 0.9), (w / 2, 30, 0.55))
        + shape(
            (
                f"M0 168Q{number(w / 4)} 132 {number(m)} 154"
                f"Q{number(w * 0.78)} 172 {number(w)} 142V240H0Z"
            ),
            "#a9d99b",
        )
        + shape(
            (
                f"M0 190Q{number(w / 4)} 170 {number(m)} 182"
                f"Q{number(w * 0.78)} 194 {number(w)} 176V240H0Z"
            ),
            "#8fce86",
        )
        + _tree(30, 190, 2.8)
        + _tree(w - 32, 184, 2.5)
        + line(f"M{number(m - 52)} 180V204M{number(m + 52)} 180V204", STEEL, 5)
        + rect(m - 66, 142, 132, 9, PLANK, 4)
        + rect(m - 66, 157, 132, 9, PLANK, 4)
        + rect(m - 70, 174, 140, 10, WOOD, 4)
    )


def _pitch(w: float) -> str:
    m = w / 2
    net = "".join(f"M{number(m + x)} 92V148" for x in range(-45, 46, 15))
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + _clouds((48, 40, 0.8), (w - 54, 52, 0.7))
        + rect(0, 112, w, 30, "#3f8f5b")
        + "".join(disc(x, 114, 15, "#3f8f5b") for x in range(8, int(w) + 10, 26))
        + rect(0, 138, w, 102, "#8fce86")
        + rect(0, 164, w, 34, "#7cc373")
        + rect(0, 226, w, 14, "#7cc373")
        + line(
            net
            + f"M{number(m - 58)} 108H{number(m + 58)}M{number(m - 58)} 126H{number(m + 58)}",
            "#ffffffaa",
            1.4,
        )
        + line(f"M{number(m - 60)} 150V90H{number(m + 60)}V150", WHITE, 5)
        + line(
            (
                f"M0 152H{number(w)}M{number(m - 96)} 152L{number(m - 116)} 196"
                f"H{number(m + 116)}L{number(m + 96)} 152"
            ),
            WHITE,
            3,
        )
    )


def _beach(w: float) -> str:
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + disc(w - 48, 44, 24, ORB)
        + _clouds((70, 40, 0.8))
        + _waves(w, 112, "#8fd0dd")
        + _waves(w, 138, "#6fbccd")
        + put(_boat(), w * 0.66, 112, 0.42)
        + shape(
            f"M0 172Q{number(w / 3)} 152 {number(w * 0.66)} 166T{number(w)} 160V240H0Z",
            "#fbe3b5",
        )
        + shape(
            f"M0 214Q{number(w / 3)} 200 {number(w * 0.66)} 210T{number(w)} 206V240H0Z",
            "#f4d295",
        )
        + _palm(30, 196, 3.6)
        + put(draw_thing("shell"), w - 30, 218, 0.5, -20)
    )


def _boat() -> str:
    """Draw a dhow: its waterline is at (0, 0)."""
    return (
        line("M-4 -20V-112", "#8a5a3c", 6)
        + shape("M-30 -24Q-16 -96 34 -122Q44 -60 52 -28Z", CREAM)
        + shape("M-10 -62Q8 -96 34 -122Q38 -98 41 -78Z", CORAL)
        + shape(
            "M-72 -22Q-30 -14 30 -16L80 -34Q70 4 44 8H-40Q-62 6 -72 -22Z", "#9c6a42"
        )
        + line("M-66 -10Q-20 0 66 -12", SUN, 4)
    )


def _jetty(w: float) -> str:
    posts = "".join(rect(x, 200, 13, 40, "#855733") for x in range(26, int(w), 88))
    planks = "".join(f"M{x} 196V208" for x in range(30, int(w), 44))
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + disc(w - 52, 46, 24, ORB)
        + _clouds((62, 42, 0.8))
        + _waves(w, 118, "#8fd0dd")
        + _waves(w, 150, "#7cc6d5")
        + put(_boat(), 66, 124, 0.4)
        + _waves(w, 184, "#6fbccd")
        + posts
        + rect(0, 194, w, 16, WOOD)
        + line(planks, PLANK, 2.4)
        + rect(w - 26, 166, 12, 30, PLANK, 3)
        + ring(w - 20, 178, 8, "#e0bd8e", 3)
    )


def _sea(w: float) -> str:
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + disc(w - 54, 46, 24, ORB)
        + _clouds((58, 42, 0.9), (w / 2, 60, 0.6))
        + _waves(w, 116, "#8fd0dd")
        + put(draw_thing("gull"), w * 0.3, 84, 0.6)
        + put(_boat(), w - 84, 132, 0.5)
        + _waves(w, 146, "#7cc6d5")
        + _waves(w, 178, "#6fbccd")
    )


def _sea_front(w: float) -> str:
    return _waves(w, 208, "#4fa6ba")


def _underwater(w: float) -> str:
    weed = "M0 0Q-10 -16 0 -30T0 -60M12 0Q22 -14 12 -26T12 -44"
    return (
        rect(0, 0, w, HEIGHT, "#8fd0dd")
        + rect(0, 62, w, 178, "#6fbccd")
        + rect(0, 132, w, 108, "#4fa6ba")
        + faint(
            shape(
                f"M{number(w * 0.2)} 0h40l-30 200h-70zM{number(w * 0.62)} 0h34l40 200h-70z",
                WHITE,
            ),
            0.2,
        )
        + put(draw_thing("fish"), w * 0.22, 60, 0.8)
        + put(draw_thing("fish", "sun"), w * 0.8, 92, 0.6)
        + shape(
            f"M0 206Q{number(w / 3)} 190 {number(w * 0.66)} 202T{number(w)} 196V240H0Z",
            "#f0d9a8",
        )
        + put(line(weed, "#2e8b57", 6), 22, 218, 1.1)
        + put(line(weed, "#3f9e6a", 6), w - 44, 214, 1.2)
        + shape(
            f"M{number(w - 96)} 208q-4 -30 8 -30q2 -16 12 -8q10 -6 10 12q12 2 4 26z",
            CORAL,
        )
        + put(draw_thing("shell"), 74, 216, 0.5)
        + "".join(
            ring(x, y, r, "#ffffffaa", 1.8)
            for x, y, r in (
                (w * 0.4, 40, 5),
                (w * 0.43, 24, 3),
                (w * 0.9, 50, 4),
                (w * 0.12, 128, 4),
            )
        )
    )


def _dhow(w: float) -> str:
    m = w / 2
    rail = "".join(f"M{x} 152V186" for x in range(18, int(w), 34))
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + disc(40, 42, 22, ORB)
        + _clouds((w - 44, 36, 0.7))
        + _waves(w, 128, "#8fd0dd")
        + _waves(w, 154, "#6fbccd")
        + shape(
            (
                f"M{number(m - 84)} 122Q{number(m - 50)} 24 {number(m + 64)} -14"
                f"L{number(m + 108)} 122Z"
            ),
            CREAM,
        )
        + shape(
            f"M{number(m - 40)} 62Q{number(m)} 4 {number(m + 64)} -14L{number(m + 84)} 50Z",
            CORAL,
        )
        + rect(m - 7, -4, 11, 196, "#8a5a3c", 4)
        + line(rail, PLANK, 6)
        + rect(-4, 146, w + 8, 9, WOOD, 4)
        + rect(0, 184, w, 56, WOOD)
        + line(f"M0 200H{number(w)}M0 218H{number(w)}", PLANK, 2.4)
        + put(draw_thing("rope"), w - 34, 208, 0.8)
    )


def _street(w: float) -> str:
    houses = ""
    colours = ("#f3d9b1", "#e7ac90", "#cfe3d4", "#f7e3a8", "#d9cdea")
    for i, x in enumerate(range(-10, int(w), 70)):
        high = (104, 128, 92, 118, 100)[i % 5]
        top = 182 - high
        houses += rect(x, top, 68, high, colours[i % 5]) + rect(
            x - 2, top - 5, 72, 8, WOOD, 2
        )
        houses += "".join(
            rect(x + a, top + b, 16, 20, "#8fd0dd", 2)
            for a in (12, 40)
            for b in (16, 52)
        )
        houses += shape(f"M{x + 26} 182v-20q8 -12 16 0v20z", TEAL)
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + _clouds((w * 0.3, 30, 0.6), (w * 0.82, 26, 0.5))
        + houses
        + rect(0, 180, w, 24, "#e6dccb")
        + rect(0, 202, w, 38, "#8a97a3")
        + line(f"M8 222H{number(w)}", CREAM, 3).replace(
            "/>", ' stroke-dasharray="20 20"/>'
        )
        + line(
            f"M{number(w - 30)} 194V84Q{number(w - 30)} 72 {number(w - 44)} 74", INK, 4
        )
        + disc(w - 46, 78, 6, SUN)
        + _palm(w * 0.36, 196, 2.6)
    )


def _court(w: float) -> str:
    m = w / 2
    fence = "".join(
        f"M{x} 84L{x + 60} 160M{x + 60} 84L{x} 160" for x in range(0, int(w), 60)
    )
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + _clouds((52, 36, 0.7), (w - 50, 44, 0.6))
        + "".join(disc(x, 130, 24, "#7cc373") for x in range(10, int(w) + 20, 44))
        + line(fence, "#9fb3bf88", 1.6)
        + line(f"M0 84H{number(w)}", STEEL, 3)
        + rect(0, 158, w, 82, "#d9794f")
        + shape(f"M{number(m - 60)} 158h120l30 82h-180z", "#3f8fa8")
        + line(
            (
                f"M{number(m - 60)} 158L{number(m - 90)} 240M{number(m + 60)} 158"
                f"L{number(m + 90)} 240M0 160H{number(w)}"
            ),
            CREAM,
            3,
        )
        + rect(m - 4, 70, 8, 90, STEEL)
        + rect(m - 36, 26, 72, 50, WHITE, 4)
        + rect(m - 14, 44, 28, 22, CORAL, 2)
        + rect(m - 10, 48, 20, 14, WHITE)
        + line(f"M{number(m - 15)} 78H{number(m + 15)}", CORAL, 4)
        + line(
            (
                f"M{number(m - 12)} 80l5 20h14l5 -20M{number(m - 5)} 80l3 20"
                f"M{number(m + 5)} 80l-3 20"
            ),
            WHITE,
            1.8,
        )
    )


# Screens and games ---------------------------------------------------------------


def _island(x: float, y: float, scale: float, grass: str = "#8fd06f") -> str:
    return put(
        shape("M-62 0H62L40 34L16 28L0 52L-20 30L-42 34Z", "#b98357")
        + shape("M-62 0H62L52 16H-52Z", "#9c6a42")
        + rect(-66, -12, 132, 18, grass, 9),
        x,
        y,
        scale,
    )


def _sparks(w: float) -> str:
    spark = shape("M0 -9L2.7 -2.7L9 0L2.7 2.7L0 9L-2.7 2.7L-9 0L-2.7 -2.7Z", "#ffe9a8")
    points = (
        (0.1, 38, 1),
        (0.9, 40, 1),
        (0.25, 22, 0.7),
        (0.75, 24, 0.7),
        (0.05, 120, 0.6),
        (0.95, 124, 0.6),
    )
    return "".join(put(spark, w * x, y, scale) for x, y, scale in points)


def _lobby(w: float) -> str:
    m = w / 2
    return (
        rect(0, 0, w, HEIGHT, "#6a5bb0")
        + disc(m, 120, 168, "#7d6cc4")
        + disc(m, 120, 112, "#9a87da")
        + _sparks(w)
        + put(
            shape("M-76 116V18Q-76 -58 0 -58Q76 -58 76 18V116Z", SUN)
            + shape("M-58 116V18Q-58 -40 0 -40Q58 -40 58 18V116Z", "#fff0c4")
            + shape("M-44 116V20Q-44 -26 0 -26Q44 -26 44 20V116Z", "#bfe8f2"),
            m,
            78,
            0.84,
        )
        + _island(60, 186, 0.72)
        + _island(w - 60, 186, 0.72)
        + _island(m, 206, 1.25, "#a6dd7f")
    )


def _forest_game(w: float) -> str:
    firs = "".join(
        shape(
            f"M{x} 190l-24 0l14 -26h-10l13 -24h-9l16 -30l16 30h-9l13 24h-10l14 26z",
            ("#3f8f5b", "#57a86a")[i % 2],
        )
        for i, x in enumerate(range(16, int(w) + 20, 46))
    )
    blocks = "".join(
        rect(x, 204, 24, 36, ("#b98357", "#a87449")[i % 2])
        for i, x in enumerate(range(0, int(w), 24))
    )
    turf = "".join(
        rect(x, 192, 24, 16, ("#8fd06f", "#7fc462")[i % 2], 3)
        for i, x in enumerate(range(0, int(w), 24))
    )
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + _clouds((50, 44, 0.7), (w - 60, 36, 0.8))
        + firs
        + blocks
        + turf
        + _island(w * 0.2, 96, 0.4)
        + _island(w * 0.8, 112, 0.4)
        + put(draw_thing("coin"), w * 0.2, 76, 0.5)
        + put(draw_thing("heart"), w * 0.8, 92, 0.5)
        + "".join(put(draw_thing("star"), w / 2 + x, 22, 0.5) for x in (-24, 0, 24))
    )


def _space_game(w: float) -> str:
    stars = "".join(
        disc(w * (i * 37 % 100) / 100, 14 + i * 53 % 150, 1.2 + i % 3 * 0.6, CREAM)
        for i in range(18)
    )
    return (
        rect(0, 0, w, HEIGHT, "#232c52")
        + disc(w / 2, 300, 220, "#2f3a68")
        + stars
        + disc(54, 56, 24, "#f2a03d")
        + line("M22 66Q56 76 88 44", "#ffd9a0", 4)
        + disc(w - 58, 48, 16, "#7fc7bb")
        + disc(w - 64, 44, 4, "#a5dcd2")
        + disc(w - 53, 55, 3, "#a5dcd2")
        + shape(f"M0 204Q{number(w / 2)} 178 {number(w)} 204V240H0Z", "#8a76c4")
        + oval(w * 0.2, 214, 16, 4, "#6a5bb0")
        + oval(w * 0.72, 222, 22, 5, "#6a5bb0")
        + oval(w * 0.5, 204, 10, 3, "#6a5bb0")
    )


def _chat(w: float) -> str:
    x, wide = 22, w - 44
    rows = (
        (48, 0.5, True, DARK),
        (92, 0.42, False, TEAL),
        (136, 0.56, True, DARK),
        (180, 0.36, False, TEAL),
    )
    drawn = ""
    for y, part, left, fill in rows:
        long = wide * part
        start = x + 34 if left else x + wide - 14 - long
        drawn += rect(start, y, long, 32, WHITE if left else TEAL, 14)
        bar = "#c5d3db" if left else "#a5ddd4"
        drawn += line(
            f"M{number(start + 14)} {y + 12}H{number(start + long - 16)}"
            f"M{number(start + 14)} {y + 21}H{number(start + long * 0.6)}",
            bar,
            4,
        )
        if left:
            drawn += disc(x + 18, y + 20, 10, fill) + disc(x + 18, y + 17, 4, WHITE)
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + rect(x - 8, 10, wide + 16, 250, INK, 18)
        + rect(x, 18, wide, 240, LIGHT, 10)
        + shape(
            f"M{number(x)} 42V28q0 -10 10 -10H{number(x + wide - 10)}q10 0 10 10V42Z",
            TEAL,
        )
        + disc(x + 18, 30, 7, WHITE)
        + line(f"M{number(x + 34)} 30h54", "#7fd6ce", 5)
        + drawn
        + rect(x + 10, 222, wide - 20, 30, WHITE, 14)
    )


def _map(w: float) -> str:
    return (
        rect(0, 0, w, HEIGHT, MAIN)
        + shape(
            f"M16 20Q{number(w / 4)} 10 {number(w / 2)} 20T{number(w - 16)} 18"
            f"V218Q{number(w * 0.75)} 230 {number(w / 2)} 220T16 222Z",
            "#fbe9c6",
        )
        + faint(
            line(f"M{number(w / 3)} 16V222M{number(w * 2 / 3)} 20V226", "#b9804f", 2),
            0.3,
        )
        + shape(
            "M46 72q22 -26 50 -10q28 2 20 26q-16 22 -46 14q-34 -4 -24 -30z", "#8fce86"
        )
        + shape(
            f"M{number(w - 116)} 148q28 -24 56 -6q24 14 4 34q-30 18 -58 4q-20 -16 -2 -32z",
            "#8fce86",
        )
        + shape(
            f"M{number(w - 104)} 58q20 -14 38 0q8 18 -14 22q-30 4 -24 -22z", "#e0bd8e"
        )
        + shape("M54 170q18 -18 40 -4q10 18 -12 26q-32 2 -28 -22z", "#e0bd8e")
        + line(
            f"M92 92Q{number(w / 2)} 70 {number(w / 2)} 120T{number(w - 96)} 164",
            CORAL,
            4,
        ).replace("/>", ' stroke-dasharray="2 11"/>')
        + _palm(80, 80, 1)
        + _palm(w - 76, 160, 1.1)
        + put(draw_thing("compass"), w / 2 + 2, 190, 0.9)
        + line(
            f"M{number(w / 2 - 40)} 48q8 -7 16 0t16 0M{number(w * 0.3)} 146q8 -7 16 0t16 0",
            "#8fd0dd",
            3,
        )
    )


PLACES = {
    "plain": Place("sand", _plain),
    "room": Place("sand", _room, seat=204, seated="floor"),
    "sofa": Place("coral", _sofa, seat=172, seated="own"),
    "bedroom": Place("lilac", _bedroom, seat=172, seated="own"),
    "night-room": Place("night", _night_room, seat=172, seated="own"),
    "kitchen": Place("sand", _kitchen),
    "table": Place(
        "mint", _table_back, front=_table_front, edge=182, always=True, seat=190
    ),
    "classroom": Place("sand", _classroom, front=_desks, edge=190),
    "corridor": Place("sun", _corridor),
    "library": Place("sand", _library, front=_counter, edge=184),
    "clinic": Place("mint", _clinic, front=_counter, edge=184),
    "hall": Place("sea", _hall),
    "stage": Place("coral", _stage),
    "desk": Place(
        "sea", _desk_back, front=_desk_front, edge=192, always=True, seat=196
    ),
    "souk": Place("sand", _souk, front=_counter, edge=184),
    "shop": Place("mint", _shop, front=_counter, edge=184),
    "bus": Place("sun", _bus, seat=186, seated="own"),
    "yard": Place("sea", _yard, seat=206, seated="floor"),
    "park": Place("sea", _park, seat=178, seated="own"),
    "pitch": Place("sea", _pitch, seat=208, seated="floor"),
    "beach": Place("sea", _beach, seat=208, seated="floor"),
    "jetty": Place("sea", _jetty, floor=204, seat=196, seated="edge"),
    "sea": Place("sea", _sea, front=_sea_front, always=True),
    "underwater": Place("sea", _underwater),
    "dhow": Place("sea", _dhow, seat=204, seated="floor"),
    "street": Place("sea", _street),
    "court": Place("sea", _court, seat=208, seated="floor"),
    "lobby": Place("lilac", _lobby, floor=204),
    "forest-game": Place("sea", _forest_game, floor=204),
    "space-game": Place("night", _space_game),
    "chat": Place("sea", _chat),
    "map": Place("sand", _map),
}
"""Every place a scene may name."""
