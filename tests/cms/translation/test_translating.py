"""From “Translate this page” to a published translation, as a translator does it."""

import html
import json
import re
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask as ApprovalTask
from wagtail.models import (
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import Translation

import pytest

from cms.helplines.models import Helpline
from cms.images import Picture
from cms.pages.module import ModulePage
from cms.publications.models import Publication
from cms.translation.states import progress
from quizzes.models import Quiz
from tests import factories
from tests.cms.translation.steps import (
    edit_url,
    publish,
    put,
    start,
    translate_all,
    type_all,
    type_at,
)

pytestmark = pytest.mark.django_db


def words_of(response) -> str:
    words = html.unescape(response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words))


def editor_of(response) -> dict:
    """Return what the translation editor was given to show."""
    found = re.search(r'data-props="([^"]*)"', response.content.decode())
    return json.loads(html.unescape(found[1]))


@pytest.fixture
def page(db: None) -> ModulePage:
    factories.translated_site()
    return factories.module(quiz=factories.quiz())


def test_a_new_translation_is_a_draft_beside_its_original(translator, page):
    translation = start(translator, page)

    target = translation.get_target_instance()
    assert target.locale.language_code == "ar"
    assert not target.live
    shown = editor_of(translator.get(edit_url(translation)))
    sources = [segment.get("source") for segment in shown["segments"]]
    for source in ("Storm", "What do you do?", "Ask me about shells."):
        assert source in sources
    assert not shown["initialStringTranslations"]
    assert shown["perms"]["canPublish"] is False


def test_the_check_comes_along_and_is_translated_too(editor, page, commits):
    translation = start(editor, page)
    quiz = Quiz.objects.get(locale__language_code="ar")
    of_quiz = Translation.objects.get(source__object_id=quiz.translation_key)

    assert not quiz.live
    put(editor, of_quiz, "Before?", "قبل؟")
    url = reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk])
    assert "1 of" in words_of(editor.get(url))
    with commits():
        refused = editor.post(url, {"action": "publish"}, follow=True)
    assert "texts are not translated" in words_of(refused)
    quiz.refresh_from_db()
    assert not quiz.live
    translate_all(editor, translation)
    put(editor, of_quiz, "Before?", "قبل؟")
    with commits():
        editor.post(url, {"action": "publish"})
    publish(editor, translation, commits)

    quiz.refresh_from_db()
    assert quiz.live
    payload = editor.get("/api/v1/modules/t4-1113-storm/?locale=ar").json()
    assert payload["title"] == "عاصفة"
    assert [item["prompt"] for item in payload["check"]["pre"]] == ["قبل؟"]


@pytest.mark.parametrize("which", ["home", "track"])
def test_home_and_track_are_translated(editor, commits, which):
    source = factories.site() if which == "home" else factories.track()
    translation = start(editor, source)
    put(editor, translation, source.title, "عنوان")

    publish(editor, translation, commits)

    assert translation.get_target_instance().title == "عنوان"
    assert translation.get_target_instance().live


def test_a_helpline_is_translated_and_keeps_its_number(editor):
    line = Helpline.objects.create(
        name="Child line", phone="998", country="BH", locale=factories.locale("en")
    )
    url = reverse(
        "wagtail_localize:submit_snippet_translation",
        args=["cms", "helpline", line.pk],
    )
    editor.post(url, {"locales": [factories.locale("ar").pk]})
    translation = Translation.objects.get(source__object_id=line.translation_key)
    put(editor, translation, "Child line", "خط الطفل")
    target = translation.get_target_instance()
    url = reverse("wagtailsnippets_cms_helpline:edit", args=[target.pk])
    editor.post(url, {"action": "publish"})

    target.refresh_from_db()
    assert (target.name, target.phone) == ("خط الطفل", "998")
    line.phone = "116111"
    line.name = "Child help line"
    line.save()
    count = progress(translation)
    assert count.again == 1


def test_a_changed_original_says_how_many_texts_to_translate_again(
    editor, page, commits
):
    translation = start(editor, page)
    translate_all(editor, translation)
    publish(editor, translation, commits)
    assert progress(translation).left == 0
    words = words_of(editor.get(edit_url(translation)))
    assert "to translate again" not in words

    page.summary = "Another teammate."
    page.talk_card = "Ask me about pearls."
    with commits():
        page.save_revision().publish()

    words = words_of(editor.get(edit_url(translation)))
    assert "The original has changed: 2 texts to translate again." in words
    assert progress(translation).again == 2
    # What children read waits for the translator.
    arabic = editor.get("/api/v1/modules/t4-1113-storm/?locale=ar").json()
    assert arabic["summary"] == "A new teammate."
    put(editor, translation, "Another teammate.", "زميلة أخرى.")
    put(editor, translation, "Ask me about pearls.", "اسألوني.")
    words = words_of(editor.get(edit_url(translation)))
    assert "to translate again" not in words
    assert "Finished words wait to be published." in words
    publish(editor, translation, commits)
    assert translation.get_target_instance().summary == "زميلة أخرى."


