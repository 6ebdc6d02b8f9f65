"""Nothing of sensitivity 2 or more goes out without a safeguarding lead."""

import html
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

import pytest

from cms.pages.module import ModulePage
from cms.publish_rights import gate
from quizzes.models import Quiz
from tests import factories
from tests.cms.forms import module_form
from tests.cms.people import client, person
from tests.quizzes.forms import posted_block

pytestmark = pytest.mark.django_db

ADD = "wagtailadmin_pages:add"
EDIT = "wagtailadmin_pages:edit"


def heavy(live: bool = False, **more) -> ModulePage:
    """Save a module of sensitivity 2."""
    page = ModulePage(
        locale=factories.locale("en"),
        live=live,
        **factories.module_fields(sensitivity=2, **more),
    )
    factories.track().add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return ModulePage.objects.get(pk=page.pk)


def edit(who, page: ModulePage, action: str = "", **more):
    url = reverse(EDIT, args=[page.pk])
    return who.post(
        url, module_form(action, **({"sensitivity": 2} | more)), follow=True
    )


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def draft_of(page: ModulePage) -> ModulePage:
    return ModulePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def words_of(response) -> str:
    return html.unescape(response.content.decode())


def test_the_button_is_gone_for_an_editor_and_there_for_a_lead() -> None:
    page = heavy()
    url = reverse(EDIT, args=[page.pk])

    assert "action-publish" not in words_of(client("editor").get(url))
    assert "action-publish" in words_of(client("lead").get(url))
    light = factories.module(key="light", slug="light")
    assert "action-publish" in words_of(
        client("editor").get(reverse(EDIT, args=[light.pk]))
    )


def test_posting_publish_saves_a_draft_only() -> None:
    page = heavy()
    edit(client("editor"), page, "action-publish", title="Calm")

    assert not is_live(page)
    assert draft_of(page).title == "Calm"


def test_a_new_module_that_is_published_at_once_becomes_a_draft() -> None:
    parent = factories.track()
    url = reverse(ADD, args=["cms", "modulepage", parent.pk])
    response = client("editor").post(
        url, module_form("action-publish", sensitivity=2), follow=True
    )

    page = ModulePage.objects.get()
    assert not page.live
    assert "only a safeguarding lead can publish it" in words_of(response)


def test_what_becomes_heavy_is_stopped_and_kept() -> None:
    page = factories.module()
    response = edit(client("editor"), page, "action-publish", title="Heavy")

    assert "only a safeguarding lead can publish it" in words_of(response)
    page.refresh_from_db()
    assert (page.title, page.sensitivity) == ("Storm", 0)
    assert page.get_latest_revision_as_object().title == "Heavy"


@pytest.mark.parametrize("live", [False, True])
def test_saying_that_it_is_light_now_does_not_help(live: bool) -> None:
    page = heavy(live)
    editor = client("editor")
    edit(editor, page, sensitivity=0, title="Light")
    revision = Page.objects.get(pk=page.pk).latest_revision_id
    edit(
        editor, page, sensitivity=0, title="Light", overwrite_revision_id=str(revision)
    )
    edit(editor, page, "action-publish", sensitivity=0, title="Light")

    page = ModulePage.objects.get(pk=page.pk)
    assert (page.live, gate.is_guarded(page)) == (live, True)
    if live:
        assert page.title == "Storm"


def test_a_lead_may_say_that_it_is_light(commits) -> None:
    page = heavy()
    with commits():
        edit(client("lead"), page, "action-publish", sensitivity=1)
    assert is_live(page)

    edit(client("editor"), page, "action-publish", sensitivity=1, title="Calm")
    assert ModulePage.objects.get(pk=page.pk).title == "Calm"


def test_publishing_many_at_once_leaves_it_out() -> None:
    page = heavy()
    light = factories.module(key="light", slug="light")
    light.unpublish()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for ids in ([page.pk, light.pk], [page.get_parent().pk]):
        query = "&".join(f"id={pk}" for pk in ids)
        client("editor").post(f"{url}?{query}", {"include_descendants": "on"})

    assert is_live(light)
    assert not is_live(page)


@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_it_cannot_be_copied_as_published(way: str) -> None:
    page = heavy(live=True)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
        way: "on",
    }
    response = client("editor").post(url, fields)

    assert "Only a safeguarding lead can publish “Storm”" in words_of(response)
    assert not Page.objects.filter(slug="copy").exists()


