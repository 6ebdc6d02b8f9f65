"""A check tells nothing until it is handed in; then it tells all, the same each time."""

import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from challenge.models import Attempt, Learner, Progress
from challenge.progress.schema import (
    CheckResultSerializer,
    HandedInSerializer,
    HandInSerializer,
    MissingSerializer,
)
from cms.publications.answer_keys import answer_keys
from tests.challenge.content import (
    CHOICE,
    MODULE,
    OTHER_MODULE,
    OTHER_VERSION,
    RIGHT,
    STEPS,
    VERSION,
    WRONG,
    attempt,
    form,
    step,
)
from tests.challenge.factories import publish

pytestmark = pytest.mark.usefixtures("module")

LONG = "7" * 64
NOTHING = {"outcome": None, "score": None, "feedback": None}


def check_attempt(item, option="tell"):
    """Return an attempt at a question of the long check."""
    changes = {"item": item, "version": LONG}
    return attempt("c-pre", {"choices": [option]}) | changes


@pytest.fixture
def long_check(module):
    """A version with five questions before and after, of which three are asked."""
    return publish(
        version=LONG,
        forms={
            "pre": [f"a{number}" for number in range(5)],
            "post": [f"b{number}" for number in range(5)],
        },
        asked=3,
    )


def told(result):
    return {name: result[name] for name in NOTHING}


# Before it is handed in --------------------------------------------------------------


@pytest.mark.parametrize("option", ["tell", "wait"])
def test_an_answer_has_a_status_and_nothing_else(device, option):
    sent = attempt("c-pre", {"choices": [option]})
    first = device.answer(sent)
    again = device.answer(sent)
    assert first["results"] == [{"id": sent["id"], "status": "recorded"} | NOTHING]
    assert again["results"] == [{"id": sent["id"], "status": "duplicate"} | NOTHING]
    assert first["progress"][0]["stars"] == 0


def test_the_first_answer_counts_and_later_ones_change_nothing(device):
    device.answer(attempt("c-post", WRONG["c-post"]))
    before = list(Progress.objects.values()), list(Attempt.objects.values())
    later = attempt("c-post")
    assert device.answer(later)["results"] == [
        {
            "id": later["id"],
            "status": "ignored",
            "code": "answered_before",
            "detail": "The first answer to a question of a check counts.",
        }
        | NOTHING
    ]
    assert before == (list(Progress.objects.values()), list(Attempt.objects.values()))
    assert device.hand_in(form("post"))["results"][0]["outcome"] == "incorrect"


def test_the_first_of_one_batch_counts(device):
    answer = device.answer(attempt("c-pre", WRONG["c-pre"]), attempt("c-pre"))
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["recorded", "ignored"]
    assert device.hand_in(form("pre"))["score"] == 0


def test_a_replay_of_the_first_answer_stays_a_duplicate_among_later_ones(device):
    first, later = attempt("c-pre", WRONG["c-pre"]), attempt("c-pre")
    device.answer(first)
    answer = device.answer(later, first, later)
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["ignored", "duplicate", "ignored"]


def test_a_question_of_one_form_is_not_answered_in_another_phase(device):
    for item, phase in (("c-pre", "post"), ("c-pre", "review"), ("c-post", "pre")):
        result = device.answer(attempt(item, phase=phase))["results"][0]
        assert (result["status"], result["code"]) == ("rejected", "invalid_phase")


@pytest.mark.parametrize("finish", [False, True])
def test_the_end_of_the_module_tells_nothing_of_the_check(device, finish):
    sent = attempt("c-pre", WRONG["c-pre"])
    device.answer(sent)
    if finish:
        device.answer(*(attempt(item) for item in STEPS if item in RIGHT))
        device.finish(step("s-text"), step("s-pause"))
        assert device.me()["modules"][0]["state"] == "finished"
    assert told(device.answer(sent)["results"][0]) == NOTHING


# Handing in --------------------------------------------------------------------------


