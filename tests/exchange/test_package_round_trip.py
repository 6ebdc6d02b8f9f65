"""What is exported as a package of QTI or H5P comes back as it was."""

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange import extras, formats, services
from exchange.archives import Archive
from exchange.questions import ITSELF, Question
from quizzes import examples, kinds
from tests.exchange import strategies
from tests.exchange.files import png
from tests.exchange.strategies import listed, made, maybe, said, words
from tests.exchange.test_round_trip import ids_in
from tests.quizzes.strategies import steady


@st.composite
def marks(draw: st.DrawFn) -> Question:
    roles = draw(st.lists(st.sampled_from(["plain", "fine", "sign"]), max_size=5))
    parts = [
        {
            "text": draw(words()),
            "role": role,
            "feedback": "" if role == "plain" else draw(maybe),
        }
        for role in ("sign", "fine", *roles)
    ]
    return made(draw, "mark", {"parts": listed("m", draw(st.permutations(parts)))})


@st.composite
def hotspots(draw: st.DrawFn) -> Question:
    spots = draw(st.lists(st.sampled_from(["trick", "fine"]), max_size=4))
    parts = []
    for spot in ("trick", "fine", *spots):
        x, y = draw(st.integers(0, 99)), draw(st.integers(0, 99))
        box = {
            "x": x,
            "y": y,
            "width": draw(st.integers(1, 100 - x)),
            "height": draw(st.integers(1, 100 - y)),
        }
        text, feedback = draw(maybe), draw(maybe)
        parts.append({"text": text, "spot": spot, "feedback": feedback, "box": box})
    width, height = draw(st.tuples(st.integers(1, 900), st.integers(1, 900)))
    question = made(
        draw,
        "hotspot",
        {
            "look": "picture",
            "picture": {"file": "a scene.png", "alt": draw(words())},
            "parts": listed("s", parts),
        },
    )
    return replace(question, pictures={"a scene.png": png(width, height)})


HELD = {
    "qti": {
        "choice": strategies.choices(),
        "sort": strategies.sorts(),
        "match": strategies.matches(),
        "gap": strategies.gaps(),
        "order": strategies.orders(),
        "mark": marks(),
        "hotspot": hotspots(),
    },
    "h5p": {
        "choice": strategies.choices(),
        "sort": strategies.sorts(),
        "match": strategies.matches(),
        "gap": strategies.gaps(),
        "order": strategies.orders(),
        "hotspot": hotspots(),
    },
}
# What a format has no place for, so that it goes into our own note.
LACKING = {
    "qti": {"arcade", "circles", "hint"},
    "h5p": {"arcade", "circles", "hint", "feedback", "title"},
}
each = pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, held in HELD.items() for kind in held]
)
patient = settings(steady, suppress_health_check=list(HealthCheck), max_examples=15)


@each
@patient
@given(data=st.data(), locale=st.sampled_from(["en", "ar"]))
def test_a_question_comes_back(name, kind, data, locale):
    question = data.draw(HELD[name][kind])
    written = formats.get(name).write("A quiz", [question])
    assert written.left_out == ()
    file_name = f"quiz{formats.get(name).suffix}"
    report = services.examine(written.data, file_name, locale=locale)
    assert report.errors == ()
    assert report.left_out == ()
    (found,) = report.made
    assert said(found.question) == said(question)
    assert list(found.question.pictures.values()) == list(question.pictures.values())
    # A response may name any of these, and so may that of the file.
    named = ids_in(found.question) & set(ids_named(found.key))
    assert named <= set(found.question.source) - {ITSELF}


@pytest.mark.parametrize("name", HELD)
@settings(patient, max_examples=8)
@given(data=st.data())
def test_questions_keep_their_order_and_their_form(name, data):
    together = ("choice", "sort", "match", "gap")
    one = st.one_of(*(HELD[name][kind] for kind in together))
    questions = data.draw(st.lists(one, min_size=2, max_size=5))
    written = formats.get(name).write("A / quiz", questions)
    report = services.examine(written.data)
    assert [said(m.question) for m in report.made] == [said(q) for q in questions]


@pytest.mark.parametrize("name", HELD)
def test_the_same_questions_make_the_same_file(name):
    options = [{"text": "Tell", "correct": True}, {"text": "Wait", "correct": False}]
    value = {"prompt": "What now?", "options": listed("o", options)}
    question = Question("choice", "", value, {})
    one, two = (formats.get(name).write("Quiz", [question]) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("name", HELD)
def test_what_the_format_has_no_place_for_is_told(name):
    screen = Question("hotspot", "Mail", {"title": "Mail", "look": "mail"}, {})
    unknown = Question("triage", "Post", {"title": "Post"}, {})
    written = formats.get(name).write("Quiz", [screen, unknown])
    assert [left.what for left in written.left_out] == ["Mail", "Post"]
    assert all(left.reason for left in written.left_out)


@each
@pytest.mark.parametrize("language", ["en", "ar"])
def test_other_programs_find_all_they_have_a_place_for(name, kind, language):
    if kind == "hotspot":
        # The example of the kind is a drawn screen.
        question = Question(kind, "", HOTSPOT, {}, pictures={"door.png": png()})
    else:
        value = without_pictures(examples.question(kind, language))
        question = Question(kind, "", value, {})
    written = formats.get(name).write("A quiz", [question])
    assert written.left_out == ()
    assert noted(written.data) <= LACKING[name] | (
        {"text"} if (name, kind) == ("h5p", "hotspot") else set()
    )


HOTSPOT = {
    "prompt": "Where is the trick?",
    "look": "picture",
    "picture": {"file": "door.png", "alt": "A door"},
    "parts": listed(
        "s",
        [
            {
                "text": f"The {spot} one",
                "spot": spot,
                "feedback": f"Why it is {spot}.",
                "box": {"x": 10, "y": 20, "width": 30, "height": 41},
            }
            for spot in ("trick", "fine")
        ],
    ),
}


def noted(data: bytes) -> set[str]:
    """Return the last steps of what is in our own notes, which other programs pass over."""
    archive = Archive(data)
    lines: list[str] = []
    for name in archive.names:
        if name.endswith(".xml"):
            for element in ElementTree.fromstring(archive.read(name)).iter():
                lines += [v for k, v in element.items() if k.endswith(extras.MARK)]
        elif name.endswith("content.json"):
            params = json.loads(archive.read(name))
            inner = [entry["params"] for entry in params.get("questions", [])]
            lines += [p[extras.MARK] for p in (params, *inner) if extras.MARK in p]
    fields = [path for line in lines for path in json.loads(line)["set"]]
    return {path.rpartition("/")[2] for path in fields}


def without_pictures(value: Any) -> Any:
    """Return a question without the pictures that no library of a test has."""
    if isinstance(value, list):
        return [without_pictures(part) for part in value]
    if isinstance(value, dict):
        return (
            {}
            if value.keys() == {"image", "alt"}
            else {name: without_pictures(part) for name, part in value.items()}
        )
    return value


def ids_named(key: object) -> list[str]:
    if isinstance(key, str):
        return [key]
    if isinstance(key, list):
        return [id_ for part in key for id_ in ids_named(part)]
    if isinstance(key, dict):
        return [*key, *(id_ for part in key.values() for id_ in ids_named(part))]
    return []


def test_every_kind_of_a_quiz_is_written_or_told_about():
    for name, held in HELD.items():
        for kind in kinds.KINDS.values():
            if kind.checkable and kind.name not in held:
                question = Question(kind.name, "It", {"title": "It"}, {})
                assert formats.get(name).write("Quiz", [question]).left_out
