"""Playing a draft before anyone else can."""

import json
import re

from django.test import RequestFactory
from django.urls import reverse

import pytest

from cms.pages.module import ModulePage
from cms.publications.models import Publication
from tests import factories
from tests.cms.forms import module_form

pytestmark = pytest.mark.django_db


def preview(editor, url: str, form: dict, mode: str = ""):
    posted = editor.post(url, form)
    assert posted.json() == {"is_valid": True, "is_available": True}
    return editor.get(url, {"mode": mode, "in_preview_panel": "true"})


def on_edit(page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def on_add() -> str:
    return reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["cms", "modulepage", factories.track().pk],
    )


def test_the_unsaved_draft_is_played(editor) -> None:
    page = factories.module(quiz=factories.quiz())
    form = module_form(title="Not saved", quiz=page.quiz.pk)
    response = preview(editor, on_edit(page), form)

    payload = response.context["preview_payload"]
    assert response.templates[0].name == "cms/module_page.html"
    assert payload["title"] == "Not saved"
    assert payload["version"] == response.context["version"] == "preview"
    assert response.context["payload_url"] == ""
    assert [step["id"] for step in payload["steps"]] == ["s-choice", "s-chat"]
    assert payload["check"]["pre"][0]["prompt"] == "Before?"
    assert b'data-payload-id="payload"' in response.content
    page.refresh_from_db()
    assert page.title == "Storm"
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("mode", ["", "young", "adults", "check", "mirrored", "print"])
@pytest.mark.parametrize(
    "steps",
    [
        [],
        [factories.step("chat", "c1", prompt="")],
        [factories.step("choice", "q1", prompt=""), factories.step("sort", "q2")],
        [factories.step("video", "v1"), factories.step("reveal", "r1")],
        [factories.step("story", "t1"), factories.step("rehearse", "r1")],
    ],
)
def test_a_half_written_draft_can_be_looked_at(
    editor, mode: str, steps: list[dict]
) -> None:
    form = module_form(steps=steps, outcomes=[], key="", summary="", topic="", band="")
    response = preview(editor, on_add(), form, mode)

    assert response.status_code == 200
    if mode not in ("check", "print"):
        assert len(response.context["preview_payload"]["steps"]) == len(steps)


def test_new_blocks_have_ids_in_a_preview(editor) -> None:
    form = module_form()
    form["steps-0-id"] = form["steps-0-value-options-0-id"] = ""
    item = preview(editor, on_add(), form).context["preview_payload"]["steps"][0][
        "item"
    ]

    assert item["id"]
    ids = [option["id"] for option in item["options"]]
    assert all(ids)
    assert set(ids) == set(item["key"]["options"])


def test_a_preview_can_be_printed(editor) -> None:
    page = factories.module()
    response = preview(editor, on_edit(page), module_form(title="Not saved"), "print")

    assert "cms/module_print.html" in [used.name for used in response.templates]
    assert b"Not saved" in response.content


def test_the_draft_of_a_published_page_can_be_viewed(editor) -> None:
    page = factories.module()
    page.title = "Draft"
    page.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert editor.get(url).context["preview_payload"]["title"] == "Draft"


def test_a_preview_holds_no_key_of_a_check(editor) -> None:
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    for mode in ("", "print"):
        form = module_form(quiz=quiz.pk)
        response = preview(editor, on_edit(page), form, mode)
        assert factories.SECRET not in response.content.decode()
    payload = preview(editor, on_edit(page), module_form(quiz=quiz.pk)).context[
        "preview_payload"
    ]
    assert "key" in payload["steps"][0]["item"]
    assert '"key"' not in json.dumps(payload["check"])


def page_of(response) -> str:
    """The tag that says in which dress and direction the page is."""
    return re.search(r"<html[^>]*>", response.content.decode()).group()


@pytest.mark.parametrize(
    ("mode", "track", "band", "dress", "leaves"),
    [
        ("", "children", "11-13", "standard", "leave"),
        ("young", "children", "5-7", "young", "hide"),
        # It wears the dress already: its own band stays.
        ("standard", "children", "11-13", "standard", "leave"),
        ("grown", "children", "14-17", "grown", "leave"),
        ("adults", "parents", "", "grown", "leave"),
    ],
)
def test_a_draft_can_be_played_in_every_dress(
    editor, mode: str, track: str, band: str, dress: str, leaves: str
) -> None:
    page = factories.module()
    response = preview(editor, on_edit(page), module_form(), mode)
    payload = response.context["preview_payload"]

    assert (payload["track"], payload["band"]) == (track, band)
    assert payload["help"]["exit"] == leaves
    assert f'data-dress="{dress}"' in page_of(response)
    assert f'data-band="{band}"' in page_of(response)
    page.refresh_from_db()
    assert page.band == "11-13"


def test_an_adults_module_can_be_looked_at_as_a_child(editor) -> None:
    page = factories.module(factories.track("parents"), band="")
    form = module_form(band="")
    own = preview(editor, on_edit(page), form)
    assert 'data-dress="grown"' in page_of(own)

    response = preview(editor, on_edit(page), form, "grown")
    assert response.context["preview_payload"]["band"] == "14-17"


def test_the_layout_can_be_turned_round(editor) -> None:
    page = factories.module()
    form = module_form()

    assert 'lang="en" dir="ltr"' in page_of(preview(editor, on_edit(page), form))
    turned = preview(editor, on_edit(page), form, "mirrored")
    assert 'lang="en" dir="rtl"' in page_of(turned)


def test_an_arabic_module_is_turned_to_the_right(editor, commits) -> None:
    factories.translated_site()
    with commits():
        factories.translate_module(factories.module())
    page = ModulePage.objects.get(locale=factories.locale("ar"))
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert 'lang="ar" dir="rtl"' in page_of(editor.get(url))

    request = RequestFactory().get("/")
    response = page.make_preview_request(request, "mirrored")
    assert 'lang="ar" dir="ltr"' in page_of(response)


def test_the_check_can_be_played_alone_and_gives_nothing_away(editor) -> None:
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    form = module_form(quiz=quiz.pk, before="Take care.")
    response = preview(editor, on_edit(page), form, "check")
    payload = response.context["preview_payload"]

    assert payload["steps"] == []
    assert payload["before"] == ""
    assert [item["prompt"] for item in payload["check"]["pre"]] == ["Before?"]
    assert [item["prompt"] for item in payload["check"]["post"]] == ["After?"]
    assert '"key"' not in json.dumps(payload["check"])
    assert factories.SECRET not in response.content.decode()
    assert b"no published check" not in response.content


def test_without_a_check_the_preview_says_so(editor) -> None:
    page = factories.module()
    response = preview(editor, on_edit(page), module_form(), "check")

    assert b"This module has no published check to play." in response.content


def test_wagtails_content_checker_is_in_every_mode_and_nothing_is_kept(editor) -> None:
    page = factories.module()
    before = page.latest_revision_id, Publication.objects.get().version
    for mode, _label in page.preview_modes:
        response = preview(editor, on_edit(page), module_form(title="Mine"), mode)
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]
        assert b"<wagtail-userbar" in response.content

    page.refresh_from_db()
    assert (page.latest_revision_id, Publication.objects.get().version) == before
    assert page.title == "Storm"