def test_handing_in_tells_how_it_went(device):
    device.answer(attempt("c-post", WRONG["c-post"]))
    assert device.hand_in(form("post")) == {
        "score": 0.0,
        "results": [
            {
                "item": "c-post",
                "outcome": "incorrect",
                "score": 0.0,
                "feedback": "Waiting makes it heavier.\nLook once more.",
            }
        ],
    }


def test_the_same_again_answers_the_same_and_changes_nothing(device):
    device.answer(attempt("c-pre"))
    first = device.hand_in(form("pre"))
    stored = list(Progress.objects.values())
    assert device.hand_in(form("pre")) == first
    assert list(Progress.objects.values()) == stored


def test_when_the_answers_are_no_longer_kept_the_points_are(device):
    device.answer(attempt("c-pre"))
    first = device.hand_in(form("pre"))
    Attempt.objects.all().delete()
    again = device.hand_in(form("pre"))
    assert again["score"] == first["score"]
    assert again["results"] == [first["results"][0] | {"feedback": ""}]


def test_no_answer_counts_after_that(device):
    first = attempt("c-pre", WRONG["c-pre"])
    device.answer(first)
    result = device.hand_in(form("pre"))["results"][0]
    later = device.answer(attempt("c-pre"))["results"][0]
    assert (later["status"], later["code"]) == ("ignored", "handed_in")
    assert told(later) == NOTHING
    assert device.hand_in(form("pre"))["results"] == [result]
    assert told(device.answer(first)["results"][0]) == NOTHING


def test_questions_that_are_open_are_named(device):
    refused = device.send("POST", "checks/", form("pre"))
    assert refused.status_code == 409
    assert refused.json() == {
        "type": "client_error",
        "errors": [
            {
                "code": "unanswered",
                "detail": "Not all questions that are asked have been answered.",
                "attr": None,
            }
        ],
        "missing": ["c-pre"],
    }
    assert not Progress.objects.exists()


def test_as_many_answers_as_are_asked_are_enough(device, long_check):
    device.answer(check_attempt("a4"), check_attempt("a0", "wait"))
    refused = device.send("POST", "checks/", form("pre", version=LONG))
    assert refused.json()["missing"] == ["a1", "a2", "a3"]
    device.answer(check_attempt("a2"))
    told = device.hand_in(form("pre", version=LONG))
    assert [result["item"] for result in told["results"]] == ["a0", "a2", "a4"]
    assert told["score"] == pytest.approx(2 / 3)


def test_a_form_that_was_drawn_smaller_than_it_is_closes_whole(device, long_check):
    device.answer(*(check_attempt(f"a{number}") for number in range(3)))
    device.hand_in(form("pre", version=LONG))
    result = device.answer(check_attempt("a3"))["results"][0]
    assert (result["status"], result["code"]) == ("ignored", "handed_in")


def test_one_form_tells_nothing_of_the_other(device):
    post = attempt("c-post")
    device.answer(attempt("c-pre"), post)
    device.hand_in(form("pre"))
    assert told(device.answer(post)["results"][0]) == NOTHING


def test_one_module_tells_nothing_of_another(device):
    other = {"module": OTHER_MODULE, "version": OTHER_VERSION}
    sent = attempt("c-pre", **other)
    device.answer(attempt("c-pre"), sent)
    device.hand_in(form("pre"))
    assert told(device.answer(sent)["results"][0]) == NOTHING


def test_a_check_begun_in_one_language_is_handed_in_in_another(device):
    publish(version="4" * 64, locale="ar")
    device.answer(attempt("c-pre", WRONG["c-pre"], version="4" * 64))
    assert device.hand_in(form("pre"))["score"] == 0


def test_each_learner_has_a_form_of_their_own(device, new_device):
    device.answer(attempt("c-pre"))
    device.hand_in(form("pre"))
    assert new_device().send("POST", "checks/", form("pre")).status_code == 409


