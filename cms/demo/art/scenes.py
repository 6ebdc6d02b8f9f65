"""Scenes: pictures said in JSON, and drawn as SVG.

How to write one: ``docs/developers/pictures.md``. What is drawn depends on the scene
alone, so that drawing again gives the same bytes.
"""

import difflib
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from cms.demo.art.cast import CAST, CREATURES
from cms.demo.art.figures import ARMS, FACES, LOOKS, POSES, draw_face, draw_figure
from cms.demo.art.pen import (
    INK,
    STEEL,
    TONES,
    WHITE,
    disc,
    discs,
    mirrored,
    number,
    oval,
    put,
    rect,
    shape,
)
from cms.demo.art.places import HEIGHT, PLACES, TINTS, Place, draw_place
from cms.demo.art.things import THINGS, draw_thing

FOLDER = Path(__file__).resolve().parent.parent
SCENES = FOLDER / "scenes"
PICTURES = FOLDER / "pictures"

AT = {"far-left": 14, "left": 31, "center": 50, "right": 69, "far-right": 86}


class Size(NamedTuple):
    """A size of picture: pixels, and how large figures and things usually are in it."""

    width: int
    height: int
    standing: float = 1
    bust: float = 1.5
    thing: float = 1

    @property
    def units(self) -> float:
        """The width of the drawing, which is 240 units high."""
        return self.width * HEIGHT / self.height


SIZES = {
    "wide": Size(320, 240),
    "cover": Size(480, 300),
    "square": Size(160, 160, 1.2, 2.1, 1.5),
    "face": Size(240, 240, 1.2, 2.1),
}
DEVICES = ("phone", "tablet", "laptop", "tv")
SHAPES = ("speech", "thought")


class SceneError(Exception):
    """A scene that cannot be drawn; says which one, what is wrong and what there is."""


