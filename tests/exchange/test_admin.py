"""Importing and exporting as editors do it in the admin."""

import datetime

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.test.utils import WagtailTestUtils

from challenge.accounts.models import User
from exchange.archives import pack
from exchange.models import KEPT_EACH, Upload
from quizzes.models import Quiz
from tests.exchange.files import GIFT, MOODLE
from tests.quizzes.test_quiz import make_quiz

IMPORT = reverse("exchange:import")


class Exchanging(WagtailTestUtils, TestCase):
    @classmethod
    def setUpTestData(cls):
        for code in ("en", "ar"):
            Locale.objects.get_or_create(language_code=code)

    def setUp(self):
        self.user = self.create_test_user()
        self.client.force_login(self.user)

    def send(self, data=GIFT, name="bank.gift", **more):
        fields = {"format": "auto", "locale": "en", "title": ""} | more
        return self.client.post(
            IMPORT, {"file": SimpleUploadedFile(name, data), **fields}
        )

    def review(self, *args, **kwargs):
        response = self.send(*args, **kwargs)
        self.assertRedirects(
            response, reverse("exchange:review", args=[Upload.objects.get().pk])
        )
        return self.client.get(response.url)


class TestImporting(Exchanging):
    def test_the_listing_leads_there(self):
        response = self.client.get(reverse(Quiz.snippet_viewset.get_url_name("list")))
        self.assertContains(response, IMPORT)
        self.assertContains(self.client.get(IMPORT), "Nothing is written yet")

    def test_it_shows_what_would_be_made_and_writes_nothing(self):
        response = self.review()
        self.assertContains(response, "Whom do you tell?")
        self.assertContains(response, "A trusted adult")
        self.assertContains(
            response, "It asks for a free text: nothing here may be typed."
        )
        self.assertContains(response, "line 10")
        assert not Quiz.objects.exists()

    def test_half_a_letter_in_a_package_does_not_break_the_page(self):
        meta = rb'{"mainLibrary": "H5P.\ud800", "title": "T"}'
        data = pack({"h5p.json": meta, "content/content.json": b"{}"})
        self.assertContains(self.review(data, "it.h5p"), "is not known here")

    def test_right_answers_are_marked(self):
        html = self.review().content.decode()
        right, wrong = html.index("A trusted adult"), html.index("Nobody")
        assert "Right:" in html[right - 120 : right]
        assert "Right:" not in html[wrong - 60 : wrong]

    def test_writing_makes_a_draft_and_opens_it(self):
        review = self.review(title="Telling")
        response = self.client.post(review.request["PATH_INFO"])
        quiz = Quiz.objects.get()
        edit = reverse(Quiz.snippet_viewset.get_url_name("edit"), args=[quiz.pk])
        self.assertRedirects(response, edit, fetch_redirect_response=False)
        assert (quiz.title, quiz.key, quiz.live, quiz.size) == (
            "Telling",
            "telling",
            False,
            "1 + 1",
        )
        self.assertContains(self.client.get(edit), "2 questions are in the draft")
        assert not Upload.objects.exists()

    def test_the_file_names_the_quiz_that_has_no_title(self):
        self.client.post(self.review(name="My bank.gift").request["PATH_INFO"])
        assert Quiz.objects.get().title == "My bank"

    def test_the_questions_are_in_the_language_that_was_chosen(self):
        self.client.post(self.review(locale="ar").request["PATH_INFO"])
        assert Quiz.objects.get().locale.language_code == "ar"

    def test_pictures_come_into_the_library(self):
        review = self.review(MOODLE, "bank.xml")
        self.assertContains(review, "1 picture")
        self.client.post(review.request["PATH_INFO"])
        picture = get_image_model().objects.get()
        assert picture.uploaded_by_user == self.user
        assert Quiz.objects.get().form_a[0].value["picture"]["image"] == picture

    def test_what_cannot_be_read_is_told_at_the_file(self):
        for data, name, message in (
            (b"", "empty.gift", "The submitted file is empty."),
            (b"%PDF-1.7 \x00", "book.pdf", "none of the formats"),
            (b"<quiz><question", "cut.xml", "no well-formed XML"),
            (b"<!DOCTYPE a [<!ENTITY b 'c'>]><quiz>&b;</quiz>", "e.xml", "refused"),
            (b"Some text.\x00", "text.gift", "NUL"),
        ):
            response = self.send(data, name)
            assert response.status_code == 200
            assert message in str(response.context["form"].errors["file"])
            assert not Upload.objects.exists()

    def test_a_file_without_usable_questions_says_why(self):
        response = self.review(b"Write about yourself. {}")
        self.assertContains(response, "No question of this file can be used here.")
        self.assertNotContains(response, "Write these questions")
        assert not Quiz.objects.exists()
        self.client.post(response.request["PATH_INFO"])
        assert not Quiz.objects.exists()

    def test_scripts_of_a_file_stay_out(self):
        data = b"::<img src=x onerror=alert(1)>::[html]Who?<script>alert(1)</script> {=A ~B}"
        html = self.review(data).content.decode()
        assert "<script>alert(1)" not in html
        assert "<img src=x" not in html

    def test_old_and_many_files_go(self):
        review = self.review().request["PATH_INFO"]
        Upload.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
        assert self.client.get(review, follow=True).status_code == 404
        for _ in range(KEPT_EACH + 2):
            self.send()
        assert Upload.objects.count() == KEPT_EACH


