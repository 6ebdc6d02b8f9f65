"""Moodle XML as Moodle and other programs write it."""

import base64

import pytest

from exchange import formats, services
from exchange.questions import ITSELF, Question
from tests.exchange.files import MOODLE, PNG, png
from tests.exchange.reading import left_out, made, options, pairs, right

XML = formats.get("moodle-xml")


def quiz(*questions):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'


def question(type_, text="Who?", inside="", name="Q", format_="html", files=""):
    return (
        f'<question type="{type_}"><name><text>{name}</text></name>'
        f'<questiontext format="{format_}"><text><![CDATA[{text}]]></text>{files}'
        f"</questiontext>{inside}</question>"
    )


def answer(text, fraction, feedback="", more=""):
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f"<feedback><text>{feedback}</text></feedback>{more}</answer>"
    )


def file(name, data=PNG):
    encoded = base64.b64encode(data).decode()
    return f'<file name="{name}" path="/" encoding="base64">{encoded}</file>'


def read(*questions):
    return services.examine(quiz(*questions).encode(), "bank.xml")


def one(*args, **kwargs):
    return made(read(question(*args, **kwargs)))


class TestMultichoice:
    def test_one_right_answer(self):
        found = made(services.examine(MOODLE))
        assert (found.kind, found.title) == ("choice", "Door")
        assert found.value["prompt"] == "Who is at the door?"
        assert options(found) == [("A friend", False), ("We do not know", True)]
        assert (found.value["right"], found.value["wrong"]) == ("Right.", "Look again.")
        assert found.source[ITSELF] == "door-1"
        assert sorted(found.source.values()) == ["answer 1", "answer 2", "door-1"]

    def test_the_picture_of_the_question_comes_along(self):
        found = made(services.examine(MOODLE))
        assert found.value["picture"] == {"file": "my door.png", "alt": "A door"}
        assert found.pictures == {"my door.png": PNG}

    def test_several_right_answers(self):
        inside = "<single>false</single><shuffleanswers>0</shuffleanswers>" + "".join(
            [
                answer("1", -50),
                answer("2", "33"),
                answer("3", "33.33333"),
                answer("4", 0),
            ]
        )
        found = one("multichoice", inside=inside)
        assert found.value["multiple"]
        assert not found.value["shuffle"]
        assert right(found) == ["2", "3"]
        assert found.notes == ()

    def test_half_right_is_noted(self):
        inside = answer("a", 100) + answer("b", 50) + answer("c", 0)
        found = one("multichoice", inside=inside)
        assert right(found) == ["a"]
        assert "gives none here" in found.notes[0]

    def test_answers_that_are_pictures(self):
        inside = "".join(
            f'<answer fraction="{100 if n == 1 else 0}" format="html"><text>'
            f'&lt;img src="@@PLUGINFILE@@/x.png" alt="Door {n}"&gt;</text>'
            f"{file('x.png', png(n + 1, 4))}</answer>"
            for n in (1, 2)
        )
        found = one("multichoice", inside=inside)
        assert found.value["layout"] == "pictures"
        assert options(found) == [("Door 1", True), ("Door 2", False)]
        assert sorted(found.pictures) == ["_x.png", "x.png"]

    def test_closing_lines_follow_moodles_feedback(self):
        inside = (
            answer("a", 100)
            + answer("b", 0)
            + "<correctfeedback><text>Yes.</text></correctfeedback>"
            + "<partiallycorrectfeedback><text>Nearly.</text></partiallycorrectfeedback>"
            + '<generalfeedback format="html"><text>&lt;p&gt;So.&lt;/p&gt;</text>'
            + "</generalfeedback>"
        )
        found = one("multichoice", inside=inside)
        assert found.value["right"] == "Yes.\nSo."
        assert found.value["wrong"] == "Nearly.\nSo."


class TestTrueFalse:
    @pytest.mark.parametrize("is_true", [True, False])
    def test_it_is_a_choice_of_two(self, is_true):
        inside = answer("true", 100 if is_true else 0, "t") + answer(
            "false", 0 if is_true else 100, "f"
        )
        found = one("truefalse", inside=inside)
        assert options(found) == [("True", is_true), ("False", not is_true)]
        assert [o["value"]["feedback"] for o in found.value["options"]] == ["t", "f"]

    def test_old_files_say_it_in_their_own_language(self):
        found = one("truefalse", inside=answer("Wahr", 0) + answer("Falsch", 100))
        assert options(found) == [("True", False), ("False", True)]


