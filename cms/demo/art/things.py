"""Things: each drawn round its middle, in a square of about 40 units."""

from typing import NamedTuple

from cms.demo.art.pen import (
    CORAL,
    CREAM,
    DARK,
    EYE,
    INK,
    LEAF,
    LIGHT,
    MAIN,
    PALE,
    SKY,
    STEEL,
    SUN,
    TEAL,
    TONES,
    WHITE,
    WOOD,
    disc,
    line,
    oval,
    paint,
    put,
    rect,
    ring,
    shape,
)


class Thing(NamedTuple):
    """A thing: the tone it has unless a scene gives another, and how it is drawn."""

    tone: str
    drawing: str


def draw_thing(what: str, colour: str | None = None) -> str:
    """Draw a thing round (0, 0).

    Args:
        what: a key of :data:`THINGS`.
        colour: a key of :data:`~cms.demo.art.pen.TONES`, in place of the thing's own.

    Raises:
        KeyError: if there is no such thing or colour.
    """
    thing = THINGS[what]
    return paint(thing.drawing, TONES[colour or thing.tone])


STAR = "M0 -19L5.3 -6.3L19 -5.4L8.5 3.4L11.8 17L0 9.6L-11.8 17L-8.5 3.4L-19 -5.4L-5.3 -6.3Z"
HEART = "M0 17Q-20 3 -19 -7Q-17 -16 -8.5 -15Q-2 -14 0 -7Q2 -14 8.5 -15Q17 -16 19 -7Q20 3 0 17Z"
CLOUD = "M-15 11Q-22 11 -21 3Q-19 -4 -12 -3Q-9 -13 1 -12Q10 -11 12 -3Q21 -4 21 4Q20 11 14 11Z"
DROP = "M0 -16Q11 -3 11 5Q11 15 0 15Q-11 15 -11 5Q-11 -3 0 -16Z"
HAND = (
    "M-11 2L-13 -8Q-13 -12 -10 -12Q-8 -12 -7 -8L-6 -3V-14Q-6 -17 -3 -17Q-1 -17 -1 -14"
    "V-4V-16Q-1 -19 2 -19Q4 -19 4 -16V-4V-14Q4 -16 7 -16Q9 -16 9 -13V4L12 0Q15 -3 17 -1"
    "Q18 1 16 4L10 14Q6 19 -1 19Q-9 19 -11 12Z"
)
FISH = shape("M-14 0Q-2 -13 14 0Q-2 13 -14 0ZM-12 0L-21 -8V8Z", MAIN)
GAZE = disc(7, -2, 2.8, WHITE) + disc(7.6, -2, 1.4, EYE)
SMILE = line("M-5 3Q0 8 5 3", EYE, 2)
BLUSH = '<g fill="#e8604c" fill-opacity=".28">{}</g>'
SCREEN = "#dff3f7"
SKIN = "#c68a5c"


def _eyes(x: float, y: float, r: float = 2) -> str:
    return disc(-x, y, r, EYE) + disc(x, y, r, EYE)


def _spots(*points: tuple[float, float], r: float, fill: str) -> str:
    return "".join(disc(x, y, r, fill) for x, y in points)


_SHELL = (
    shape("M-5 12H5L8 18H-8Z", DARK)
    + shape(
        "M0 14Q-19 9 -20 -4Q-20 -10 -15 -10Q-13 -17 -7 -15Q-4 -20 0 -17Q4 -20 7 -15"
        "Q13 -17 15 -10Q20 -10 20 -4Q19 9 0 14Z",
        MAIN,
    )
    + line("M0 10V-11M-3 10L-8 -9M3 10L8 -9M-5 9L-15 -4M5 9L15 -4", DARK, 1.8)
)
_PEARL = disc(0, 0, 10, "#f4e6ec") + shape(
    "M8.7 -5A10 10 0 0 1 -7.6 6.6Q5 7 8.7 -5Z", "#dfc6d3"
)
_COIN = disc(0, 0, 14, DARK) + disc(0, -1.5, 13, MAIN) + ring(0, -1.5, 8.5, DARK, 2)
_PHONE = (
    rect(-10.5, -19.5, 21, 39, INK, 4)
    + rect(-8, -14.5, 16, 27, LIGHT, 1.5)
    + disc(0, 16, 1.6, LIGHT)
)
_PHOTO = (
    rect(-18, -16, 36, 32, WHITE, 2.5)
    + rect(-15, -13, 30, 24, "#cfeaf5")
    + disc(8, -6, 4, SUN)
    + shape("M-15 11V5L-6 -4L2 4L7 0L15 7V11Z", LEAF)
)
_BUBBLE = shape(
    "M-10 -15H10Q19 -15 19 -6V0Q19 9 10 9H0L-9 17V9H-10Q-19 9 -19 0V-6Q-19 -15 -10 -15Z",
    MAIN,
)
_BUBBLE_DOTS = _spots((-8, -3), (0, -3), (8, -3), r=2.2, fill=DARK)
_BIN = (
    shape("M-12 -8H12L10 19H-10Z", MAIN)
    + rect(-15, -13, 30, 6, DARK, 3)
    + line("M-4 -14V-17H4V-14", DARK, 2.5)
    + line("M-4 -2V13M4 -2V13", LIGHT, 2.4)
)
_LOCK = rect(-14, -3, 28, 21, MAIN, 4) + disc(0, 6, 3, INK) + line("M0 7V11", INK, 3)
_BOOK = (
    shape("M-19 -13Q-9 -16 0 -11Q9 -16 19 -13V14Q9 11 0 16Q-9 11 -19 14Z", MAIN)
    + shape("M-16 -11Q-8 -13 0 -9Q8 -13 16 -11V10Q8 8 0 12Q-8 8 -16 10Z", WHITE)
    + line("M0 -9V12M-12 -5Q-8 -6 -4 -4M-12 1Q-8 0 -4 2", DARK, 1.6)
    + line("M12 -5Q8 -6 4 -4M12 1Q8 0 4 2", DARK, 1.6)
)
_PAGE = rect(-14, -18, 28, 36, WHITE, 2.5)
_SPEAKER = shape("M-18 -6H-10L0 -15V15L-10 6H-18Z", MAIN)
_SWITCH = rect(-20, -11, 40, 22, MAIN, 11)
_EYELID = "M-19 0Q0 -20 19 0Q0 20 -19 0Z"
_THUMB = shape(
    "M-4 -2L2 -14Q3 -18 6 -17Q10 -16 9 -11L8 -5H15Q18 -5 17 -1L14 13Q13 16 10 16H-4Z",
    MAIN,
) + rect(-15, -3, 9, 20, DARK, 2)
_HOUSE = (
    rect(-14, -3, 28, 21, CREAM)
    + shape("M-19 -1L0 -18L19 -1Z", MAIN)
    + rect(-4, 6, 8, 12, DARK)
    + rect(-11, 3, 5, 5, "#8fd0dd")
    + rect(6, 3, 5, 5, "#8fd0dd")
)
_LID = shape("M-18 -2V-5Q-18 -14 -9 -14H9Q18 -14 18 -5V-2Z", DARK)
_CHEST = (
    _LID
    + rect(-18, -2, 36, 18, MAIN, 2)
    + rect(-18, -3, 36, 3, SUN)
    + rect(-4, -5, 8, 10, SUN, 2)
    + disc(0, 0, 1.7, EYE)
)

