"""What each rule catches, and what it leaves alone."""

from typing import Any

import pytest

from cms.checks.findings import Level
from cms.checks.rules import RULES
from quizzes import kinds
from quizzes.examples import question
from tests import factories
from tests.cms.checks.drafts import check, draft, found
from tests.quizzes import pictures, questions
from tests.quizzes.questions import entry, node, option

pytestmark = pytest.mark.django_db


def choice(*options: dict[str, Any], id_: str = "q", **more: Any) -> dict[str, Any]:
    return factories.step("choice", id_, **questions.choice(*options, **more))


def chat(**more: Any) -> dict[str, Any]:
    return factories.step("chat", "c", **questions.chat() | more)


def test_a_module_without_faults_has_no_findings() -> None:
    steps = [factories.text_step(), choice(), chat(**questions.stateful_chat())]
    read = draft(steps=steps, quiz=check([choice(prompt="A?")], [choice(prompt="B?")]))

    assert [finding for rule in RULES for finding in rule(read)] == []


# Chats


def test_taps_at_random_seldom_come_to_the_best_ending() -> None:
    (finding,) = found(draft(steps=[chat()]), "chat.chance")

    assert (finding.level, finding.place.content_path) == (Level.WARNING, "steps.c")
    # One of three tells at once; of the others two of three pairs are told of.
    assert "78 % of the time" in finding.message
    assert not found(draft(steps=[chat()], band=""), "chat.chance")
    assert not found(draft(steps=[chat(**questions.stateful_chat())]), "chat.chance")


def test_the_author_says_which_ending_is_the_best() -> None:
    nodes = questions.chat()["nodes"]
    nodes[-1] = questions.ending("open", quality="best")
    assert not found(draft(steps=[chat(nodes=nodes)]), "chat.chance")


def test_an_ending_that_no_walk_comes_to_is_told_at_its_place() -> None:
    stored = questions.stateful_chat()
    stored["nodes"][0]["value"]["choices"][0]["value"]["effects"] = []
    (finding,) = found(draft(steps=[chat(**stored)]), "chat.ending")

    assert finding.place.content_path == "steps.c.nodes.node-best"
    assert not found(draft(steps=[chat(**questions.stateful_chat())]), "chat.ending")


def test_a_chat_that_is_too_tangled_to_be_checked_is_told() -> None:
    ways = [questions.way(f"w{n}", goto="hub") for n in range(20)]
    hub = node("hub", choices=[*ways, questions.way("out", goto="end")])
    tangled = chat(nodes=[hub, questions.ending("end")])
    (finding,) = found(draft(steps=[tangled]), "chat.tangled")
    assert finding.level == Level.WARNING


# Help and care


def test_an_ending_without_help_is_an_error_at_its_place() -> None:
    nodes = questions.chat()["nodes"]
    nodes[-1] = questions.ending("open", help=[])
    (finding,) = found(draft(steps=[chat(nodes=nodes)]), "help.ending")

    assert finding.level == Level.ERROR
    assert finding.place.content_path == "steps.c.nodes.node-open.ending.help"
    assert str(finding.place) == "Step 1: Chat › Nodes 4 (open)"


def test_a_chat_must_end() -> None:
    endless = [node("start", messages=[entry({"text": "Hi!"})])]
    assert found(draft(steps=[chat(nodes=endless)]), "help.ending")
    assert not found(draft(steps=[chat()]), "help.ending")


def test_a_heavy_story_has_two_early_ways_to_help() -> None:
    heavy = {"sensitivity": 2, "before": "Take care."}
    assert not found(draft(steps=[chat()], **heavy), "help.exits")

    nodes = questions.chat()["nodes"]
    way_to_tell = nodes[0]["value"]["choices"][1]["value"]
    way_to_tell |= {"goto": "", "weight": "neutral"}
    (finding,) = found(draft(steps=[chat(nodes=nodes)], **heavy), "help.exits")
    assert (finding.level, finding.place.content_path) == (Level.ERROR, "steps.c")
    assert "through it: 1. A story" in finding.message
    # Where nothing weighs, and for adults, the rule asks for nothing.
    assert not found(draft(steps=[chat(nodes=nodes)]), "help.exits")
    assert not found(draft(steps=[chat(nodes=nodes)], band="", **heavy), "help.exits")


