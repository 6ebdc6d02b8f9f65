"""The drawing kit: what scenes may say, and that the committed pictures are theirs."""

import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.core.management import CommandError, call_command

import pytest

from cms.demo.art import scenes
from cms.demo.art.cast import CAST, CREATURES
from cms.demo.art.figures import ARMS, FACES, LOOKS, POSES
from cms.demo.art.pen import TONES
from cms.demo.art.places import PLACES, TINTS
from cms.demo.art.scenes import (
    PICTURES,
    SCENES,
    SIZES,
    SceneError,
    draw_scene,
    read_scenes,
)
from cms.demo.art.things import THINGS

ROOT = Path(__file__).resolve().parents[2]
EVERYBODY = (*CAST, *CREATURES)
PATHS = sorted(SCENES.glob("*.json"))


def one(**person: Any) -> dict[str, Any]:
    return {"people": [person]}


def assert_is_a_good_picture(drawn: str) -> None:
    assert len(drawn.encode()) <= 15_000
    root = ElementTree.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "rect", "circle", "ellipse", "path", "clipPath"}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert not re.search(
        r"https?://(?!www\.w3\.org/2000/svg\")|href|style|@|\bon\w+=", drawn
    )
    assert set(re.findall(r"url\(([^)]*)\)", drawn)) <= {f"#{name}" for name in ids}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_committed_pictures_are_what_their_scenes_say(path: Path) -> None:
    for name, scene in read_scenes(path).items():
        drawn = draw_scene(scene)
        assert_is_a_good_picture(drawn)
        assert (PICTURES / name).read_text(encoding="utf-8") == drawn, (
            f"{name} is not as its scene says: run draw_demo --key {path.stem}"
        )
        slug = path.stem.rpartition("-")[2]
        assert name.startswith(f"{slug}-"), (
            f"{path.name}: {name} begins with another slug"
        )


def test_no_picture_is_drawn_for_two_modules() -> None:
    names = Counter(name for path in PATHS for name in read_scenes(path))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("size", [size for size in SIZES if size != "face"])
@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_people_who_stand_sit_and_show_their_faces(
    place: str, size: str
) -> None:
    for pose in POSES:
        people = [
            {"who": "layan", "at": "left", "pose": pose},
            {"who": "yusuf", "at": "right", "pose": pose},
        ]
        assert_is_a_good_picture(
            draw_scene({"size": size, "place": place, "people": people})
        )


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_all_faces_poses_and_arms(who: str) -> None:
    faces = [
        draw_scene(one(who=who, face=face, look=look) | {"size": "face"})
        for face in FACES
        for look in LOOKS
    ]
    bodies = [
        draw_scene(one(who=who, pose=pose, arms=arms, holds=holds))
        for pose in POSES
        for arms in ARMS
        for holds in ((None,) if arms in ("cover", "cross") else (None, "book"))
    ]
    for drawn in faces + bodies:
        assert_is_a_good_picture(drawn)


@pytest.mark.parametrize("face", FACES)
def test_no_two_faces_look_alike(face: str) -> None:
    shown = draw_scene(one(who="layan", face=face))
    others = [
        draw_scene(one(who="layan", face=other)) for other in FACES if other != face
    ]
    assert shown not in others


@pytest.mark.parametrize("what", THINGS)
def test_a_thing_is_drawn_held_said_and_shown(what: str) -> None:
    scene = {
        "people": [{"who": "sam", "arms": "hold", "holds": what}],
        "things": [{"what": what, "at": [20, 20, 2], "turn": 10, "colour": "sky"}],
        "bubbles": [
            {"from": "left", "at": [70, 20], "shape": "thought", "holds": what}
        ],
        "screen": {"device": "tablet", "things": [{"what": what, "at": [50, 50]}]},
    }
    assert_is_a_good_picture(draw_scene(scene))


@pytest.mark.parametrize("tint", TINTS)
def test_a_tint_changes_the_place(tint: str) -> None:
    others = {
        draw_scene({"place": "room", "tint": other}) for other in TINTS if other != tint
    }
    assert draw_scene({"place": "room", "tint": tint}) not in others


def test_who_sits_in_a_wheelchair_keeps_it() -> None:
    sitting = draw_scene({"place": "sofa"} | one(who="yusuf", pose="sit"))
    standing = draw_scene({"place": "sofa"} | one(who="yusuf", pose="stand"))
    assert sitting == standing