@pytest.mark.parametrize(
    ("fault", "attr", "code"),
    [
        ({"version": "f" * 64}, "version", "unknown_version"),
        ({"version": "f" * 65}, "version", "max_length"),
        ({"version": "a\0b"}, "version", "null_characters_not_allowed"),
        ({"version": 5.5}, "version", "unknown_version"),
        ({"version": None}, "version", "null"),
        ({"module": OTHER_MODULE}, "module", "unknown_module"),
        ({"module": []}, "module", "invalid"),
        ({"phase": "practice"}, "phase", "invalid_choice"),
        ({"phase": "review"}, "phase", "invalid_choice"),
        ({"phase": {}}, "phase", "invalid_choice"),
    ],
)
def test_what_is_no_form_is_a_400_at_its_field(device, fault, attr, code):
    response = device.send("POST", "checks/", form("pre") | fault)
    assert response.status_code == 400
    error = response.json()["errors"][0]
    assert (error["attr"], error["code"]) == (attr, code)


def test_a_module_without_a_check_has_none_to_hand_in(device):
    publish(version="3" * 64, forms={"pre": [], "post": []})
    response = device.send("POST", "checks/", form("pre", version="3" * 64))
    assert response.json()["errors"][0]["code"] == "no_check"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", {}, {"module": MODULE}])
def test_another_body_is_a_400(device, body):
    assert device.send("POST", "checks/", body).status_code == 400


def test_without_a_token_nothing_is_handed_in(stranger):
    assert stranger.send("POST", "checks/", form("pre")).status_code == 401


def test_who_is_forgotten_hands_nothing_in(device):
    device.answer(attempt("c-pre"))
    Learner.objects.all().delete()
    assert device.send("POST", "checks/", form("pre")).status_code == 401


def test_a_long_form_takes_the_queries_of_a_short_one(device, new_device, long_check):
    def queries(player, sent):
        with CaptureQueriesContext(connection) as captured:
            player.hand_in(sent)
        return len(captured)

    device.answer(attempt("c-pre"))
    other = new_device()
    other.answer(*(check_attempt(f"a{number}") for number in range(5)))
    answer_keys({VERSION, LONG})
    short = queries(device, form("pre"))
    assert queries(other, form("pre", version=LONG)) == short <= 8


def test_the_answers_have_the_shape_that_the_schema_tells(device):
    refused = device.send("POST", "checks/", form("pre")).json()
    device.answer(attempt("c-pre"))
    told = device.hand_in(form("pre"))
    assert set(form("pre")) == set(HandInSerializer().fields)
    assert set(refused) == set(MissingSerializer().fields)
    assert set(told) == set(HandedInSerializer().fields)
    assert set(told["results"][0]) == set(CheckResultSerializer().fields)


# A module that educators can pass ----------------------------------------------------


@pytest.fixture
def course(module):
    return publish(module="e1", version="8" * 64, pass_mark=80)


def test_a_check_that_can_be_passed_may_be_tried_again(device, course):
    where = {"module": "e1", "version": "8" * 64}
    bad, good = attempt("c-post", WRONG["c-post"], **where), attempt("c-post", **where)
    device.answer(bad)
    assert device.hand_in(form("post", **where))["score"] == 0
    answer = device.answer(good, bad)
    assert [result["status"] for result in answer["results"]] == [
        "recorded",
        "duplicate",
    ]
    assert {*map(str, (told(result) for result in answer["results"]))} == {str(NOTHING)}
    assert device.hand_in(form("post", **where))["score"] == 1


def test_what_was_handed_in_stands_while_the_next_try_is_open(device, course):
    where = {"module": "e1", "version": "8" * 64}
    device.answer(attempt("c-post", **where))
    device.hand_in(form("post", **where))
    device.answer(attempt("c-post", WRONG["c-post"], **where))
    stored = Progress.objects.get(module="e1").checks["post"]
    assert stored["handed_in"] == {"c-post": [1, 1]}


