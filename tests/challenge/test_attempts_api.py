import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from challenge.models import Attempt, Learner, Progress
from challenge.progress.ids import stored_id
from challenge.progress.schema import (
    AttemptSerializer,
    ResultSerializer,
    ResultsSerializer,
    StepsDoneSerializer,
)
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
from tests.challenge.factories import publish

pytestmark = pytest.mark.usefixtures("module")
UID = "0193a5b8-7a3c-7c7e-8f00-0123456789ab"


def finish_module(device, **answers):
    """Do every step; each practice item right unless ``answers`` says otherwise."""
    return device.answer(
        *(
            attempt(item, answers.get(item.replace("-", "_")))
            for item in ("q-choice", "q-sort", "q-chat")
        )
    ), device.finish(step("s-text"), step("s-pause"))


def test_a_right_and_a_wrong_answer(device):
    answer = device.answer(
        attempt("q-choice", id=UID), attempt("q-chat", WRONG["q-chat"])
    )
    right, wrong = answer["results"]
    assert right == {
        "id": UID,
        "status": "recorded",
        "outcome": "correct",
        "score": 1.0,
        "feedback": "Telling helps.\nWell seen.",
    }
    assert (wrong["outcome"], wrong["score"]) == ("incorrect", 0.0)
    assert wrong["feedback"] == "It cannot be taken back."
    assert answer["progress"] == [
        {
            "module": MODULE,
            "state": "started",
            "stars": 0,
            "steps_done": ["q-chat", "q-choice"],
            "pearls": 0,
            "reviews": 0,
        }
    ]
    assert device.me()["modules"] == answer["progress"]


def test_what_is_stored_are_ids_and_points(device):
    device.answer(attempt("q-sort", {"bins": {}}, id=UID.upper()))
    stored = Attempt.objects.get()
    assert stored.uid == uuid.UUID(stored_id(UID))
    assert (stored.module, stored.version, stored.item) == (MODULE, VERSION, "q-sort")
    assert stored.response == {"bins": {}}
    assert (stored.numerator, stored.denominator) == (0, 5)


def test_the_same_attempt_again_gets_the_first_result_and_changes_nothing(device):
    sent = attempt("q-choice", WRONG["q-choice"])
    first = device.answer(sent)
    rows = list(Progress.objects.values()), list(Attempt.objects.values())
    second = device.answer(sent | {"response": RIGHT["q-choice"]})
    assert second["results"] == [first["results"][0] | {"status": "duplicate"}]
    assert second["progress"] == first["progress"]
    assert rows == (list(Progress.objects.values()), list(Attempt.objects.values()))


def test_an_id_used_for_another_item_stays_with_the_first(device):
    sent = attempt("q-choice")
    device.answer(sent)
    again = device.answer(attempt("c-pre", WRONG["c-pre"], id=sent["id"]))
    assert again["results"][0]["status"] == "duplicate"
    assert again["results"][0]["outcome"] == "correct"
    assert Attempt.objects.count() == 1


def test_a_repeat_inside_one_batch_is_a_duplicate_too(device):
    sent = attempt("q-choice")
    answer = device.answer(sent, sent | {"response": WRONG["q-choice"]}, sent)
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["recorded", "duplicate", "duplicate"]
    assert {result["outcome"] for result in answer["results"]} == {"correct"}
    assert Attempt.objects.count() == 1


def test_an_old_duplicate_answers_by_its_points_when_its_key_is_gone(device):
    sent = attempt("q-choice")
    device.answer(sent)
    Attempt.objects.update(version="gone")
    again = device.answer(sent)["results"][0]
    assert again["status"] == "duplicate"
    assert (again["outcome"], again["score"]) == ("correct", 1.0)
    assert again["feedback"] == ""