def read_scenes(path: Path) -> dict[str, dict[str, Any]]:
    """Read a module's scenes: names of pictures (``….svg``) and what they show.

    Raises:
        SceneError: if the file is no such JSON.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SceneError(f"{path.name}: {error}") from error
    if not isinstance(data, dict):
        raise SceneError(
            f"{path.name}: expected an object of pictures and their scenes."
        )
    for name in data:
        if not name.endswith(".svg") or "/" in name:
            raise SceneError(
                f"{path.name}: “{name}” is no name of a picture such as “hooks-cover.svg”."
            )
    return data


def draw_scene(scene: dict[str, Any]) -> str:
    """Draw a scene.

    Returns:
        A whole SVG document, ending in a line break.

    Raises:
        SceneError: for an unknown key, name or position.
    """
    _only(
        scene,
        "scene",
        ("size", "place", "tint", "people", "things", "bubbles", "screen"),
    )
    size_name = _one_of(scene.get("size", "wide"), SIZES, "size")
    size = SIZES[size_name]
    place_name = _one_of(scene.get("place", "plain"), PLACES, "place")
    tint = _one_of_or_none(scene.get("tint"), TINTS, "tint")
    people, things = _parts(scene, "people"), _parts(scene, "things")
    if size_name == "face":
        drawn = _face(people, tint)
    else:
        place = PLACES[place_name]
        before = place.always or any(person.get("pose") == "bust" for person in people)
        drawn = (
            draw_place(place_name, size.units, tint)
            + _things(things, "back", size.units, size=size.thing)
            + "".join(_person(person, place, size) for person in people)
            + (draw_place(place_name, size.units, tint, front=True) if before else "")
        )
    if "screen" in scene:
        drawn += _screen(scene["screen"], size.units)
    drawn += _things(things, "front", size.units, size=size.thing)
    drawn += "".join(_bubble(bubble, size.units) for bubble in _parts(scene, "bubbles"))
    return _document(drawn, size, rounded=size_name == "square")


def _document(drawn: str, size: Size, rounded: bool) -> str:
    width, height = size.width, size.height
    drawn = put(drawn, scale=height / HEIGHT)
    if rounded:
        drawn = (
            f'<clipPath id="c"><rect width="{width}" height="{height}" rx="18"/></clipPath>'
            f'<g clip-path="url(#c)">{drawn}</g>'
        )
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} stroke-linecap="round" '
        f'stroke-linejoin="round">{drawn}</svg>\n'
    )


# Parts of a scene -----------------------------------------------------------------


def _person(person: dict[str, Any], place: Place, size: Size) -> str:
    figure = _figure_words(person)
    pose, seat = figure["pose"], place.seated
    at = person.get("at", "center")
    if isinstance(at, str):
        if pose == "sit" and figure["who"] in CAST and CAST[figure["who"]].wheels:
            pose = figure["pose"] = "stand"
        x: float = AT[_one_of(at, AT, "at")]
        y = {"stand": place.floor, "sit": place.seat, "bust": place.edge}[pose]
        scale: float = 1
    else:
        x, y, scale = _point(at, "people")
        y = y * HEIGHT / 100
        if seat == "own" and abs(y - place.seat) > 30:
            seat = "chair"
    if pose != "bust":
        scale *= size.standing
    elif place.edge == HEIGHT:
        scale *= size.bust
    return put(draw_figure(**figure, seat=seat), x * size.units / 100, y, scale)


def _figure_words(person: dict[str, Any]) -> dict[str, Any]:
    _only(person, "people", ("who", "at", "face", "look", "pose", "arms", "holds"))
    if "who" not in person:
        raise SceneError(f"people: somebody without “who”: {person}.")
    if person.get("holds") and person.get("arms") in ("cover", "cross"):
        raise SceneError(f"people: “{person['who']}” has no hand free to hold a thing.")
    return {
        "who": _one_of(person["who"], (*CAST, *CREATURES), "who"),
        "face": _one_of(person.get("face", "happy"), FACES, "face"),
        "look": _one_of(person.get("look", "ahead"), LOOKS, "look"),
        "pose": _one_of(person.get("pose", "stand"), POSES, "pose"),
        "arms": _one_of(person.get("arms", "down"), ARMS, "arms"),
        "holds": _one_of_or_none(person.get("holds"), THINGS, "holds"),
    }


FACE_TINTS = tuple(name for name in TINTS if name != "night")


def _face(people: list[dict[str, Any]], tint: str | None) -> str:
    if len(people) > 1:
        raise SceneError("A scene of size “face” shows one person, or things alone.")
    figures = [_figure_words(person) | {"pose": "bust"} for person in people]
    names = (*CAST, *CREATURES)
    own = names.index(figures[0]["who"]) % len(FACE_TINTS) if figures else 0
    colours = TINTS[tint or FACE_TINTS[own]].tone
    drawn = rect(0, 0, HEIGHT, HEIGHT, colours.dark) + disc(120, 116, 100, colours.main)
    for figure in figures:
        low, scale = (262, 2.1) if figure["who"] in CAST else (238, 1.9)
        drawn += put(draw_figure(**figure), 120, low, scale)
    return drawn


def _things(
    things: list[dict[str, Any]],
    layer: str,
    width: float,
    height: float = HEIGHT,
    size: float = 1,
) -> str:
    drawn = ""
    for thing in things:
        _only(thing, "things", ("what", "at", "turn", "colour", "layer"))
        if _one_of(thing.get("layer", "front"), ("back", "front"), "layer") != layer:
            continue
        what = _one_of(thing.get("what"), THINGS, "what")
        colour = _one_of_or_none(thing.get("colour"), TONES, "colour")
        x, y, scale = _point(thing.get("at"), f"things, “{what}”")
        turn = thing.get("turn", 0)
        if not isinstance(turn, int | float):
            raise SceneError(
                f"things, “{what}”: “turn” is degrees, not {json.dumps(turn)}."
            )
        drawn += put(
            draw_thing(what, colour),
            x * width / 100,
            y * height / 100,
            scale * size,
            turn,
        )
    return drawn


def _bubble(bubble: dict[str, Any], width: float) -> str:
    _only(bubble, "bubbles", ("from", "at", "shape", "holds"))
    side = (
        -1
        if _one_of(bubble.get("from", "left"), ("left", "right"), "from") == "left"
        else 1
    )
    x, y, scale = _point(bubble.get("at"), "bubbles")
    kind = _one_of(bubble.get("shape", "speech"), SHAPES, "shape")
    holds = bubble.get("holds")
    if kind == "speech":
        cloud = shape(
            (
                "M-20 -26H20Q36 -26 36 -10V6Q36 22 20 22H6L-22 38L-12 22H-20Q-36 22 -36 6"
                "V-10Q-36 -26 -20 -26Z"
            ),
            WHITE,
        )
    else:
        cloud = oval(0, -3, 34, 24, WHITE) + discs(
            WHITE,
            *((-24, -12, 14), (22, -14, 15), (-20, 12, 14), (22, 10, 14)),
            *((-24, 31, 5), (-32, 42, 3)),
        )
    if side > 0:
        cloud = mirrored(cloud)
    if holds is None:
        inside = "".join(disc(dx, -2, 4, "#9fb3bf") for dx in (-14, 0, 14))
    elif holds in FACES:
        inside = put(
            disc(0, 0, 20, TONES["sun"].main) + draw_face(holds),
            0,
            -2,
            0.95,
        )
    else:
        _one_of(holds, (*THINGS, *FACES), "holds")
        inside = put(draw_thing(holds), 0, -2, 0.95)
    return put(cloud + inside, x * width / 100, y * HEIGHT / 100, scale)


_SCREENS = {
    # How large the device is at scale 1, its screen's width and height, what is around it
    "phone": (
        0.85,
        84,
        150,
        rect(-49, -88, 98, 176, INK, 14) + rect(-12, 80, 24, 3, STEEL, 1.5),
    ),
    "tablet": (0.75, 188, 130, rect(-102, -75, 204, 150, INK, 14)),
    "laptop": (
        0.62,
        188,
        118,
        rect(-102, -68, 204, 134, INK, 10) + shape("M-122 66H122L114 80H-114Z", STEEL),
    ),
    "tv": (
        0.8,
        220,
        126,
        shape("M-16 66H16L26 92H-26Z", STEEL)
        + rect(-44, 88, 88, 8, INK, 4)
        + rect(-118, -71, 236, 142, INK, 8),
    ),
}


def _screen(screen: dict[str, Any], width: float) -> str:
    _only(screen, "screen", ("device", "at", "tint", "things", "people"))
    usual, wide, high, around = _SCREENS[
        _one_of(screen.get("device"), DEVICES, "device")
    ]
    x, y, scale = _point(screen.get("at", [50, 50, 1]), "screen")
    tint = TINTS[_one_of_or_none(screen.get("tint"), TINTS, "tint") or "sea"].tone
    things = _parts(screen, "things")
    shown = _things(things, "back", wide, high)
    for person in _parts(screen, "people"):
        figure = _figure_words(person)
        at = person.get("at", "center")
        px, py, bigger = _point(
            [AT[_one_of(at, AT, "at")], 100] if isinstance(at, str) else at, "people"
        )
        shown += put(draw_figure(**figure), px * wide / 100, py * high / 100, bigger)
    shown += _things(things, "front", wide, high)
    inside = (
        f'<svg x="{number(-wide / 2)}" y="{number(-high / 2)}" width="{wide}" height="{high}">'
        f"{rect(0, 0, wide, high, tint.light)}{shown}</svg>"
    )
    return put(around + inside, x * width / 100, y * HEIGHT / 100, scale * usual)


# What a scene may say ----------------------------------------------------------------


def _parts(whole: dict[str, Any], key: str) -> list[dict[str, Any]]:
    parts = whole.get(key, [])
    if isinstance(parts, list) and all(isinstance(part, dict) for part in parts):
        return parts
    raise SceneError(f"{key}: expected a list of objects, not {json.dumps(parts)}.")


def _only(part: Any, where: str, keys: Iterable[str]) -> None:
    if not isinstance(part, dict):
        raise SceneError(f"{where}: expected an object, not {json.dumps(part)}.")
    for key in part:
        _one_of(key, tuple(keys), f"key of {where}")


def _one_of(value: Any, known: Collection[str], what: str) -> str:
    if isinstance(value, str) and value in known:
        return value
    near = difflib.get_close_matches(str(value), sorted(known), n=3, cutoff=0.4)
    there = (
        f"Nearest: {', '.join(near)}." if near else f"There are: {', '.join(known)}."
    )
    raise SceneError(f"There is no {what} “{value}”. {there}")


def _one_of_or_none(value: Any, known: Collection[str], what: str) -> str | None:
    return None if value is None else _one_of(value, known, what)


def _point(at: Any, where: str) -> tuple[float, float, float]:
    """Read ``[x, y]`` or ``[x, y, scale]``: percent of the picture, and a factor."""
    if (
        isinstance(at, list)
        and len(at) in (2, 3)
        and all(isinstance(n, int | float) for n in at)
    ):
        x, y, *scale = at
        return x, y, scale[0] if scale else 1
    raise SceneError(f"{where}: “at” is [x, y] or [x, y, scale], not {json.dumps(at)}.")
