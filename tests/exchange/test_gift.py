"""GIFT as its users write it."""

import pytest

from exchange import formats, services
from exchange.questions import ITSELF
from tests.exchange.reading import left_out, made, options, pairs, right

GIFT = formats.get("gift")


def read(source):
    return services.examine(source.encode(), "bank.gift")


def one(source):
    return made(read(source))


class TestChoices:
    def test_one_right_answer(self):
        found = one(
            "::Q2:: Which?\n{\n =yellow # good\n ~red # [html]<b>no</b>\n ~blue\n}"
        )
        assert (found.title, found.kind, found.value["prompt"]) == (
            "Q2",
            "choice",
            "Which?",
        )
        assert options(found) == [("yellow", True), ("red", False), ("blue", False)]
        assert not found.value["multiple"]
        assert [o["value"]["feedback"] for o in found.value["options"]] == [
            "good",
            "no",
            "",
        ]
        assert list(found.source.values()) == ["answer 1", "answer 2", "answer 3"]

    def test_several_right_answers_have_weights(self):
        found = one("Who? {~%50%Sam ~%-100%Ali ~%50%Noor}")
        assert found.value["multiple"]
        assert right(found) == ["Sam", "Noor"]
        assert found.notes == ()

    def test_other_weights_are_noted(self):
        assert "weigh differently" in one("Who? {~%70%Sam ~Ali ~%30%Noor}").notes[0]
        half = one("Who? {~Ali ~%50%Noor =Sam}")
        assert right(half) == ["Sam"]
        assert "gives none here" in half.notes[0]

    def test_without_a_right_answer_it_is_left_out(self):
        assert left_out(read("Who? {~Sam ~Ali}")) == ["It has no right answer."]

    @pytest.mark.parametrize(
        ("answer", "is_true"),
        [("T", True), ("TRUE", True), ("F", False), ("FALSE", False), ("false", False)],
    )
    def test_true_or_false(self, answer, is_true):
        found = one(f"The sun rises.{{{answer}#wrong why#right why}}")
        assert options(found) == [("True", is_true), ("False", not is_true)]
        why = {
            o["value"]["text"]: o["value"]["feedback"] for o in found.value["options"]
        }
        assert why[str(is_true)] == "right why"
        assert why[str(not is_true)] == "wrong why"
        assert not found.value["shuffle"]

    def test_true_and_false_are_said_in_the_language_of_the_questions(self):
        report = services.examine("الشمس تشرق.{T}".encode(), "a.gift", locale="ar")
        assert options(made(report)) == [("صواب", True), ("خطأ", False)]

    def test_general_feedback_closes(self):
        found = one("Who? {=Sam ~Ali ####Ask\\nsomebody.}")
        assert found.value["right"] == found.value["wrong"] == "Ask\nsomebody."


class TestGaps:
    def test_a_missing_word_is_a_gap(self):
        found = one("Grant is {~buried =entombed ~living} in a tomb.")
        assert found.kind == "gap"
        assert found.value["text"] == "Grant is {1} in a tomb."
        assert [w["value"]["text"] for w in found.value["words"]] == ["entombed"]
        assert [w["value"]["text"] for w in found.value["decoys"]] == [
            "buried",
            "living",
        ]

    def test_with_something_to_say_to_each_answer_it_is_a_choice(self):
        found = one("Grant is {~buried#No. =entombed} in a tomb.")
        assert found.kind == "choice"
        assert found.value["prompt"] == "Grant is _____ in a tomb."

    def test_with_several_right_answers_it_is_a_choice(self):
        found = one("Never share your {~%50%address ~%50%school ~%-100%smile} online.")
        assert (found.kind, right(found)) == ("choice", ["address", "school"])

    def test_a_full_stop_behind_a_question_makes_no_gap(self):
        found = one("Who is it? {=Sam ~Ali}.")
        assert (found.kind, found.value["prompt"]) == ("choice", "Who is it?")


class TestMatching:
    def test_distinct_answers_are_pairs(self):
        found = one("Match. {=Canada -> Ottawa =Italy->Rome = -> Paris}")
        assert found.kind == "match"
        assert pairs(found) == [("Canada", "Ottawa"), ("Italy", "Rome")]
        assert [d["value"]["text"] for d in found.value["decoys"]] == ["Paris"]
        assert sorted(found.source.values()) == [
            *("answer 1", "answer 2", "answer 3", "subquestion 1", "subquestion 2"),
        ]

    def test_shared_answers_are_groups(self):
        found = one("Sort. {=frog -> wet =cat -> dry =newt -> wet = -> air}")
        assert found.kind == "sort"
        assert pairs(found) == [("frog", "wet"), ("newt", "wet"), ("cat", "dry")]
        assert "air" in found.notes[0]


