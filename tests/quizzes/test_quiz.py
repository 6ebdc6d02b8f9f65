"""Quizzes as their editors meet them in Wagtail's admin."""

import json
import re

from django.contrib.contenttypes.models import ContentType
from django.test import TestCase
from django.urls import reverse

from wagtail.models import Locale, Workflow, WorkflowContentType
from wagtail.test.utils import WagtailTestUtils
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments.extract import extract_segments

from quizzes import examples
from quizzes.models import Quiz
from tests.quizzes.forms import quiz_form
from tests.quizzes.questions import choice, option, sort

PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}


def url(name, *args):
    return reverse(Quiz.snippet_viewset.get_url_name(name), args=args)


def asked(prompt):
    return ("choice", choice(prompt=prompt))


FORMS = {
    "form_a": (asked("Who did wrong?"), ("sort", sort())),
    "form_b": (asked("Whom can Sam tell?"),),
}


def make_quiz(key="storm", locale="en", **fields):
    quiz = Quiz(
        title=fields.pop("title", key.capitalize()),
        key=key,
        locale=Locale.objects.get_or_create(language_code=locale)[0],
        form_a=json.dumps(
            [
                {"type": kind, "id": f"a{index}", "value": value}
                for index, (kind, value) in enumerate(FORMS["form_a"])
            ]
        ),
        form_b=json.dumps(
            [
                {"type": kind, "id": f"b{index}", "value": value}
                for index, (kind, value) in enumerate(FORMS["form_b"])
            ]
        ),
        **fields,
    )
    quiz.full_clean(exclude=["locale"])
    quiz.save()
    quiz.save_revision().publish()
    quiz.refresh_from_db()
    return quiz


class Editing(WagtailTestUtils, TestCase):
    @classmethod
    def setUpTestData(cls):
        for code in ("en", "ar"):
            Locale.objects.get_or_create(language_code=code)

    def setUp(self):
        self.user = self.create_test_user()
        self.client.force_login(self.user)

    def shown(self, response):
        """Return the messages in the answered form."""
        assert response.status_code == 200
        return response.context["form"].errors.as_json()


class TestWriting(Editing):
    def test_the_form_opens(self):
        response = self.client.get(url("add"))
        self.assertContains(response, "Asked before the module.")

    def test_a_draft_may_have_a_title_and_key_and_nothing_else(self):
        response = self.client.post(url("add"), quiz_form())
        quiz = Quiz.objects.get()
        self.assertRedirects(response, url("edit", quiz.pk))
        assert not quiz.live

    def test_a_draft_may_hold_half_written_questions(self):
        half = choice(option("Tell"), option(""), prompt="")
        response = self.client.post(url("add"), quiz_form(form_a=(("choice", half),)))
        assert response.status_code == 302
        assert not Quiz.objects.get().live

    def test_a_whole_quiz_is_published(self):
        self.client.post(url("add"), quiz_form(**FORMS, **PUBLISH))
        quiz = Quiz.objects.get()
        assert quiz.live
        assert quiz.size == "2 + 1"
        assert [child.id for child in quiz.form_a] == ["form_a-0", "form_a-1"]

    def test_ids_of_options_stay_as_they_are_when_a_quiz_is_edited(self):
        self.client.post(url("add"), quiz_form(**FORMS, **PUBLISH))
        quiz = Quiz.objects.get()
        before = quiz.form_a.get_prep_value()
        changed = quiz_form(title="Other", **FORMS, **PUBLISH)
        self.client.post(url("edit", quiz.pk), changed)
        quiz.refresh_from_db()
        assert quiz.title == "Other"
        assert quiz.form_a.get_prep_value() == before

    def test_a_form_without_questions_is_not_published(self):
        half = {"form_a": FORMS["form_a"]}
        errors = self.shown(self.client.post(url("add"), quiz_form(**half, **PUBLISH)))
        assert "form_b" in errors
        assert "form_a" not in errors

    def test_a_fault_is_told_in_its_question(self):
        faulty = ("choice", choice(option("Tell"), option("Wait")))
        data = quiz_form(form_a=(faulty,), form_b=FORMS["form_b"], **PUBLISH)
        response = self.client.post(url("add"), data)
        self.shown(response)
        self.assertContains(response, "Mark the option that is right.")
        assert not Quiz.objects.exists()

    def test_the_same_question_in_both_forms_is_not_published(self):
        twice = {
            "form_a": (asked("Who did wrong?"),),
            "form_b": (asked("Whom to tell?"), asked(" who did  WRONG?")),
        }
        response = self.client.post(url("add"), quiz_form(**twice, **PUBLISH))
        (error,) = response.context["form"].errors["form_b"].as_data()
        assert list(error.block_errors) == [1]
        assert list(error.block_errors[1].block_errors) == ["prompt"]
        self.assertContains(response, "Form A asks this, too.")

        response = self.client.post(url("add"), quiz_form(**twice))
        assert response.status_code == 302

    def test_a_key_belongs_to_one_quiz(self):
        make_quiz("storm")
        errors = self.shown(self.client.post(url("add"), quiz_form()))
        assert "Another quiz has this key." in errors

    def test_one_question_is_not_in_both_forms(self):
        quiz = make_quiz()
        quiz.form_b = quiz.form_a
        with self.assertRaisesMessage(Exception, "is in form B, too"):
            quiz.clean()


