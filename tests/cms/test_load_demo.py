"""Loading packs: once, again, and beside editors."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command

from wagtail.models import Revision, Site
from wagtail_localize.models import StringTranslation, Translation

import pytest

from cms.demo.loader import FOLDER, Loader
from cms.demo.models import LoadedPack
from cms.demo.packs import PackError
from cms.images import Picture
from cms.models import Helpline, ModulePage, Publication, TrackPage
from quizzes.models import Quiz
from tests.quizzes.pictures import SVG

pytestmark = pytest.mark.django_db


def both(english: str) -> dict[str, str]:
    return {"en": english, "ar": f"{english} بالعربية"}


def question(id_: str, prompt: str) -> dict[str, Any]:
    return {
        "id": id_,
        "type": "choice",
        "prompt": both(prompt),
        "options": [
            {
                "id": "a",
                "text": both("Tell"),
                "correct": True,
                "feedback": both("Good."),
            },
            {"id": "b", "text": both("Wait"), "feedback": both("Heavy.")},
        ],
    }


def pack() -> dict[str, Any]:
    return {
        "key": "t1-test",
        "track": "children",
        "band": "8-10",
        "topic": "t1",
        "minutes": 5,
        "risk": "contract",
        "risk_kind": "cross",
        "strand": "privacy",
        "digcomp": "4.2",
        "itu_band": "9-12",
        "help_skill": True,
        "sensitivity": 0,
        "title": both("Test"),
        "summary": both("A test."),
        "before": "",
        "outcomes": [{"id": "o1", "text": both("I can.")}],
        "educator_notes": {
            "en": "<p>One</p><ul><li>Two</li></ul>",
            "ar": "<p>أولًا</p><ul><li>ثانيًا</li></ul>",
        },
        "talk_card": both("Ask me."),
        "picture": {"file": "reef.svg", "alt": both("A reef")},
        "steps": [
            {
                "id": "s1",
                "type": "text",
                "body": {
                    "en": "<p>Hello <b>you</b>.</p>",
                    "ar": "<p>مرحبًا <b>بكم</b>.</p>",
                },
            },
            question("q1", "What?")
            | {"picture": {"file": "reef.svg", "alt": both("Again")}},
        ],
        "check": {
            "key": "t1-test",
            "title": both("Check"),
            "form_a": [question("a1", "Before?")],
            "form_b": [question("b1", "After?")],
        },
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of demo content, whose one pack may be changed."""
    (tmp_path / "content").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "reef.svg").write_bytes(SVG)
    (tmp_path / "site.json").write_bytes((FOLDER / "site.json").read_bytes())
    line = {"country": "BH", "service": "helpline", "name": both("Line"), "phone": "1"}
    (tmp_path / "helplines.json").write_text(json.dumps([line]))

    def write(**changes: Any) -> Path:
        file = tmp_path / "content" / "t1-test.json"
        file.write_text(json.dumps(pack() | changes))
        return tmp_path

    return write


@pytest.fixture
def load(write, commits) -> Callable[..., list[str]]:
    """Load a pack with changes; give what was said."""

    def load(**changes: Any) -> list[str]:
        said: list[str] = []
        with commits():
            Loader(write(**changes), said.append).load()
        return said

    return load


def english() -> ModulePage:
    return ModulePage.objects.get(key="t1-test", locale__language_code="en")


def arabic() -> ModulePage:
    return ModulePage.objects.get(key="t1-test", locale__language_code="ar")


def test_a_pack_becomes_a_module_in_two_languages(load) -> None:
    load()

    assert english().get_url() == "/en/children/t1-test/"
    assert arabic().get_url() == "/ar/children/t1-test/"
    assert arabic().title == "Test بالعربية"
    assert arabic().band == "8-10"
    assert "مرحبًا <b>بكم</b>" in str(arabic().steps[0].value["body"])
    assert arabic().steps[1].value["options"][0]["text"] == "Tell بالعربية"
    assert arabic().steps[1].value["picture"]["alt"] == "Again بالعربية"
    assert arabic().quiz == Quiz.objects.get(locale__language_code="ar")
    assert {p.locale for p in Publication.objects.current()} == {"en", "ar"}
    assert Site.objects.get().root_page.specific.locale.language_code == "en"
    assert TrackPage.objects.count() == 6
    assert Helpline.objects.filter(phone="1").count() == 2
    assert Picture.objects.count() == 1


def test_editors_see_the_arabic_beside_the_english(load) -> None:
    load()

    translation = Translation.objects.get(
        source__object_id=english().translation_key, enabled=True
    )
    total, translated = translation.get_progress()
    assert total == translated > 10
    said = StringTranslation.objects.get(
        context__object_id=english().translation_key, context__path="title"
    )
    assert (said.data, said.has_error) == ("Test بالعربية", False)


FORMER = [
    "c331a070-7125-5a44-8b5c-76d917af81f6",
    "0e11355f-cd23-55e9-926d-fad4880fea84",
]


def ids() -> list[str]:
    return [child.id for child in english().steps]


def test_ids_follow_from_a_secret_of_the_site(load) -> None:
    load()

    assert not set(ids()) & set(FORMER)
    assert all(uuid.UUID(id_).version == 4 for id_ in ids())
    assert [child.id for child in arabic().steps] == ids()
    secrets = LoadedPack.objects.values_list("secret", flat=True)
    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 32


def test_ids_stay_when_a_changed_pack_is_loaded(load) -> None:
    load()
    before = ids()
    load(title=both("Changed"))

    assert english().title == "Changed"
    assert ids() == before


