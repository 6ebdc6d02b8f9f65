"""Lulu the dugong, the falcon, and Pip the robot of the games.

Each is drawn with its feet at (0, 0), about as high as a child.
"""

from cms.demo.art.pen import (
    CORAL,
    EYE,
    INK,
    SUN,
    WHITE,
    disc,
    discs,
    line,
    oval,
    put,
    rect,
    shape,
)

_GLAD = ("laughing", "proud")
_TROUBLED = ("worried", "sad", "shy")
_LOOKS = {"ahead": (0, 0), "left": (-2, 0), "right": (2, 0), "down": (0, 2)}


def draw_creature(
    who: str, face: str, look: str, pose: str, arms: str, held: str
) -> str:
    """Draw one who is no person.

    Args:
        who: a key of :data:`~cms.demo.art.cast.CREATURES`.
        face: a key of ``figures.FACES``.
        look: a key of ``figures.LOOKS``.
        pose: as for a person; a bust is cut off at the waist's height.
        arms: as for a person; ``up`` and ``wave`` are told apart from the rest.
        held: the drawing of a held thing, or nothing.
    """
    body, lap = _DRAWN[who](face, look, arms)
    if held:
        body += put(held, 0, lap, 0.8)
    return put(body, 0, 18) if pose == "bust" else body


def _lulu(face: str, look: str, arms: str) -> tuple[str, float]:
    dark, blue, pale = "#6f97b0", "#8db3c9", "#d3e5ee"
    flippers = {
        "up": (
            "M116 80c14-4 25-15 26-31 1-8-9-10-13-3-4 8-11 13-20 16zM44 80"
            "c-14-4-25-15-26-31-1-8 9-10 13-3 4 8 11 13 20 16z"
        ),
        "wave": (
            "M117 76c13-3 23-15 24-31 1-8-9-10-13-3-4 8-10 14-18 17zM41 84"
            "c-13 3-20 14-19 26 1 7 9 8 13 2 4-7 8-11 14-13z"
        ),
        "front": (
            "M40 86c-5 15 3 27 17 29 9 1 12-8 6-12-5-3-9-4-11-11zM120 86"
            "c5 15-3 27-17 29-9 1-12-8-6-12 5-3 9-4 11-11z"
        ),
        "down": (
            "M41 84c-13 3-20 14-19 26 1 7 9 8 13 2 4-7 8-11 14-13zM119 84"
            "c13 3 20 14 19 26-1 7-9 8-13 2-4-7-8-11-14-13z"
        ),
    }
    shown = (
        arms
        if arms in ("up", "down")
        else "wave"
        if arms in ("wave", "point")
        else "front"
    )
    dx, dy = _LOOKS[look]
    x, y = 80 + dx, 46 + dy
    if face in _GLAD:
        eyes = line("M52 49q6-8 12 0M96 49q6-8 12 0", INK, 3.5)
    elif face == "asleep":
        eyes = line("M52 44q6 6 12 0M96 44q6 6 12 0", INK, 3.5)
    else:
        size = 6 if face == "surprised" else 5
        eyes = "".join(
            disc(x + side * 22, y, size, INK)
            + disc(x + side * 22 + 1.8, y - 2, 1.7, WHITE)
            for side in (-1, 1)
        )
    brows = {
        "thinking": "M49 33q8-6 15-2M96 29q8-2 14 5",
        "worried": "M50 36l12-6M110 36l-12-6",
        "sad": "M50 36l12-6M110 36l-12-6",
        "shy": "M51 34l11-4M109 34l-11-4",
        "cross": "M50 31l13 6M110 31l-13 6",
        "surprised": "M50 32q8-6 14-2M96 30q8-4 14 2",
    }.get(face)
    if face in ("laughing", "proud"):
        mouth = shape("M65 72q15 5 30 0c0 18-30 18-30 0z", INK) + shape(
            "M72 82q8-5 16 0-8 6-16 0z", "#f0806d"
        )
    elif face == "surprised":
        mouth = oval(80, 78, 6, 6, INK)
    else:
        curve = (
            "M69 80q11-7 22 0"
            if face in ("sad", "cross")
            else (
                "M71 78q9-4 18 1"
                if face in ("worried", "thinking")
                else "M66 72q14 13 28 0"
            )
        )
        mouth = line(curve, INK, 3)
    body = (
        shape(
            "M80 124c-10 0-22 9-36 6 6 12 26 15 36 7 10 8 30 5 36-7-14 3-26-6-36-6z",
            dark,
        )
        + (shape(flippers[shown], dark) if shown != "front" else "")
        + shape(
            "M80 17c29 0 40 22 40 46 6 22 7 56-40 67-47-11-46-45-40-67 0-24 11-46 40-46z",
            blue,
        )
        + shape(
            "M80 84c22 0 30 15 28 28-5 9-15 14-28 17-13-3-23-8-28-17-2-13 6-28 28-28z",
            pale,
        )
        + shape("M80 49c18 0 31 9 31 21s-13 20-31 20-31-8-31-20 13-21 31-21z", pale)
        + eyes
        + (line(brows, INK, 3) if brows else "")
        + put(oval(0, 0, 3, 4.5, INK), 71, 60, turn=14)
        + put(oval(0, 0, 3, 4.5, INK), 89, 60, turn=-14)
        + oval(47, 58, 6, 4, "#f4a08f")
        + oval(113, 58, 6, 4, "#f4a08f")
        + mouth
        + line("M73 21q7-4 14 0", "#9bbccd", 2.5)
        + (shape(flippers[shown], dark) if shown == "front" else "")
    )
    return put(put(body, -80, -140), scale=0.82), -30


