"""What a lesson is led with: its sheets and its slides."""

import html

import pytest

from challenge.classrooms.lessons import lesson as finding
from challenge.classrooms.lessons.pack import NAMES, pack
from challenge.classrooms.lessons.slides import slides_of
from cms.publications import catalogue
from cms.publications.answer_keys import answer_keys
from cms.publications.content import payload_of
from quizzes.kinds import KINDS
from tests import factories as cms
from tests.challenge.classrooms.lessons.conftest import CIRCLES, HAND, STORM, Lessons
from tests.quizzes import questions


def check_items(payload):
    return [item for items in payload["check"].values() for item in items]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_site")
class TestDemo:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_no_slide_asks_a_question_of_the_check(self, lessons, language):
        for key in catalogue.all_summaries(language):
            lessons.open(key)
            page = html.unescape(
                lessons.get(f"{key}/slides/", language).content.decode()
            )
            payload = finding.find(key, language).payload
            steps = payload["steps"]
            asked = {step["item"]["prompt"] for step in steps if "item" in step}

            assert check_items(payload)
            for item in check_items(payload):
                assert item["prompt"] in asked or item["prompt"] not in page

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_no_page_of_a_lesson_has_the_key_of_a_check(self, lessons, language):
        for key, summary in catalogue.all_summaries(language).items():
            lessons.open(key)
            version = summary["version"]
            public = str(payload_of(version))
            secrets = [
                words
                for item in answer_keys([version])[version].items.values()
                if item.purpose == "check"
                for words in told_by(item.key)
                if words not in public
            ]
            assert secrets

            for path in ("", "print/", "print/?part=answers", "slides/"):
                answer = lessons.get(f"{key}/{path}", language)
                assert answer.status_code == 200
                page = html.unescape(answer.content.decode())
                assert [words for words in secrets if words in page] == []

    def test_the_pack_is_sorted_by_what_is_done_with_it(self, lessons):
        sections = lessons.get(f"{CIRCLES}/print/").context["shown"]

        assert [section.name for section in sections] == list(NAMES)
        kinds = {
            section.name: [
                part["step"].get("item", {}).get("kind") for part in section.steps
            ]
            for section in sections
        }
        assert kinds["cards"] == ["sort", None]
        assert kinds["board"] == ["chat"]
        assert kinds["sheet"] == [None, "choice", "choice", None]

    @pytest.mark.parametrize("part", list(NAMES))
    def test_one_part_is_printed_by_itself(self, lessons, part):
        page = lessons.get(f"{CIRCLES}/print/?part={part}")

        assert [section.name for section in page.context["shown"]] == [part]
        assert ("Keep this sheet." in page.content.decode()) == (part == "answers")

    @pytest.mark.parametrize("part", ["", "x", "<b>"])
    def test_a_part_that_there_is_not_is_all_of_it(self, lessons, part):
        page = lessons.get(f"{CIRCLES}/print/?part={part}")

        assert len(page.context["shown"]) == len(NAMES)

    def test_the_answers_are_those_of_the_practice_questions(self, lessons):
        page = lessons.read(f"{CIRCLES}/print/?part=answers")

        assert "Her tablet code → Family and carers" in page
        assert "Kite in the blue sky" in page
        payload = finding.find(CIRCLES, "en").payload
        for item in check_items(payload):
            assert item["prompt"] not in page

    def test_arabic_sheets_are_read_from_the_right(self, lessons):
        answer = lessons.get(f"{CIRCLES}/print/", "ar")
        page = answer.content.decode()

        assert 'class="paper pack" lang="ar" dir="rtl"' in page
        assert "الإجابات، للمعلّم وحده" in page
        assert " ← " in page
        assert " → " not in page

    def test_slides_go_from_the_title_to_where_there_is_help(self, lessons):
        slides = lessons.get(f"{CIRCLES}/slides/").context["slides"]

        looks = [slide.look for slide in slides]
        assert looks[:3] == ["title", "lines", "lines"]
        assert looks[3:7] == ["panel"] * 4
        assert looks.count("question") == 3
        assert "play" in looks
        assert looks[-4:] == ["talk", "rehearse", "pause", "help"]

    def test_an_answer_is_on_its_slide_to_be_uncovered(self, lessons):
        page = lessons.get(f"{CIRCLES}/slides/").content.decode()

        assert page.count("<details") == 3
        assert "<details open" not in page
        hidden = page.split("<details")[1].split("</details>")[0]
        assert "Kite in the blue sky" in hidden
        assert "Only sky and a kite." in hidden

    def test_a_sensitive_lesson_agrees_on_more_and_shows_its_content_note(
        self, lessons
    ):
        lessons.open(STORM)
        page = lessons.read(f"{STORM}/slides/")

        assert "We name nobody" in page
        assert page.index("We name nobody") < page.index("In this story someone puts")
        assert "We name nobody" not in lessons.read(f"{HAND}/slides/")

    def test_slides_are_there_without_scripts_with_help_and_the_way_out(self, lessons):
        page = lessons.get(f"{CIRCLES}/slides/").content.decode()

        assert '<section class="slide slide--title" id="slide-1"' in page
        assert "hidden" not in page.split('class="slides__stage"')[1].split("<h2")[0]
        assert 'data-island="help"' in page
        assert 'href="/exit/"' in page

    def test_the_last_slide_has_numbers_that_nobody_has_checked_and_says_so(
        self, lessons, settings
    ):
        settings.HELPLINES_SHOW_UNVERIFIED = False
        settings.DEFAULT_COUNTRY = "BH"
        help_slide = lessons.read(f"{CIRCLES}/slides/").split(
            "An adult you trust: someone at home"
        )[1]

        assert "999 Not checked by us lately" in help_slide
        assert "https://findahelpline.com/ Not checked by us lately" in help_slide
        assert "998" not in help_slide

    def test_slides_in_arabic(self, lessons):
        page = lessons.read(f"{CIRCLES}/slides/", "ar")

        for words in ("ما نتّفق عليه", "مَن يعرف ماذا؟", "أظهِر الجواب", "الشرائح"):
            assert words in page


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_its_place_in_the_pack_and_on_a_slide(kind, educator):
    step = cms.step(kind, "s-kind", **getattr(questions, kind)())
    cms.module(key="one", slug="one", sensitivity=0, steps=[step], quiz=cms.quiz())
    lesson = finding.find("one", "en")

    names = {section.name: len(section.steps) for section in pack(lesson.payload)}
    assert names[KINDS[kind].on_paper] == 1
    slides = [
        slide for slide in slides_of(lesson) if slide.look in ("question", "play")
    ]
    assert [slide.look for slide in slides] == [
        "question" if KINDS[kind].checkable else "play"
    ]
    lessons = Lessons(educator)
    for path in ("", "print/", "slides/"):
        page = lessons.get(f"one/{path}")
        assert page.status_code == 200
        assert cms.SECRET not in page.content.decode()


def told_by(key):
    """Yield what a key would say to whoever answers."""
    if isinstance(key, dict):
        for name, value in key.items():
            if name in ("feedback", "right", "wrong") and isinstance(value, str):
                if len(value) > 20:
                    yield value
            else:
                yield from told_by(value)
