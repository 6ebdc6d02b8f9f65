"""Questions come back two and six weeks after a module was finished; the server decides."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenge.models import Attempt, Progress
from challenge.progress.spacing import Days
from challenge.spaced_review.services import QUESTIONS, Due, pick
from cms import memory
from cms.choices import Band
from cms.publications.content import steps_of
from cms.publications.models import Publication
from tests.challenge.conftest import Device
from tests.challenge.content import (
    MODULE,
    OTHER_MODULE,
    OTHER_VERSION,
    RIGHT,
    STEPS,
    VERSION,
    WRONG,
    attempt,
    step,
)
from tests.challenge.factories import new_learner, publish

START = datetime.date(2026, 3, 1)
OTHER = {"module": OTHER_MODULE, "version": OTHER_VERSION}


def after(days: int) -> datetime.date:
    return START + datetime.timedelta(days=days)


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Go to a day, counted from the one on which everything begins."""

    def go(number: int) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda: after(number))

    go(0)
    return go


def finish(device: Device, **place: str) -> None:
    device.answer(*(attempt(name, **place) for name in STEPS if name in RIGHT))
    device.finish(*(step(name, **place) for name in STEPS))


def review(device: Device, locale: str = "en") -> list[dict[str, Any]]:
    response = device.send("GET", f"learners/me/review/?locale={locale}")
    assert response.status_code == 200, response.content
    return response.json()["questions"]


def answer_for(question: dict[str, Any], **changes: Any) -> dict[str, Any]:
    place = {"module": question["module"], "version": question["version"]}
    return attempt(question["step"]["item"]["id"], phase="review", **place | changes)


def due(device: Device) -> list[str]:
    return [entry["module"] for entry in device.me()["due"]]


def days_of(module: str = MODULE) -> tuple[datetime.date | None, ...]:
    row = Progress.objects.get(module=module)
    return row.finished_on, row.reviewed_on, row.reviewed_again_on


pytestmark = pytest.mark.usefixtures("module")


# When ---------------------------------------------------------------------------


def test_a_module_comes_back_after_two_weeks_and_after_six(device, day):
    finish(device)
    assert due(device) == []
    day(13)
    assert due(device) == []
    assert review(device) == []
    day(14)
    assert device.me()["due"] == [{"module": MODULE, "since": after(14).isoformat()}]
    device.answer(answer_for(review(device)[0]))
    assert due(device) == []
    assert review(device) == []
    day(41)
    assert due(device) == []
    day(42)
    assert device.me()["due"] == [{"module": MODULE, "since": after(42).isoformat()}]
    device.answer(answer_for(review(device)[0]))
    day(150)
    assert due(device) == []
    assert review(device) == []
    assert days_of() == (START, after(14), after(42))
    assert device.me()["modules"][0]["reviews"] == 2


def test_whoever_comes_late_has_lost_nothing(device, day):
    finish(device)
    day(60)
    assert device.me()["due"] == [{"module": MODULE, "since": after(14).isoformat()}]
    device.answer(answer_for(review(device)[0]))
    assert due(device) == []
    day(73)
    assert due(device) == []
    day(74)
    assert due(device) == [MODULE]


def test_a_review_is_done_once_whatever_is_sent_again(device, day):
    finish(device)
    day(20)
    sent = [answer_for(question) for question in review(device)]
    for _ in range(2):
        device.answer(*sent)
    device.answer(*(answer_for(question) for question in sent_questions(sent)))
    assert days_of() == (START, after(20), None)
    day(21)
    device.answer(*sent)
    assert days_of() == (START, after(20), None)
    assert Attempt.objects.filter(phase="review").count() == 2 * len(sent)