class TestListing(Editing):
    def test_it_shows_key_size_language_and_state(self):
        make_quiz("storm")
        make_quiz("circles", title="Circles", live=False)
        html = self.client.get(url("list")).content.decode()
        for words in ("storm", "circles", "2 + 1", "English", "live"):
            assert words in html

    def test_it_is_searched_by_title_key_and_question(self):
        make_quiz("storm", title="Strangers")
        make_quiz("circles", title="Who may know")
        for words, found in (("Stran", "storm"), ("circles", "circles")):
            response = self.client.get(url("list"), {"q": words})
            listed = [quiz.key for quiz in response.context["object_list"]]
            assert listed == [found]

    def test_the_menu_leads_there(self):
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(response, url("list"))


class TestPreview(Editing):
    def preview(self, quiz, data, mode=""):
        posted = self.client.post(url("preview_on_edit", quiz.pk), data)
        assert posted.json() == {"is_valid": True, "is_available": True}
        return self.client.get(url("preview_on_edit", quiz.pk), {"mode": mode})

    def payload(self, response):
        html = response.content.decode()
        found = re.search(r'<script id="payload"[^>]*>(.*?)</script>', html)
        return json.loads(found[1])

    def test_it_plays_the_unsaved_draft(self):
        quiz = make_quiz()
        response = self.preview(quiz, quiz_form(title="Unsaved", **FORMS))
        payload = self.payload(response)
        self.assertTemplateUsed(response, "preview.html")
        assert payload["title"] == "Unsaved"
        assert [step["type"] for step in payload["steps"]] == ["item"] * 3
        assert [step["item"]["form"] for step in payload["steps"]] == ["A", "A", "B"]
        assert Quiz.objects.get().title == "Storm"

    def test_it_holds_no_key_and_no_feedback(self):
        response = self.preview(make_quiz(), quiz_form(**FORMS))
        for step in self.payload(response)["steps"]:
            assert step["item"]["purpose"] == "check"
            assert "key" not in step["item"]
        for secret in ("Why Tell.", "That is it.", "Look again."):
            self.assertNotContains(response, secret)

    def test_it_plays_half_written_questions(self):
        quiz = make_quiz()
        half = choice(option("Tell"), prompt="")
        response = self.preview(quiz, quiz_form(form_a=(("choice", half),)))
        (step,) = self.payload(response)["steps"]
        assert step["item"]["prompt"] == ""

    def test_it_reads_in_the_language_of_the_quiz(self):
        response = self.preview(make_quiz(locale="ar"), quiz_form(**FORMS))
        self.assertContains(response, 'lang="ar" dir="rtl"')
        assert self.payload(response)["dir"] == "rtl"

    def test_it_wears_the_dress_of_each_age(self):
        quiz = make_quiz()
        for mode, band, dress in (
            ("", "11-13", "standard"),
            ("young", "5-7", "young"),
            ("standard", "8-10", "standard"),
            ("grown", "14-17", "grown"),
        ):
            response = self.preview(quiz, quiz_form(**FORMS), mode)
            self.assertContains(response, f'data-dress="{dress}" data-band="{band}"')
            assert self.payload(response)["band"] == band

    def test_an_arabic_one_is_turned_to_the_right(self):
        response = self.preview(make_quiz(locale="ar"), quiz_form(**FORMS), "mirrored")
        self.assertContains(response, 'lang="ar" dir="ltr"')

    def test_it_can_be_turned_round(self):
        response = self.preview(make_quiz(), quiz_form(**FORMS), "mirrored")
        self.assertContains(response, 'lang="en" dir="rtl"')

    def test_a_quiz_that_is_not_saved_yet_has_one_too(self):
        posted = self.client.post(url("preview_on_add"), quiz_form(**FORMS))
        assert posted.json()["is_available"]
        response = self.client.get(url("preview_on_add"))
        assert len(self.payload(response)["steps"]) == 3