def test_moodles_ordering_is_read():
    found = one(
        "Put in order. {>0 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nStop\nTell\nRest\n}"
    )
    assert [t["value"]["text"] for t in found.value["things"]] == [
        "Stop",
        "Tell",
        "Rest",
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("Write about yourself. {}", "free text"),
        ("How many? {#3:2}", "number"),
        ("Two plus two equals {=four =4}.", "word to type"),
        ("Who is it? {=Sam}", "word to type"),
        ("Only some words.", "without answers"),
        ("Who {=a ~b} and who {=c ~d}?", "more than one place"),
        ("Who } is it {", "braces"),
        ("Match. {=a -> b =c}", "“->”"),
        ("Same. {=a -> x =b -> x}", "entries"),
        (
            "Too many. {=0" + "".join(f" ~{n}" for n in range(1, 12)) + "}",
            "8 are the most",
        ),
    ],
)
def test_what_nobody_could_answer_here_is_left_out_and_the_rest_is_not(source, reason):
    report = read(f"Before? {{T}}\n\n{source}\n\nAfter? {{F}}")
    assert len(report.made) == 2
    (told,) = left_out(report)
    assert reason in told


class TestSyntax:
    def test_escapes(self):
        found = one(r"Which \{one\}\: a\=b \#1 \~? {=\= 5 ~C:\\n ~a\nb ~\\}")
        assert found.value["prompt"] == "Which {one}: a=b #1 ~?"
        texts = [text for text, _ in options(found)]
        assert texts == ["= 5", "C:\\n", "a\nb", "\\"]

    def test_titles_may_hold_escaped_colons(self):
        assert one(r"::Chapter 1\: a\:\:b::Who? {T}").title == "Chapter 1: a::b"

    def test_comments_go_and_ids_stay(self):
        found = one(
            "// [id:q7] [tag:x]\n::A::Who?\n// not this\n{=Sam\n// nor this\n~Ali}"
        )
        assert found.value["prompt"] == "Who?"
        assert found.source[ITSELF] == "q7"

    def test_formats_of_the_parts(self):
        found = one(
            "[html]<p>Who<br>is it?</p>{=[plain]<b> ~[markdown]**bold** ~&amp;}"
        )
        assert found.value["prompt"] == "Who\nis it?"
        assert [text for text, _ in options(found)] == ["<b>", "bold", "&"]

    def test_lines_may_wrap(self):
        found = one(
            "Who is\nthe one? {\n=Sam,\n   the friend #Because\n   he helps.\n~Ali}"
        )
        assert options(found)[0] == ("Sam, the friend", True)
        assert found.value["options"][0]["value"]["feedback"] == "Because he helps."

    def test_blank_lines_inside_braces_are_forgiven(self):
        report = read("Who? {\n\n=Sam\n\n~Ali\n}\n\nNext? {T}")
        assert [m.question.value["prompt"] for m in report.made] == ["Who?", "Next?"]

    def test_an_open_brace_does_not_swallow_the_rest(self):
        report = read("Who? {=Sam ~Ali\n\n::B::Next? {T}\n\nLast? {F}")
        assert [m.question.value["prompt"] for m in report.made] == ["Next?", "Last?"]
        assert left_out(report) == ["Its braces do not match: “{” answers “}”."]

    def test_questions_need_no_blank_line_between_them(self):
        report = read("::A::One? {T}\n::B::Two? {=a\n~b}\n::C::Three? {F}")
        assert [m.question.title for m in report.made] == ["A", "B", "C"]

    def test_categories_tell_the_form(self):
        report = read(
            "One? {T}\n$CATEGORY: $course$/top/Form B\n\nTwo? {T}\n\n"
            "$CATEGORY: $course$/top/form  b \nThree? {T}\n\n$CATEGORY: Form A\n\nFour? {T}"
        )
        assert [m.question.form for m in report.made] == ["A", "B", "B", "A"]

    def test_the_line_is_told(self):
        report = read("// A bank\n\n\nOne? {T}\n\nTwo? {}\n")
        assert [left.where for left in report.left_out] == ["line 6"]
        assert [left.what for left in report.left_out] == ["Two?"]

    def test_pictures_have_no_place(self):
        found = one('[html]Who <img src\\="a.png"> is it? {=Sam ~Ali}')
        assert "pictures are left out" in found.notes[0]


def test_a_note_of_ours_counts_as_long_as_the_question_is_the_same():
    (question,) = [made(read("Who? {=Sam ~Ali}"))]
    value = {**question.value, "right": "Yes.", "wrong": "Look again."}
    written = GIFT.write("A", [type(question)("choice", "", value, {})])
    assert "Look again." in written.data.decode()
    again = made(services.examine(written.data))
    assert (again.value["right"], again.value["wrong"]) == ("Yes.", "Look again.")

    changed = made(services.examine(written.data.replace(b"Sam", b"Noor")))
    assert "right" not in changed.value
    assert "changed since its export" in changed.notes[0]


def test_what_gift_cannot_say_is_told():
    report = services.examine(
        b"<quiz><question type='cloze'><questiontext><text>a {1:MC:=b~c} d {1:MC:=e~f}"
        b"</text></questiontext></question></quiz>"
    )
    written = GIFT.write("A", [m.question for m in report.made])
    assert [left.where for left in written.left_out] == ["question 1"]