def _falcon(face: str, look: str, arms: str) -> tuple[str, float]:
    brown, cream = "#8a6a4f", "#f0dfc3"
    dx, dy = _LOOKS[look]
    if face in _GLAD or face == "asleep":
        curve = "M57 70Q65 62 73 70M87 70Q95 62 103 70"
        if face == "asleep":
            curve = "M57 66Q65 74 73 66M87 66Q95 74 103 66"
        eyes = line(curve, EYE, 3.4)
    else:
        eyes = "".join(
            disc(x, 68, 9, SUN) + disc(x + dx, 68 + dy, 4.5, EYE) for x in (65, 95)
        )
    brows = (
        "M54 54Q62 56 72 61M106 54Q98 56 88 61"
        if face == "cross"
        else (
            "M54 60Q62 52 72 53M106 60Q98 52 88 53"
            if face in _TROUBLED
            else "M54 58Q62 52 72 57M106 58Q98 52 88 57"
        )
    )
    wings = {
        "up": shape(
            "M44 104Q14 92 10 60Q30 70 52 88ZM116 104Q146 92 150 60Q130 70 108 88Z",
            "#5f4634",
        ),
        "wave": shape("M116 104Q146 92 150 60Q130 70 108 88Z", "#5f4634"),
    }.get(arms, "")
    body = (
        wings
        + line("M70 156V164M90 156V164", "#e8a317", 5)
        + shape(
            "M36 150Q36 96 80 96Q124 96 124 150Q104 158 80 158Q56 158 36 150Z", brown
        )
        + shape("M80 104Q104 104 106 154Q80 160 54 154Q56 104 80 104Z", cream)
        + disc(80, 72, 36, brown)
        + shape("M50 74Q52 100 80 102Q108 100 110 74Q96 62 80 78Q64 62 50 74Z", cream)
        + eyes
        + shape("M70 78H90L80 96Z", "#e8a317")
        + line(brows, "#5f4634", 3)
        + line(
            "M64 122Q68 128 72 122M76 130Q80 136 84 130M88 122Q92 128 96 122",
            "#c7a67d",
            3,
        )
        + shape("M48 44Q80 20 112 44Q80 36 48 44Z", CORAL)
    )
    return put(put(body, -80, -166), scale=0.72), -22


def _pip(face: str, look: str, arms: str) -> tuple[str, float]:
    glow = "#9ff0d8"
    dx, dy = _LOOKS[look]
    if face in _GLAD:
        eyes = line("M-16 -35Q-11 -42 -6 -35M6 -35Q11 -42 16 -35", glow, 3.6)
    elif face == "asleep":
        eyes = line("M-16 -38Q-11 -33 -6 -38M6 -38Q11 -33 16 -38", glow, 3.6)
    else:
        size = 6.5 if face == "surprised" else 5
        eyes = disc(-11 + dx, -38 + dy, size, glow) + disc(
            11 + dx, -38 + dy, size, glow
        )
    mouth = {
        "sad": "M-6 -26Q0 -30 6 -26",
        "cross": "M-6 -26Q0 -30 6 -26",
        "worried": "M-6 -27Q-2 -30 1 -27T6 -28",
        "thinking": "M-5 -27H5",
    }.get(face, "M-6 -29Q0 -24 6 -29")
    hands = {
        "up": "M-42 10L-60 -22M42 10L60 -22",
        "wave": "M-42 10L-58 30M42 10L62 -18",
        "point": "M-42 10L-58 30M42 10L66 2",
    }.get(arms, "M-42 10L-58 30M42 10L58 30")
    body = (
        line("M0 -64V-78", "#51636f", 5)
        + disc(0, -82, 7, SUN)
        + line(hands, "#54709f", 11)
        + rect(-40, -8, 80, 62, "#6f8fc9", 18)
        + rect(-36, -66, 72, 56, "#a9d8e6", 20)
        + rect(-27, -54, 54, 34, "#13232f", 16)
        + eyes
        + line(mouth, glow, 2.8)
        + rect(-22, 8, 44, 26, "#eaf2f6", 8)
        + shape("M0 30Q-13 21 -9 14Q-4 10 0 16Q4 10 9 14Q13 21 0 30Z", CORAL)
        + discs("#2c3b47", (-28, 62, 12), (28, 62, 12))
        + discs("#9fb3bf", (-28, 62, 4), (28, 62, 4))
    )
    return put(put(body, 0, -74), scale=0.62), -30


_DRAWN = {"lulu": _lulu, "falcon": _falcon, "robot-pip": _pip}
