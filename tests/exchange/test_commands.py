"""The commands for question banks and grading, as a shell sees them."""

import io
import json

from django.core.management import CommandError, call_command

from wagtail.models import Locale

import pytest

from exchange import services
from quizzes.models import Quiz
from tests.exchange.files import GIFT, MOODLE
from tests.quizzes.test_quiz import make_quiz

KEY = json.dumps(
    {
        "multiple": False,
        "options": {
            "a": {"correct": True, "feedback": "Yes."},
            "b": {"correct": False, "feedback": "No."},
        },
        "right": "",
        "wrong": "Look again.",
    }
)


@pytest.fixture(autouse=True)
def languages(db):
    for code in ("en", "ar"):
        Locale.objects.get_or_create(language_code=code)


def run(name, *args, **options):
    """Return what a command printed as JSON, and its exit code."""
    out = io.StringIO()
    code = 0
    try:
        call_command(name, *map(str, args), stdout=out, **options)
    except SystemExit as error:
        code = error.code
    return json.loads(out.getvalue()), code


class TestImport:
    def bank(self, path, data=GIFT, name="bank.gift"):
        (path / name).write_bytes(data)
        return path / name

    def test_it_prints_the_report_and_writes_nothing(self, tmp_path):
        report, code = run("import_questions", self.bank(tmp_path))
        assert code == 0
        assert list(report) == ["made", "left_out", "errors"]
        assert [made["kind"] for made in report["made"]] == ["choice", "choice"]
        assert report["made"][0]["title"] == "Telling"
        assert report["left_out"][0]["where"] == "line 10"
        assert not Quiz.objects.exists()

    def test_it_writes_when_it_is_told_to(self, tmp_path):
        report, code = run(
            "import_questions", self.bank(tmp_path), "--write", "--title", "Telling"
        )
        assert (code, report["quiz"]) == (0, "telling")
        assert Quiz.objects.get().title == "Telling"

    def test_the_file_names_the_quiz(self, tmp_path):
        report, _ = run("import_questions", self.bank(tmp_path), "--write", locale="ar")
        quiz = Quiz.objects.get(key=report["quiz"])
        assert (quiz.title, quiz.locale.language_code) == ("bank", "ar")

    def test_every_format_has_its_name(self, tmp_path):
        bank = self.bank(tmp_path, MOODLE, "bank")
        for name in ("auto", "moodle-xml"):
            report, code = run("import_questions", bank, "--format", name)
            assert (code, len(report["made"])) == (0, 1)
        report, code = run("import_questions", bank, "--format", "gift")
        assert report["made"] == []

    @pytest.mark.parametrize("data", [b"", b"%PDF\x00", b"<quiz><question"])
    def test_what_cannot_be_read_is_an_error(self, tmp_path, data):
        bank = self.bank(tmp_path, data, "bank")
        for args in ((), ("--write",)):
            report, code = run("import_questions", bank, *args)
            assert code == 1
            assert report["errors"]
            assert "quiz" not in report

    def test_a_file_that_is_not_there_is_an_error(self, tmp_path):
        report, code = run("import_questions", tmp_path / "none.gift")
        assert code == 1
        assert "none.gift" in report["errors"][0]

    def test_nothing_usable_is_not_written(self, tmp_path):
        bank = self.bank(tmp_path, b"Write. {}")
        assert run("import_questions", bank)[1] == 0
        report, code = run("import_questions", bank, "--write")
        assert (code, report["errors"]) == (1, ["There is nothing to write."])

    @pytest.mark.parametrize("args", [("--format", "pdf"), ("--locale", "xx")])
    def test_other_formats_and_languages_are_refused(self, tmp_path, args):
        with pytest.raises(CommandError, match="invalid choice"):
            call_command("import_questions", str(self.bank(tmp_path)), *args)


class TestExport:
    def export(self, *args, **options):
        out = io.BytesIO()
        stream = io.TextIOWrapper(out)
        call_command("export_questions", *args, stdout=stream, **options)
        stream.flush()
        return out.getvalue()

    def test_a_quiz_is_found_by_key_and_by_number(self):
        quiz = make_quiz()
        by_key = self.export("storm", format="gift")
        assert by_key == self.export(str(quiz.pk), format="gift")
        assert by_key == services.export(quiz, "gift").data
        assert len(services.examine(by_key).made) == 3

    def test_it_writes_into_a_file(self, tmp_path):
        make_quiz()
        path = tmp_path / "storm.xml"
        assert self.export("storm", "--output", str(path), format="moodle-xml") == b""
        assert len(services.examine(path.read_bytes()).made) == 3

    def test_the_sites_language_comes_first(self):
        quiz = make_quiz()
        arabic = quiz.copy_for_translation(Locale.objects.get(language_code="ar"))
        arabic.title = "عاصفة"
        arabic.save()
        assert "عاصفة" not in self.export("storm", format="gift").decode()
        assert "عاصفة" in self.export("storm", "--locale", "ar", format="gift").decode()

    def test_what_does_not_fit_is_told_beside_the_file(self):
        quiz = make_quiz()
        quiz.form_a = [{"type": "choice", "id": "a", "value": {"prompt": "Half"}}]
        quiz.save_revision()
        errors = io.StringIO()
        self.export("storm", format="gift", stderr=errors)
        assert "question 1: Half" in errors.getvalue()

    def test_an_unknown_quiz_is_an_error(self, tmp_path):
        with pytest.raises(CommandError, match="no quiz “none”"):
            self.export("none", format="gift")
        make_quiz()
        output = str(tmp_path / "no" / "where")
        with pytest.raises(CommandError, match="No such file"):
            self.export("storm", "--output", output, format="gift")


class TestGrade:
    def grade(self, response, kind="choice", key=KEY):
        return run("grade", "--kind", kind, "--key", key, "--response", response)

    def test_it_prints_what_a_response_is_worth(self):
        assert self.grade('{"choices": ["a"]}') == (
            {
                "numerator": 1,
                "denominator": 1,
                "score": 1.0,
                "outcome": "correct",
                "feedback": "Yes.",
                "response": {"choices": ["a"]},
            },
            0,
        )
        wrong, code = self.grade('{"choices": ["b"]}')
        assert (wrong["score"], wrong["outcome"], code) == (0.0, "incorrect", 0)
        assert wrong["feedback"] == "No.\nLook again."

    @pytest.mark.parametrize(
        "response",
        ['{"choices": ["c"]}', "[]", "null", '{"choices": ["a", "a"]}', "NaN"],
    )
    def test_an_impossible_response_is_an_error(self, response):
        result, code = self.grade(response)
        assert code == 1
        assert list(result) == ["error"]
        assert result["error"]["code"] == "invalid_response"
        assert result["error"]["detail"]

    @pytest.mark.parametrize(
        ("args", "code"),
        [
            ({"response": "{"}, "invalid_json"),
            ({"response": "[" * 100_000}, "invalid_json"),
            ({"response": "{}", "key": "{"}, "invalid_json"),
            ({"response": '{"choices": []}', "key": "[]"}, "invalid_key"),
            (
                {"response": '{"choices": ["a"]}', "key": '{"options": {"a": 1}}'},
                "invalid_key",
            ),
            ({"response": "{}", "kind": "essay"}, "unknown_kind"),
        ],
    )
    def test_what_is_wrong_is_named(self, args, code):
        result, exit_code = self.grade(**args)
        assert (exit_code, result["error"]["code"]) == (1, code)