class TestPermissions(Exchanging):
    def editor(self, *permissions):
        user = User.objects.create_user(
            username="ed", email="ed@example.org", password="x"
        )
        names = ("access_admin", *permissions)
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        self.client.force_login(user)
        return user

    def test_who_may_not_add_quizzes_may_not_import(self):
        review = self.review().request["PATH_INFO"]
        self.editor("change_quiz")
        home = reverse("wagtailadmin_home")
        for address in (IMPORT, review):
            self.assertRedirects(self.client.get(address), home)
            self.assertRedirects(self.client.post(address), home)
        assert not Quiz.objects.exists()

    def test_nobody_sees_the_file_of_another(self):
        review = self.review().request["PATH_INFO"]
        self.editor("add_quiz")
        assert self.client.get(review, follow=True).status_code == 404
        assert self.client.post(review, follow=True).status_code == 404
        assert not Quiz.objects.exists()

    def test_who_may_not_add_pictures_imports_without_them(self):
        self.editor("add_quiz", "change_quiz")
        review = self.review(MOODLE, "bank.xml")
        self.assertContains(review, "you may not add any to the library")
        self.client.post(review.request["PATH_INFO"])
        assert Quiz.objects.exists()
        assert not get_image_model().objects.exists()

    def test_strangers_are_sent_to_sign_in(self):
        quiz = make_quiz()
        self.client.logout()
        for address in (IMPORT, reverse("exchange:export", args=[quiz.pk])):
            response = self.client.get(address)
            assert response.status_code == 302
            assert "login" in response.url

    def test_who_has_nothing_to_do_with_quizzes_may_not_export(self):
        quiz = make_quiz()
        self.editor()
        for name, args in (("export", [quiz.pk]), ("download", [quiz.pk, "gift"])):
            response = self.client.get(reverse(f"exchange:{name}", args=args))
            self.assertRedirects(response, reverse("wagtailadmin_home"))


class TestExporting(Exchanging):
    def test_the_listing_offers_it_for_each_quiz(self):
        quiz = make_quiz()
        response = self.client.get(reverse(Quiz.snippet_viewset.get_url_name("list")))
        address = reverse("exchange:export", args=[quiz.pk])
        self.assertContains(response, address)
        self.assertContains(self.client.get(address), "Download as GIFT")

    def test_a_download_is_a_file_of_the_draft(self):
        quiz = make_quiz()
        quiz.title = "Newer"
        quiz.save_revision()
        address = reverse("exchange:download", args=[quiz.pk, "gift"])
        response = self.client.get(address)
        assert response["Content-Disposition"] == 'attachment; filename="storm.gift"'
        assert b"Newer" in response.content
        assert b"Who did wrong?" in response.content

    def test_there_is_no_other_format_and_no_other_quiz(self):
        quiz = make_quiz()
        for args in ([quiz.pk, "pdf"], [quiz.pk + 1, "gift"]):
            address = reverse("exchange:download", args=args)
            assert self.client.get(address, follow=True).status_code == 404
