"""What is written of a bank, and what is exported of a quiz."""

from wagtail.images import get_image_model
from wagtail.models import Locale

import pytest

from exchange import formats, services
from exchange.base import Format, LeaveOut, Unreadable, Written
from exchange.questions import LeftOut, Question, entry
from quizzes import examples, kinds
from quizzes.models import Quiz
from tests.exchange.files import GIFT, MOODLE, PNG
from tests.factories import locale
from tests.quizzes.questions import choice, option, sort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages():
    for code in ("en", "ar"):
        Locale.objects.get_or_create(language_code=code)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Fake(Format):
    """A format whose files hold what a test says."""

    name = label = "fake"
    suffix = ".fake"
    content_type = "text/plain"

    def __init__(self, *found):
        self.found = found

    def sniff(self, data, filename):
        return False

    def read(self, data, locale):
        for each in self.found:
            if isinstance(each, Exception):
                raise each
            yield each

    def write(self, title, questions):
        return Written(b"")


@pytest.fixture
def examine(monkeypatch):
    """Return a function that examines a file which holds the given questions."""

    def examine(*found):
        fake = {**formats.FORMATS, "fake": Fake(*found)}
        monkeypatch.setattr(formats, "FORMATS", fake)
        return services.examine(b"x", format="fake")

    return examine


def question(kind="choice", value=None, **more):
    value = choice() if value is None else value
    return Question(kind, value.get("title", ""), value, {}, **more)


class TestExamining:
    def test_a_report_is_json_with_key_and_public_part(self, examine):
        (made,) = examine(question()).as_json()["made"]
        assert made["kind"] == "choice"
        assert made["public"]["prompt"] == "What do you do?"
        assert {o["id"] for o in made["public"]["options"]} == {"tell", "wait"}
        assert made["key"]["options"]["tell"]["correct"]
        assert made["notes"] == []
        report = services.examine(b"").as_json()
        assert list(report) == ["made", "left_out", "errors"]

    def test_the_public_part_tells_nothing_of_the_answer(self, examine):
        (made,) = examine(question()).made
        assert "correct" not in str(made.public)
        assert "Why Tell." not in str(made.public)

    def test_what_publishing_would_ask_for_is_noted(self, examine):
        value = choice(option("Tell", correct=True, feedback=""), option("Wait"))
        (made,) = examine(question(value=value)).made
        assert made.notes == (
            "Before publishing: This field is required. (Option 1, Feedback)",
        )

    @pytest.mark.parametrize(
        ("found", "reason"),
        [
            (question("essay"), "no kind of question “essay”"),
            (question(value=choice(option("A"), option("B"))), "no right answer"),
            (question(value=choice(option("A", correct=True))), "1 entries; 2 are"),
            (question(value={"prompt": "A", "nonsense": 1}), "shape"),
            (question(value={"prompt": "A", "options": {"a": 1}}), "shape"),
            (question(value={**choice(), "layout": "spiral"}), "shape"),
            (question(value={**choice(), "multiple": "yes"}), "shape"),
            (question(value={**choice(), "prompt": 7}), "shape"),
        ],
    )
    def test_one_bad_question_is_left_out_and_the_rest_is_not(
        self, examine, found, reason
    ):
        report = examine(question(), found, question())
        assert len(report.made) == 2
        (left,) = report.left_out
        assert left.where == "question 2"
        assert reason in left.reason

    def test_a_fault_of_a_reader_is_an_error_without_the_files_words(
        self, examine, caplog
    ):
        report = examine(question(), RuntimeError("secret"))
        assert report.errors == ("The file could not be read.",)
        assert "secret" not in caplog.text
        assert examine(Unreadable("Torn.")).errors == ("Torn.",)

    def test_words_are_made_tidy(self, examine):
        value = choice(prompt=" Cafe\u0301\x07 ")
        (made,) = examine(question(value=value)).made
        assert made.question.value["prompt"] == "Café"

    def test_a_picture_shows_its_size_before_it_is_in_the_library(self, examine):
        value = {**choice(), "picture": {"file": "a.png", "alt": "A door"}}
        (made,) = examine(question(value=value, pictures={"a.png": PNG})).made
        assert made.public["picture"] == {
            "src": "a.png",
            "srcset": "",
            "width": 8,
            "height": 6,
            "alt": "A door",
        }
        assert made.notes == ()
        assert not get_image_model().objects.exists()

    def test_pictures_that_nothing_shows_go(self, examine):
        (made,) = examine(question(pictures={"a.png": PNG})).made
        assert made.question.pictures == {}