class TestMatching:
    @pytest.mark.parametrize("type_", ["matching", "match", "ddmatch"])
    def test_pairs_and_decoys(self, type_):
        inside = "".join(
            f'<subquestion format="html"><text>{left}</text>'
            f"<answer><text>{right}</text></answer></subquestion>"
            for left, right in [
                ("&lt;p&gt;cat&lt;/p&gt;", "meow"),
                ("dog", "wow"),
                ("", "moo"),
            ]
        )
        found = one(type_, inside=inside)
        assert (found.kind, pairs(found)) == (
            "match",
            [("cat", "meow"), ("dog", "wow")],
        )
        assert [d["value"]["text"] for d in found.value["decoys"]] == ["moo"]

    def test_shared_answers_are_groups(self):
        inside = "".join(
            f"<subquestion><text>{left}</text><answer><text>{right}</text></answer>"
            "</subquestion>"
            for left, right in [("frog", "wet"), ("cat", "dry"), ("newt", "wet")]
        )
        assert one("matching", inside=inside).kind == "sort"

    def test_both_sides_may_be_pictures(self):
        image = '&lt;img src="@@PLUGINFILE@@/{}.png" alt="{}"&gt;'
        inside = "".join(
            f"<subquestion format='html'><text>{image.format(n, n)}</text>"
            f"{file(f'{n}.png', png(n, 2))}<answer format='html'><text>"
            f"{image.format(f'r{n}', f'r{n}')}</text>{file(f'r{n}.png', png(n, 3))}"
            "</answer></subquestion>"
            for n in (1, 2)
        )
        found = one("ddmatch", inside=inside)
        (first, _second) = [pair["value"] for pair in found.value["pairs"]]
        assert first["left_picture"] == {"file": "1.png", "alt": "1"}
        assert first["right_picture"] == {"file": "r1.png", "alt": "r1"}
        assert len(found.pictures) == 4


class TestOrdering:
    WORDS = ("Stop", "Save", "Tell")

    @pytest.mark.parametrize(
        "fractions", [(1, 2, 3), ("1.0000000", "2.0000000", "3.0")]
    )
    def test_the_fraction_is_the_place(self, fractions):
        inside = "".join(map(answer, self.WORDS, fractions))
        found = one("ordering", inside=f"<layouttype>VERTICAL</layouttype>{inside}")
        assert [t["value"]["text"] for t in found.value["things"]] == list(self.WORDS)

    def test_places_come_before_the_order_of_the_file(self):
        inside = answer("Tell", 3) + answer("Stop", 1) + answer("Save", 2)
        found = one("ordering", inside=inside)
        assert [t["value"]["text"] for t in found.value["things"]] == list(self.WORDS)

    def test_without_places_the_file_is_the_order(self):
        inside = "".join(answer(word, 100) for word in self.WORDS)
        found = one("ordering", inside=inside)
        assert [t["value"]["text"] for t in found.value["things"]] == list(self.WORDS)

    def test_a_part_of_the_things_is_noted(self):
        inside = "<selecttype>RANDOM</selecttype>" + "".join(
            map(answer, self.WORDS, "123")
        )
        assert "only some of its parts" in one("ordering", inside=inside).notes[0]


