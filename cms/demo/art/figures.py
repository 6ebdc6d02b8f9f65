"""Figures: a person drawn with a face, a pose and arms that may hold a thing.

A figure is drawn in units of its head, which is a disc of radius 20 round (0, 0); the
shoulders are at y 36. :func:`draw_figure` then moves it so that (0, 0) is where it
stands, sits or is cut off.
"""

from typing import NamedTuple

from cms.demo.art.cast import CAST, CREATURES, DEEP, SILVER, Person
from cms.demo.art.creatures import draw_creature
from cms.demo.art.pen import (
    CREAM,
    EYE,
    STEEL,
    WHITE,
    disc,
    discs,
    line,
    mirrored,
    number,
    oval,
    put,
    rect,
    ring,
    shape,
)
from cms.demo.art.things import draw_thing

SHADE = "#00000026"
"""A little darker than whatever is behind it."""
POSES = ("stand", "sit", "bust")
ARMS = ("down", "hold", "wave", "point", "cover", "hug", "up", "phone", "cross")
LOOKS = {"ahead": (0, 0), "left": (-3.5, 0), "right": (3.5, 0), "down": (0, 3)}


class Build(NamedTuple):
    """The body of an age: where hips are, how long legs are, and how large it is drawn."""

    hip: float
    leg: float
    scale: float


def _build(age: int) -> Build:
    if age <= 7:
        return Build(72, 26, 0.84)
    if age <= 10:
        return Build(76, 38, 0.86)
    if age <= 13:
        return Build(80, 48, 0.87)
    if age <= 17:
        return Build(82, 58, 0.88)
    return Build(83, 62, 0.9)


# Faces ------------------------------------------------------------------------


def _eyes_open(dx: float = 0, dy: float = 0, r: float = 2.2) -> str:
    return disc(-7 + dx, -1 + dy, r, EYE) + disc(7 + dx, -1 + dy, r, EYE)


def _mouth(d: str) -> str:
    return line(d, EYE, 2.2)


def _brows(d: str) -> str:
    return line(d, EYE, 1.8)


class Face(NamedTuple):
    """What a face shows: eyes and brows, and the mouth. The ink is :data:`EYE`."""

    eyes: str
    mouth: str


_INSIDE = "#7c2f2f"
"""The inside of an open mouth."""
_GRIN = shape("M-7 6H7Q6 14 0 14Q-6 14 -7 6Z", _INSIDE) + line(
    "M-4.5 7H4.5", WHITE, 1.8
)
_CLOSED_UP = line("M-10 0Q-7 -4 -4 0M4 0Q7 -4 10 0", EYE, 2.2)
_CLOSED_DOWN = line("M-10 -1.5Q-7 2 -4 -1.5M4 -1.5Q7 2 10 -1.5", EYE, 2.2)

FACES = {
    "happy": Face(_eyes_open(), _mouth("M-6 7Q0 13 6 7")),
    "calm": Face(
        _eyes_open() + _brows("M-11 -7Q-7 -9 -4 -7M11 -7Q7 -9 4 -7"),
        _mouth("M-5 8Q0 11 5 8"),
    ),
    "laughing": Face(_CLOSED_UP, _GRIN),
    "worried": Face(
        _eyes_open() + _brows("M-11 -6L-5 -8.5M11 -6L5 -8.5"),
        _mouth("M-5 10Q-1 7 5 9.5"),
    ),
    "sad": Face(
        _eyes_open(0, 0.5) + _brows("M-11 -5.5L-4.5 -9M11 -5.5L4.5 -9"),
        _mouth("M-6 11.5Q0 6 6 11.5"),
    ),
    "surprised": Face(
        _eyes_open(r=2.6) + _brows("M-11 -8.5Q-7 -11 -4 -8.5M11 -8.5Q7 -11 4 -8.5"),
        oval(0, 9, 4, 4.4, _INSIDE),
    ),
    "thinking": Face(
        _eyes_open(1.2, -1.2) + _brows("M-11 -7H-4M4 -9Q8 -11 11 -8"),
        _mouth("M-4 9.5Q1 9.5 5 7.5"),
    ),
    "cross": Face(
        _eyes_open() + _brows("M-11 -8.5L-4.5 -5.5M11 -8.5L4.5 -5.5"),
        _mouth("M-5 10.5Q0 6.5 5 10.5"),
    ),
    "proud": Face(
        _CLOSED_UP + _brows("M-11 -7.5Q-7 -10 -4 -7.5M11 -7.5Q7 -10 4 -7.5"),
        _mouth("M-8 6Q0 15 8 6"),
    ),
    "shy": Face(
        _eyes_open(-1.5, 1.5) + _brows("M-10 -6L-5 -7.5M10 -6L5 -7.5"),
        _mouth("M-3 9Q0 11.5 4 8.5"),
    ),
    "asleep": Face(_CLOSED_DOWN, oval(0, 9, 2.4, 1.8, _INSIDE)),
}
"""Faces by what they show."""