class TestWriting:
    def write(self, report, title="A bank", code="en"):
        return services.write(report, title, code)

    def test_a_draft_has_both_forms(self):
        quiz = self.write(services.examine(GIFT))
        assert not quiz.live
        assert quiz.size == "1 + 1"
        assert quiz.form_a[0].value["prompt"] == "Whom do you tell?"
        assert quiz.get_latest_revision_as_object().size == "1 + 1"
        quiz.full_clean(exclude=["form_a", "form_b"])

    def test_ids_of_options_are_those_of_the_report(self):
        report = services.examine(GIFT)
        quiz = self.write(report)
        ids = [o.id for o in quiz.form_a[0].value["options"].bound_blocks]
        assert ids == list(report.made[0].key["options"])

    def test_every_question_has_an_id_of_its_own(self):
        report = services.examine(b"Who? {T}\n\n" * 3)
        ids = [child.id for child in self.write(report).form_a]
        assert len(set(ids)) == 3

    def test_the_key_is_free_and_follows_from_the_title(self):
        report = services.examine(GIFT)
        keys = [
            self.write(report, title).key for title in ("Bank", "Bank", "بنك", "B" * 99)
        ]
        assert keys == ["bank", "bank-2", "imported", "b" * 60]

    def test_it_is_in_the_language_that_was_asked_for(self):
        assert self.write(services.examine(GIFT), code="ar").locale == locale("ar")

    def test_pictures_are_in_the_library_once(self):
        for _ in range(2):
            quiz = self.write(services.examine(MOODLE))
        picture = get_image_model().objects.get()
        assert picture.title == "my door"
        assert picture.file.name.endswith(".png")
        shown = quiz.form_a[0].value["picture"]
        assert (shown["image"], shown["alt"]) == (picture, "A door")

    def test_what_a_quiz_cannot_ask_stays_out_with_the_reason(self, examine):
        chat = examples.question("chat", "en")
        report = services.for_quiz(examine(question(), question("chat", chat)))
        assert len(report.made) == 1
        assert "cannot ask" in report.left_out[0].reason
        assert self.write(report).size == "1 + 0"

    def test_nothing_is_written_of_nothing(self, examine):
        with pytest.raises(LeaveOut):
            self.write(examine(LeftOut("line 1", "A", "Because.")))
        assert not Quiz.objects.exists()

    def test_all_is_written_or_nothing(self, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr(Quiz, "save_revision", fail)
        with pytest.raises(RuntimeError):
            self.write(services.examine(MOODLE))
        assert not Quiz.objects.exists()
        assert not get_image_model().objects.exists()


class TestExporting:
    def quiz(self, **fields):
        stored = [{"type": "sort", "id": "q1", "value": sort(title="Who")}]
        quiz = Quiz(title="Circles", key="circles", locale=locale("en"), form_a=stored)
        for name, value in fields.items():
            setattr(quiz, name, value)
        quiz.save()
        return quiz

    @pytest.mark.parametrize("name", ["gift", "moodle-xml"])
    def test_a_quiz_goes_out_and_comes_back(self, name):
        quiz = self.quiz(form_b=[{"type": "choice", "id": "q2", "value": choice()}])
        report = services.examine(services.export(quiz, name).data)
        again = services.write(report, "Again", "en")
        assert [(c.block_type, c.value["prompt"]) for c in again.form_a] == [
            ("sort", "Who may know it?")
        ]
        assert again.form_a[0].value["title"] == "Who"
        assert [c.block_type for c in again.form_b] == ["choice"]
        feedback = [o["feedback"] for o in again.form_b[0].value["options"]]
        assert feedback == ["Why Tell.", "Why Wait."]

    def test_the_latest_draft_goes_out(self):
        quiz = self.quiz()
        quiz.title = "Newer"
        quiz.save_revision()
        assert b"Newer" in services.export(Quiz.objects.get(), "gift").data

    def test_pictures_go_out(self):
        quiz = services.write(services.examine(MOODLE), "Door", "en")
        report = services.examine(services.export(quiz, "moodle-xml").data)
        assert list(report.made[0].question.pictures.values()) == [PNG]

    def test_a_picture_whose_file_has_gone_is_left_out(self):
        quiz = services.write(services.examine(MOODLE), "Door", "en")
        picture = get_image_model().objects.get()
        picture.file.storage.delete(picture.file.name)
        report = services.examine(services.export(quiz, "moodle-xml").data)
        assert report.made[0].question.pictures == {}

    @pytest.mark.parametrize("name", ["gift", "moodle-xml"])
    @pytest.mark.parametrize(
        "kind",
        [kind for kind in kinds.KINDS.values() if kind.checkable],
        ids=lambda kind: kind.name,
    )
    def test_the_example_of_every_kind_goes_out_or_is_told(self, kind, name):
        value = examples.question(kind.name, "en")
        quiz = self.quiz(form_a=[{"type": kind.name, "id": "q1", "value": value}])
        written = services.export(quiz, name)
        report = services.examine(written.data)
        assert len(report.made) + len(written.left_out) == 1

    def test_half_written_questions_do_no_harm(self):
        half = [
            {"type": "choice", "id": "q1", "value": {"prompt": "Who?"}},
            {
                "type": "sort",
                "id": "q2",
                "value": {"bins": [entry("b", {"text": "A"})]},
            },
        ]
        quiz = self.quiz(form_a=half)
        for name in ("gift", "moodle-xml"):
            assert len(services.export(quiz, name).left_out) == 2