def sent_questions(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the questions of attempts, to be answered anew."""
    return [
        {
            "module": entry["module"],
            "version": entry["version"],
            "step": {"item": {"id": entry["item"]}},
        }
        for entry in sent
    ]


def test_an_answer_counts_on_the_day_on_which_it_arrives(device, day):
    finish(device)
    day(14)
    kept_offline = answer_for(review(device)[0])
    day(20)
    device.answer(kept_offline)
    assert days_of() == (START, after(20), None)


def test_practising_again_is_no_review_and_a_review_too_early_is_none(device, day):
    finish(device)
    day(10)
    device.answer(attempt("q-choice", phase="review"))
    day(30)
    device.answer(attempt("q-choice"))
    assert days_of() == (START, None, None)
    assert due(device) == [MODULE]


def test_playing_again_does_not_begin_the_weeks_anew(device, day):
    device.answer(attempt("q-choice", WRONG["q-choice"]))
    finish(device)
    day(9)
    device.answer(attempt("q-choice"), attempt("q-sort"))
    finish(device)
    assert days_of()[0] == START


def test_what_is_begun_and_not_finished_does_not_come_back(device, day):
    device.answer(attempt("q-choice"))
    day(100)
    device.answer(attempt("q-choice", phase="review"))
    assert due(device) == []
    assert days_of() == (None, None, None)


def test_a_wrong_answer_is_a_review_too(device, day):
    finish(device)
    day(14)
    device.answer(attempt("q-choice", WRONG["q-choice"], phase="review"))
    assert due(device) == []


# What ---------------------------------------------------------------------------


def test_questions_come_as_they_stand_in_the_module(device, day):
    finish(device)
    day(14)
    questions = review(device)
    # Of three graded questions one is a chat: a story is no short question.
    assert {q["step"]["item"]["kind"] for q in questions} == {"choice", "sort"}
    published = steps_of(VERSION)
    for question in questions:
        assert question["step"] == published[question["step"]["id"]]
        assert question["step"]["item"]["purpose"] == "practice"
    assert questions[0] | {"step": None} == {
        "module": MODULE,
        "version": VERSION,
        "locale": "en",
        "dir": "ltr",
        "title": "Test-Module",
        "url": "/en/children/test-module/",
        "band": "8-10",
        "step": None,
    }


def test_the_same_questions_are_given_until_one_is_answered(device, day):
    finish(device)
    day(14)
    first = review(device)
    day(19)
    assert review(device) == first


def test_due_modules_are_mixed(device, day):
    finish(device)
    day(1)
    finish(device, **OTHER)
    day(20)
    questions = review(device)
    assert [q["module"] for q in questions] == [MODULE, OTHER_MODULE, MODULE]
    device.answer(*(answer_for(question) for question in questions))
    assert due(device) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sensitivity": 2},
        {"sensitivity": 3},
        {"track": "parents", "band": ""},
        {"track": "educators", "band": ""},
    ],
    ids=str,
)
def test_heavy_modules_and_those_of_grown_ups_do_not_come_back(device, day, change):
    finish(device)
    publication = Publication.objects.get(module_key=MODULE)
    publication.summary |= change
    publication.save()
    memory.forget()
    day(14)
    assert due(device) == []
    assert review(device) == []


def test_a_module_without_short_questions_does_not_come_back(device, day):
    version = "7" * 64
    Publication.objects.filter(module_key=MODULE).update(is_current=False)
    publish(version=version, graded=["q-chat"])
    finish(device, version=version)
    day(14)
    assert due(device) == []


def test_a_module_that_was_taken_back_does_not_come_back(device, day):
    finish(device)
    Publication.objects.filter(module_key=MODULE).update(is_current=False)
    day(14)
    assert due(device) == []
    assert review(device) == []


def test_a_review_is_in_the_language_asked_for_where_there_is_one(device, day):
    arabic = "8" * 64
    publish(version=arabic, locale="ar")
    finish(device)
    finish(device, **OTHER)
    day(14)
    places = {
        q["module"]: (q["locale"], q["dir"], q["version"]) for q in review(device, "ar")
    }
    assert places == {
        MODULE: ("ar", "rtl", arabic),
        OTHER_MODULE: ("en", "ltr", OTHER_VERSION),
    }


# Whose --------------------------------------------------------------------------


def test_a_review_is_for_the_learner_alone(device, stranger, new_device, day):
    finish(device)
    day(14)
    assert stranger.send("GET", "learners/me/review/").status_code == 401
    response = device.send("GET", "learners/me/review/")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert review(new_device()) == []


def test_being_forgotten_takes_the_days_along(device, day):
    finish(device)
    day(14)
    device.answer(answer_for(review(device)[0]))
    device.send("DELETE", "learners/me/")
    assert not Progress.objects.exists()


# What it costs ------------------------------------------------------------------


def test_queries_do_not_grow(device, day, django_assert_num_queries):
    finish(device)
    finish(device, **OTHER)
    # The learner, the progress, what the learner's class keeps locked.
    with django_assert_num_queries(3):
        device.me()
    day(14)
    device.me()
    memory.forget()
    # What is published now as well; and what was not read before.
    with django_assert_num_queries(5):
        device.me()
    with django_assert_num_queries(4):
        device.me()
    with django_assert_num_queries(3 + 2):
        review(device)
    with django_assert_num_queries(3):
        review(device)


def test_the_write_path_has_no_statement_more(device, day, django_assert_num_queries):
    finish(device)
    day(14)
    device.me()
    questions = [answer_for(question) for question in review(device)]
    # Begin, find the learner, read the progress, insert, write the progress, commit.
    with django_assert_num_queries(6):
        device.answer(*questions)


# Whatever the network does --------------------------------------------------------


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_order_of_answers_and_repeats_change_nothing(module, day, data):
    visits = data.draw(
        st.lists(st.integers(0, 90), min_size=1, max_size=5, unique=True)
    )
    plan = {
        visit: [
            attempt(item, phase="review")
            for item in data.draw(
                st.lists(
                    st.sampled_from(["q-choice", "q-sort"]), min_size=1, max_size=4
                )
            )
        ]
        for visit in sorted(visits)
    }

    def play(mix: Callable[[list], list]) -> tuple[Any, ...]:
        learner, token = new_learner()
        device = Device(token)
        day(0)
        finish(device)
        earlier: list[dict[str, Any]] = []
        for visit, sent in plan.items():
            day(visit)
            for batch in mix([*sent, *earlier]):
                device.answer(batch)
            earlier += sent
        row = Progress.objects.get(learner_id=learner.pk)
        return row.finished_on, row.reviewed_on, row.reviewed_again_on, row.marks

    plain = play(lambda sent: sent)
    assert play(lambda sent: [*reversed(sent), *sent]) == plain
    assert play(lambda sent: data.draw(st.permutations(sent))) == plain


dates = st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 1, 1))


@given(dates, st.lists(dates))
def test_two_reviews_at_most_two_weeks_apart_at_least(finished, visits):
    days = Days()
    assert not days.review(finished)
    days.finish(finished)
    days.finish(min([finished, *visits]))
    for visit in sorted(visits):
        was_due = days.is_due(visit)
        assert days.review(visit) == was_due
        assert not days.review(visit)
    assert days.finished_on == finished
    fortnight = datetime.timedelta(days=14)
    if days.reviewed_on:
        assert days.reviewed_on - finished >= fortnight
    if days.reviewed_again_on:
        assert days.reviewed_again_on - days.reviewed_on >= fortnight
        assert days.reviewed_again_on - finished >= 3 * fortnight
        assert days.due_on is None


dues = st.lists(
    st.builds(
        lambda number, questions: Due(
            f"m{number}", START, {}, [f"m{number}-q{n}" for n in range(questions)]
        ),
        st.integers(0, 9),
        st.integers(1, 5),
    ),
    max_size=5,
    unique_by=lambda entry: entry.module,
)


@given(dues, st.uuids().map(str))
def test_questions_are_dealt_fairly(entries, seed):
    dealt = pick(entries, seed)
    assert dealt == pick(entries, seed)
    assert len(dealt) == min(QUESTIONS, sum(len(e.questions) for e in entries))
    assert len({question for _, question in dealt}) == len(dealt)
    first = [entry.module for entry, _ in dealt][: len(entries)]
    assert first == [entry.module for entry in entries][: len(first)]


def test_learners_get_different_questions():
    entry = Due(MODULE, START, {}, [f"q{number}" for number in range(8)])
    hands = {tuple(q for _, q in pick([entry], str(seed))) for seed in range(20)}
    assert len(hands) > 5


# The page -----------------------------------------------------------------------


@pytest.mark.parametrize("band", [*Band.values, "", "grown-up"])
def test_the_page_wears_the_dress_of_the_band(client, band):
    page = client.get(f"/en/tide-pool/?band={band}")
    dress = {"5-7": "young", "14-17": "grown"}.get(band, "standard")
    assert page.status_code == 200
    assert f'data-dress="{dress}"' in page.content.decode()
    assert "grown-up" not in page.content.decode().split("<main")[1]
    assert not page.cookies


def test_modules_finished_before_there_were_reviews_get_a_day(transactional_db):
    executor = MigrationExecutor(connection)
    executor.migrate([("challenge", "0001_learners_progress_and_tallies")])
    state = executor.loader.project_state(
        ("challenge", "0001_learners_progress_and_tallies")
    )
    old = state.apps.get_model("challenge", "Progress").objects
    fields = {"learner_id": 1, "updated_on": START}
    old.create(module="done", state="finished", **fields)
    old.create(module="begun", state="started", **fields)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    dated = Progress.objects.values_list("module", "finished_on")
    assert dict(dated) == {"done": START, "begun": None}