def test_there_are_so_many_tries_a_day(device, course):
    where = {"module": "e1", "version": "8" * 64}
    statuses = []
    for _ in range(5):
        statuses.append(device.answer(attempt("c-post", **where))["results"][0])
        device.hand_in(form("post", **where))
    assert [one["status"] for one in statuses] == ["recorded"] * 3 + ["ignored"] * 2
    assert statuses[-1]["code"] == "too_many"
    Progress.objects.update(updated_on="2026-01-01")
    again = device.answer(attempt("c-post", **where))["results"][0]
    assert again["status"] == "recorded"


# So many answers a day ---------------------------------------------------------------


def test_so_many_answers_to_one_question_count_on_a_day(device, settings):
    settings.ANSWERS_PER_QUESTION_A_DAY = 3
    answer = device.answer(*(attempt("q-choice", WRONG["q-choice"]) for _ in range(5)))
    over = device.answer(attempt("q-choice"))
    statuses = [result["status"] for result in answer["results"] + over["results"]]
    assert statuses == ["recorded"] * 3 + ["ignored"] * 3
    assert over["results"][0]["code"] == "too_many"
    assert told(over["results"][0]) == NOTHING
    assert Attempt.objects.count() == 3
    assert over["progress"][0]["steps_done"] == ["q-choice"]
    assert Progress.objects.get().marks == {"q-choice": 0}
    assert device.answer(attempt("q-sort"))["results"][0]["status"] == "recorded"


def test_the_next_day_they_count_again(device, settings):
    settings.ANSWERS_PER_QUESTION_A_DAY = 1
    device.answer(attempt("q-choice"))
    Progress.objects.update(updated_on="2026-01-01")
    answer = device.answer(attempt("q-choice"), attempt("q-choice"))
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["recorded", "ignored"]


def test_so_many_answers_in_all_count_on_a_day(device, settings):
    settings.ANSWERS_A_DAY = 3
    other = {"module": OTHER_MODULE, "version": OTHER_VERSION}
    first = device.answer(attempt("q-choice", **other), attempt("q-sort", **other))
    second = device.answer(attempt("q-choice"), attempt("q-sort"), attempt("c-pre"))
    statuses = [r["status"] for r in first["results"] + second["results"]]
    assert statuses == ["recorded"] * 3 + ["ignored"] * 2
    assert Attempt.objects.count() == 3


def test_a_replay_is_no_further_answer(device, settings):
    settings.ANSWERS_PER_QUESTION_A_DAY = 3
    sent = [attempt("q-choice") for _ in range(2)]
    device.answer(*sent)
    answer = device.answer(*sent, attempt("q-choice"), attempt("q-choice"))
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["duplicate", "duplicate", "recorded", "ignored"]


def test_what_is_refused_costs_one_statement_at_most_whatever_its_number(
    device, settings
):
    settings.ANSWERS_PER_QUESTION_A_DAY = 1

    def queries(number):
        with CaptureQueriesContext(connection) as captured:
            device.answer(*(attempt("q-choice") for _ in range(number)))
        return len(captured)

    device.answer(attempt("q-choice"))
    assert queries(1) == queries(100) <= 7


# What a device says by itself ---------------------------------------------------------


def test_a_question_is_done_when_it_is_answered_not_when_a_device_says_so(device):
    answer = device.finish(*(step(name) for name in STEPS))
    assert answer["progress"][0]["steps_done"] == ["s-pause", "s-text"]
    assert answer["progress"][0]["state"] == "started"
    refused = {fault["step"]: fault["code"] for fault in answer["rejected"]}
    assert refused == dict.fromkeys(["q-choice", "q-sort", "q-chat"], "needs_answer")


def test_an_id_that_is_too_long_is_not_sent_back(device):
    response = device.send(
        "POST", "progress/", {"steps": [step("x" * 65), step("s-text")]}
    )
    assert response.status_code == 400
    assert b"xxxxx" not in response.content
    assert not Progress.objects.exists()


def test_ids_of_any_kind_may_be_used(device):
    result = device.answer(attempt("c-pre", id=str(uuid.uuid1())))["results"][0]
    assert result["status"] == "recorded"
    assert CHOICE["right"] not in str(result)