def draw_face(face: str, ink: str = EYE, lips: str = EYE) -> str:
    """Draw eyes, brows, mouth and cheeks.

    Args:
        face: a key of :data:`FACES`.
        ink: the colour of eyes and brows.
        lips: the colour of a closed mouth.
    """
    eyes, mouth = FACES[face]
    if ink != EYE:
        mouth = mouth.replace(_INSIDE, "#4a1418")
    return eyes.replace(EYE, ink) + mouth.replace(EYE, lips) + _cheeks(face == "shy")


def _cheeks(warm: bool) -> str:
    radius, strength = (3.8, ".5") if warm else (3, ".28")
    return (
        f'<g fill="#e8604c" fill-opacity="{strength}">'
        f'<circle cx="-11.5" cy="6" r="{radius}"/><circle cx="11.5" cy="6" r="{radius}"/></g>'
    )


# Hair -------------------------------------------------------------------------

_CAP_OF_HAIR = "M-20.5 -2Q-22 -24 0 -24Q22 -24 20.5 -2Q14 -13 0 -13Q-14 -13 -20.5 -2Z"
_BOB = "M-23 4Q-26 -27 0 -27Q26 -27 23 4L22 20Q0 26 -22 20Z"
_BOB_FRONT = "M-20 2Q-21 -23 0 -23Q21 -23 20 2L15 -8H-15Z"
_SHORT = "M-20.5 0Q-24 -25 0 -25Q24 -25 20.5 0Q16 -11 3 -11Q-14 -10 -20.5 0Z"
_SCARF = "M-25 2Q-27 -28 0 -28Q27 -28 25 2Q30 34 12 40H-12Q-30 34 -25 2Z"
_CURLS = ((-18, -9), (-12, -18), (-2, -22), (9, -20), (17, -12), (-6, -15), (6, -15))
# Sam, Noor and Dana were first drawn with a head of 42.
_STORM = 20 / 42


def _curls(colour: str) -> str:
    return discs(colour, *((x, y, 7.5) for x, y in _CURLS))


def _hair_behind(person: Person) -> str:
    hair, trim = person.hair, person.trim
    match person.hair_style:
        case "bob":
            return shape(_BOB, hair)
        case "straight":
            return shape("M-23 2Q-26 -27 0 -27Q26 -27 23 2L25 42Q0 48 -25 42Z", hair)
        case "puffs":
            return disc(-20, -18, 11, hair) + disc(20, -18, 11, hair)
        case "big-puffs":
            return put(
                disc(-46, -44, 27, hair)
                + disc(46, -44, 27, hair)
                + disc(-60, -28, 15, hair)
                + disc(60, -28, 15, hair)
                + disc(-36, -60, 14, hair)
                + disc(36, -60, 14, hair)
                + disc(-29, -36, 8, trim)
                + disc(29, -36, 8, trim),
                scale=_STORM,
            )
        case "tuft":
            return shape("M-23.8 1Q-26.7 -33 0 -33Q26.7 -33 23.8 1Z", hair)
        case "pony-tail":
            return shape("M12 -20Q36 -26 33 0Q32 16 26 24Q27 4 14 -8Z", hair) + disc(
                15, -18, 4, trim
            )
        case "long-curls":
            spots = (
                (-20, -4),
                (-23, 8),
                (-22, 20),
                (-20, 31),
                (20, -4),
                (23, 8),
                (22, 20),
                (20, 31),
                (-14, -17),
                (14, -17),
                (0, -22),
            )
            return discs(hair, *((x, y, 9) for x, y in spots))
        case "headwrap":
            return disc(7, -27, 12, trim)
        case _:
            return ""