BAD = {
    "not an object": (7, "invalid"),
    "a list": ([], "invalid"),
    "null": (None, "invalid"),
    "no id": ({"id": None}, "invalid"),
    "an id that is no UUID": ({"id": "1"}, "invalid"),
    "an id as a number": ({"id": 5}, "invalid"),
    "an id in braces": ({"id": "{" + UID + "}"}, "invalid"),
    "a module as a number": ({"module": 5}, "invalid"),
    "another module": ({"module": OTHER_MODULE}, "unknown_module"),
    "an unknown module": ({"module": "nope"}, "unknown_module"),
    "an unknown version": ({"version": "f" * 64}, "unknown_version"),
    "a version with a NUL": ({"version": "a\0b"}, "unknown_version"),
    "a version too long": ({"version": "a" * 100_000}, "unknown_version"),
    "an unknown item": ({"item": "nope"}, "unknown_item"),
    "a step that is no item": ({"item": "s-text"}, "unknown_item"),
    "an item as a list": ({"item": []}, "invalid"),
    "an unknown phase": ({"phase": "later"}, "invalid_phase"),
    "practice as a pre-check": ({"phase": "pre"}, "invalid_phase"),
    "no response": ({"response": None}, "invalid_response"),
    "a response as text": ({"response": "tell"}, "invalid_response"),
    "an empty response": ({"response": {}}, "invalid_response"),
    "a foreign option": ({"response": {"choices": ["x"]}}, "invalid_response"),
    "a repeated option": ({"response": {"choices": ["tell"] * 2}}, "invalid_response"),
    "two options": ({"response": {"choices": ["tell", "wait"]}}, "invalid_response"),
    "an option as a dict": ({"response": {"choices": [{}]}}, "invalid_response"),
    "a further field": (
        {"response": {"choices": ["tell"], "name": "Sara"}},
        "invalid_response",
    ),
    "another kind's response": ({"response": {"path": ["ask"]}}, "invalid_response"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_attempt_is_rejected_with_a_code_and_sinks_no_other(device, name):
    fault, code = BAD[name]
    bad = attempt("q-choice") | fault if isinstance(fault, dict) else fault
    answer = device.answer(attempt("q-sort"), bad, attempt("q-chat"))
    before, rejected, after = answer["results"]
    assert (before["status"], after["status"]) == ("recorded", "recorded")
    assert rejected["status"] == "rejected"
    assert rejected["code"] == code
    assert rejected["detail"]
    assert (rejected["outcome"], rejected["score"], rejected["feedback"]) == (
        None,
        None,
        "",
    )
    sent_id = bad.get("id") if isinstance(bad, dict) else None
    assert rejected["id"] == (sent_id if isinstance(sent_id, str) else None)
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    "field", ["id", "module", "version", "item", "phase", "response"]
)
def test_an_attempt_without_one_of_its_fields_is_invalid(device, field):
    sent = attempt("q-choice")
    del sent[field]
    rejected = device.answer(sent)["results"][0]
    assert rejected["code"] == "invalid"
    assert f"`{field}`" in rejected["detail"]


@pytest.mark.parametrize(
    "raw",
    [
        b'{"id": "\\ud800"}',
        b'{"id": "' + b"\xff" + b'"}',
        b'{"id": 1' + b"0" * 5_000 + b"}",
    ],
)
def test_text_that_no_database_takes_is_rejected(device, raw):
    response = device.send("POST", "attempts/", b'{"attempts": [' + raw + b"]}")
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        assert response.json()["results"][0]["code"] == "invalid"


def test_a_response_nested_without_end_is_refused(device):
    body = b'{"attempts": [' + b"[" * 60_000 + b"]" * 60_000 + b"]}"
    assert device.send("POST", "attempts/", body).status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("attempts/", b"", "client_error"),
        ("attempts/", b"{", "client_error"),
        ("attempts/", b"\xff", "client_error"),
        ("attempts/", b"[]", "validation_error"),
        ("attempts/", {}, "validation_error"),
        ("attempts/", {"attempts": []}, "validation_error"),
        ("attempts/", {"attempts": {}}, "validation_error"),
        ("attempts/", {"attempts": [1] * 101}, "validation_error"),
        ("progress/", b"", "client_error"),
        ("progress/", {"steps": []}, "validation_error"),
        ("progress/", {"steps": "all"}, "validation_error"),
        ("progress/", {"steps": [7]}, "validation_error"),
        ("progress/", {"steps": [{"module": MODULE}]}, "validation_error"),
        ("progress/", {"steps": [step("s-text")] * 201}, "validation_error"),
    ],
)
def test_a_wrong_envelope_is_a_400_and_records_nothing(device, path, body, kind):
    response = device.send("POST", path, body)
    assert response.status_code == 400
    assert response.json()["type"] == kind
    assert set(response.json()["errors"][0]) == {"code", "detail", "attr"}
    assert not Attempt.objects.exists()


def test_other_methods_are_405_in_the_same_shape(device):
    for path in ("attempts/", "progress/"):
        response = device.send("GET", path)
        assert response.status_code == 405
        assert response.json()["type"] == "client_error"


def test_check_answers_are_no_steps(device):
    progress = device.answer(attempt("c-pre"))["progress"][0]
    assert (progress["state"], progress["steps_done"]) == ("started", [])


@pytest.mark.parametrize(
    ("answers", "stars"),
    [
        ({}, 3),
        ({"q_choice": WRONG["q-choice"]}, 2),
        ({"q_choice": WRONG["q-choice"], "q_chat": WRONG["q-chat"]}, 1),
    ],
)
def test_stars_follow_from_the_best_scores(device, answers, stars):
    _, done = finish_module(device, **answers)
    progress = done["progress"][0]
    assert progress["state"] == "finished"
    assert progress["stars"] == stars
    assert progress["pearls"] == 1
    assert set(progress["steps_done"]) == set(STEPS)


def test_stars_rise_with_a_better_answer_and_never_fall(device):
    finish_module(device, q_choice=WRONG["q-choice"])
    better = device.answer(attempt("q-choice"))["progress"][0]
    assert better["stars"] == 3
    worse = device.answer(attempt("q-choice", WRONG["q-choice"]))["progress"][0]
    assert worse["stars"] == 3


