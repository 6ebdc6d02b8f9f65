"""A sheet of everything a scene may name, to choose from and to look at after a change."""

from cms.demo.art.cast import CAST, CREATURES
from cms.demo.art.figures import ARMS, FACES, POSES
from cms.demo.art.places import PLACES
from cms.demo.art.scenes import draw_scene
from cms.demo.art.things import THINGS

_STYLE = (
    "body{margin:12px;font:13px sans-serif}h2{margin:14px 0 4px}"
    "figure{display:inline-block;margin:3px;text-align:center;vertical-align:top}figcaption{width:0;min-width:100%}"
    ".small svg{width:76px;height:76px}.middle svg{width:104px;height:104px}"
    ".large svg{width:200px;height:150px}"
)


def draw_sheet() -> str:
    """Return an HTML page with the cast, faces, arms, poses, places and things by name."""
    parts = [
        _part("Who", "middle", {who: _square(who=who) for who in (*CAST, *CREATURES)}),
        _part("Face", "small", {face: _face(who="maya", face=face) for face in FACES}),
        _part(
            "Arms", "middle", {arms: _square(who="maya", arms=arms) for arms in ARMS}
        ),
        _part(
            "Pose", "middle", {pose: _square(who="maya", pose=pose) for pose in POSES}
        ),
        _part("Place", "large", {place: {"place": place} for place in PLACES}),
        _part("Thing", "small", {what: _thing(what) for what in THINGS}),
    ]
    head = f'<meta charset="utf-8"><title>Pictures</title><style>{_STYLE}</style>'
    return "".join(["<!doctype html>", head, *parts])


def _thing(what: str) -> dict[str, object]:
    return {"size": "square", "things": [{"what": what, "at": [50, 50, 2.4]}]}


def _square(**person: str) -> dict[str, object]:
    return {"size": "square", "tint": "mint", "people": [person]}


def _face(**person: str) -> dict[str, object]:
    return {"size": "face", "people": [person]}


def _part(title: str, size: str, scenes: dict[str, dict[str, object]]) -> str:
    figures = "".join(
        f"<figure>{draw_scene(scene)}<figcaption>{name}</figcaption></figure>"
        for name, scene in scenes.items()
    )
    return f'<h2>{title}</h2><div class="{size}">{figures}</div>'