def _hair_in_front(person: Person) -> str:
    hair, trim = person.hair, person.trim
    match person.hair_style:
        case "bob":
            return shape(_BOB_FRONT, hair)
        case "straight":
            return shape(
                "M-20.5 4Q-23 -24 0 -24Q23 -24 20.5 4L18 -7Q0 -5 -18 -7Z", hair
            )
        case "puffs" | "long-curls" | "pony-tail":
            return shape(_CAP_OF_HAIR, hair)
        case "big-puffs":
            return shape(
                (
                    "M-20.5 -1Q-22.9 -24 0 -24Q22.9 -24 20.5 -1Q17 -12.5 0 -14.5"
                    "Q-17 -12.5 -20.5 -1Z"
                ),
                hair,
            ) + line("M0 -23V-15.5", "#5a3b33", 1.2)
        case "tuft":
            return put(
                shape(
                    "M-44 -8Q-50 -58 0 -58Q50 -58 44 -8Q40 -26 30 -32Q24 -22 14 -32"
                    "Q6 -20 -4 -32Q-12 -20 -22 -32Q-36 -26 -44 -8Z",
                    hair,
                )
                + shape(
                    "M-16 -66Q-12 -86 2 -82Q-2 -78 3 -75Q10 -84 20 -78Q14 -75 15 -66Z",
                    hair,
                ),
                scale=_STORM,
            )
        case "short":
            return shape(_SHORT, hair)
        case "crop":
            return shape(
                "M-21.5 9Q-26 -27 1 -27Q27 -27 21.5 9Q17 5 17.5 -10Q5 -11 -4 -16"
                "Q-10 -11 -17.5 -9Q-17 5 -21.5 9Z",
                hair,
            )
        case "curls":
            return _curls(hair)
        case "wavy":
            return shape(
                "M-20.5 2Q-27 -8 -20 -16Q-17 -26 -6 -24Q3 -31 12 -24Q23 -24 22 -12Q25 -5 20.5 2"
                "Q19 -8 12 -9Q6 -15 0 -10Q-7 -14 -11 -9Q-18 -8 -20.5 2Z",
                hair,
            )
        case "buzz":
            return shape(
                "M-20.2 -3Q-20 -22 0 -22Q20 -22 20.2 -3Q17 -13 0 -13Q-17 -13 -20.2 -3Z",
                hair,
            )
        case "fringe":
            return shape(
                (
                    "M-20.5 3Q-25 -26 0 -26Q25 -26 20.5 3L18 -6L12 -8L8 -5L2 -8L-3 -5L-9 -8"
                    "L-14 -5L-18 -6Z"
                ),
                hair,
            )
        case "braid":
            beads = "".join(oval(20, y, 5.5, 5, hair) for y in (10, 17, 24, 31, 38))
            return shape(_CAP_OF_HAIR, hair) + beads + disc(20, 43, 3, trim)
        case "bald":
            return shape(
                "M-20.5 3Q-24 -8 -17 -13Q-19 -2 -17 3ZM20.5 3Q24 -8 17 -13Q19 -2 17 3Z",
                hair,
            )
        case "receding":
            return shape(
                "M-20.5 3Q-25 -12 -15 -19Q0 -27 15 -19Q25 -12 20.5 3Q19 -8 13 -15Q0 -19 -13 -15"
                "Q-19 -8 -20.5 3Z",
                hair,
            )
        case "cap":
            peak = "M8 -12Q26 -12 30 -5Q18 -8 6 -7Z"
            return (
                shape("M-20.5 2Q-23 -6 -20 -9H20Q23 -6 20.5 2L17 -6H-17Z", hair)
                + shape("M-21 -8Q-21 -27 0 -27Q21 -27 21 -8Q0 -14 -21 -8Z", trim)
                + shape(peak, trim)
                + shape(peak, "#00000040")
            )
        case "headwrap":
            return shape(
                "M-21 -3Q-24 -28 0 -28Q24 -28 21 -3Q12 -14 0 -13Q-12 -14 -21 -3Z", trim
            ) + line("M-20 -8Q0 -22 20 -10M-14 -20Q4 -24 19 -15", "#cf6238", 2)
        case "loose-scarf":
            return shape(
                "M-17 -6Q-16 -20 0 -20Q16 -20 17 -6Q10 -15 0 -15Q-10 -15 -17 -6Z", hair
            ) + shape(
                "M-19 0Q-21 -25 0 -25Q21 -25 19 0Q17 -18 0 -18Q-17 -18 -19 0Z", trim
            )
        case _:
            return ""


