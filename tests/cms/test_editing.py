"""Writing a module in the admin."""

import html

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.documents import get_document_model

import pytest

from cms.pages.module import ModulePage
from cms.publications.models import Publication
from quizzes.kinds.ids import public_id
from tests import factories
from tests.cms.forms import module_form

pytestmark = pytest.mark.django_db


def add_url(key: str = "children") -> str:
    parent = factories.track(key)
    return reverse("wagtailadmin_pages:add", args=["cms", "modulepage", parent.pk])


def edit_url(page: ModulePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def test_an_editor_writes_and_publishes_a_module(editor, commits) -> None:
    with commits():
        response = editor.post(add_url(), module_form("action-publish"))

    assert response.status_code == 302
    page = ModulePage.objects.get(key="t4-1113-storm")
    assert page.live
    assert [child.block_type for child in page.steps] == ["choice", "chat"]
    assert Publication.objects.get(page=page).is_current
    assert editor.get("/api/v1/modules/t4-1113-storm/").json()["title"] == "Storm"


def test_what_the_form_sends_keeps_its_ids(editor, commits) -> None:
    page = factories.module()
    with commits():
        editor.post(edit_url(page), module_form("action-publish", title="Calm"))

    data = editor.get("/api/v1/modules/t4-1113-storm/").json()
    assert data["title"] == "Calm"
    assert [step["id"] for step in data["steps"]] == ["s-choice", "s-chat"]
    options = data["steps"][0]["item"]["options"]
    stored = ("tell", "wait")
    assert {option["id"] for option in options} == {
        public_id("s-choice", id_) for id_ in stored
    }


def test_a_half_written_draft_is_kept(editor) -> None:
    holes = module_form(
        summary="", steps=[factories.step("chat", "s-chat", prompt="")], outcomes=[]
    )
    response = editor.post(add_url(), holes)

    assert response.status_code == 302
    assert not ModulePage.objects.get().live


def test_a_dangling_chat_target_is_shown_in_the_form(editor) -> None:
    chat = factories.chat_step()
    start = chat["value"]["nodes"][0]["value"]
    start["choices"][1]["value"]["goto"] = "nowhere"
    response = editor.post(add_url(), module_form("action-publish", steps=[chat]))

    assert response.status_code == 200
    assert not ModulePage.objects.filter(live=True).exists()
    error = response.context["form"].errors.as_data()["steps"][0]
    at = error.as_json_data()["blockErrors"][0]["blockErrors"]["nodes"]
    message = at["blockErrors"][0]["blockErrors"]["choices"]["blockErrors"][1]
    assert "nowhere" in message["blockErrors"]["goto"]["messages"][0]
    assert "nowhere" in words_of(response)


@pytest.mark.parametrize(
    ("track", "band", "message"),
    [
        ("children", "", "Say which age band"),
        ("parents", "8-10", "Only the children’s track"),
    ],
)
def test_the_band_fits_the_track(editor, track: str, band: str, message: str) -> None:
    response = editor.post(add_url(track), module_form("action-publish", band=band))

    assert message in words_of(response)
    assert not ModulePage.objects.exists()


@pytest.mark.parametrize("track", ["children", "parents"])
def test_only_the_educators_track_has_a_pass_mark(editor, track: str) -> None:
    band = "8-10" if track == "children" else ""
    posted = module_form("action-publish", band=band, pass_mark=60)
    response = editor.post(add_url(track), posted)

    assert "Only the educators’ track has a pass mark." in words_of(response)
    assert not ModulePage.objects.filter(live=True).exists()


@pytest.mark.parametrize(("typed", "counts"), [("", 80), ("60", 60)])
def test_an_editor_says_what_passes(editor, commits, typed: str, counts: int) -> None:
    quiz = factories.quiz()
    posted = module_form(
        "action-publish", band="", itu_band="adults", quiz=quiz.pk, pass_mark=typed
    )
    with commits():
        response = editor.post(add_url("educators"), posted)

    assert response.status_code == 302, response.context["form"].errors
    assert Publication.objects.get(is_current=True).pass_mark == counts


@pytest.mark.parametrize("typed", ["0", "101", "-1", "x"])
def test_a_pass_mark_is_a_share(editor, typed: str) -> None:
    posted = module_form("action-publish", band="", pass_mark=typed)
    response = editor.post(add_url("educators"), posted)

    assert "pass_mark" in response.context["form"].errors


def test_a_second_module_with_the_key_is_refused(editor) -> None:
    factories.module()
    response = editor.post(add_url(), module_form("action-publish", slug="other"))

    assert "Another module in this language has this key." in words_of(response)


def test_audio_must_be_audio(editor) -> None:
    document = get_document_model().objects.create(
        title="Worksheet", file=ContentFile(b"%PDF", name="worksheet.pdf")
    )
    steps = [factories.step("pause", "p1", text="Breathe.", audio=document.pk)]
    response = editor.post(add_url(), module_form("action-publish", steps=steps))

    assert "is no audio file. Choose one that is." in words_of(response)


def test_editors_find_modules_and_helplines_in_the_menu(editor) -> None:
    factories.module()

    for path in ("modules/", "modules/?band=11-13", "snippets/cms/helpline/"):
        assert editor.get(f"/admin/{path}").status_code == 200
    menu = editor.get("/admin/").content.decode()
    assert "/admin/modules/" in menu
    assert "/admin/snippets/cms/helpline/" in menu
    assert b"Storm" in editor.get("/admin/modules/?band=11-13").content
    assert b"Storm" not in editor.get("/admin/modules/?band=5-7").content


def test_the_palette_is_grouped_and_every_step_can_be_looked_at() -> None:
    block = ModulePage._meta.get_field("steps").stream_block

    groups = [str(group) for group, _blocks in block.grouped_child_blocks()]
    assert groups == [
        "Read and watch",
        "Talk and rehearse",
        "Ask, and say what is right",
        "Play and practise",
        "Make and think about",
    ]
    for child in block.child_blocks.values():
        assert child.meta.icon
        assert child.get_description()
        assert child.is_previewable


def test_the_palette_shows_each_step_s_example(editor) -> None:
    block = ModulePage._meta.get_field("steps").stream_block
    url = reverse("wagtailadmin_block_preview")

    for child in block.child_blocks.values():
        response = editor.get(url, {"id": child.definition_prefix})
        assert response.status_code == 200, child.name
        preview = child.get_prep_value(child.get_preview_value())
        example = preview.get("prompt") or next(iter(preview.values()))
        if isinstance(example, str) and child.name not in ("text", "choice"):
            assert example in words_of(response)


def copy(editor, page: ModulePage, slug: str, **more: str) -> ModulePage:
    fields = {
        "new_title": slug,
        "new_slug": slug,
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert editor.post(url, fields | more).status_code == 302
    return ModulePage.objects.get(slug=slug)


def test_a_copy_has_a_key_of_its_own(editor, commits) -> None:
    page = factories.module()
    with commits():
        assert copy(editor, page, "second").key == "t4-1113-storm-2"
        assert copy(editor, page, "third").key == "t4-1113-storm-3"

    assert {p.page.slug for p in Publication.objects.current()} == {
        "storm",
        "second",
        "third",
    }


def test_a_copy_has_a_check_of_its_own(editor, commits) -> None:
    page = factories.module(quiz=factories.quiz())
    with commits():
        second = copy(editor, page, "second")

    assert second.quiz_id != page.quiz_id
    assert second.quiz.translation_key != page.quiz.translation_key
    assert (second.quiz.key, second.quiz.live) == ("storm-copy", True)
    assert second.get_latest_revision_as_object().quiz_id == second.quiz_id
    ids = {child.id for quiz in (page.quiz, second.quiz) for child in quiz.form_a}
    assert len(ids) == 2


def test_a_draft_copy_has_a_draft_check(editor) -> None:
    page = factories.module(quiz=factories.quiz())
    second = copy(editor, page, "second", publish_copies="")

    assert (second.live, second.quiz.live) == (False, False)
    page.quiz.refresh_from_db()
    assert page.quiz.live


def test_an_alias_plays_what_its_page_has_published(editor, commits) -> None:
    page = factories.module()
    with commits():
        copy(editor, page, "elsewhere", alias="on")
    with commits():
        editor.post(edit_url(page), module_form("action-publish", title="Calm"))

    current = Publication.objects.current().get()
    assert (current.page_id, current.summary["title"]) == (page.pk, "Calm")
    context = editor.get("/en/children/elsewhere/").context
    assert context["version"] == current.version