def test_a_track_with_it_cannot_be_copied_as_published() -> None:
    track = heavy(live=True).get_parent()
    fields = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": track.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[track.pk])
    response = client("editor").post(url, fields)

    assert "Only a safeguarding lead can publish" in words_of(response)
    assert ModulePage.objects.count() == 1


def test_a_copy_as_a_draft_is_as_heavy_as_its_page() -> None:
    page = heavy()
    editor = client("editor")
    edit(editor, page, sensitivity=0)
    fields = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
    }
    editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)

    copy = ModulePage.objects.get(slug="copy")
    edit(editor, copy, "action-publish", sensitivity=0, slug="copy", key="copy")
    assert not is_live(copy)


def test_it_cannot_be_scheduled() -> None:
    page = heavy()
    soon = (timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    edit(client("editor"), page, "action-publish", go_live_at=soon)

    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    page.revisions.update(created_at=timezone.now())
    call_command("publish_scheduled")
    assert not is_live(page)


def test_what_a_lead_has_scheduled_goes_out_by_itself(commits) -> None:
    page = heavy()
    soon = (timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    edit(client("lead"), page, "action-publish", go_live_at=soon)
    past = timezone.now() - timedelta(minutes=1)
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    with commits():
        call_command("publish_scheduled")

    assert is_live(page)


def test_it_can_be_unpublished_but_not_brought_back() -> None:
    page = heavy(live=True)
    editor = client("editor")
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not is_live(page)

    edit(editor, page, "action-publish")
    assert not is_live(page)


def test_an_older_version_cannot_be_brought_back() -> None:
    page = heavy()
    old = page.latest_revision
    edit(client("lead"), page, "action-publish", sensitivity=0, title="Calm")
    editor = client("editor")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    assert "action-publish" not in words_of(editor.get(url))

    edit(editor, page, "action-publish", revision=str(old.pk))
    assert ModulePage.objects.get(pk=page.pk).title == "Calm"


def test_a_translation_is_as_heavy_as_its_source(commits) -> None:
    page = heavy(live=True)
    factories.translated_site()
    factories.translate_module(page)
    words = page.get_translation(factories.locale("ar"))
    words.unpublish()
    url = reverse(EDIT, args=[words.pk])

    for who in ("editor", "translator"):
        with commits():
            client(who).post(url, {"action": "publish"})
        assert not is_live(words), who
    with commits():
        client("lead").post(url, {"action": "publish"})
    assert is_live(words)


@pytest.mark.parametrize("who", ["editor", "translator"])
def test_bringing_translations_up_to_date_does_not_publish_them(who, commits) -> None:
    page = heavy(live=True)
    factories.translated_site()
    factories.translate_module(page)
    words = page.get_translation(factories.locale("ar"))
    words.unpublish()
    source = TranslationSource.objects.get_for_instance(page)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    with commits():
        response = client(who).post(url, {"publish_translations": "on"}, follow=True)

    assert "You may not publish" in words_of(response)
    assert not is_live(words)


def test_a_translator_publishes_no_light_translation_either(commits) -> None:
    page = factories.module()
    factories.translated_site()
    factories.translate_module(page)
    words = page.get_translation(factories.locale("ar"))
    words.unpublish()
    source = TranslationSource.objects.get_for_instance(page)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    for part, expected in (("translator", False), ("editor", True)):
        with commits():
            client(part).post(url, {"publish_translations": "on"})
        assert is_live(words) is expected


def quiz_form(quiz: Quiz, action: str, **more) -> dict:
    data = {"title": quiz.title, "key": quiz.key, action: "1"} | more
    for name in ("form_a", "form_b"):
        block = Quiz._meta.get_field(name).stream_block
        data |= posted_block(block, getattr(quiz, name), name)
    return data


def test_the_check_of_a_heavy_module_is_held_back_too() -> None:
    quiz = factories.quiz()
    heavy(quiz=quiz)
    url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    editor = client("editor")
    assert 'name="action-publish"' not in words_of(editor.get(url))

    form = quiz_form(quiz, "action-publish", title="Other")
    response = editor.post(url, form, follow=True)
    assert "only a safeguarding lead can publish it" in words_of(response)
    quiz.refresh_from_db()
    assert quiz.title == "Storm"
    assert quiz.get_latest_revision_as_object().title == "Other"

    client("lead").post(url, form)
    quiz.refresh_from_db()
    assert quiz.title == "Other"


def test_whatever_else_is_tried_the_row_does_not_go_live() -> None:
    page = heavy()
    with LogContext(user=person("editor")), pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    assert not is_live(page)
    with LogContext(user=person("lead")):
        page.get_latest_revision().publish()
    assert is_live(page)