def test_drawing_again_gives_the_same_bytes() -> None:
    scene = one(who="noor", at=[33.333, 91, 1.1]) | {"place": "souk", "size": "cover"}
    assert draw_scene(scene) == draw_scene(scene)


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        ({"place": "kitchn"}, "no place “kitchn”. Nearest: kitchen"),
        ({"sise": "wide"}, "no key of scene “sise”. Nearest: size"),
        (one(who="layla"), "no who “layla”. Nearest: layan"),
        (one(who="sam", face="suprised"), "no face “suprised”. Nearest: surprised"),
        (one(who="sam", holds="fone"), "no holds “fone”. Nearest: phone"),
        (one(face="happy"), "somebody without “who”"),
        (one(who="sam", at=[5]), "“at” is [x, y] or [x, y, scale]"),
        ({"things": [{"what": "fish"}]}, "things, “fish”: “at” is"),
        (
            {"things": [{"what": "fish", "at": [1, 1], "turn": "up"}]},
            "“turn” is degrees",
        ),
        ({"screen": {"device": "watch"}}, "There are: phone, tablet, laptop, tv"),
        ({"bubbles": ["hello"]}, "bubbles: expected a list of objects"),
        ({"screen": "phone"}, "screen: expected an object"),
        (one(who="sam", arms="cross", holds="book"), "“sam” has no hand free"),
        ({"size": "face", "people": [{"who": "sam"}, {"who": "noor"}]}, "one person"),
    ],
)
def test_a_mistake_is_named_with_what_is_near(scene: dict[str, Any], said: str) -> None:
    with pytest.raises(SceneError, match=re.escape(said)):
        draw_scene(scene)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the command read scenes from, and write pictures to, an empty folder."""
    for name in ("scenes", "pictures"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(
            f"cms.management.commands.draw_demo.{name.upper()}", tmp_path / name
        )
    return tmp_path


def test_draw_demo_draws_what_changed_and_check_only_looks(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folders / "scenes" / "t0-0810-reef.json").write_text(
        '{"reef-one.svg": {"place": "sea"}}', encoding="utf-8"
    )
    with pytest.raises(SystemExit):
        call_command("draw_demo", check=True)
    assert not (folders / "pictures" / "reef-one.svg").exists()

    call_command("draw_demo", key="t0-0810-reef")
    assert "1 pictures, 1 changed." in capsys.readouterr().out

    call_command("draw_demo", check=True)
    assert "1 pictures, 0 changed." in capsys.readouterr().out


def test_draw_demo_says_which_scenes_cannot_be_drawn_and_draws_the_others(
    folders: Path,
) -> None:
    (folders / "scenes" / "t0-0810-reef.json").write_text(
        '{"reef-bad.svg": {"place": "moon"}, "reef-good.svg": {}}', encoding="utf-8"
    )
    (folders / "scenes" / "t0-0810-torn.json").write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=r"(?s)reef-bad\.svg: .*moon.*t0-0810-torn"):
        call_command("draw_demo")
    assert (folders / "pictures" / "reef-good.svg").exists()
    with pytest.raises(CommandError, match="There is no"):
        call_command("draw_demo", key="nothing")


def test_the_name_of_a_picture_is_a_file_name(tmp_path: Path) -> None:
    path = tmp_path / "t0-0810-reef.json"
    path.write_text('{"../reef.svg": {}}', encoding="utf-8")
    with pytest.raises(SceneError, match="no name of a picture"):
        read_scenes(path)


def test_the_sheet_shows_all_there_is(tmp_path: Path) -> None:
    call_command("draw_demo", sheet=tmp_path / "sheet.html")
    page = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    for name in (*EVERYBODY, *FACES, *ARMS, *POSES, *PLACES, *THINGS):
        assert f"<figcaption>{name}</figcaption>" in page


def test_the_page_for_writers_names_all_there_is() -> None:
    page = (ROOT / "docs" / "developers" / "pictures.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z0-9-]+", page))
    names = (
        *EVERYBODY,
        *FACES,
        *ARMS,
        *POSES,
        *PLACES,
        *THINGS,
        *TINTS,
        *TONES,
        *SIZES,
    )
    assert [name for name in (*names, *scenes.DEVICES) if name not in words] == []
    for person in CAST.values():
        assert person.en in page
        assert person.ar in page