def test_ids_stay_where_a_pack_was_loaded_before_it_had_a_secret(load) -> None:
    """So that learners keep the steps they have done."""
    load()
    LoadedPack.objects.update(secret="")
    load(title=both("Changed"))

    assert ids() == FORMER
    load(title=both("Changed again"))
    assert ids() == FORMER


def test_loading_again_changes_nothing_and_is_quick(
    load, write, django_assert_max_num_queries
) -> None:
    load()
    before = _state()

    assert load() == []
    assert _state() == before
    with django_assert_max_num_queries(3):
        Loader(write()).load()


def test_a_changed_pack_is_loaded_again(load) -> None:
    load()
    version = Publication.objects.current().get(locale="ar").version

    assert load(title=both("Other")) == ["module:t1-test: updated"]

    assert (english().title, arabic().title) == ("Other", "Other بالعربية")
    current = Publication.objects.current().get(locale="ar")
    assert current.version != version
    assert current.summary["title"] == "Other بالعربية"
    assert ModulePage.objects.count() == 2


def test_a_changed_picture_is_loaded_again(load, write) -> None:
    load()
    path = write() / "pictures" / "reef.svg"
    path.write_bytes(SVG.replace(b"400 300", b"40 30"))
    load()

    assert Picture.objects.get().width == 40
    assert (
        Publication.objects.current().get(locale="en").summary["image"]["width"] == 40
    )


@pytest.mark.parametrize("what", ["page", "translation", "quiz"])
def test_what_an_editor_changed_stays(load, editor, what: str) -> None:
    load()
    changed = {
        "page": english,
        "translation": arabic,
        "quiz": lambda: Quiz.objects.get(locale__language_code="en"),
    }[what]()
    changed.title = "Mine"
    changed.save_revision(user=editor.user).publish()

    said = load(title=both("Other"))

    assert said == ["module:t1-test: was changed by an editor, left so"]
    assert type(changed).objects.get(pk=changed.pk).title == "Mine"


def test_what_an_editor_deleted_or_unpublished_stays_away(load, commits) -> None:
    load()
    english().unpublish()
    assert "left so" in load(title=both("Other"))[0]
    assert not english().live

    english().delete()
    assert "left so" in load(title=both("Another"))[0]
    assert not ModulePage.objects.filter(locale__language_code="en").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"track": "aliens"}, "there is no track “aliens”"),
        ({"band": "99"}, "band: Value '99' is not a valid choice."),
        (
            {"steps": [{"id": "s1", "type": "poem"}]},
            "steps/s1: there is no step “poem”",
        ),
        (
            {"steps": [question("q1", "?") | {"colour": "red"}]},
            "steps/q1: there is no field “colour”",
        ),
        (
            {"steps": [question("q1", "?") | {"prompt": {"en": "Only"}}]},
            "[ar] steps/q1/prompt: “Only” is not in language ar.",
        ),
        (
            {"steps": [question("q1", "?") | {"options": []}]},
            "[en] steps/0/options: The minimum number of items is 2",
        ),
        (
            {"educator_notes": {"en": "<p>1</p><p>2</p>", "ar": "<p>١</p>"}},
            "educator_notes: 2 strings, translated 1.",
        ),
        ({"picture": {"file": "no.svg", "alt": ""}}, "there is no picture “no.svg”"),
    ],
)
def test_what_is_wrong_with_a_pack_is_said_with_its_place(
    load, changes: dict, message: str
) -> None:
    with pytest.raises(PackError) as error:
        load(**changes)

    assert message in str(error.value)
    assert not ModulePage.objects.exists()
    assert not LoadedPack.objects.filter(name="module:t1-test").exists()
    assert TrackPage.objects.count() == 6  # The rest is loaded.


def test_a_chat_that_leads_nowhere_is_refused(load) -> None:
    chat = {
        "id": "c1",
        "type": "chat",
        "prompt": both("Help?"),
        "cast": [{"name": "sam", "label": both("Sam"), "side": "end"}],
        "nodes": [
            {
                "name": "start",
                "messages": [{"id": "m1", "sender": "sam", "text": both("Hi")}],
                "choices": [
                    {"id": "a", "text": both("Go"), "goto": "nowhere"},
                    {"id": "b", "text": both("Stop"), "goto": "end"},
                ],
            },
            {"name": "end", "ending": {"kind": "open", "text": both("Done.")}},
        ],
    }
    with pytest.raises(PackError, match="nodes/1/ending/help: Offer one way"):
        load(steps=[chat])
    chat["nodes"][1]["ending"]["help"] = ["adult"]
    with pytest.raises(PackError, match="steps/0/nodes/0/choices/0/goto: .*nowhere"):
        load(steps=[chat])


def test_the_command_says_what_is_wrong(write, monkeypatch, capsys) -> None:
    monkeypatch.setattr("cms.management.commands.load_demo.Loader", _loader_of(write()))
    call_command("load_demo")

    assert "module:t1-test: loaded" in capsys.readouterr().out


def _loader_of(folder: Path) -> Callable[..., Loader]:
    return lambda say, only: Loader(folder, say, only)


def _state() -> list:
    return [
        Revision.objects.count(),
        list(Publication.objects.values_list("version", "is_current").order_by("pk")),
        list(LoadedPack.objects.values_list("name", "digest", "loaded_on")),
    ]


def test_an_address_that_is_taken_is_named(load, write, commits) -> None:
    load(slug="net")
    other = pack() | {"key": "t1-other", "slug": "net", "check": None}
    folder = write(slug="net")
    (folder / "content" / "t1-other.json").write_text(json.dumps(other))

    with commits(), pytest.raises(PackError, match="module:t1-other: slug: .*net"):
        Loader(folder).load()