def _scarf(person: Person) -> str:
    """Draw the cloth round the head, which lies over the shoulders."""
    if person.hair_style == "scarf":
        return shape(_SCARF, person.trim)
    if person.hair_style == "loose-scarf":
        return put(
            shape(
                "M-60 8Q-62 -66 0 -66Q62 -66 60 8Q60 44 44 66Q64 78 62 104Q30 92 0 92"
                "Q-30 92 -62 104Q-64 78 -44 66Q-60 44 -60 8Z",
                person.trim,
            )
            + shape(
                "M-62 104Q-64 78 -44 66Q0 88 44 66Q64 78 62 104Q30 86 0 86Q-30 86 -62 104Z",
                "#178279",
            )
            + shape(
                "M-40 2Q-42 -48 0 -48Q42 -48 40 2Q40 50 0 50Q-40 50 -40 2Z", "#178279"
            ),
            scale=_STORM,
        )
    return ""


# Head -------------------------------------------------------------------------


def _beard(person: Person) -> str:
    hair = person.hair
    if "beard" in person.extras:
        return shape(
            "M-20 2Q-20 22 0 23Q20 22 20 2Q16 8 9 5.5Q0 3 -9 5.5Q-16 8 -20 2Z", hair
        )
    if "short-beard" in person.extras:
        return shape(
            (
                "M-19 6Q-17 22 0 22.5Q17 22 19 6Q15 14 8 13.5Q6 6.5 0 6.5Q-6 6.5 -8 13.5"
                "Q-15 14 -19 6Z"
            ),
            hair,
        )
    if "moustache" in person.extras:
        return shape("M-9 5Q-5 2 0 4.5Q5 2 9 5Q5 8 0 6.5Q-5 8 -9 5Z", hair)
    return ""


def _glasses(person: Person) -> str:
    if "glasses" in person.extras:
        return (
            '<g fill="none" stroke="#1d4e6b" stroke-width="2"><circle cx="-7.5" cy="-1" r="6"/>'
            '<circle cx="7.5" cy="-1" r="6"/><path d="M-1.5 -1H1.5"/></g>'
        )
    if "gold-glasses" in person.extras:
        return (
            '<g fill="#fff" fill-opacity=".22" stroke="#ffc24b" stroke-width="2">'
            '<circle cx="-8" cy="0" r="6.7"/><circle cx="8" cy="0" r="6.7"/>'
            '<path d="M-1.4 0Q0 -1 1.4 0M-14.7 -.5L-19 -2M14.7 -.5L19 -2"/></g>'
        )
    return ""