def test_a_draft_of_the_original_changes_nothing_for_translators(editor, page):
    translation = start(editor, page)
    before = progress(translation)

    page.summary = "Only a draft."
    page.save_revision()

    assert progress(translation) == before


def test_texts_that_move_keep_their_translation(editor, page, commits):
    translation = start(editor, page)
    translate_all(editor, translation)
    page.steps = list(reversed(page.steps.get_prep_value()))
    with commits():
        page.save_revision().publish()

    assert progress(translation).left == 0


def test_a_translator_saves_a_draft_and_sees_its_checks(translator, page):
    translation = start(translator, page)
    put(translator, translation, "A new teammate.", "هذا خطؤك أنت.")
    url = reverse("cms_translation:draft", args=[translation.pk])
    assert "Save a draft and see its checks" in words_of(
        translator.get(edit_url(translation))
    )

    response = translator.post(url, {"then": "checks"}, follow=True)

    target = translation.get_target_instance()
    assert response.redirect_chain[-1][0] == f"/admin/checks/{target.pk}/"
    assert "The translation was saved as a draft." in words_of(response)
    assert target.get_latest_revision_as_object().summary == "هذا خطؤك أنت."
    assert not target.live


def test_a_draft_of_a_live_translation_changes_nothing_that_readers_see(
    editor, page, commits
):
    translation = start(editor, page)
    translate_all(editor, translation)
    publish(editor, translation, commits)
    put(editor, translation, "Storm", "إعصار")

    editor.post(reverse("cms_translation:draft", args=[translation.pk]))

    target = ModulePage.objects.get(pk=translation.get_target_instance().pk)
    assert target.title == "عاصفة"
    assert target.has_unpublished_changes
    assert target.get_latest_revision_as_object().title == "إعصار"


def test_a_translator_cannot_publish(translator, page, commits):
    translation = start(translator, page)

    response = publish(translator, translation, commits)

    assert "you may not publish it as it is" in words_of(response)
    assert not translation.get_target_instance().live
    assert not Publication.objects.filter(locale="ar").exists()


def test_publishing_asks_the_page_with_its_new_words(
    editor, page, commits, monkeypatch
):
    original = ModulePage.permissions_for_user

    def guarded(self: ModulePage, user: Any) -> Any:
        tester = original(self, user)
        if self.title == "خطر":
            tester.can_publish = lambda: False
        return tester

    monkeypatch.setattr(ModulePage, "permissions_for_user", guarded)
    translation = start(editor, page)
    translate_all(editor, translation)
    put(editor, translation, "Storm", "خطر")

    response = publish(editor, translation, commits)

    assert "saved as a draft and not published" in words_of(response)
    assert not translation.get_target_instance().live
    put(editor, translation, "Storm", "عاصفة")
    publish(editor, translation, commits)
    assert translation.get_target_instance().live


def test_bringing_up_to_date_publishes_only_for_those_who_may(
    translator, editor, page, commits
):
    translation = start(translator, page)
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])

    response = translator.post(url, {"publish_translations": "on"})

    assert "You may not publish" in words_of(response)
    assert not translation.get_target_instance().live
    assert translator.post(url, {}).status_code == 302
    translate_all(editor, translation)
    with commits():
        assert editor.post(url, {"publish_translations": "on"}).status_code == 302
    assert translation.get_target_instance().live


@pytest.mark.parametrize("missing", ["text", "check"])
def test_nothing_goes_out_half_translated(editor, page, commits, missing):
    translation = start(editor, page)
    if missing == "check":
        type_all(editor, translation)
    else:
        translate_all(editor, translation)
        segment = translation.source.stringsegment_set.first()
        editor.delete(
            reverse(
                "wagtail_localize:edit_string_translation",
                args=[translation.pk, segment.pk],
            )
        )

    response = publish(editor, translation, commits)

    reason = {
        "text": "text is not translated",
        "check": "Its check is not published in this language",
    }[missing]
    assert reason in words_of(response)
    assert not translation.get_target_instance().live
    assert not Publication.objects.filter(locale="ar").exists()


@pytest.mark.parametrize("way", ["editor", "update"])
def test_what_the_checks_hold_back_changes_no_word_of_what_is_published(
    editor, page, commits, way
):
    translation = start(editor, page)
    translate_all(editor, translation)
    publish(editor, translation, commits)
    before = ModulePage.objects.get(pk=translation.get_target_instance().pk).summary
    put(editor, translation, page.summary, "هذا خطؤك أنت.")

    if way == "editor":
        response = publish(editor, translation, commits)
    else:
        url = reverse(
            "wagtail_localize:update_translations", args=[translation.source_id]
        )
        with commits():
            response = editor.post(url, {"publish_translations": "on"}, follow=True)

    assert "was not published" in words_of(response)
    target = ModulePage.objects.get(pk=translation.get_target_instance().pk)
    assert target.live
    assert target.summary == before


