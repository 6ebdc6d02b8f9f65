"""A module on paper."""

import pytest

from cms.pages.printing import answer_lines
from tests import factories
from tests.quizzes import questions

pytestmark = pytest.mark.django_db

URL = "/en/children/storm/print/"


def test_it_has_every_step_numbered_questions_and_the_check(client) -> None:
    sort = factories.step("sort", "s-sort", **questions.sort())
    factories.module(
        quiz=factories.quiz(),
        steps=[factories.text_step(), factories.choice_step(), sort],
    )
    response = client.get(URL)

    context = response.context
    assert [part["type"] for part in context["parts"]] == ["text", "item", "item"]
    assert [part["number"] for part in context["parts"]] == [None, 2, 3]
    pre, post = context["check_parts"]["pre"], context["check_parts"]["post"]
    assert [part["number"] for part in (*pre, *post)] == [1, 4]
    for words in ("Before?", "After?", "What do you do?", "Ask me about shells."):
        assert words in response.content.decode()
    assert "Sit in a circle." in response.content.decode()


def test_the_answer_sheet_has_practice_questions_only(client) -> None:
    sort = factories.step("sort", "s-sort", **questions.sort())
    factories.module(
        quiz=factories.quiz(),
        steps=[factories.choice_step(), sort, factories.chat_step()],
    )

    answers = client.get(URL).context["answers"]

    assert [answer["prompt"] for answer in answers] == [
        "What do you do?",
        "Who may know it?",
        "Sam asks you.",
    ]
    assert answers[0]["lines"] == ["Tell"]
    assert answers[1]["lines"] == [
        "Name → Friends",
        "Street → Friends",
        "Game → Everybody",
    ]
    assert answers[2]["lines"] == ["tell"]


def test_the_answer_sheet_says_orders_pairs_gaps_and_calls_in_words(client) -> None:
    kinds = {
        "order": questions.order(),
        "match": questions.match(),
        "gap": questions.gap(),
        "myth": questions.myth(),
    }
    factories.module(
        steps=[factories.step(kind, kind, **value) for kind, value in kinds.items()]
    )

    answers = client.get(URL).context["answers"]

    assert [answer["lines"] for answer in answers] == [
        ["Turn", "Breathe", "Tell", "Report"],
        ["Hurry → Clock", "Prize → Bait", "Login → Door"],
        ["help", "secret"],
        ["Gone → Myth", "Leave → Fact", "Tell → Fact"],
    ]


def test_the_answer_sheet_names_a_picture_without_words_by_its_alternative() -> None:
    item = {
        "kind": "match",
        "lefts": [{"id": "l", "text": "Hurry", "picture": None}],
        "rights": [{"id": "r", "text": "", "picture": {"alt": "A clock"}}],
        "key": {
            "pairs": {"l": {"to": "r", "feedback": ""}},
            "rights": ["r"],
            "right": "",
            "wrong": "",
        },
    }
    assert answer_lines(item) == ["Hurry → A clock"]


def test_a_module_without_a_check_has_no_check_on_paper(client) -> None:
    factories.module(steps=[factories.text_step()])
    context = client.get(URL).context

    assert context["check_parts"] is None
    assert context["answers"] == []


def test_only_print_lies_below_a_module(client) -> None:
    factories.module()

    assert client.get("/en/children/storm/other/").status_code == 404


def test_what_is_only_played_has_no_answer_but_a_lock_has_its_own(client) -> None:
    cards = factories.step("cards", "s-cards", **questions.cards())
    lock = factories.step("lock", "s-lock", **questions.lock())
    factories.module(steps=[cards, lock])

    answers = client.get(URL).context["answers"]

    assert [answer["prompt"] for answer in answers] == ["Open the chest."]
    assert answers[0]["lines"][0] == "Is it a pearl? → Yes"