def draw_head(person: Person, face: str, look: str = "ahead") -> str:
    """Draw a head without the hair that hangs behind the shoulders."""
    covered = person.hair_style in ("scarf", "loose-scarf")
    if covered:
        head = oval(0, 0, 17.5, 19, person.skin)
    else:
        head = line("M-20 1H20", person.skin, 9) + disc(0, 0, 20, person.skin)
    if "blank" in person.extras:
        return head
    # Dark eyes on dark skin, and a dark mouth in a dark beard, would not be seen.
    ink = "#1f1315" if person.skin == DEEP else EYE
    lips = "#f0c3a8" if "beard" in person.extras else ink
    inner = _beard(person) + draw_face(face, ink, lips)
    if "freckles" in person.extras:
        spots = (-12.5, 3.5), (-9.5, 4.5), (12.5, 3.5), (9.5, 4.5)
        inner += discs("#c98a5c", *((x, y, 0.9) for x, y in spots))
    if person.hair == SILVER and person.hair_style in ("bald", "receding"):
        inner += line("M-11 -7Q-7 -9 -4 -7M4 -7Q7 -9 11 -7", person.hair, 2.4)
    inner += _glasses(person)
    dx, dy = LOOKS[look]
    head += put(inner, dx, dy) + _hair_in_front(person)
    if "band" in person.extras:
        head += line("M-17 -14Q0 -22 17 -14", person.trim, 4)
    if "headphones" in person.extras:
        head += (
            line("M-23.8 -1Q-25.7 -32.4 0 -32.4Q25.7 -32.4 23.8 -1", "#1fa39a", 3.8)
            + rect(-29.5, -6.7, 9.5, 18, "#1fa39a", 4.8)
            + rect(20, -6.7, 9.5, 18, "#1fa39a", 4.8)
            + rect(-27.6, -3, 3.8, 10.5, "#7fd6ce", 1.9)
            + rect(23.8, -3, 3.8, 10.5, "#7fd6ce", 1.9)
        )
    if "hearing-aid" in person.extras:
        head += line("M-21 -4Q-26 -2 -23 6", "#3b8fd0", 3.2)
    if "earrings" in person.extras:
        head += disc(-22, 9, 2.4, "#ffc24b") + disc(22, 9, 2.4, "#ffc24b")
    return head


# Clothes ----------------------------------------------------------------------


def _neck(person: Person) -> str:
    if person.hair_style in ("scarf", "loose-scarf"):
        return ""
    return shape("M-8 24Q0 33 8 24Z", person.skin) + rect(-7, 14, 14, 14, person.skin)


def _cut(person: Person, base: float) -> str:
    """Draw what a top has on it, from the shoulders down to ``base``."""
    trim = person.trim
    match person.cut:
        case "hoodie":
            return shape("M-10 26Q0 45 10 26Z", SHADE) + line(
                "M-7 34V45M7 34V45", CREAM, 2
            )
        case "star":
            return shape(
                (
                    "M0 40L3.3 46.7L10.5 47.6L5.2 52.4L6.7 59.5L0 55.7L-6.7 59.5L-5.2 52.4"
                    "L-10.5 47.6L-3.3 46.7Z"
                ),
                "#ffc24b",
            ) + shape("M-11 26.5Q0 37 11 26.5L9 24H-9Z", "#f4e9ff")
        case "stripes":
            return line("M-19 44H19M-19 55H19", trim, 4.4)
        case "cardigan":
            return shape(
                f"M-7 25L-4 {number(base)}H4L7 25Q0 32 -7 25Z", CREAM
            ) + "".join(disc(7, y, 1.5, WHITE) for y in (46, 56))
        case "denim":
            return (
                shape(f"M-8 25L-6 {number(base)}H6L8 25Q0 33 -8 25Z", WHITE)
                + line(f"M-8 26L-6 {number(base)}M8 26L6 {number(base)}", "#3f6690", 2)
                + line("M-18 46H-11M11 46H18", "#3f6690", 2)
            )
        case "shirt":
            return (
                shape("M-9 24L0 34L-8 38L-13 27ZM9 24L0 34L8 38L13 27Z", trim)
                + line(f"M0 36V{number(base - 2)}", trim, 1.6)
                + disc(0, 46, 1.3, STEEL)
                + disc(0, 56, 1.3, STEEL)
            )
        case "zip":
            return line(f"M0 32V{number(base - 2)}", trim, 2) + line(
                "M-20 42L-21 60M20 42L21 60", trim, 2.4
            )
        case "scrubs":
            return (
                shape("M-9 24L0 37L9 24Z", person.skin)
                + line("M-10 24L0 38L10 24", "#3f8f8a", 2.4)
                + rect(7, 44, 11, 9, WHITE, 2)
                + line("M12.5 46V51M10 48.5H15", "#e2573f", 1.8)
            )
        case "waistcoat":
            return (
                shape("M-9 24L0 42L9 24Q0 31 -9 24Z", trim)
                + line(f"M0 42V{number(base - 2)}", "#6b432d", 1.6)
                + disc(3, 50, 1.2, "#ffc24b")
                + disc(3, 58, 1.2, "#ffc24b")
            )
        case _:
            return ""


