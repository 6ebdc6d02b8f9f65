"""The totals of a class for other systems: of the class, and of nobody in it."""

import json
import re
import uuid

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from challenge.classrooms import names
from challenge.models import Learner
from tests.challenge.content import MODULE, WRONG, attempt, form

SITE = "http://localhost:8000"
COUNTS = f"{SITE}/xapi/"


@pytest.fixture
def teacher(educator):
    client = Client(raise_request_exception=False)
    client.force_login(educator)
    return client


@pytest.fixture
def export(teacher, classroom):
    """Take the file as the educator of the class."""

    def ask(locale: str = "en"):
        path = f"/api/v1/classes/{classroom.uid}/report.xapi.json?locale={locale}"
        response = teacher.get(path)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


def verbs(statements):
    return [one["verb"]["id"].rpartition("/")[2] for one in statements]


def test_a_statement_has_the_shape_of_xapi(pupils, export):
    pupils.finish(10)
    pupils.play(12, 8)
    told = export()
    assert {"completed", "answered"} <= set(verbs(told))
    for one in told:
        assert set(one) == {
            *("id", "actor", "verb", "object", "result", "context", "version"),
        }
        assert uuid.UUID(one["id"])
        assert one["version"] == "1.0.3"
        assert one["verb"]["id"].startswith("http://adlnet.gov/expapi/verbs/")
        assert one["object"]["objectType"] == "Activity"
        assert one["object"]["id"].startswith(f"{SITE}/api/v1/modules/{MODULE}/")
        assert one["object"]["definition"]["name"]["en"]
        assert 0 <= one["result"].get("score", {"scaled": 0})["scaled"] <= 1
        assert all(key.startswith(COUNTS) for key in one["result"]["extensions"])
    assert len({one["id"] for one in told}) == len(told)


def test_the_actor_is_the_class_and_names_nobody(pupils, export, classroom):
    classroom.name = "Upstairs on Mondays"  # no digest spells it by accident
    classroom.save()
    pupils.play(12, 8)
    told = export()
    actor = told[0]["actor"]
    assert actor == {
        "objectType": "Group",
        "account": {"homePage": SITE, "name": actor["account"]["name"]},
    }
    assert re.fullmatch(r"[0-9a-f]{32}", actor["account"]["name"])
    text = json.dumps(told)
    hidden = [str(classroom.uid), classroom.code, classroom.name, "teacher"]
    hidden.append(names.play_name(classroom.play_name, "en"))
    for seat in classroom.seats.all():
        hidden += [str(seat.uid), names.seat_label(seat.label, "en")]
    hidden += [str(learner.uid) for learner in Learner.objects.all()]
    assert not [word for word in hidden if word in text]


def test_the_counts_are_those_of_the_report(pupils, export):
    pupils.play(12, 8)
    (answered,) = export()
    assert answered["object"]["id"].endswith("#q-choice")
    assert answered["result"] == {
        "score": {"scaled": 0.6},
        "extensions": {f"{COUNTS}pupils": 20},
    }


def test_how_far_the_class_is_is_told_when_it_gives_nobody_away(pupils, export):
    pupils.finish(10)
    pupils.join(10)
    completed = [one for one in export() if "completed" in verbs([one])]
    assert [one["result"]["extensions"] for one in completed] == [
        {f"{COUNTS}pupils": 20, f"{COUNTS}finished": 10}
    ]


@pytest.mark.parametrize(("finished", "others"), [(4, 20), (20, 2), (0, 20)])
def test_a_few_who_have_or_have_not_finished_are_not_told(
    pupils, export, finished, others
):
    pupils.finish(finished)
    pupils.join(others)
    assert "completed" not in verbs(export())


def test_one_more_who_finishes_changes_nothing(pupils, export):
    pupils.finish(12)
    pupils.join(10)
    before = export()
    assert "completed" in verbs(before)
    pupils.finish(1)
    assert export() == before


def test_a_few_who_were_wrong_are_not_told(pupils, export):
    pupils.play(18, 2)
    assert "answered" not in verbs(export())


def test_the_checks_before_and_after(pupils, export):
    for number, device in enumerate(pupils.join(20)):
        before = None if number < 8 else WRONG["c-pre"]
        after = None if number < 14 else WRONG["c-post"]
        device.answer(attempt("c-pre", before), attempt("c-post", after))
        device.hand_in(form("pre"))
        device.hand_in(form("post"))
    pupils.play(0, 0)
    scored = [one for one in export() if "scored" in verbs([one])]
    assert [one["result"]["score"]["scaled"] for one in scored] == [0.4, 0.7]
    assert [one["object"]["id"].partition("#")[2] for one in scored] == [
        "before",
        "after",
    ]


@pytest.mark.usefixtures("sensitive")
def test_of_something_hard_only_what_the_report_tells(pupils, export):
    pupils.finish(12)
    pupils.join(8)
    (completed, *_questions) = export()
    assert completed["result"]["extensions"] == {
        f"{COUNTS}pupils": 20,
        f"{COUNTS}finished": 12,
    }


def test_an_empty_class_says_nothing(export):
    assert export() == []


def test_the_file_is_a_download_that_no_cache_keeps(teacher, classroom):
    response = teacher.get(f"/api/v1/classes/{classroom.uid}/report.xapi.json")
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].endswith('.xapi.json"')


def test_the_report_offers_it(teacher, classroom):
    page = teacher.get(f"/en/teach/classes/{classroom.uid}/report/").content.decode()
    assert f"/api/v1/classes/{classroom.uid}/report.xapi.json?locale=en" in page


def test_it_costs_as_many_queries_for_one_as_for_thirty(teacher, classroom, pupils):
    path = f"/api/v1/classes/{classroom.uid}/report.xapi.json"
    counts = []
    for joined in (1, 29):
        pupils.join(joined)
        teacher.get(path)
        with CaptureQueriesContext(connection) as seen:
            teacher.get(path)
        counts.append(len(seen))
    assert counts[0] == counts[1]
