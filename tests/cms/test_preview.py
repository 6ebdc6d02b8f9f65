"""Playing a draft before anyone else can."""

import json

from django.urls import reverse

import pytest

from cms.publishing.models import Publication
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


@pytest.mark.parametrize("mode", ["", "print"])
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
    if not mode:
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