def _whistle(person: Person) -> str:
    if "whistle" not in person.extras:
        return ""
    return line("M-9 26Q-2 44 0 48Q2 44 9 26", "#ffc24b", 1.8) + rect(
        -4, 47, 9, 6, STEEL, 3
    )


def _torso(person: Person, hip: float) -> str:
    h = number(hip)
    return shape(f"M-24 {h}V42Q-22 27 -8 25H8Q22 27 24 42V{h}Z", person.top) + _cut(
        person, hip
    )


def _shoulders(person: Person) -> str:
    return shape(
        "M-33 60V56Q-32 27 -9 25H9Q32 27 33 56V60Q33 70 23 70H-23Q-33 70 -33 60Z",
        person.top,
    ) + _cut(person, 70)


# Legs and seats ----------------------------------------------------------------


def _feet(person: Person, y: float, spread: float = 14) -> str:
    return oval(-spread, y, 12, 6.5, person.shoes) + oval(
        spread, y, 12, 6.5, person.shoes
    )


def _legs_standing(person: Person, build: Build) -> str:
    hip, ground = build.hip, build.hip + build.leg
    if person.skirt:
        h, end = number(hip - 5), number(ground - 8)
        return (
            line(
                f"M-11 {end}V{number(ground)}M11 {end}V{number(ground)}",
                person.bottom,
                9,
            )
            + _feet(person, ground + 4, 13)
            + shape(f"M-24 {h}H24L32 {end}H-32Z", person.bottom)
        )
    return line(
        f"M-12 {number(hip)}V{number(ground - 4)}M12 {number(hip)}V{number(ground - 4)}",
        person.bottom,
        17,
    ) + _feet(person, ground + 4)


def _legs_seated(person: Person, build: Build) -> str:
    """Draw legs that come towards us, bent at the knee."""
    hip = build.hip
    knee, foot = hip + 6, hip + 10 + build.leg * 0.62
    if person.skirt:
        end = number(foot - 8)
        return (
            line(
                f"M-11 {end}V{number(foot - 4)}M11 {end}V{number(foot - 4)}",
                person.bottom,
                9,
            )
            + _feet(person, foot)
            + shape(
                f"M-24 {number(hip - 8)}H24Q31 {number(hip)} 30 {number(knee + 4)}L31 {end}H-31"
                f"L-30 {number(knee + 4)}Q-31 {number(hip)} -24 {number(hip - 8)}Z",
                person.bottom,
            )
        )
    left = f"M-12 {number(hip - 4)}Q-16 {number(hip)} -15 {number(knee)}V{number(foot - 5)}"
    right = (
        f"M12 {number(hip - 4)}Q16 {number(hip)} 15 {number(knee)}V{number(foot - 5)}"
    )
    return line(left + right, person.bottom, 17) + _feet(person, foot, 16)


def _legs_crossed(person: Person, build: Build) -> str:
    y = build.hip
    return (
        line(
            f"M-16 {y}Q-44 {y - 2} -34 {y + 12}Q-16 {y + 20} 8 {y + 14}",
            person.bottom,
            17,
        )
        + line(
            f"M16 {y}Q44 {y - 2} 34 {y + 12}Q16 {y + 20} -8 {y + 14}", person.bottom, 17
        )
        + _feet(person, y + 17, 12)
    )


def _chair(build: Build) -> str:
    seat = build.hip
    foot = seat + 14 + build.leg * 0.62
    return (
        line(
            f"M-27 {number(seat)}V{number(foot)}M27 {number(seat)}V{number(foot)}",
            "#9c6a42",
            5,
        )
        + rect(-28, 34, 56, seat - 30, "#c98d58", 8)
        + rect(-32, seat - 3, 64, 10, "#b9804f", 4)
    )


def _wheelchair(person: Person, head: str) -> str:
    """Draw one who sits in a wheelchair, up to the head; its wheels end at y 138."""
    return (
        rect(-30, 40, 10, 56, "#1d4e6b", 4)
        + rect(-28, 92, 58, 9, "#1d4e6b", 4)
        + line("M-30 42H-38", "#1d4e6b", 5)
        + line("M-10 86H22L26 122", person.bottom, 17)
        + oval(33, 129, 12, 6.5, person.shoes)
        + _hair_behind(person)
        + _torso(person, 90)
        + head
        + ring(-4, 108, 30, "#ffc24b", 6)
        + disc(-4, 108, 5, "#1d4e6b")
        + line("M-4 80V136M-32 108H24", "#ffc24b", 2)
        + disc(32, 132, 9, "#1d4e6b")
        + disc(32, 132, 5, WHITE)
    )