def test_review_counts_like_practice(device):
    finish_module(device, q_choice=WRONG["q-choice"])
    better = device.answer(attempt("q-choice", phase="review"))["progress"][0]
    assert better["stars"] == 3


def test_a_step_reported_done_does_not_wipe_the_score_of_its_item(device):
    finish_module(device)
    again = device.finish(*(step(name) for name in STEPS))
    assert again["progress"][0]["stars"] == 3


def test_unknown_steps_are_named_and_sink_no_other(device):
    answer = device.finish(
        step("s-text"),
        step("nope"),
        step("s-pause", version="f" * 64),
        step("s-pause", module="nope"),
    )
    assert [fault["code"] for fault in answer["rejected"]] == [
        "unknown_step",
        "unknown_version",
        "unknown_module",
    ]
    assert answer["progress"][0]["steps_done"] == ["s-text"]


def test_finished_stays_finished_when_the_module_grows(device):
    finish_module(device)
    publish(version="3" * 64, steps=[*STEPS, "s-new"])
    grown = device.finish(step("s-text", version="3" * 64))["progress"][0]
    assert grown["state"] == "finished"


def test_progress_goes_on_in_another_language(device):
    publish(version="4" * 64, locale="ar")
    device.answer(attempt("q-choice"), attempt("q-sort"))
    arabic = {"version": "4" * 64}
    device.answer(attempt("q-chat", **arabic))
    done = device.finish(step("s-text", **arabic), step("s-pause"))
    assert done["progress"][0]["state"] == "finished"


def test_two_modules_in_one_batch_give_two_entries(device):
    other = {"module": OTHER_MODULE, "version": OTHER_VERSION}
    progress = device.answer(attempt("q-choice"), attempt("q-chat", **other))[
        "progress"
    ]
    assert [entry["module"] for entry in progress] == [OTHER_MODULE, MODULE]
    assert [entry["steps_done"] for entry in progress] == [["q-chat"], ["q-choice"]]


def test_two_learners_may_use_the_same_id_and_see_only_their_own(new_device):
    first, second = new_device(), new_device()
    sent = attempt("q-choice", WRONG["q-choice"])
    first.answer(sent)
    answer = second.answer(sent | {"response": RIGHT["q-choice"]})["results"][0]
    assert (answer["status"], answer["outcome"]) == ("recorded", "correct")
    assert first.answer(sent)["results"][0]["outcome"] == "incorrect"
    second.finish(step("s-text"))
    assert first.me()["modules"][0]["steps_done"] == ["q-choice"]
    assert Attempt.objects.count() == 2


def test_a_hundred_attempts_take_the_queries_of_one(device, settings):
    settings.ANSWERS_PER_QUESTION_A_DAY = 100

    def queries(*attempts):
        with CaptureQueriesContext(connection) as captured:
            device.answer(*attempts)
        return len(captured)

    device.answer(attempt("q-choice"))
    one = queries(attempt("q-sort"))
    hundred = queries(
        *(attempt("q-choice", WRONG["q-choice"]) for _ in range(99)), attempt("q-chat")
    )
    assert Attempt.objects.count() == 102
    assert one == hundred <= 7


def test_two_hundred_steps_take_the_queries_of_one(device):
    def queries(*steps):
        with CaptureQueriesContext(connection) as captured:
            device.finish(*steps)
        return len(captured)

    others = {"module": OTHER_MODULE, "version": OTHER_VERSION}
    device.finish(step("s-text"), step("s-text", **others))
    one = queries(step("s-pause"))
    many = queries(*([step("s-pause", **others), step("s-text")] * 100))
    assert one == many <= 6


def test_answering_notes_the_day_and_nothing_finer(device):
    Learner.objects.update(seen_on="2020-01-01")
    device.answer(attempt("q-choice"))
    assert str(Learner.objects.get().seen_on) > "2026"


def test_the_answers_have_the_shape_that_the_schema_tells(device):
    answer = device.answer(attempt("q-choice"), 7)
    recorded, rejected = answer["results"]
    fields = ResultSerializer().fields
    assert set(answer) == set(ResultsSerializer().fields)
    assert set(rejected) == set(fields)
    assert set(recorded) == {name for name, field in fields.items() if field.required}
    assert set(attempt("q-choice")) == set(AttemptSerializer().fields)
    assert set(device.finish(step("s-text"))) == set(StepsDoneSerializer().fields)


def test_a_database_that_is_away_is_a_503_and_the_answers_can_be_sent_again(
    device, monkeypatch
):
    from django.db import OperationalError

    from challenge.progress import store

    def away(batches):
        raise OperationalError("gone")

    sent = attempt("q-choice")
    with monkeypatch.context() as patch:
        patch.setattr(store._commits, "_commit", away)
        response = device.send("POST", "attempts/", {"attempts": [sent]})
    assert response.status_code == 503
    assert response.json()["type"] == "server_error"
    assert device.answer(sent)["results"][0]["status"] == "recorded"