def test_a_way_to_help_that_comes_late_or_hurts_does_not_count() -> None:
    def heavy(nodes: list[dict[str, Any]]) -> list:
        read = draft(steps=[chat(nodes=nodes)], sensitivity=2, before="Take care.")
        return found(read, "help.exits")

    late = [
        node(f"n{n}", choices=[questions.way("on", weight="neutral")], then=f"n{n + 1}")
        for n in range(3)
    ]
    tell = [questions.way(w, goto="good", weight="helpful") for w in ("dana", "noor")]
    end = questions.ending("good")
    assert heavy([*late, node("n3", choices=tell), end])
    assert not heavy([*late[1:], node("n3", choices=tell), end])
    for way in tell:
        way["value"]["weight"] = "unhelpful"
    assert heavy([*late[1:], node("n3", choices=tell), end])


@pytest.mark.parametrize(
    ("sensitivity", "before", "expected"),
    [(2, "", 1), (2, "Take care.", 0), (1, "", 0)],
)
def test_a_heavy_module_says_so_first(
    sensitivity: int, before: str, expected: int
) -> None:
    read = draft(sensitivity=sensitivity, before=before)
    assert len(found(read, "care.note")) == expected


def test_a_calm_screen_follows_a_heavy_chat() -> None:
    calm = factories.step("pause", "p", text="Breathe.")
    heavy = {"sensitivity": 2, "before": "Take care."}

    assert found(draft(steps=[calm, chat()], **heavy), "care.pause")
    assert not found(draft(steps=[chat(), calm], **heavy), "care.pause")
    assert not found(draft(steps=[chat()]), "care.pause")
    assert not found(draft(steps=[chat()], band="", **heavy), "care.pause")


# Answers


def test_every_option_of_a_choice_says_why() -> None:
    silent = option("Wait", feedback="")
    steps = [choice(option("Tell", correct=True), silent)]
    (finding,) = found(draft(steps=steps), "answers.feedback")

    assert finding.place.content_path == "steps.q.options.wait"
    assert str(finding.place) == "Step 1: Choice › Options 2"


def test_a_part_may_be_silent_where_the_question_has_a_line_for_it() -> None:
    def order(**more: Any) -> list[dict[str, Any]]:
        value = questions.order(**more)
        value["things"][0]["value"]["feedback"] = ""
        return [factories.step("order", "o", **value)]

    assert not found(draft(steps=order()), "answers.feedback")
    (finding,) = found(draft(steps=order(wrong="")), "answers.feedback")
    assert finding.place.content_path == "steps.o.things.turn"


def test_an_unhelpful_choice_of_a_chat_shows_what_follows() -> None:
    value = questions.chat()
    obey = value["nodes"][0]["value"]["choices"][2]["value"]
    obey["note"] = ""
    (finding,) = found(draft(steps=[chat(**value)]), "answers.feedback")
    assert finding.place.path[-1] == "way-obey"

    obey["goto"] = "open"
    assert not found(draft(steps=[chat(**value)]), "answers.feedback")