THINGS = {
    # Devices and what is on them
    "phone": Thing("sea", _PHONE),
    "phone-back": Thing(
        "navy",
        rect(-10.5, -19.5, 21, 39, MAIN, 4)
        + rect(-7.5, -16, 8, 8, DARK, 2.5)
        + disc(-3.5, -12, 2, LIGHT),
    ),
    "tablet": Thing(
        "sea",
        rect(-20, -15, 40, 30, INK, 3.5)
        + rect(-16, -11.5, 32, 23, LIGHT, 1.5)
        + disc(18, 0, 1, LIGHT),
    ),
    "tablet-back": Thing(
        "navy", rect(-20, -15, 40, 30, MAIN, 3.5) + disc(-15, -10, 2, LIGHT)
    ),
    "laptop": Thing(
        "sea",
        rect(-16, -14, 32, 23, INK, 2.5)
        + rect(-13, -11, 26, 17, LIGHT, 1)
        + shape("M-20 9H20L18 14H-18Z", STEEL),
    ),
    "laptop-back": Thing(
        "grey",
        rect(-18, -14, 36, 25, DARK, 3)
        + disc(0, -2, 3, LIGHT)
        + rect(-20, 11, 40, 4, INK, 2),
    ),
    "console": Thing(
        "lilac",
        shape(
            "M-11 -11H11Q18 -11 19 0L20 8Q20 14 15 14Q11 14 8 8H-8Q-11 14 -15 14Q-20 14 -20 8"
            "L-19 0Q-18 -11 -11 -11Z",
            MAIN,
        )
        + line("M-11 -6V3M-15.5 -1.5H-6.5", WHITE, 3.4)
        + _spots((11, -5), (11, 3), r=2.4, fill=SUN)
        + _spots((7, -1), (15, -1), r=2.4, fill=CORAL),
    ),
    "headset": Thing(
        "teal",
        line("M-14 2Q-15 -16 0 -16Q15 -16 14 2", MAIN, 5)
        + rect(-19, -2, 10, 17, DARK, 5)
        + rect(9, -2, 10, 17, DARK, 5)
        + line("M-13 14Q-11 19 -3 18", INK, 2.4)
        + disc(-2, 18, 2.4, INK),
    ),
    "camera": Thing(
        "navy",
        shape("M-9 -9L-6 -14H6L9 -9Z", DARK)
        + rect(-19, -10, 38, 25, MAIN, 5)
        + disc(0, 3, 9, LIGHT)
        + disc(0, 3, 6, INK)
        + disc(-2, 1, 2, WHITE)
        + disc(14, -5, 2, SUN),
    ),
    "photo": Thing("sea", _PHOTO),
    "selfie": Thing(
        "sea",
        rect(-16, -18, 32, 36, WHITE, 2.5)
        + rect(-13, -15, 26, 27, LIGHT)
        + shape("M-11 12Q-10 4 0 4Q10 4 11 12Z", CORAL)
        + disc(0, -3, 7.5, SKIN)
        + shape("M-8 -3Q-9 -12 0 -12Q9 -12 8 -3Q5 -7 0 -7Q-5 -7 -8 -3Z", EYE)
        + _eyes(2.7, -2.5, 1)
        + line("M-2.5 0.5Q0 3 2.5 .5", EYE, 1.2),
    ),
    "film": Thing(
        "navy",
        rect(-20, -13, 40, 26, MAIN, 2.5)
        + rect(-13, -7, 26, 14, LIGHT, 1)
        + line("M-16 -10H17M-16 10H17", WHITE, 2.6).replace(
            "/>", ' stroke-dasharray=".1 6"/>'
        )
        + shape("M-3 -4L5 0L-3 4Z", INK),
    ),
    "frame": Thing(
        "brown",
        rect(-18, -15, 36, 30, MAIN, 2)
        + rect(-14, -11, 28, 22, CREAM)
        + shape(HEART, CORAL).replace("<path", '<path transform="scale(.4)"'),
    ),
    "play-button": Thing(
        "coral", disc(0, 0, 18, MAIN) + shape("M-5 -9L10 0L-5 9Z", WHITE)
    ),
    "volume": Thing("sea", _SPEAKER + line("M6 -6Q9 0 6 6M11 -11Q18 0 11 11", MAIN, 3)),
    "mute": Thing("grey", _SPEAKER + line("M6 -6L17 6M17 -6L6 6", "#e2573f", 3.4)),
    "microphone": Thing(
        "lilac",
        rect(-7, -19, 14, 24, MAIN, 7)
        + line("M-3 -12H3M-3 -7H3", LIGHT, 1.8)
        + line("M-12 -3Q-12 10 0 10Q12 10 12 -3M0 10V18M-7 18H7", DARK, 3),
    ),
    "wifi": Thing(
        "sky",
        line("M-18 -6Q0 -21 18 -6M-11 2Q0 -7 11 2", MAIN, 4) + disc(0, 10, 4, MAIN),
    ),
    "plug": Thing(
        "navy",
        line("M-5 -18V-8M5 -18V-8", STEEL, 3.5)
        + shape("M-11 -9H11V0Q11 9 0 9Q-11 9 -11 0Z", MAIN)
        + line("M0 9V13Q0 19 9 18", DARK, 3.5),
    ),
    "battery": Thing(
        "leaf",
        rect(-19, -10, 35, 20, INK, 4)
        + rect(17, -4, 3, 8, INK, 1)
        + rect(-16, -7, 29, 14, WHITE, 2)
        + rect(-14, -5, 8, 10, MAIN, 1.5)
        + rect(-4, -5, 8, 10, MAIN, 1.5),
    ),
    "gear": Thing(
        "grey",
        "".join(
            put(rect(-4, -19, 8, 9, DARK, 2.5), turn=turn) for turn in range(0, 360, 45)
        )
        + disc(0, 0, 13.5, DARK)
        + disc(0, 0, 5.5, LIGHT),
    ),
    "switch-on": Thing(
        "teal", _SWITCH + disc(9, 0, 8, WHITE) + line("M6 0L8 2.5L13 -3", MAIN, 2)
    ),
    "switch-off": Thing("grey", _SWITCH + disc(-9, 0, 8, WHITE)),
    "qr": Thing(
        "navy",
        rect(-18, -18, 36, 36, WHITE, 3)
        + "".join(
            rect(x, y, 11, 11, MAIN, 1.5) + rect(x + 3, y + 3, 5, 5, WHITE)
            for x, y in ((-15, -15), (4, -15), (-15, 4))
        )
        + line(
            "M4 5H7M11 5H14M4 10H4M9 10H12M5 14H9M14 14H14M-1 -14V-10M-1 -4H3M8 -1H14",
            MAIN,
            3,
        )
        + line("M-14 -1H-8M-3 2V6M-2 11V14", MAIN, 3),
    ),
    "robot": Thing(
        "navy",
        line("M0 -14V-18", STEEL, 2.4)
        + disc(0, -18, 2.4, SUN)
        + rect(-12, -15, 24, 17, LIGHT, 5)
        + rect(-9, -11, 18, 9, INK, 4.5)
        + _spots((-4, -6.5), (4, -6.5), r=2, fill="#9ff0d8")
        + line("M-12 7L-18 3M12 7L18 3", MAIN, 4)
        + rect(-11, 3, 22, 14, MAIN, 4)
        + _spots((-6, 18), (6, 18), r=3, fill=INK),
    ),
    "puzzle": Thing(
        "lilac",
        shape(
            "M-15 -9H-5Q-8 -18 0 -18Q8 -18 5 -9H15V0Q7 -3 7 4Q7 11 15 8V17H-15V8Q-7 11 -7 4"
            "Q-7 -3 -15 0Z",
            MAIN,
        ),
    ),
    "virus": Thing(
        "leaf",
        line(
            "M0 -18V18M-18 0H18M-12.7 -12.7L12.7 12.7M-12.7 12.7L12.7 -12.7", DARK, 2.8
        )
        + _spots((0, -18), (0, 18), (-18, 0), (18, 0), r=2.6, fill=DARK)
        + disc(0, 0, 12.5, MAIN)
        + _eyes(4.5, -2, 2.2)
        + line("M-8 -6L-3 -4M8 -6L3 -4", EYE, 2)
        + line("M-5 6Q0 2 5 6", EYE, 2),
    ),
    # Presents, money, keys
    "gift": Thing(
        "coral",
        rect(-15, -5, 30, 23, DARK, 2.5)
        + rect(-18, -10, 36, 8, MAIN, 2.5)
        + rect(-3, -10, 6, 28, SUN)
        + shape("M0 -10Q-13 -22 -12 -12Q-9 -8 0 -10Q13 -22 12 -12Q9 -8 0 -10Z", SUN),
    ),
    "coin": Thing("sun", _COIN + put(shape(STAR, DARK), 0, -1.5, 0.3)),
    "coins": Thing(
        "sun",
        "".join(
            put(rect(-10, -3, 20, 7, DARK, 3.5) + rect(-10, -4, 20, 5, MAIN, 2.5), x, y)
            for x, y in ((-8, 14), (-8, 8), (-8, 2), (10, 14), (10, 8))
        )
        + put(_COIN, 5, -8, 0.7),
    ),
    "purse": Thing(
        "plum",
        shape("M-13 -6H13Q20 4 17 13Q15 17 10 17H-10Q-15 17 -17 13Q-20 4 -13 -6Z", MAIN)
        + line("M-12 -7H12", SUN, 4)
        + _spots((-2.5, -11), (2.5, -11), r=2.6, fill=SUN)
        + line("M-11 4Q0 9 11 4", DARK, 2),
    ),
    "card": Thing(
        "sky",
        rect(-20, -13, 40, 26, MAIN, 4)
        + rect(-20, -8, 40, 6, INK)
        + rect(-15, 3, 9, 6, SUN, 1.5)
        + line("M5 6H15", WHITE, 2.4),
    ),
    "id-card": Thing(
        "sky",
        rect(-20, -14, 40, 28, WHITE, 4)
        + shape("M-20 -7V-10Q-20 -14 -16 -14H16Q20 -14 20 -10V-7Z", MAIN)
        + disc(-10, 0, 4, SKIN)
        + shape("M-16.5 11Q-16 4.5 -10 4.5Q-4 4.5 -3.5 11Z", MAIN)
        + line("M3 -1H15M3 4H15M3 9H11", "#9fb3bf", 2.2),
    ),
    "ticket": Thing(
        "coral",
        shape(
            "M-20 -11H20V-4Q15 -4 15 0Q15 4 20 4V11H-20V4Q-15 4 -15 0Q-15 -4 -20 -4Z",
            MAIN,
        )
        + line("M8 -8V8", WHITE, 1.8).replace("/>", ' stroke-dasharray="2 4"/>')
        + put(shape(STAR, WHITE), -3, 0, 0.35),
    ),
    "bill": Thing(
        "grey",
        shape("M-13 -18H13V18L8.7 14L4.3 18L0 14L-4.3 18L-8.7 14L-13 18Z", WHITE)
        + line("M-8 -11H8M-8 -5H4M-8 1H6", MAIN, 2.2)
        + line("M-8 8H8", DARK, 3),
    ),
    "key": Thing(
        "sun",
        ring(-10, 0, 7.5, MAIN, 5) + line("M-2 0H18M12 0V7M18 0V6", MAIN, 4.5),
    ),
    "lock": Thing(
        "sun", line("M-8 -2V-8Q-8 -17 0 -17Q8 -17 8 -8V-2", STEEL, 4.5) + _LOCK
    ),
    "open-lock": Thing(
        "sun", line("M-8 -2V-9Q-8 -18 -15 -18Q-19 -18 -19 -12", STEEL, 4.5) + _LOCK
    ),
    "shield": Thing(
        "teal",
        shape("M0 -19Q9 -14 16 -14V0Q15 13 0 19Q-15 13 -16 0V-14Q-9 -14 0 -19Z", DARK)
        + shape("M0 -15Q7 -11 12 -11V0Q11 10 0 15Q-11 10 -12 0V-11Q-7 -11 0 -15Z", MAIN)
        + line("M-5 0L-1 5L6 -5", WHITE, 4),
    ),
    "link": Thing(
        "sea",
        put(
            line("M-3 3L3 -3", MAIN, 4)
            + line("M0 -7L5 -12Q10 -15 14 -11Q17 -7 13 -2L9 3", MAIN, 4)
            + line("M0 7L-5 12Q-10 15 -14 11Q-17 7 -13 2L-9 -3", MAIN, 4)
        ),
    ),
    "chain": Thing(
        "grey",
        "".join(
            put(rect(-8, -4.5, 16, 9, "none", 4.5), x, y, turn=-40).replace(
                "/>", f' stroke="{MAIN}" stroke-width="3.5"/>'
            )
            for x, y in ((-11, 9), (11, -9))
        )
        + put(rect(-8, -4.5, 16, 9, "none", 4.5), turn=-40).replace(
            "/>", f' stroke="{DARK}" stroke-width="3.5"/>'
        ),
    ),
    "box": Thing(
        "sand",
        rect(-16, -6, 32, 24, MAIN, 1.5)
        + shape("M-16 -6L-12 -14H12L16 -6Z", LIGHT)
        + rect(-4, -14, 8, 18, DARK),
    ),
    "loot-box": Thing(
        "lilac",
        line("M0 -19V-16M-14 -17L-12 -14M14 -17L12 -14", SUN, 3)
        + put(_CHEST, 0, 3, 0.95)
        + put(shape(STAR, WHITE), 0, 12, 0.25),
    ),
    "treasure": Thing(
        "brown",
        shape("M-18 -6L-15 -18H15L18 -6Z", DARK)
        + _spots((-9, -5), (0, -8), (9, -5), (-4, -3), (5, -3), r=5, fill=SUN)
        + disc(-12, -3, 3.5, "#f4e6ec")
        + rect(-18, -2, 36, 18, MAIN, 2)
        + rect(-18, -2, 36, 3, SUN)
        + rect(-4, 0, 8, 8, SUN, 2),
    ),
    "dice": Thing(
        "white",
        put(
            rect(-15, -15, 30, 30, DARK, 6)
            + rect(-15, -16, 30, 29, MAIN, 6)
            + _spots((-7, -9), (7, -9), (0, -1.5), (-7, 6), (7, 6), r=2.8, fill=INK),
            turn=8,
        ),
    ),
    "trophy": Thing(
        "sun",
        line("M-10 -13H-17Q-18 -2 -8 -1M10 -13H17Q18 -2 8 -1", DARK, 3)
        + shape("M-11 -18H11V-7Q10 5 0 6Q-10 5 -11 -7Z", MAIN)
        + rect(-2.5, 5, 5, 8, DARK)
        + rect(-10, 12, 20, 6, WOOD, 2)
        + put(shape(STAR, WHITE), 0, -8, 0.3),
    ),
    "medal": Thing(
        "sun",
        shape("M-10 -19H-2L4 -2H-4Z", SKY)
        + shape("M10 -19H2L-4 -2H4Z", CORAL)
        + put(_COIN, 0, 8, 0.8)
        + put(shape(STAR, DARK), 0, 7, 0.27),
    ),
    "sword-toy": Thing(
        "brown",
        put(
            shape("M-3.5 6V-16L0 -20L3.5 -16V6Z", MAIN)
            + line("M0 -14V3", LIGHT, 1.6)
            + rect(-10, 5, 20, 5, CORAL, 2.5)
            + rect(-2.5, 9, 5, 9, DARK, 2)
            + disc(0, 18, 3, SUN),
            turn=30,
        ),
    ),
    "potion": Thing(
        "lilac",
        rect(-4.5, -17, 9, 12, PALE)
        + rect(-6, -19, 12, 5, WOOD, 2)
        + disc(0, 5, 13.5, PALE)
        + shape("M-13 3Q-6 0 0 3Q6 6 13 3Q13 16 0 18Q-13 16 -13 3Z", MAIN)
        + _spots((-4, 10), (4, 8), r=2, fill=LIGHT),
    ),
    # The sea
    "hook": Thing(
        "grey",
        line("M4 -17V6Q4 15 -4 15Q-12 15 -12 6", DARK, 3.6)
        + shape("M-12 0L-17 9L-8 8Z", DARK)
        + ring(4, -18, 2.5, DARK, 2.4),
    ),
    "bait-fish": Thing(
        "sun",
        line("M7 -19V-1Q7 6 1 6", STEEL, 2.6) + put(FISH + GAZE, 0, 8, 0.95),
    ),
    "fish": Thing("coral", FISH + GAZE + line("M8 4Q10 4 11 2", EYE, 1.3)),
    "shell": Thing("pink", _SHELL),
    "pearl": Thing("white", put(_PEARL + disc(-3.5, -4, 2.5, WHITE), scale=1.3)),
    "pearls": Thing(
        "white",
        put(_PEARL, -9, 7, 0.85)
        + put(_PEARL, 9, 7, 0.85)
        + put(_PEARL, 0, -8, 0.85)
        + _spots((-12, 4), (6, 4), (-3, -11), r=2, fill=WHITE),
    ),
    "turtle": Thing(
        "leaf",
        oval(-12, 9, 6, 3.5, DARK)
        + oval(9, 10, 6, 3.5, DARK)
        + disc(15, 0, 5.5, DARK)
        + disc(16.5, -1, 1.4, EYE)
        + shape("M-18 7Q-17 -13 -2 -13Q11 -13 12 7Z", MAIN)
        + line("M-8 6L-9 -2L-3 -6L3 -2L2 6M-9 -2L-14 -1M3 -2L9 -1", LIGHT, 1.8),
    ),
    "octopus": Thing(
        "plum",
        line(
            "M-9 4Q-19 5 -16 15M-4 6Q-9 14 -6 18M4 6Q9 14 6 18M9 4Q19 5 16 15", MAIN, 5
        )
        + shape("M-13 4Q-16 -18 0 -18Q16 -18 13 4Q7 10 0 10Q-7 10 -13 4Z", MAIN)
        + _spots((-5, -4), (5, -4), r=3.6, fill=WHITE)
        + _eyes(5, -3.5, 1.8)
        + line("M-3 3Q0 6 3 3", EYE, 1.6),
    ),
    "crab": Thing(
        "coral",
        line("M-10 8L-16 14M-6 10L-9 17M10 8L16 14M6 10L9 17", DARK, 2.8)
        + line("M-12 2L-16 -5M12 2L16 -5M-4 -6V-11M4 -6V-11", DARK, 2.6)
        + shape(
            "M-20 -9Q-20 -17 -13 -15L-16 -10L-11 -10Q-12 -4 -17 -5Q-20 -6 -20 -9Z", MAIN
        )
        + shape("M20 -9Q20 -17 13 -15L16 -10L11 -10Q12 -4 17 -5Q20 -6 20 -9Z", MAIN)
        + oval(0, 3, 14, 9.5, MAIN)
        + _spots((-4, -12), (4, -12), r=2.8, fill=WHITE)
        + _eyes(4, -12, 1.4)
        + line("M-4 5Q0 8 4 5", EYE, 1.8),
    ),
    "dugong": Thing(
        "sky",
        shape("M-10 2Q-18 0 -20 7Q-14 8 -13 12Q-8 11 -7 7Z", "#6f97b0")
        + shape("M20 0Q18 11 4 11Q-6 11 -13 5Q-6 -12 8 -11Q20 -10 20 0Z", "#8db3c9")
        + shape("M20 0Q19 8 12 8Q8 7 9 2Q12 -3 20 0Z", "#d3e5ee")
        + shape("M1 8Q3 17 10 16Q11 11 7 8Z", "#6f97b0")
        + disc(9, -4, 1.6, INK)
        + line("M12 4Q15 6 18 3", INK, 1.5)
        + oval(6, 0, 2.2, 1.5, "#f4a08f"),
    ),
    "gull": Thing(
        "white",
        shape(
            (
                "M-13 3Q-19 5 -20 1Q-12 -2 -6 -4Q-6 -16 -15 -19Q4 -18 6 -5Q12 -7 14 -3"
                "L19 -1L14 1Q10 9 -2 8Q-9 8 -13 3Z"
            ),
            WHITE,
        )
        + shape("M-6 -4Q-6 -16 -15 -19Q4 -18 6 -5Q2 0 -6 -4Z", "#c5d3db")
        + shape("M14 -3L20 -1L14 1Z", "#f2a03d")
        + disc(11, -3, 1.2, EYE),
    ),
    "buoy": Thing(
        "coral",
        line("M0 -12V-18", STEEL, 2.5)
        + disc(0, -18, 2.5, SUN)
        + shape("M-7 -12H7L12 8H-12Z", MAIN)
        + shape("M-8.5 -6H8.5L10.2 1H-10.2Z", WHITE)
        + rect(-16, 7, 32, 8, DARK, 4)
        + line("M-19 17Q-14 14 -9 17T1 17T11 17T19 17", "#8fd0dd", 2.5),
    ),
    "lifebelt": Thing(
        "coral",
        ring(0, 0, 13, WHITE, 10)
        + line("M-9 -9A13 13 0 0 1 9 -9M9 9A13 13 0 0 1 -9 9", MAIN, 10).replace(
            "/>", ' stroke-linecap="butt"/>'
        )
        + ring(0, 0, 18.5, DARK, 1.2),
    ),
    "anchor": Thing(
        "navy",
        ring(0, -14, 4, MAIN, 3)
        + line("M0 -10V16M-8 -5H8M-15 5Q-14 16 0 16Q14 16 15 5", MAIN, 3.8)
        + shape("M-19 8L-15 0L-11 8ZM19 8L15 0L11 8Z", MAIN),
    ),
    "compass": Thing(
        "brown",
        disc(0, 0, 18, MAIN)
        + disc(0, 0, 14, CREAM)
        + put(shape("M0 -12L4 0H-4Z", CORAL) + shape("M0 12L4 0H-4Z", INK), turn=35)
        + disc(0, 0, 2, SUN),
    ),
    "lighthouse": Thing(
        "coral",
        shape("M-5 -14L-20 -18V-8ZM5 -14L20 -18V-8Z", "#ffe9a8")
        + shape("M-6 -8H6L10 18H-10Z", WHITE)
        + shape("M-7 -2H7L8 5H-8ZM-9 11H9L10 18H-10Z", MAIN)
        + rect(-5, -15, 10, 7, SUN)
        + shape("M-7 -15L0 -20L7 -15Z", DARK)
        + rect(-8, -9, 16, 3, INK, 1),
    ),
    # Shapes that say something
    "star": Thing("sun", shape(STAR, MAIN)),
    "heart": Thing("red", shape(HEART, MAIN) + oval(-9, -8, 3, 2.2, LIGHT)),
    "broken-heart": Thing(
        "red", shape(HEART, MAIN) + line("M0 -8L-5 -2L4 3L-1 8L1 14", WHITE, 2.8)
    ),
    "question": Thing(
        "lilac",
        disc(0, 0, 18, MAIN)
        + line("M-6 -5Q-6 -11 0 -11Q7 -11 7 -5Q7 -1 2 1Q0 2 0 5", WHITE, 4)
        + disc(0, 11, 2.4, WHITE),
    ),
    "exclamation": Thing(
        "orange",
        shape("M-3 -16Q0 -21 3 -16L19 12Q20 17 15 17H-15Q-20 17 -19 12Z", MAIN)
        + line("M0 -7V4", WHITE, 4.4)
        + disc(0, 11, 2.6, WHITE),
    ),
    "tick": Thing("leaf", disc(0, 0, 18, MAIN) + line("M-8 1L-2 7L9 -6", WHITE, 5)),
    "cross": Thing(
        "orange", disc(0, 0, 18, MAIN) + line("M-7 -7L7 7M7 -7L-7 7", WHITE, 5)
    ),
    "arrow-loop": Thing(
        "teal",
        line("M-13 4Q-14 -12 0 -13Q7 -13 11 -8M13 -4Q14 12 0 13Q-7 13 -11 8", MAIN, 4.5)
        + shape("M6 -5L17 -4L15 -15ZM-6 5L-17 4L-15 15Z", MAIN),
    ),
    "thumbs-up": Thing("sun", _THUMB),
    "thumbs-down": Thing("grey", put(_THUMB, turn=180)),
    "hand-open": Thing("sand", shape(HAND, MAIN)),
    "hand-stop": Thing(
        "coral",
        shape("M-8 -19H8L19 -8V8L8 19H-8L-19 8V-8Z", MAIN)
        + put(shape(HAND, WHITE), 0, 0, 0.72),
    ),
    "hand-shake": Thing(
        "sand",
        line("M-18 -2L-6 -4", SKY, 11)
        + line("M18 -2L6 -4", CORAL, 11)
        + line("M-6 -3L4 4", "#e3b184", 9)
        + line("M7 -3L-3 3L2 8M-2 6L1 9", "#a9704a", 6),
    ),
    "eye": Thing(
        "sky",
        shape(_EYELID, WHITE)
        + disc(0, 0, 8.5, MAIN)
        + disc(0, 0, 4.5, INK)
        + disc(2, -2.5, 1.7, WHITE)
        + line(_EYELID, INK, 2.6),
    ),
    "eye-closed": Thing(
        "navy",
        line("M-18 -3Q0 14 18 -3M-14 5L-17 10M-5 8L-6 14M5 8L6 14M14 5L17 10", MAIN, 3),
    ),
    "ear": Thing(
        "sand",
        shape("M-9 -4Q-9 -18 3 -18Q15 -17 14 -4Q13 3 7 7Q5 18 -3 18Q-9 17 -9 9Z", MAIN)
        + line("M-3 -3Q-3 -11 3 -11Q9 -11 8 -4Q7 0 2 1Q3 7 -2 8", DARK, 2.6),
    ),
    "mouth-zip": Thing(
        "pink",
        shape("M-19 0Q-10 -10 0 -7Q10 -10 19 0Q10 11 0 11Q-10 11 -19 0Z", MAIN)
        + line("M-15 1H14", STEEL, 4)
        + line("M-15 1H14", WHITE, 2).replace("/>", ' stroke-dasharray=".1 4"/>')
        + rect(11, 0, 6, 11, SUN, 2.5),
    ),
    "magnifier": Thing(
        "sky",
        line("M6 6L17 17", WOOD, 6.5)
        + disc(-4, -4, 14, INK)
        + disc(-4, -4, 10.5, LIGHT)
        + line("M-10 -6Q-9 -10 -5 -11", WHITE, 2.4),
    ),
    "mask": Thing(
        "night",
        shape(
            "M-19 -8Q0 -16 19 -8Q21 10 9 10Q3 10 0 4Q-3 10 -9 10Q-21 10 -19 -8Z", MAIN
        )
        + oval(-9, -1, 4.5, 3.2, WHITE)
        + oval(9, -1, 4.5, 3.2, WHITE),
    ),
    "scale-balance": Thing(
        "sun",
        line("M0 -15V14M-15 -10L15 -12", WOOD, 3)
        + rect(-9, 13, 18, 4.5, WOOD, 2)
        + disc(0, -16, 3, MAIN)
        + line("M-15 -10L-19 2M-15 -10L-11 2M15 -12L11 0M15 -12L19 0", STEEL, 1.2)
        + shape(
            "M-20 2H-9Q-10 8 -14.5 8Q-19 8 -20 2ZM9 0H20Q19 6 14.5 6Q10 6 9 0Z", MAIN
        ),
    ),
    "fire": Thing(
        "coral",
        shape(
            (
                "M0 -19Q4 -10 10 -5Q17 3 13 11Q9 18 0 18Q-9 18 -13 11Q-16 3 -9 -5"
                "Q-8 -1 -5 0Q-5 -11 0 -19Z"
            ),
            MAIN,
        )
        + shape("M0 -3Q7 5 7 11Q5 17 0 17Q-6 17 -7 11Q-6 4 0 -3Z", SUN),
    ),
    "snow": Thing(
        "sea",
        line("M0 -18V18M-15.6 -9L15.6 9M-15.6 9L15.6 -9", MAIN, 2.8)
        + line(
            (
                "M-5 -16L0 -11L5 -16M-5 16L0 11L5 16M-16 -3L-9.5 -5.5L-11 -12M16 3L9.5 5.5"
                "L11 12M16 -3L9.5 -5.5L11 -12M-16 3L-9.5 5.5L-11 12"
            ),
            MAIN,
            2,
        ),
    ),
    # Talking and writing
    "bubble": Thing(
        "white", _BUBBLE + _spots((-8, -3), (0, -3), (8, -3), r=2.3, fill=TEAL)
    ),
    "bubbles": Thing(
        "teal",
        put(_BUBBLE + line("M-10 -6H10M-10 0H4", WHITE, 2.6), -4, -5, 0.8)
        + put(
            paint(_BUBBLE, TONES["white"])
            + _spots((-8, -3), (0, -3), (8, -3), r=2.3, fill=MAIN),
            7,
            8,
            0.62,
        ),
    ),
    "speech-list": Thing(
        "sky",
        shape(
            (
                "M-15 -18H15Q19 -18 19 -14V8Q19 12 15 12H2L-7 19V12H-15Q-19 12 -19 8V-14"
                "Q-19 -18 -15 -18Z"
            ),
            WHITE,
        )
        + _spots((-12, -11), (-12, -3), (-12, 5), r=2.4, fill=MAIN)
        + line("M-6 -11H13M-6 -3H9M-6 5H13", "#9fb3bf", 2.6),
    ),
    "letter": Thing(
        "white",
        rect(-14, -18, 28, 36, MAIN, 2.5)
        + line("M-9 -11H9M-9 -5H9M-9 1H4", "#9fb3bf", 2)
        + put(shape(HEART, CORAL), 6, 11, 0.3),
    ),
    "mail": Thing(
        "sun",
        rect(-19, -13, 38, 26, MAIN, 3) + line("M-17 -10L0 3L17 -10", DARK, 2.6),
    ),
    "bell": Thing(
        "sun",
        disc(0, 15, 4, DARK)
        + shape("M-15 12Q-11 8 -11 -3Q-11 -15 0 -15Q11 -15 11 -3Q11 8 15 12Z", MAIN)
        + disc(0, -16, 3, DARK)
        + line("M-15 12H15", DARK, 3),
    ),
    "megaphone": Thing(
        "coral",
        shape("M-14 -6L9 -16V14L-14 5Z", MAIN)
        + rect(-19, -6, 8, 11, DARK, 3)
        + line("M-8 7L-5 16", DARK, 5)
        + oval(9, -1, 4, 15, DARK)
        + line("M16 -1H20M15 -9L18 -12M15 7L18 10", SUN, 2.6),
    ),
    "list": Thing(
        "teal",
        _PAGE
        + line(
            "M-9.5 -10L-7.5 -8L-4 -12M-9.5 -1L-7.5 1L-4 -3M-9.5 8L-7.5 10L-4 6", MAIN, 2
        )
        + line("M0 -10H9M0 -1H9M0 8H9", "#9fb3bf", 2.4),
    ),
    "pen": Thing(
        "sky",
        put(
            rect(-3.5, -18, 7, 26, MAIN, 2)
            + rect(-3.5, -18, 7, 6, DARK, 2)
            + shape("M-3.5 8H3.5L0 18Z", CREAM)
            + shape("M-1.3 14.2H1.3L0 18Z", INK),
            turn=40,
        ),
    ),
    "pencil": Thing(
        "sun",
        put(
            rect(-4, -14, 8, 22, MAIN)
            + rect(-4, -19, 8, 6, "#f79a9a", 2)
            + shape("M-4 8H4L0 18Z", "#f3d9b1")
            + shape("M-1.5 14H1.5L0 18Z", INK),
            turn=40,
        ),
    ),
    "paint": Thing(
        "sand",
        shape(
            "M-1 -16Q19 -16 19 -1Q19 6 11 6Q5 6 6 11Q7 16 0 16Q-19 15 -19 -1Q-18 -16 -1 -16Z",
            MAIN,
        )
        + disc(-9, 4, 3.2, LEAF)
        + disc(-10, -5, 3.2, SKY)
        + disc(-1, -10, 3.2, CORAL)
        + disc(9, -6, 3.2, SUN),
    ),
    "scissors": Thing(
        "coral",
        line("M-7 -17L6 7M7 -17L-6 7", STEEL, 3.6)
        + ring(-8, 12, 5, MAIN, 3.6)
        + ring(8, 12, 5, MAIN, 3.6),
    ),
    "sticker": Thing(
        "sun",
        shape("M-17 0A17 17 0 1 1 5 16L16 5A17 17 0 0 0 17 0A17 17 0 0 0 17 -1", WHITE)
        + disc(0, 0, 17, WHITE)
        + disc(0, 0, 14, MAIN)
        + _eyes(5, -3, 2)
        + line("M-6 3Q0 10 6 3", EYE, 2.2),
    ),
    "poster": Thing(
        "coral",
        rect(-16, -19, 32, 38, CREAM, 1.5)
        + rect(-12, -15, 24, 19, MAIN, 1.5)
        + put(shape(STAR, WHITE), 0, -5.5, 0.4)
        + line("M-11 9H11M-11 14H5", "#9fb3bf", 2.4),
    ),
    "folder": Thing(
        "sun",
        shape("M-19 -10Q-19 -14 -15 -14H-5L-1 -10H16Q19 -10 19 -6V14H-19Z", DARK)
        + rect(-19, -5, 38, 20, MAIN, 3),
    ),
    "bin": Thing("grey", _BIN),
    "newspaper": Thing(
        "grey",
        rect(-17, -16, 34, 32, WHITE, 2)
        + line("M-12 -10H12", INK, 4)
        + rect(-12, -4, 11, 10, LIGHT, 1)
        + line("M4 -3H12M4 2H12M-12 11H12M4 6.5H12", MAIN, 1.8),
    ),
    "chart": Thing(
        "sky",
        rect(-18, -17, 36, 34, WHITE, 3)
        + rect(-12, 1, 6, 11, SUN)
        + rect(-3, -5, 6, 17, CORAL)
        + rect(6, -11, 6, 23, MAIN)
        + line("M-14 13H14", INK, 2),
    ),
    "calendar": Thing(
        "coral",
        rect(-17, -14, 34, 32, WHITE, 3)
        + shape("M-17 -5V-11Q-17 -14 -14 -14H14Q17 -14 17 -11V-5Z", MAIN)
        + line("M-8 -17V-11M8 -17V-11", INK, 3)
        + _spots((-9, 2), (0, 2), (9, 2), (-9, 11), (9, 11), r=2.2, fill="#9fb3bf")
        + disc(0, 11, 3.6, MAIN),
    ),
    "clock": Thing(
        "teal",
        disc(0, 0, 18, MAIN) + disc(0, 0, 14, WHITE) + line("M0 -9V0L6 4", INK, 3),
    ),
    "hourglass": Thing(
        "sun",
        shape(
            "M-11 -16H11V-12Q11 -5 3 0Q11 5 11 12V16H-11V12Q-11 5 -3 0Q-11 -5 -11 -12Z",
            WHITE,
        )
        + shape("M-7 13Q-5 7 0 6Q5 7 7 13ZM-6 -9H6Q4 -4 0 -2Q-4 -4 -6 -9Z", MAIN)
        + line("M-12 -17H12M-12 17H12", WOOD, 4),
    ),
    # School and home
    "ball": Thing(
        "white",
        disc(0, 0, 17.5, DARK)
        + disc(0, 0, 16.5, WHITE)
        + shape("M0 0V-16.5A16.5 16.5 0 0 1 14.3 -8.3Z", CORAL)
        + shape("M0 0L14.3 8.3A16.5 16.5 0 0 1 0 16.5Z", SUN)
        + shape("M0 0L-14.3 8.3A16.5 16.5 0 0 1 -14.3 -8.3Z", SKY)
        + disc(0, 0, 3.5, WHITE),
    ),
    "football": Thing(
        "white",
        disc(0, 0, 17, WHITE)
        + shape("M0 -7L6.7 -2L4 6H-4L-6.7 -2Z", INK)
        + line("M0 -7V-15M6.7 -2L14 -6M4 6L9 13M-4 6L-9 13M-6.7 -2L-14 -6", INK, 1.8)
        + ring(0, 0, 17, "#9fb3bf", 1.4),
    ),
    "book": Thing("teal", _BOOK),
    "bag": Thing(
        "plum",
        line("M-6 -13Q-6 -19 0 -19Q6 -19 6 -13", DARK, 3)
        + rect(-15, -14, 30, 32, MAIN, 8)
        + rect(-10, 2, 20, 12, DARK, 4)
        + line("M-10 -4H10", LIGHT, 2.2)
        + line("M-2 8H2", SUN, 3),
    ),
    "lamp": Thing(
        "sun",
        shape("M-9 -17H9L15 0H-15Z", MAIN)
        + line("M0 0V14", INK, 3.4)
        + rect(-9, 13, 18, 5, INK, 2.5),
    ),
    "cake": Thing(
        "pink",
        line("M0 -16V-9", SKY, 2.6)
        + oval(0, -18, 1.8, 2.6, SUN)
        + rect(-16, -2, 32, 17, "#f3d9b1", 2)
        + shape(
            "M-16 -5Q-16 -9 -12 -9H12Q16 -9 16 -5V1Q12 5 8 1Q4 5 0 1Q-4 5 -8 1Q-12 5 -16 1Z",
            MAIN,
        )
        + rect(-19, 14, 38, 4, "#c5d3db", 2),
    ),
    "dates": Thing(
        "brown",
        shape("M-19 4H19Q17 15 0 16Q-17 15 -19 4Z", TEAL)
        + "".join(
            put(
                oval(0, 0, 7, 4.5, DARK) + line("M-3 -1.5H2", MAIN, 1.4),
                x,
                y,
                turn=turn,
            )
            for x, y, turn in (
                (-9, 1, 20),
                (9, 1, -20),
                (0, -1, 0),
                (-4, -7, -14),
                (6, -7, 12),
            )
        )
        + rect(-19, 3, 38, 3.5, "#7fd6ce", 1.5),
    ),
    "cup": Thing(
        "coral",
        line("M10 -4Q18 -5 17 2Q16 7 9 7", MAIN, 3.4)
        + shape("M-12 -9H12L10 13Q9 16 6 16H-6Q-9 16 -10 13Z", MAIN)
        + oval(0, -9, 12, 3, DARK)
        + line("M-4 -14Q-6 -17 -4 -20M4 -14Q2 -17 4 -20", "#c5d3db", 2),
    ),
    "soup": Thing(
        "orange",
        line("M-5 -9Q-7 -13 -5 -17M5 -9Q3 -13 5 -17", "#c5d3db", 2.2)
        + shape("M-19 -2H19Q17 15 6 15H-6Q-17 15 -19 -2Z", SKY)
        + oval(0, -2, 19, 5.5, "#b9d8ee")
        + oval(0, -2, 15.5, 3.8, MAIN)
        + _spots((-6, -2), (4, -3), (8, -1), r=1.4, fill=LEAF),
    ),
    "plate": Thing(
        "white",
        oval(0, 4, 20, 10, "#c5d3db")
        + oval(0, 2, 20, 10, WHITE)
        + oval(0, 2, 13, 6, "#e6edf1")
        + shape("M-9 2Q-8 -7 0 -7Q6 -7 7 1Q2 5 -9 2Z", "#f2c14e")
        + disc(6, 2, 3.4, CORAL)
        + shape("M-4 3Q-1 -2 4 -1Q3 5 -4 3Z", LEAF),
    ),
    "apple": Thing(
        "red",
        shape(
            "M0 -8Q13 -14 16 -1Q16 12 7 17Q4 18 0 16Q-4 18 -7 17Q-16 12 -16 -1Q-13 -14 0 -8Z",
            MAIN,
        )
        + line("M0 -8Q0 -14 3 -17", WOOD, 2.6)
        + shape("M3 -13Q8 -20 14 -16Q10 -10 3 -13Z", LEAF)
        + oval(-8, -2, 2.5, 4, LIGHT),
    ),
    "toothbrush": Thing(
        "teal",
        put(
            rect(-2.5, -7, 5, 26, MAIN, 2.5)
            + rect(-2.5, -19, 5, 14, MAIN, 2)
            + rect(2, -18, 6, 10, WHITE, 1.5)
            + line("M2 -14.5H8M2 -11H8", "#b9d8ee", 1.2),
            turn=30,
        ),
    ),
    "teddy": Thing(
        "brown",
        _spots((-9, -15), (9, -15), r=5, fill=MAIN)
        + _spots((-11, 3), (11, 3), (-7, 15), (7, 15), r=5.5, fill=MAIN)
        + oval(0, 7, 10, 10, MAIN)
        + disc(0, -8, 11, MAIN)
        + oval(0, -4, 5, 4, "#f0dfc3")
        + oval(0, 8, 5.5, 6, "#f0dfc3")
        + _eyes(4, -10, 1.5)
        + oval(0, -5.5, 1.8, 1.3, EYE)
        + shape("M0 3L-6 0V6ZM0 3L6 0V6Z", CORAL),
    ),
    "kite": Thing(
        "coral",
        line("M0 9Q6 13 1 16T2 20", WOOD, 1.4)
        + shape("M0 -19L13 -6L0 10L-13 -6Z", MAIN)
        + shape("M0 -19L13 -6H0ZM0 10L-13 -6H0Z", SUN)
        + shape("M2 15L-3 12V18ZM2 15L7 12V18Z", TEAL),
    ),
    "bike": Thing(
        "teal",
        ring(-12, 8, 8, INK, 2.6)
        + ring(12, 8, 8, INK, 2.6)
        + line("M-12 8L-5 -5H7L12 8M-5 -5L1 8L7 -5M1 8H-12M7 -5L6 -11H11", MAIN, 2.8)
        + line("M-9 -8H-2M-5 -5L-6 -8", INK, 3),
    ),
    "wheelchair": Thing(
        "sky",
        line("M-10 -17V5H7L10 14H15", INK, 3.4)
        + line("M-10 -3H6", MAIN, 5)
        + line("M-16 -17H-10", INK, 3.4)
        + ring(-4, 8, 10, SUN, 3)
        + disc(-4, 8, 2, INK)
        + ring(12, 16, 2.4, INK, 2.4),
    ),
    "hearing-aid": Thing(
        "sky",
        line("M8 -13Q17 -7 12 4", "#b9d8ee", 3)
        + shape(
            "M-4 -16Q8 -20 9 -9Q8 2 1 10Q-3 14 -7 11Q-10 7 -5 1Q-1 -4 -6 -8Q-10 -12 -4 -16Z",
            MAIN,
        )
        + disc(1, -11, 2, WHITE)
        + disc(11, 7, 4, "#f0dfc3"),
    ),
    "glasses": Thing(
        "navy",
        f'<g fill="{WHITE}" fill-opacity=".5" stroke="{MAIN}" stroke-width="3">'
        '<circle cx="-9.5" cy="2" r="8"/><circle cx="9.5" cy="2" r="8"/></g>'
        + line("M-2 1Q0 -1 2 1M-17 0L-20 -4M17 0L20 -4", MAIN, 3),
    ),
    "badge": Thing(
        "teal",
        disc(0, -2, 16, MAIN)
        + ring(0, -2, 12, WHITE, 1.8)
        + put(shape(STAR, SUN), 0, -2, 0.5)
        + shape("M-9 11L-12 20L-5 16ZM9 11L12 20L5 16Z", DARK),
    ),
    "street-sign": Thing(
        "sky",
        line("M0 -8V20", STEEL, 3)
        + rect(-20, -17, 40, 15, MAIN, 3)
        + line("M-13 -9.5H13", WHITE, 2.6),
    ),
    "pin": Thing(
        "red",
        shape("M0 19Q-14 2 -13 -6Q-12 -19 0 -19Q12 -19 13 -6Q14 2 0 19Z", MAIN)
        + disc(0, -6, 5.5, WHITE),
    ),
    "house": Thing("coral", _HOUSE),
    "school": Thing(
        "coral",
        rect(-19, -2, 38, 19, CREAM)
        + shape("M-9 -2V-9L0 -16L9 -9V-2Z", CREAM)
        + shape("M-11 -8L0 -18L11 -8L8 -6L0 -13L-8 -6Z", MAIN)
        + rect(-20, -4, 11, 3.5, MAIN)
        + rect(9, -4, 11, 3.5, MAIN)
        + disc(0, -5, 3, SKY)
        + rect(-4, 6, 8, 11, DARK)
        + "".join(rect(x, 4, 4, 5, "#8fd0dd") for x in (-16, -10, 6, 12)),
    ),
    "mosque-and-houses": Thing(
        "sand",
        rect(-20, 2, 11, 15, MAIN)
        + rect(10, -2, 10, 19, MAIN)
        + rect(-8, 3, 16, 14, LIGHT)
        + shape("M-8 3Q-8 -7 0 -10Q8 -7 8 3Z", TEAL)
        + line("M0 -10V-14", SUN, 1.8)
        + rect(-13, -12, 4, 29, LIGHT)
        + shape("M-14 -12L-11 -18L-8 -12Z", TEAL)
        + shape("M-3 17V11Q0 6 3 11V17Z", DARK)
        + rect(13, 3, 4, 4, SUN)
        + rect(-18, 7, 3.5, 4, SUN),
    ),
    "tower": Thing(
        "grey",
        rect(-9, -15, 18, 33, MAIN, 1.5)
        + shape("M-9 -15L0 -20L9 -15Z", DARK)
        + "".join(rect(x, y, 4, 4, LIGHT) for x in (-6, 2) for y in (-11, -4, 3))
        + rect(-2.5, 11, 5, 7, DARK),
    ),
    "flag-blank": Thing(
        "coral",
        line("M-13 -18V19", WOOD, 3)
        + shape("M-11 -17Q-3 -21 4 -17Q11 -13 18 -16V2Q11 5 4 1Q-3 -3 -11 1Z", MAIN),
    ),
    "umbrella": Thing(
        "coral",
        line("M0 -4V13Q0 18 -5 18Q-8 17 -8 14", WOOD, 2.8)
        + shape(
            "M-19 0Q-18 -18 0 -18Q18 -18 19 0Q13 -5 6.5 0Q0 -5 -6.5 0Q-13 -5 -19 0Z",
            MAIN,
        )
        + shape("M-6.5 0Q-6 -13 0 -18Q6 -13 6.5 0Q0 -5 -6.5 0Z", SUN),
    ),
    "bandage": Thing(
        "sand",
        put(
            rect(-20, -8, 40, 16, MAIN, 8)
            + rect(-7, -8, 14, 16, LIGHT)
            + _spots((-3, -3), (3, -3), (-3, 3), (3, 3), r=1.1, fill=DARK),
            turn=-30,
        ),
    ),
    "rope": Thing(
        "sand",
        line(
            "M-17 6Q-17 -11 0 -11Q16 -11 16 1Q15 12 2 11Q-9 10 -8 1Q-7 -4 1 -4Q6 -3 5 2",
            DARK,
            5,
        )
        + line(
            "M-17 6Q-17 -11 0 -11Q16 -11 16 1Q15 12 2 11Q-9 10 -8 1Q-7 -4 1 -4Q6 -3 5 2",
            MAIN,
            2.6,
        ),
    ),
    "ladder": Thing(
        "brown",
        line("M-8 -19L-11 19M8 -19L11 19", MAIN, 4)
        + line("M-8 -11H8M-9 -2H9M-9 7H9M-10 15H10", DARK, 3.2),
    ),
    "steps": Thing(
        "sand",
        rect(-19, 9, 38, 9, MAIN)
        + rect(-19, 0, 27, 9, LIGHT)
        + rect(-19, -9, 15, 9, MAIN)
        + line("M-19 -9H-4M-4 0H8M8 9H19", DARK, 2.4),
    ),
    "bridge": Thing(
        "brown",
        line("M-20 6Q0 -12 20 6", MAIN, 5)
        + line("M-20 -6Q0 -24 20 -6", DARK, 2.4)
        + line("M-14 -10V1M-5 -14V-3M5 -14V-3M14 -10V1", DARK, 2.4)
        + line("M-19 15Q-14 12 -9 15T1 15T11 15T19 15", "#6fbccd", 2.8),
    ),
    # Animals
    "cat": Thing(
        "orange",
        line("M11 14Q20 12 17 3", MAIN, 4)
        + shape("M-9 19Q-12 4 0 3Q12 4 9 19Z", MAIN)
        + shape("M-13 -4L-13 -18L-5 -13H5L13 -18V-4Q12 6 0 6Q-12 6 -13 -4Z", MAIN)
        + oval(0, 14, 5, 5, CREAM)
        + _eyes(5, -5, 1.9)
        + shape("M-2 -1.5H2L0 1Z", "#d86f78")
        + line("M-3 2Q-1.5 3.5 0 1.5Q1.5 3.5 3 2", EYE, 1.3)
        + line("M-9 0L-15 -1M-9 2L-15 4M9 0L15 -1M9 2L15 4", EYE, 1),
    ),
    "dog": Thing(
        "sand",
        line("M10 12Q18 10 18 3", MAIN, 4.5)
        + shape("M-10 19Q-12 3 0 3Q12 3 10 19Z", MAIN)
        + disc(0, -6, 12, MAIN)
        + shape(
            "M-8 -16Q-18 -18 -17 -4Q-15 2 -11 -1ZM8 -16Q18 -18 17 -4Q15 2 11 -1Z", DARK
        )
        + oval(0, -1, 6, 4.5, LIGHT)
        + _eyes(5, -8, 1.9)
        + oval(0, -3.5, 2.5, 1.8, EYE)
        + line("M-3 1Q0 4 3 1", EYE, 1.4)
        + line("M-8 5H8", CORAL, 3),
    ),
    "parrot": Thing(
        "red",
        shape("M-2 10L-8 20L3 15Z", SKY)
        + shape("M-6 12Q-13 -2 -5 -12Q1 -19 9 -14Q14 -9 11 0Q8 11 0 14Z", MAIN)
        + shape("M-8 8Q-11 -3 -3 -5Q4 -2 1 9Q-2 13 -8 8Z", LEAF)
        + shape("M-7 10Q-6 4 0 6Q1 12 -4 13Z", SUN)
        + disc(6, -10, 4, WHITE)
        + disc(7, -10, 1.7, EYE)
        + shape("M11 -12Q18 -11 15 -3Q11 -4 11 -7Z", INK)
        + line("M-14 16H14", WOOD, 3),
    ),
    # Weather and growing things
    "cloud": Thing("white", shape(CLOUD, MAIN)),
    "storm-cloud": Thing(
        "grey",
        put(shape(CLOUD, DARK), 0, -4)
        + shape("M0 5L-7 14H-2L-5 20L5 11H0L4 5Z", SUN)
        + line("M-12 11L-14 16M11 11L9 16", "#6fbccd", 2.4),
    ),
    "sun": Thing(
        "sun",
        line(
            (
                "M0 -19V-16M0 16V19M-19 0H-16M16 0H19M-13.4 -13.4L-11.3 -11.3M11.3 11.3"
                "L13.4 13.4M-13.4 13.4L-11.3 11.3M11.3 -11.3L13.4 -13.4"
            ),
            MAIN,
            3,
        )
        + disc(0, 0, 12, MAIN),
    ),
    "moon": Thing(
        "sun", shape("M7 -17A17.5 17.5 0 1 0 15 10A14 14 0 0 1 7 -17Z", MAIN)
    ),
    "tree": Thing(
        "leaf",
        rect(-3, 4, 6, 15, WOOD, 1)
        + _spots((-8, -1), (8, -1), (0, -9), r=9.5, fill=MAIN)
        + _spots((-6, -3), (5, -8), (7, 2), r=2, fill=CORAL),
    ),
    "palm": Thing(
        "leaf",
        line("M-1 19Q-3 3 1 -8", WOOD, 4.4)
        + line(
            (
                "M1 -8Q-6 -16 -15 -9M1 -8Q9 -17 17 -9M1 -8Q-9 -11 -13 -1M1 -8Q11 -11 14 -1"
                "M1 -8Q1 -17 -4 -19"
            ),
            MAIN,
            4.2,
        )
        + _spots((-1, -6), (3, -6), r=2, fill=CORAL),
    ),
    "flower": Thing(
        "pink",
        line("M0 4V19M0 14Q7 14 9 8", "#3f8f5b", 2.8)
        + _spots((0, -13), (8.6, -7), (5.3, 3), (-5.3, 3), (-8.6, -7), r=5.8, fill=MAIN)
        + disc(0, -4.5, 5, SUN),
    ),
    "leaf": Thing(
        "leaf",
        shape("M-15 15Q-18 -12 16 -17Q18 16 -15 15Z", MAIN)
        + line("M-17 17L6 -7M-7 7V-3M-2 2H7", DARK, 2),
    ),
    "feather": Thing(
        "sky",
        shape("M-10 12Q-14 -8 15 -18Q14 6 -5 12Z", MAIN)
        + line("M-17 18Q-6 4 10 -12", DARK, 2)
        + line("M-3 1L2 5M2 -5L8 -1", LIGHT, 1.6),
    ),
}
"""Every thing a scene may name."""