class TestReview(Editing):
    def setUp(self):
        super().setUp()
        # A review of one step; what the site's own asks for is tested in tests/cms/editorial.
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(Quiz),
            defaults={"workflow": Workflow.objects.earliest("pk")},
        )

    def test_a_reviewer_publishes_what_an_editor_submits(self):
        self.client.post(url("add"), quiz_form(**FORMS, **SUBMIT))
        quiz = Quiz.objects.get()
        assert not quiz.live
        assert quiz.workflow_in_progress

        state = quiz.current_workflow_task_state
        action = url("workflow_action", quiz.pk, "approve", state.pk)
        self.client.post(action, {"comment": "Good."})
        quiz.refresh_from_db()
        assert quiz.live

    def test_what_is_submitted_must_be_whole(self):
        response = self.client.post(url("add"), quiz_form(**SUBMIT))
        assert "form_a" in self.shown(response)


class TestLocking(Editing):
    def test_a_locked_quiz_is_not_saved_by_others(self):
        quiz = make_quiz()
        self.client.post(url("lock", quiz.pk))
        other = self.create_superuser("other", "other@example.org", "password")
        self.client.force_login(other)
        self.client.post(url("edit", quiz.pk), quiz_form(title="Mine", **FORMS))
        quiz.refresh_from_db()
        assert quiz.get_latest_revision_as_object().title == "Storm"


class TestTranslation(Editing):
    def test_a_translation_keeps_key_and_ids(self):
        quiz = make_quiz()
        arabic = Locale.objects.get(language_code="ar")
        source, _created = TranslationSource.update_or_create_from_instance(quiz)
        source.create_or_update_translation(arabic, publish=True, fallback=True)
        translated = Quiz.objects.get(locale=arabic)

        assert translated.key == quiz.key
        assert translated.translation_key == quiz.translation_key
        assert translated.form_a.get_prep_value() == quiz.form_a.get_prep_value()
        translated.clean()

    def test_the_words_are_translated_and_the_key_is_not(self):
        strings = {
            segment.string.data
            for segment in extract_segments(make_quiz())
            if hasattr(segment, "string")
        }
        assert {"Who did wrong?", "Tell", "Why Tell.", "Look again."} <= strings
        assert "storm" not in strings


class TestBlockPreviews(Editing):
    def test_the_picker_shows_each_kind_on_paper(self):
        for name, block in Quiz._meta.get_field(
            "form_a"
        ).stream_block.child_blocks.items():
            response = self.client.get(
                reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
            )
            self.assertTemplateUsed(response, f"quizzes/print/{name}.html")
            self.assertContains(response, examples.question(name)["prompt"])