@pytest.mark.parametrize("kind", kinds.KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_examples_of_all_kinds_are_answered_and_say_why(
    kind: str, language: str
) -> None:
    steps = [factories.step(kind, "x", **question(kind, language))]
    read = draft(language, steps=steps)

    assert not found(read, "answers.right")
    assert not found(read, "answers.feedback")


def test_a_question_without_a_right_answer_is_an_error() -> None:
    steps = [choice(option("Tell"), option("Wait"))]
    (finding,) = found(draft(steps=steps), "answers.right")
    assert finding.place.content_path == "steps.q"


@pytest.mark.parametrize(
    ("right", "caught"),
    [
        ("Tell an adult you trust, and show them all of the chat.", True),
        ("Tell an adult.", False),
        ("أخبر شخصًا كبيرًا تثق به، وأره المحادثة كلّها من أوّلها.", True),
        ("أخبر شخصًا كبيرًا.", False),
    ],
)
def test_the_right_answer_does_not_stand_out(right: str, caught: bool) -> None:
    steps = [choice(option(right, correct=True), option("Wait a day."), option("Pay."))]
    findings = found(draft(steps=steps), "answers.length")

    assert bool(findings) is caught
    assert all(finding.level == Level.WARNING for finding in findings)


# The check


def test_the_forms_ask_other_questions() -> None:
    same = check([choice(id_="a", prompt="Who?")], [choice(id_="b", prompt=" Who? ")])
    (finding,) = found(draft(quiz=same), "check.disjoint")

    assert finding.place.in_check
    assert finding.place.content_path == "form_b.b"
    other = check([choice(prompt="Who?")], [choice(prompt="Whom?")])
    assert not found(draft(quiz=other), "check.disjoint")


def test_the_forms_are_parallel() -> None:
    one, two = choice(prompt="One?"), choice(prompt="Two?")
    wide = choice(option("A", correct=True), option("B"), option("C"))

    (longer,) = found(draft(quiz=check([one, two], [wide])), "check.parallel")
    assert longer.level == Level.ERROR
    (other,) = found(draft(quiz=check([one], [wide])), "check.parallel")
    assert other.level == Level.WARNING
    assert not found(draft(quiz=check([one], [two])), "check.parallel")


def test_both_forms_ask_something() -> None:
    (finding,) = found(draft(quiz=check([choice()], [])), "check.forms")
    assert finding.place.content_path == "form_b"


def test_a_check_that_nobody_gets_is_an_error() -> None:
    quiz = check([choice()], [choice(prompt="B?")])
    assert not found(draft(quiz=quiz), "check.published")
    quiz.live = False
    assert found(draft(quiz=quiz), "check.published")


# The page


def test_outcomes_are_there() -> None:
    assert found(draft(outcomes=[]), "page.outcomes")
    empty = [factories.step("outcome", "o", text=" ")]
    assert found(draft(outcomes=empty), "page.outcomes")


def test_children_get_a_talk_card() -> None:
    assert found(draft(talk_card=""), "page.talk-card")
    assert not found(draft(talk_card="", band=""), "page.talk-card")


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"digcomp": ""}, Level.ERROR),
        ({"digcomp": "6.1"}, Level.ERROR),
        ({"digcomp": "safety"}, Level.ERROR),
        ({"strand": ""}, Level.ERROR),
        ({"itu_band": "adults"}, Level.WARNING),
        ({"itu_band": "13-18"}, None),
        ({"digcomp": "4.2, 2.5"}, None),
        ({"band": "", "itu_band": "adults"}, None),
        ({"band": "", "itu_band": "9-12"}, Level.WARNING),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_outcomes_are_tagged(
    language: str, fields: dict[str, str], level: Level | None
) -> None:
    findings = found(draft(language, **fields), "page.tags")
    assert [finding.level for finding in findings] == ([level] if level else [])


# Reading


@pytest.mark.parametrize(
    ("band", "count", "level"),
    [
        ("5-7", 12, None),
        ("5-7", 13, Level.WARNING),
        ("5-7", 19, Level.ERROR),
        ("8-10", 30, None),
        ("8-10", 31, Level.WARNING),
        ("8-10", 46, Level.ERROR),
        ("14-17", 80, None),
    ],
)
@pytest.mark.parametrize("word", ["go", "هيا"])
def test_a_screen_has_no_more_words_than_its_band(
    band: str, count: int, level: Level | None, word: str
) -> None:
    language = "en" if word == "go" else "ar"
    words = ". ".join([word] * count)
    findings = found(
        draft(language, band=band, steps=[factories.text_step(words)]), "reading.screen"
    )
    assert [finding.level for finding in findings] == ([level] if level else [])


