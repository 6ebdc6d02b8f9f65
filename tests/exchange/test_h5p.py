"""Packages of H5P in, as a teacher with a file notices."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import formats, services
from exchange.archives import Archive, pack
from exchange.questions import ITSELF, Question
from quizzes import kinds
from tests.exchange.files import png
from tests.exchange.strategies import listed
from tests.exchange.test_package_round_trip import patient
from tests.quizzes.strategies import json_values, scalars


def package(
    library: str, params: Any, files: dict[str, bytes] | None = None, title: str = "It"
) -> bytes:
    """Return a package, as programs save it with its own programs inside."""
    meta = {
        "title": title,
        "language": "en",
        "mainLibrary": library,
        "embedTypes": ["div"],
        "preloadedDependencies": [],
    }
    return pack(
        {
            "h5p.json": json.dumps(meta).encode(),
            "content/content.json": json.dumps(params).encode(),
            f"{library}-1.0/program.js": b"throw 'never run'",
            **{f"content/{name}": data for name, data in (files or {}).items()},
        }
    )


def made_of(*given_: Any, **more: Any) -> Any:
    report = services.examine(package(*given_, **more), "it.h5p")
    assert report.errors == ()
    assert report.left_out == ()
    (made,) = report.made
    return made


def reason_of(*given_: Any) -> str:
    report = services.examine(package(*given_), "it.h5p")
    assert report.made == ()
    (left,) = report.left_out
    return left.reason


def content(library: str, params: Any, title: str = "") -> dict[str, Any]:
    return {
        "library": f"{library} 1.0",
        "params": params,
        "subContentId": "0b7ce1a5-0000-4000-8000-000000000001",
        "metadata": {"title": title},
    }


def image(path: str, alt: str = "") -> dict[str, Any]:
    return {
        "library": "H5P.Image 1.1",
        "params": {"file": {"path": path, "mime": "image/png"}, "alt": alt},
    }


MULTI_CHOICE = {
    "media": {"type": image("images/door.png", "A door"), "disableImageZooming": False},
    "question": "<p>Who is at the <strong>door</strong>?</p>\n",
    "answers": [
        {
            "text": "<div>We do not know</div>\n",
            "correct": True,
            "tipsAndFeedback": {"tip": "", "chosenFeedback": "<div>So ask.</div>"},
        },
        {"text": "A friend", "correct": False, "chosenFeedback": "Maybe not."},
    ],
    "overallFeedback": [
        {"from": 0, "to": 99, "feedback": "Look again."},
        {"from": 100, "to": 100, "feedback": "Right."},
    ],
    "behaviour": {"type": "auto", "singlePoint": False, "randomAnswers": False},
}
DRAG_TEXT = {
    "taskDescription": "Which words are missing?",
    "textField": "Keep your *password:A secret word\\+Yes.\\-A key is kept.*,\n"
    "and {1} *tell* an adult & a friend.",
    "distractors": "*share* *hide:tip*",
}
MARK_THE_WORDS = {
    "taskDescription": "What warns you?",
    "textField": "<p>Hello! Send *money*, (*quickly*) **now** please.</p>",
}
DRAG_QUESTION = {
    "question": {
        "settings": {"size": {"width": 620, "height": 310}},
        "task": {
            "elements": [
                {
                    "type": content(
                        "H5P.AdvancedText", {"text": "<p>Who may know?</p>"}
                    ),
                    "dropZones": [],
                },
                {
                    "type": content("H5P.AdvancedText", {"text": "<p>Name</p>"}),
                    "dropZones": ["0", "1"],
                },
                {"type": image("images/game.png", "Game"), "dropZones": ["0", "1"]},
                {
                    "type": content("H5P.AdvancedText", {"text": "Street"}),
                    "dropZones": ["0", "1"],
                },
            ],
            "dropZones": [
                {
                    "label": "<div>Friends</div>",
                    "correctElements": ["1", "3"],
                    "tipsAndFeedback": {"feedbackOnIncorrect": "Think again."},
                },
                {"label": "Everybody", "correctElements": ["2"]},
            ],
        },
    },
}
HOTSPOTS = {
    "backgroundImageSettings": {"backgroundImage": {"path": "images/door.png"}},
    "hotspotSettings": {
        "taskDescription": "Find the trick.",
        "hotspot": [
            {
                "userSettings": {"correct": True, "feedbackText": "A false address."},
                "computedSettings": {"x": 10.4, "y": 20, "width": "5", "height": 200},
            },
            {
                "userSettings": {"correct": False},
                "computedSettings": {"x": 50, "y": 50, "width": 10, "height": 10},
            },
        ],
    },
}
SORT_PARAGRAPHS = {
    "taskDescription": "What first?",
    "paragraphs": ["<p>Stop</p>", "<p>Tell</p>", "<p>Report</p>"],
    "behaviour": {"scoringMode": "positions"},
}
MEMORY = {
    "cards": [
        {"image": {"path": "images/door.png"}, "imageAlt": "A door"},
        {
            "image": {"path": "images/game.png"},
            "imageAlt": "A game",
            "match": {"path": "images/door.png"},
            "matchAlt": "The other",
        },
    ]
}
DIALOG_CARDS = {
    "title": "<p>Words</p>",
    "description": "Turn them.",
    "dialogs": [{"text": "<p>Bait</p>", "answer": "<p>It lures you.</p>"}],
}
FILES = {"images/door.png": png(), "images/game.png": png(5, 5)}
EXAMPLES = {
    "H5P.MultiChoice": MULTI_CHOICE,
    "H5P.TrueFalse": {"question": "True?", "correct": "true"},
    "H5P.SingleChoiceSet": {
        "choices": [{"question": "One?", "answers": ["Yes", "No"]}],
    },
    "H5P.DragText": DRAG_TEXT,
    "H5P.MarkTheWords": MARK_THE_WORDS,
    "H5P.DragQuestion": DRAG_QUESTION,
    "H5P.ImageHotspotQuestion": {"imageHotspotQuestion": HOTSPOTS},
    "H5P.ImageMultipleHotspotQuestion": {"imageMultipleHotspotQuestion": HOTSPOTS},
    "H5P.SortParagraphs": SORT_PARAGRAPHS,
    "H5P.MemoryGame": MEMORY,
    "H5P.Dialogcards": DIALOG_CARDS,
    "H5P.Flashcards": {"cards": [{"text": "Fruit", "answer": "Lime"}]},
    "H5P.QuestionSet": {"questions": [content("H5P.MultiChoice", MULTI_CHOICE)]},
    "H5P.Column": {"content": [{"content": content("H5P.DragText", DRAG_TEXT)}]},
}


def test_a_choice():
    made = made_of("H5P.MultiChoice", MULTI_CHOICE, FILES, title="Door")
    value = made.question.value
    assert made.question.title == "Door"
    assert value["prompt"] == "Who is at the door?"
    assert value["picture"] == {"file": "content/images/door.png", "alt": "A door"}
    assert value["multiple"] is False
    assert value["shuffle"] is False
    assert [(o["value"]["text"], o["value"]["feedback"]) for o in value["options"]] == [
        ("We do not know", "So ask."),
        ("A friend", "Maybe not."),
    ]
    assert (value["right"], value["wrong"]) == ("Right.", "Look again.")
    assert sorted(made.question.source.values()) == ["answer 1", "answer 2"]


@pytest.mark.parametrize(
    ("type_", "count", "multiple"),
    [("auto", 2, True), ("multi", 1, True), ("single", 1, False), ("auto", 1, False)],
)
def test_whether_several_may_be_ticked(type_, count, multiple):
    answers = [{"text": f"T{n}", "correct": n < count} for n in range(3)]
    params = {"question": "?", "answers": answers, "behaviour": {"type": type_}}
    assert made_of("H5P.MultiChoice", params).question.value["multiple"] is multiple


def test_one_point_for_all_is_noted():
    answers = [{"text": f"T{n}", "correct": n < 2} for n in range(3)]
    params = {"question": "?", "answers": answers, "behaviour": {"singlePoint": True}}
    assert "only when all of it is right" in made_of("H5P.MultiChoice", params).notes[0]


def test_lines_about_points_are_no_closing_lines():
    params = copy.deepcopy(MULTI_CHOICE)
    params["overallFeedback"] = [
        {"from": 0, "to": 100, "feedback": "You got @score of @total points."}
    ]
    value = made_of("H5P.MultiChoice", params, FILES).question.value
    assert "right" not in value or not value["right"]


@pytest.mark.parametrize(("correct", "right"), [("true", 0), ("false", 1), (True, 0)])
def test_true_or_false(correct, right):
    params = {
        "question": "<p>A password is for friends.</p>",
        "correct": correct,
        "behaviour": {"feedbackOnCorrect": "Yes.", "feedbackOnWrong": "No."},
        "l10n": {"trueText": "Stimmt", "falseText": "Stimmt nicht"},
    }
    made = made_of("H5P.TrueFalse", params)
    options = [option["value"] for option in made.question.value["options"]]
    assert [option["text"] for option in options] == ["Stimmt", "Stimmt nicht"]
    assert options[right]["correct"]
    assert options[right]["feedback"] == "Yes."
    assert options[1 - right]["feedback"] == "No."


def test_a_set_of_single_choices_is_several_questions():
    choices = [
        {"question": "One?", "answers": ["<p>Yes</p>", "<p>No</p>"]},
        {"question": "Two?", "answers": ["A", "B", "C"]},
        {"question": "Three?", "answers": ["Alone"]},
    ]
    report = services.examine(
        package("H5P.SingleChoiceSet", {"choices": choices}), "it.h5p"
    )
    assert [m.question.value["prompt"] for m in report.made] == ["One?", "Two?"]
    assert report.made[1].question.where == "question 1, part 2"
    first = report.made[0].question.value["options"][0]["value"]
    assert (first["text"], first["correct"]) == ("Yes", True)
    assert len(report.left_out) == 1


def test_words_into_a_text():
    made = made_of("H5P.DragText", DRAG_TEXT)
    value = made.question.value
    assert value["text"] == "Keep your {1},\nand (1) {2} an adult & a friend."
    assert [w["value"]["text"] for w in value["words"]] == ["password", "tell"]
    assert value["words"][0]["value"]["feedback"] == "A key is kept."
    assert [d["value"]["text"] for d in value["decoys"]] == ["share", "hide"]
    sources = set(made.question.source.values())
    assert sources == {
        "gap 1",
        "gap 2",
        "word 1",
        "word 2",
        "distractor 1",
        "distractor 2",
    }
    assert any("Tips" in note for note in made.notes)


def test_words_to_mark():
    parts = [
        (part["value"]["text"], part["value"]["role"])
        for part in made_of("H5P.MarkTheWords", MARK_THE_WORDS).question.value["parts"]
    ]
    assert parts == [
        ("Hello!", "fine"),
        ("Send", "fine"),
        ("money", "sign"),
        (",", "plain"),
        ("(", "plain"),
        ("quickly", "sign"),
        (")", "plain"),
        ("*now*", "fine"),
        ("please.", "fine"),
    ]


def test_a_long_text_is_marked_several_words_at_a_time():
    text = " ".join([*["word"] * 70, "*trick*", *["more"] * 70])
    made = made_of("H5P.MarkTheWords", {"taskDescription": "?", "textField": text})
    parts = [part["value"] for part in made.question.value["parts"]]
    assert len(parts) <= 40
    assert [p["text"] for p in parts if p["role"] == "sign"] == ["trick"]
    assert " ".join(p["text"] for p in parts) == text.replace("*", "")
    assert any("several at a time" in note for note in made.notes)


def test_things_dragged_to_places_are_a_sort():
    made = made_of("H5P.DragQuestion", DRAG_QUESTION, FILES)
    value = made.question.value
    assert made.question.kind == "sort"
    assert value["prompt"] == "Who may know?"
    bins = [bin_["value"] for bin_ in value["bins"]]
    assert [bin_["text"] for bin_ in bins] == ["Friends", "Everybody"]
    assert [t["value"]["text"] for t in bins[0]["items"]] == ["Name", "Street"]
    assert bins[0]["items"][0]["value"]["feedback"] == "Think again."
    assert bins[1]["items"][0]["value"]["picture"]["alt"] == "Game"
    assert set(made.question.source.values()) == {
        *("element 2", "element 3", "element 4", "drop zone 1", "drop zone 2")
    }


def test_one_thing_for_each_place_is_a_match():
    params = copy.deepcopy(DRAG_QUESTION)
    task = params["question"]["task"]
    del task["elements"][3]
    task["dropZones"][0]["correctElements"] = ["1"]
    task["dropZones"].append({"label": "Nobody", "correctElements": []})
    made = made_of("H5P.DragQuestion", params, FILES)
    assert made.question.kind == "match"
    assert [d["value"]["text"] for d in made.question.value["decoys"]] == ["Nobody"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda task: task["dropZones"][1].update(label=""), "no names"),
        (lambda task: task["dropZones"][1]["correctElements"].append("1"), "partner"),
        (lambda task: task["dropZones"][1]["correctElements"].clear(), "partner"),
    ],
)
def test_things_without_one_place_are_left_out(change, reason):
    params = copy.deepcopy(DRAG_QUESTION)
    change(params["question"]["task"])
    assert reason in reason_of("H5P.DragQuestion", params, FILES)


def test_places_in_a_picture():
    made = made_of(
        "H5P.ImageHotspotQuestion", {"imageHotspotQuestion": HOTSPOTS}, FILES
    )
    value = made.question.value
    assert value["picture"]["file"] == "content/images/door.png"
    parts = [part["value"] for part in value["parts"]]
    assert parts[0]["box"] == {"x": 10, "y": 20, "width": 5, "height": 80}
    assert [part["spot"] for part in parts] == ["trick", "fine"]
    assert parts[0]["feedback"] == "A false address."


def test_paragraphs_to_sort():
    made = made_of("H5P.SortParagraphs", SORT_PARAGRAPHS)
    things = [thing["value"]["text"] for thing in made.question.value["things"]]
    assert things == ["Stop", "Tell", "Report"]
    assert any("scores each place" in note for note in made.notes)


def test_pairs_of_pictures():
    made = made_of("H5P.MemoryGame", MEMORY, FILES)
    pairs = [pair["value"] for pair in made.question.value["pairs"]]
    assert pairs[0]["first_picture"] == pairs[0]["second_picture"]
    assert pairs[1]["second_picture"]["alt"] == "The other"
    assert set(made.key["pairs"][0]) <= set(made.question.source)


def test_cards():
    made = made_of("H5P.Dialogcards", DIALOG_CARDS)
    assert made.question.kind == "cards"
    assert made.question.value["prompt"] == "Words\nTurn them."
    card = made.question.value["cards"][0]["value"]
    assert (card["front"], card["back"]) == ("Bait", "It lures you.")


def test_what_is_nested_is_read_in_order():
    column = {
        "content": [
            {"content": content("H5P.AdvancedText", {"text": "Read."})},
            {"content": content("H5P.TrueFalse", EXAMPLES["H5P.TrueFalse"], "First")},
            {"content": content("H5P.Essay", {})},
        ]
    }
    inner = {"questions": [content("H5P.DragText", DRAG_TEXT, "Untitled Drag Text")]}
    book = {
        "chapters": [
            content("H5P.Column", column),
            content("H5P.QuestionSet", inner),
            content("H5P.BranchingScenario", {}),
        ]
    }
    report = services.examine(package("H5P.InteractiveBook", book), "it.h5p")
    assert [(m.question.kind, m.question.title) for m in report.made] == [
        ("choice", "First"),
        ("gap", ""),
    ]
    assert report.made[0].question.source[ITSELF].startswith("0b7ce1a5")
    assert [left.where for left in report.left_out] == [
        f"question {number}" for number in (1, 3, 5)
    ]
    assert "chat" in report.left_out[2].reason


@pytest.mark.parametrize(
    ("library", "reason"),
    [
        ("H5P.Blanks", "typed in"),
        ("H5P.Essay", "typed in"),
        ("H5P.InteractiveVideo", "film"),
        ("H5P.CoursePresentation", "slides"),
        ("H5P.Accordion", "asks nothing"),
        ("H5P.NewThing", "not known"),
    ],
)
def test_other_libraries_are_left_out_with_a_reason(library, reason):
    assert reason in reason_of(library, {"text": "?"})


def test_nesting_without_end_is_survived():
    params: Any = DRAG_TEXT
    for _level in range(40):
        params = {"content": [{"content": content("H5P.Column", params)}]}
    assert "nested too deeply" in reason_of("H5P.Column", params)


def test_nesting_beyond_what_is_gone_through_is_told():
    params: Any = MULTI_CHOICE
    for _level in range(10):
        params = {"content": [{"content": content("H5P.Column", params)}]}
    assert "nested too deeply" in reason_of("H5P.Column", params)


def test_pictures_that_are_missing_or_elsewhere_are_noted():
    made = made_of("H5P.MultiChoice", MULTI_CHOICE)
    assert any("“images/door.png” is not in the file" in note for note in made.notes)
    params = copy.deepcopy(MULTI_CHOICE)
    for path in ("https://example.org/a.png", "../../h5p.json", "../content.json"):
        params["media"]["type"]["params"]["file"]["path"] = path
        assert not made_of("H5P.MultiChoice", params).question.pictures


def test_a_picture_that_an_editor_left_as_temporary_is_found():
    params = copy.deepcopy(MULTI_CHOICE)
    params["media"]["type"]["params"]["file"]["path"] = "images/door.png#tmp"
    made = made_of("H5P.MultiChoice", params, FILES)
    assert set(made.question.pictures) == {"content/images/door.png"}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"content/content.json": b"{}"}, "“h5p.json”"),
        ({"h5p.json": b"{}"}, "“content/content.json”"),
        ({"h5p.json": b"{}", "content/content.json": b"{}"}, "what it holds"),
        ({"h5p.json": b"[1]", "content/content.json": b"{}"}, "what it holds"),
        ({"h5p.json": b"{", "content/content.json": b"{}"}, "no proper JSON"),
        ({"h5p.json": b"[" * 100_000, "content/content.json": b"{}"}, "JSON"),
        ({"h5p.json": b"9" * 5000, "content/content.json": b"{}"}, "JSON"),
        ({"h5p.json": b"\x00", "content/content.json": b"{}"}, "NUL"),
    ],
)
def test_a_package_that_is_none_is_refused(files, reason):
    assert reason in services.examine(pack(files), "it.h5p").errors[0]


def test_what_is_tried():
    h5p = formats.get("h5p")
    data = package("H5P.TrueFalse", {})
    assert h5p.sniff(data, "upload")
    assert not formats.get("qti").sniff(data, "upload")
    assert not h5p.sniff(b"::A:: b {T}", "bank.gift")
    assert not h5p.sniff(pack({"imsmanifest.xml": b"<a/>"}), "package.zip")


wild = json_values(
    scalars() | st.sampled_from(["<p>x</p>", "*a*", "1", "true", "images/door.png"])
)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Any]:
    """Return the content of a library with some parts exchanged for anything."""
    library = draw(st.sampled_from(sorted(EXAMPLES)))
    params = copy.deepcopy(EXAMPLES[library])
    for _time in range(draw(st.integers(1, 3))):
        places = list(_places(params))
        if not places:
            break
        parent, key = draw(st.sampled_from(places))
        if draw(st.booleans()):
            del parent[key]
        else:
            parent[key] = draw(wild)
    return library, params


def _places(part: Any) -> list[tuple[Any, Any]]:
    found = []
    keys: Any = ()
    if isinstance(part, dict):
        keys = list(part)
    elif isinstance(part, list):
        keys = range(len(part))
    for key in keys:
        found.append((part, key))
        found += _places(part[key])
    return found


@patient
@given(damaged())
def test_content_of_any_shape_is_survived(given_):
    library, params = given_
    try:
        data = package(library, params, FILES)
    except ValueError:
        # JSON has no such number.
        return
    report = services.examine(data, "it.h5p")
    # A fault of the reader itself would say this.
    assert not [left for left in report.left_out if "could not be read" in left.reason]
    assert "could not be read" not in "".join(report.errors)
    for made in report.made:
        kind = kinds.get(made.question.kind)
        if kind.scored:
            assert kind.grade(made.key, kind.perfect(made.key)).score == 1


class TestWriting:
    OPTIONS = listed(
        "o", [{"text": "Tell", "correct": True}, {"text": "Wait", "correct": False}]
    )
    CHOICE = Question("choice", "", {"prompt": "What now?", "options": OPTIONS}, {})
    THINGS = listed("t", [{"text": text} for text in ("Stop", "Tell", "Report")])
    ORDER = Question("order", "", {"prompt": "What first?", "things": THINGS}, {})

    def meta(self, data: bytes) -> Any:
        return json.loads(Archive(data).read("h5p.json"))

    def test_one_question_is_the_content_itself(self):
        written = formats.get("h5p").write("Quiz", [self.ORDER])
        meta = self.meta(written.data)
        assert meta["mainLibrary"] == "H5P.SortParagraphs"
        assert meta["title"] == "What first?"

    def test_several_are_a_question_set_that_names_its_libraries(self):
        written = formats.get("h5p").write("Quiz", [self.CHOICE, self.CHOICE])
        meta = self.meta(written.data)
        assert meta["mainLibrary"] == "H5P.QuestionSet"
        assert meta["title"] == "Quiz"
        names = [each["machineName"] for each in meta["preloadedDependencies"]]
        assert names == ["H5P.MultiChoice", "H5P.QuestionSet"]

    def test_no_program_is_in_it(self):
        written = formats.get("h5p").write("Quiz", [self.CHOICE])
        assert Archive(written.data).names == ["h5p.json", "content/content.json"]

    def test_what_a_set_does_not_take_is_told(self):
        written = formats.get("h5p").write("Quiz", [self.CHOICE, self.ORDER])
        assert [left.what for left in written.left_out] == ["What first?"]
        assert "export it alone" in written.left_out[0].reason

    def test_single_words_to_mark_go_and_longer_ones_are_told(self):
        def mark(*words: str) -> Question:
            parts = [{"text": "Send", "role": "fine"}]
            parts += [{"text": text, "role": "sign"} for text in words]
            return Question(
                "mark", "", {"prompt": "?", "parts": listed("m", parts)}, {}
            )

        write = formats.get("h5p").write
        assert write("Quiz", [mark("money")]).left_out == ()
        (left,) = write("Quiz", [mark("all your money")]).left_out
        assert "single words" in left.reason

    def test_pictures_go_along(self):
        value = {**self.CHOICE.value, "picture": {"file": "a b.png", "alt": "A door"}}
        question = Question("choice", "", value, {}, pictures={"a b.png": png()})
        written = formats.get("h5p").write("Quiz", [question])
        (made,) = services.examine(written.data).made
        assert list(made.question.pictures.values()) == [png()]
        assert made.question.value["picture"]["alt"] == "A door"