class TestGaps:
    def boxes(self, name="selectoption", group=1):
        return "".join(
            f"<{name}><text>{word}</text><group>{group}</group></{name}>"
            for word in ("cat", "sat", "mat", "dog")
        )

    @pytest.mark.parametrize(
        ("type_", "name"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")]
    )
    def test_missing_words(self, type_, name):
        found = one(type_, "The [[1]] [[2]] on the [[3]].", self.boxes(name))
        assert found.value["text"] == "The {1} {2} on the {3}."
        assert [w["value"]["text"] for w in found.value["words"]] == [
            "cat",
            "sat",
            "mat",
        ]
        assert [w["value"]["text"] for w in found.value["decoys"]] == ["dog"]
        assert found.value["prompt"] == "Fill in the gaps."

    def test_gaps_may_be_in_any_order_and_share_a_word(self):
        found = one("gapselect", "{1} [[3]] and [[1]] and [[3]]", self.boxes())
        assert found.value["text"] == "(1) {1} and {2} and {3}"
        assert [w["value"]["text"] for w in found.value["words"]] == [
            "mat",
            "cat",
            "mat",
        ]

    def test_groups_are_noted(self):
        inside = (
            self.boxes() + "<selectoption><text>a</text><group>2</group></selectoption>"
        )
        found = one("gapselect", "The [[1]].", inside)
        assert "words of its own" in found.notes[0]

    @pytest.mark.parametrize("text", ["No gap.", "The [[9]].", "The [[0]]."])
    def test_gaps_without_words_are_left_out(self, text):
        report = read(question("gapselect", text, self.boxes()))
        assert left_out(report) == ["Its gaps and its words do not fit together."]


class TestCloze:
    def test_lists_become_gaps(self):
        found = one(
            "cloze", "A {1:MULTICHOICE:=fake~real} mail has {2:MC:~%100%links~no}."
        )
        assert found.kind == "gap"
        assert found.value["text"] == "A {1} mail has {2}."
        assert [w["value"]["text"] for w in found.value["words"]] == ["fake", "links"]
        assert [w["value"]["text"] for w in found.value["decoys"]] == ["real", "no"]
        assert "subquestion 2 answer 1" in found.source.values()

    @pytest.mark.parametrize(
        "type_", ["MULTICHOICE_V", "MCH", "MCVS", "MULTICHOICE_HS"]
    )
    def test_buttons_become_choices(self, type_):
        report = read(
            question(
                "cloze", f"<p>One: {{1:{type_}:=a~b}}<br>Two: {{1:{type_}:c~=d}}</p>"
            )
        )
        assert [m.question.title for m in report.made] == ["Q (1)", "Q (2)"]
        assert [right(m.question) for m in report.made] == [["a"], ["d"]]
        assert report.made[1].question.value["prompt"] == "One: …\nTwo: _____"

    def test_feedback_for_wrong_answers_makes_choices(self):
        found = one("cloze", "Is it {1:MC:=yes#Right~no#Wrong &#38; out~%50%maybe}?")
        assert found.kind == "choice"
        assert found.value["options"][1]["value"]["feedback"] == "Wrong & out"

    def test_boxes_allow_several(self):
        found = one("cloze", "Which? {1:MULTIRESPONSE:%50%a~%50%b~%-100%c}")
        assert found.value["multiple"]
        assert right(found) == ["a", "b"]

    def test_what_is_typed_is_left_out_and_the_rest_is_not(self):
        report = read(
            question(
                "cloze", "{1:MCV:=a~b} {1:SHORTANSWER:=Paris} {2:NUMERICAL:=23:0.1}"
            )
        )
        assert len(report.made) == 1
        assert [left.where for left in report.left_out] == [
            "question 1, gap 2",
            "question 1, gap 3",
        ]

    def test_escapes(self):
        found = one("cloze", r"{1:MC:=a \} b~c \~ d~e \# f~g\\h}")
        words = [
            w["value"]["text"] for w in found.value["words"] + found.value["decoys"]
        ]
        assert words == ["a } b", "c ~ d", "e # f", "g\\h"]

    @pytest.mark.parametrize(
        "text", ["No answers.", "{1:MULTICHOICE}", "{1:MC:=only}", "{1:MC:a~%50%b}"]
    )
    def test_broken_ones_are_left_out(self, text):
        report = read(question("cloze", text))
        assert report.made == ()
        assert len(report.left_out) == 1


@pytest.mark.parametrize(
    ("type_", "reason"),
    [
        ("description", "without answers"),
        ("essay", "free text"),
        ("shortanswer", "word to type"),
        ("numerical", "number"),
        ("calculated", "number"),
        ("calculatedmulti", "anew"),
        ("ddmarker", "places in a picture"),
        ("coderunner", "“coderunner”"),
        ("", "“”"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_the_reason(type_, reason):
    good = question("truefalse", inside=answer("true", 100) + answer("false", 0))
    report = read(good, question(type_, name="Mine"), good)
    assert len(report.made) == 2
    (left,) = report.left_out
    assert (left.where, left.what) == ("question 2", "Mine")
    assert reason in left.reason


class TestTexts:
    def one(self, text, format_="html"):
        inside = answer("true", 100) + answer("false", 0)
        return one("truefalse", text, inside, format_=format_)

    def test_html_is_made_plain(self):
        found = self.one("<p>Hi <script>alert(1)</script><b>you</b> &amp; me</p>")
        assert found.value["prompt"] == "Hi you & me"

    @pytest.mark.parametrize(
        ("format_", "prompt"),
        [
            ("plain_text", "a <b>b</b>\n**c**"),
            ("markdown", "a b\nc"),
            ("moodle_auto_format", "a b\n**c**"),
            ("html", "a b **c**"),
        ],
    )
    def test_each_format_has_its_rules(self, format_, prompt):
        assert self.one("a <b>b</b>\n**c**", format_).value["prompt"] == prompt

    def test_pictures_that_are_not_there_are_noted(self):
        found = self.one('Who? <img src="https://example.org/a.png">')
        assert "picture is left out" in found.notes[0]
        assert "picture" not in found.value

    def test_what_is_no_picture_is_noted(self):
        inside = answer("true", 100) + answer("false", 0)
        text = 'Who? <img src="@@PLUGINFILE@@/a.png" alt="A">'
        broken = file("a.png", b"<script>")
        (found,) = read(question("truefalse", text, inside, files=broken)).made
        assert "a.png" in found.notes[0]
        assert found.question.value["picture"] == {}
        assert found.question.pictures == {}

    def test_the_picture_of_old_files_comes_along(self):
        inside = answer("true", 100) + answer("false", 0)
        data = base64.b64encode(PNG).decode()
        old = f"<image>old.png</image><image_base64>\n{data}\n</image_base64>"
        (found,) = read(question("truefalse", inside=inside + old)).made
        assert found.question.pictures == {"old.png": PNG}
        assert any("not everybody sees it" in note for note in found.notes)

    def test_tags_that_are_not_escaped_are_read_as_they_were_meant(self):
        source = (
            "<quiz><question type='truefalse'><name><text>A</text></name>"
            "<questiontext format='html'><text><p>Who <b>is</b> it?</p></text></questiontext>"
            f"{answer('true', 100)}{answer('false', 0)}</question></quiz>"
        )
        found = made(services.examine(source.encode()))
        assert found.value["prompt"] == "Who is it?"


def test_categories_tell_the_form():
    def category(path):
        return f'<question type="category"><category><text>{path}</text></category></question>'

    good = question("truefalse", inside=answer("true", 100) + answer("false", 0))
    report = read(
        category("$course$/top/Default"), good, category("$course$/top/Form B"), good
    )
    assert [m.question.form for m in report.made] == ["A", "B"]


def test_one_question_may_be_the_whole_file():
    source = question("truefalse", inside=answer("true", 100) + answer("false", 0))
    assert len(services.examine(source.encode()).made) == 1


def test_other_xml_is_refused_by_name():
    report = services.examine(b"<html><body/></html>", format="moodle-xml")
    assert report.errors == (
        "The file is no Moodle XML: it begins with <html>, not <quiz>.",
    )


def test_pictures_go_out_and_come_back():
    first = made(services.examine(MOODLE))
    again = made(services.examine(XML.write("A", [first]).data))
    assert again.value["picture"] == first.value["picture"]
    assert again.value["prompt"] == first.value["prompt"]
    assert again.pictures == first.pictures


def test_pictures_without_a_place_are_told():
    bins = [
        {
            "type": "item",
            "id": f"b{n}",
            "value": {
                "text": f"Group {n}",
                "items": [
                    {"type": "item", "id": f"t{n}", "value": {"text": f"Thing {n}"}}
                ],
            },
        }
        for n in (1, 2)
    ]
    bins[0]["value"]["picture"] = {"file": "a.png", "alt": "A"}
    value = {"prompt": "Sort.", "bins": bins}
    sort = Question("sort", "", value, {}, pictures={"a.png": PNG})
    (left,) = XML.write("A", [sort]).left_out
    assert "a.png" in left.reason


def test_kinds_that_moodle_has_not_are_told():
    value = {"prompt": "Mark.", "parts": []}
    (left,) = XML.write("A", [Question("mark", "M", value, {})]).left_out
    assert (left.where, left.what) == ("question 1", "M")