def test_what_is_read_one_after_the_other_is_counted_alone() -> None:
    panels = [entry({"text": "One two three four five six seven."}) for _ in range(4)]
    story = factories.step("story", "s", panels=panels)
    talk = factories.step("talk", "t", prompts=panels)

    assert not found(draft(band="5-7", steps=[story]), "reading.screen")
    assert found(draft(band="5-7", steps=[talk]), "reading.screen")


def test_feedback_is_read_when_the_question_is_answered() -> None:
    short = "Yes. " * 20
    steps = [choice(option("A", correct=True, feedback=short), option("B"))]
    (finding,) = found(draft(band="5-7", steps=steps), "reading.screen")
    assert finding.place.content_path == "steps.q.options.a.feedback"


@pytest.mark.parametrize(("language", "word"), [("en", "go"), ("ar", "هيا")])
def test_a_long_sentence_is_a_warning(language: str, word: str) -> None:
    long = [factories.text_step(" ".join([word] * 16))]
    short = [factories.text_step(". ".join([word] * 16))]

    assert found(draft(language, band="8-10", steps=long), "reading.sentence")
    assert not found(draft(language, band="8-10", steps=short), "reading.sentence")


HARD = {
    "en": "Organisations systematically accumulate considerable personal information. ",
    "ar": "المؤسّسات تستخدم المعلومات الشخصيّة استخدامًا استراتيجيًّا متواصلًا. ",
}
EASY = {"en": "Sam has a cat. The cat is red. ", "ar": "عند سام قطّة. القطّة في البيت. "}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_text_is_not_harder_than_its_band(language: str) -> None:
    hard = [factories.text_step(HARD[language] * 12)]
    findings = found(draft(language, band="14-17", steps=hard), "reading.grade")
    assert {finding.level for finding in findings} == {Level.WARNING, Level.ERROR}

    easy = [factories.text_step(EASY[language] * 12)]
    assert not found(draft(language, band="5-7", steps=easy), "reading.grade")


# Pictures


def picture(image: Any, alt: str) -> list[dict[str, Any]]:
    value = {"picture": {"image": image.pk, "alt": alt}}
    return [factories.step("picture", "p", **value)]


@pytest.mark.parametrize(
    ("alt", "level"),
    [
        ("", Level.ERROR),
        ("reef_final.PNG", Level.WARNING),
        ("A picture of a reef", Level.WARNING),
        ("صورة تُظهر شعابًا", Level.WARNING),
        ("A reef with fish", None),
        ("A photo of our street on a phone", None),
        ("شعاب وأسماك", None),
    ],
)
def test_a_picture_says_what_it_shows(alt: str, level: Level | None) -> None:
    findings = found(draft(steps=picture(pictures.drawing(), alt)), "pictures.alt")
    assert [finding.level for finding in findings] == ([level] if level else [])


def test_the_cover_has_words_too() -> None:
    (finding,) = found(draft(image=pictures.drawing()), "pictures.alt")
    assert finding.place.content_path == "image_alt"


def test_heavy_pictures_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"value": 60_000}
    monkeypatch.setattr(
        "cms.checks.rules.pictures.media_bytes", lambda payload: sizes["value"]
    )
    one = picture(pictures.drawing(), "Reef")
    two = [*one, *picture(pictures.drawing(), "Fish")]
    assert not found(draft(steps=two), "pictures.weight")

    sizes["value"] = 76_000
    single, *others = found(draft(steps=one), "pictures.weight")
    assert (single.level, others) == (Level.WARNING, [])
    assert found(draft(steps=two), "pictures.weight")[-1].level == Level.ERROR


def test_a_picture_that_is_shown_twice_weighs_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cms.checks.rules.pictures.media_bytes", lambda payload: 50_000)
    steps = picture(pictures.drawing(), "Reef") * 4
    assert not found(draft(steps=steps), "pictures.weight")


def test_a_half_written_draft_is_read() -> None:
    steps = [factories.step(kind, kind) for kind in kinds.KINDS]
    empty = {"summary": "", "outcomes": [], "talk_card": "", "title": "", "key": ""}

    assert found(draft(steps=steps, **empty), "answers.right")