def _arms_in_lap(person: Person) -> str:
    return (
        line("M-20 38Q-27 58 -12 72M20 38Q28 56 14 70", person.top, 11)
        + disc(-10, 75, 6.2, person.skin)
        + disc(13, 73, 6.2, person.skin)
    )


def _cane(arms: str, look: str, ground: float) -> str:
    """Draw a white cane, its last part red: in a free hand, or tucked under an arm."""
    top = 66 if arms in ("down", "wave", "point") else 40
    cane = (
        line(f"M29 {top}L40 {number(ground)}", STEEL, 4)
        + line(f"M29 {top}L40 {number(ground)}", WHITE, 2.6)
        + line(f"M37.8 {number(ground - 14)}L40 {number(ground)}", "#e2573f", 2.6)
    )
    return cane if arms in ("wave", "point") and look == "left" else mirrored(cane)


# Arms -------------------------------------------------------------------------


class Reach(NamedTuple):
    """Arms: the sleeves, where the hands are, and where a held thing is (x, y, scale)."""

    sleeves: str
    hands: tuple[tuple[float, float], ...]
    held: tuple[float, float, float]
    over: bool = False
    """Whether the sleeves are drawn over the held thing."""


_LEFT_DOWN, _RIGHT_DOWN = "M-20 36Q-29 52 -27 66", "M20 36Q29 52 27 66"

REACHES = {
    "down": Reach(_LEFT_DOWN + _RIGHT_DOWN, ((-27, 70), (27, 70)), (29, 72, 0.7)),
    "hold": Reach(
        "M-20 37Q-34 52 -19 61M20 37Q34 52 19 61", ((-17, 62), (17, 62)), (0, 55, 0.95)
    ),
    "wave": Reach(
        _LEFT_DOWN + "M20 36Q42 30 46 12", ((-27, 70), (47, 8)), (-29, 72, 0.7)
    ),
    "point": Reach(
        _LEFT_DOWN + "M20 37Q34 38 46 30", ((-27, 70), (50, 28)), (-29, 72, 0.7)
    ),
    "cover": Reach(
        "M-20 38Q-40 30 -17 9M20 38Q40 30 17 9", ((-10, 2), (10, 2)), (29, 76, 0.7)
    ),
    "hug": Reach(
        "M-20 38Q-26 62 6 60M20 38Q26 68 -6 67",
        ((9, 60), (-9, 67)),
        (0, 48, 0.9),
        over=True,
    ),
    "up": Reach(
        "M-20 36Q-38 26 -38 4M20 36Q38 26 38 4", ((-38, -1), (38, -1)), (0, -46, 1)
    ),
    "phone": Reach(
        "M-20 37Q-34 58 -12 62M20 37Q34 58 12 62", ((-10, 62), (10, 62)), (0, 54, 0.75)
    ),
    "cross": Reach(
        "M-20 38Q-28 60 10 57M20 38Q28 62 -10 52",
        ((13, 56), (-13, 52)),
        (29, 72, 0.7),
        over=True,
    ),
}
_RAISED = Reach(
    "M-20 36Q-36 20 -22 -26M20 36Q36 20 22 -26", ((-19, -32), (19, -32)), (0, -44, 1.1)
)
# A bust holds things higher, so that no table hides them.
_BUST_REACHES = {
    "hold": Reach(
        "M-27 44Q-38 62 -19 51M27 44Q38 62 19 51", ((-17, 50), (17, 50)), (0, 44, 0.95)
    ),
    "hug": Reach(
        "M-26 44Q-24 60 6 52M26 44Q24 64 -6 58",
        ((9, 52), (-9, 58)),
        (0, 42, 0.85),
        over=True,
    ),
    "phone": Reach(
        "M-27 44Q-36 62 -12 51M27 44Q36 62 12 51", ((-10, 51), (10, 51)), (0, 42, 0.75)
    ),
}
_BACKS = {"phone": "phone-back", "tablet": "tablet-back", "laptop": "laptop-back"}