def test_a_translation_is_sent_to_the_review_that_its_place_has(
    translator, translators, page, django_user_model
):
    workflow = Workflow.objects.create(name="Look twice")
    task = ApprovalTask.objects.create(name="Second look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )
    translation = start(translator, page)
    assert "Send to “Look twice”" in words_of(translator.get(edit_url(translation)))

    url = reverse("cms_translation:draft", args=[translation.pk])
    response = translator.post(url, {"then": "submit"}, follow=True)

    assert "sent to “Look twice”" in words_of(response)
    assert "In review: Second look." in words_of(response)
    target = translation.get_target_instance()
    assert target.current_workflow_state.current_task_state.task.name == "Second look"


def test_without_a_review_nothing_is_sent(translator, page):
    Workflow.objects.all().delete()
    translation = start(translator, page)
    url = reverse("cms_translation:draft", args=[translation.pk])

    assert translator.post(url, {"then": "submit"}).status_code == 302
    assert not translation.get_target_instance().workflow_in_progress


def test_what_the_page_itself_refuses_is_told_and_nothing_is_saved(
    translator, page, monkeypatch
):
    translation = start(translator, page)
    url = reverse("cms_translation:draft", args=[translation.pk])
    revisions = translation.get_target_instance().revisions.count()

    def refuse(self: ModulePage, *args: Any, **kwargs: Any) -> None:
        raise ValidationError({"title": "No such title."})

    monkeypatch.setattr(ModulePage, "full_clean", refuse)
    response = translator.post(url, {"then": "checks"}, follow=True)

    assert "The draft could not be saved: No such title." in words_of(response)
    assert translation.get_target_instance().revisions.count() == revisions


@pytest.mark.parametrize(
    ("source", "words", "told"),
    [
        ("Storm", "ع" * 300, "It has 300 characters; 255 fit here."),
        ("What do you do?", "ماذا {1}؟", "The original has no {1} here."),
        ("What do you do?", "<b>ماذا</b>؟", "The original has no <b>."),
    ],
)
def test_words_that_do_not_fit_are_kept_told_and_not_used(
    translator, page, source, words, told
):
    translation = start(translator, page)
    segment = translation.source.stringsegment_set.filter(string__data=source)[0]

    answer = type_at(translator, translation, segment, words).json()

    assert (answer["data"], answer["error"]) == (words, told)
    assert progress(translation).done == 0
    mended = type_at(translator, translation, segment, "كلمات").json()
    assert mended["error"] is None
    assert progress(translation).done == 1


def test_another_picture_is_chosen_for_one_language(translator, page, commits):
    images = [
        Picture.objects.create(title=name, file=get_test_image_file()) for name in "ab"
    ]
    picture = {"image": images[0].pk, "alt": "A reef."}
    page.steps = [factories.step("picture", "s-picture", picture=picture)]
    page.save_revision().publish()
    translation = start(translator, page)
    override = translation.source.overridablesegment_set.get(
        context__path="steps.s-picture.picture.image"
    )
    shown = translator.get(f"/admin/api/main/images/{images[0].pk}/")
    assert shown.status_code != 500
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, override.pk])
    response = translator.put(
        url,
        encode_multipart(BOUNDARY, {"value": images[1].pk}),
        content_type=MULTIPART_CONTENT,
    )

    assert response.status_code == 201
    translator.post(reverse("cms_translation:draft", args=[translation.pk]))
    draft = translation.get_target_instance().get_latest_revision_as_object()
    assert draft.steps[0].value["picture"]["image"] == images[1]
    assert draft.steps[0].id == "s-picture"


@pytest.mark.parametrize("data", [{}, {"value": "\0"}])
def test_what_is_no_text_is_refused(translator, page, data):
    translation = start(translator, page)
    segment = translation.source.stringsegment_set.first()
    response = translator.put(
        reverse(
            "wagtail_localize:edit_string_translation",
            args=[translation.pk, segment.pk],
        ),
        encode_multipart(BOUNDARY, data),
        content_type=MULTIPART_CONTENT,
    )

    assert response.status_code == 400
    assert progress(translation).done == 0


def test_others_than_translators_are_sent_away(client, page, editor, django_user_model):
    translation = start(editor, page)
    user = django_user_model.objects.create_user("reader", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    for name, argument in (
        ("cms_translation:draft", translation.pk),
        ("wagtail_localize:upload_pofile", translation.pk),
        ("wagtail_localize:update_translations", translation.source_id),
    ):
        response = client.post(reverse(name, args=[argument]))
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/")
    assert not translation.get_target_instance().live
