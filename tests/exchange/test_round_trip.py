"""What is exported comes back as it was."""

import html
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange import formats, services
from exchange.questions import ITSELF, Question
from tests.exchange import strategies
from tests.exchange.strategies import said
from tests.quizzes.strategies import steady

HELD = {
    "gift": {
        "choice": strategies.choices(),
        "sort": strategies.sorts(),
        "match": strategies.matches(),
        "gap": strategies.gaps(most=1),
        "order": strategies.orders(),
    },
    "moodle-xml": {
        "choice": strategies.choices(),
        "sort": strategies.sorts(),
        "match": strategies.matches(),
        "gap": strategies.gaps(),
        "order": strategies.orders(),
    },
}
each = pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, held in HELD.items() for kind in held]
)
patient = settings(steady, suppress_health_check=list(HealthCheck))


@each
@patient
@given(data=st.data())
def test_a_question_comes_back(name, kind, data):
    locale = data.draw(st.sampled_from(["en", "ar"]))
    question = data.draw(HELD[name][kind])
    written = formats.get(name).write("A quiz", [question])
    assert written.left_out == ()

    assert not noted(written.data) & {"text", "left", "correct"}
    report = services.examine(
        written.data, f"quiz{formats.get(name).suffix}", locale=locale
    )
    assert report.errors == ()
    assert report.left_out == ()
    assert [said(m.question) for m in report.made] == [said(question)]
    (found,) = report.made
    assert set(found.question.source) - {ITSELF} == ids_in(found.question)


@pytest.mark.parametrize("name", HELD)
@settings(patient, max_examples=30)
@given(data=st.data())
def test_questions_keep_their_order_and_their_form(name, data):
    one = st.one_of(*HELD[name].values())
    questions = data.draw(st.lists(one, min_size=1, max_size=5))
    questions.sort(key=lambda question: question.form)
    written = formats.get(name).write("A / quiz", questions)
    report = services.examine(written.data)
    assert [said(m.question) for m in report.made] == [said(q) for q in questions]


def noted(data: bytes) -> set[str]:
    """Return the last steps of what is in our own notes, which other programs pass over.

    The text of a gap is told apart: other programs have no prompt beside it.
    """
    found: set[str] = set()
    text = html.unescape(data.decode())
    for start in re.finditer(r"\{\"of\":", text):
        note, _end = json.JSONDecoder().raw_decode(text, start.start())
        fields = note["set"]
        found |= {path.rpartition("/")[2] for path in fields if path != "text"}
    return found


def ids_in(question: Question) -> set[str]:
    found: set[str] = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            found.update(v for k, v in part.items() if k in ("id", "right_id"))
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    walk(question.value)
    return found