def _hand_over_eye(skin: str, side: int) -> str:
    fingers = "M-3 -6V0M0 -7V0M3 -6V0"
    hand = (
        oval(0, 0, 7.5, 9, SHADE)
        + oval(0, 0, 6.8, 8.2, skin)
        + line(fingers, SHADE, 1.2)
    )
    return put(hand, 8 * side, 0, turn=-14 * side)


def _draw_arms(
    person: Person, arms: str, holds: str | None, look: str, pose: str
) -> str:
    if pose == "bust" and arms in _BUST_REACHES:
        reach = _BUST_REACHES[arms]
    else:
        reach = _RAISED if arms == "up" and holds else REACHES[arms]
    what = holds or ("phone" if arms == "phone" else None)
    if what and arms == "phone":
        what = _BACKS.get(what, what)
    held = put(draw_thing(what), *reach.held) if what else ""
    sleeves = line(reach.sleeves, person.top, 11)
    if reach.over:
        sleeves = line(reach.sleeves, SHADE, 13.5) + sleeves
    hands = "".join(disc(x, y, 6.2, person.skin) for x, y in reach.hands)
    if arms == "cover":
        hands = "".join(_hand_over_eye(person.skin, side) for side in (-1, 1))
    if arms == "point":
        hands += line("M50 27L61 23", person.skin, 4)
    drawn = held + sleeves + hands if reach.over else sleeves + held + hands
    if look == "left" and arms in ("point", "wave"):
        return mirrored(drawn)
    return drawn


# Whole figures ------------------------------------------------------------------


def draw_figure(
    who: str,
    *,
    face: str = "happy",
    look: str = "ahead",
    pose: str = "stand",
    arms: str = "down",
    holds: str | None = None,
    seat: str = "chair",
) -> str:
    """Draw somebody.

    Args:
        who: a key of :data:`~cms.demo.art.cast.CAST` or ``CREATURES``.
        face: a key of :data:`FACES`.
        look: a key of :data:`LOOKS`.
        pose: one of :data:`POSES`. The drawing's (0, 0) is the ground under one who
            stands, the seat of one who sits, the lower edge of a bust.
        arms: one of :data:`ARMS`.
        holds: a thing to hold.
        seat: for one who sits: ``chair``; ``floor``, legs crossed; ``edge``, legs down from
            it; ``own``, on what the place has drawn.

    Returns:
        SVG in which a grown-up who stands is about 165 units high.

    Raises:
        KeyError: for a name that is none of these.
    """
    if who in CREATURES:
        held = draw_thing(holds) if holds else ""
        return draw_creature(who, face, look, pose, arms, held)
    person = CAST[who]
    build = _build(person.age)
    head = (
        _neck(person)
        + _whistle(person)
        + _scarf(person)
        + draw_head(person, face, look)
    )
    if pose == "bust" and holds and arms == "down":
        arms = "hold"
    reaching = _draw_arms(person, arms, holds, look, pose)
    if pose == "bust":
        body = _hair_behind(person) + _shoulders(person) + head
        return put(body + ("" if arms == "down" else reaching), 0, -64)
    if person.wheels:
        if arms == "down" and not holds:
            reaching = _arms_in_lap(person)
        body = _wheelchair(person, head) + reaching
        origin = 138.0 if pose == "stand" else 96.0
    elif pose == "stand":
        origin = build.hip + build.leg + 10
        body = (
            _legs_standing(person, build)
            + _hair_behind(person)
            + _torso(person, build.hip)
            + head
            + (_cane(arms, look, origin) if "cane" in person.extras else "")
            + reaching
        )
    else:
        torso = _hair_behind(person) + _torso(person, build.hip)
        if seat == "floor":
            origin = build.hip + 22
            body = torso + _legs_crossed(person, build) + head + reaching
        else:
            origin = build.hip + 2
            chair = _chair(build) if seat == "chair" else ""
            body = chair + torso + _legs_seated(person, build) + head + reaching
    return put(put(body, 0, -origin), scale=build.scale)
