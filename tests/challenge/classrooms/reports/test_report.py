"""What an educator is told of a class, and what nobody is."""

import csv
import io
import json
import uuid

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from challenge.classrooms import names
from challenge.classrooms.reports.services import report
from challenge.models import ClassTally, Told, User
from cms import memory
from cms.publications.models import Publication
from quizzes.kinds.ids import public_id
from tests.challenge.content import (
    MODULE,
    OTHER_MODULE,
    VERSION,
    WRONG,
    attempt,
    form,
    step,
)


@pytest.fixture
def teacher(educator):
    client = Client(raise_request_exception=False)
    client.force_login(educator)
    return client


@pytest.fixture
def told(teacher, classroom):
    """Ask for the report as its educator."""

    def ask():
        response = teacher.get(f"/api/v1/classes/{classroom.uid}/report/")
        assert response.status_code == 200, response.content
        return response.json()

    return ask


def question(data, item="q-choice"):
    (module,) = data["modules"]
    return next(one for one in module["items"] if one["id"] == item)


def test_each_seat_shows_how_far_it_is(pupils, told):
    pupils.finish(2)
    pupils.play(1, 0)
    data = told()
    marks = [seat["modules"][0] for seat in data["seats"]]
    assert marks[0] == {"module": MODULE, "state": "finished", "stars": 3}
    assert marks[2] == {"module": MODULE, "state": "started", "stars": 0}
    assert marks[3] == {"module": MODULE, "state": "", "stars": 0}
    module = data["modules"][0]
    assert module["started"] == {"value": 3, "hidden": False}
    assert module["finished"] == {"value": 2, "hidden": False}
    assert data["joined"] == 3


def test_only_what_is_assigned_is_told(pupils, told):
    (device,) = pupils.join()
    device.finish(step("s-text", module=OTHER_MODULE, version="2" * 64))
    assert [one["module"] for one in told()["modules"]] == [MODULE]


def test_the_class_answered(pupils, told):
    pupils.play(12, 8)
    found = question(told())
    assert found["n"] == {"value": 20, "hidden": False}
    assert found["facility"] == {"value": 60, "hidden": False}
    assert found["talk"] is True
    assert found["most_chosen"]["right"] is True


def test_fewer_than_five_are_not_told(pupils, told):
    pupils.play(2, 2)
    assert question(told())["n"] == {"value": None, "hidden": False}
    assert not Told.objects.exists()


def test_a_few_who_were_wrong_are_hidden_and_so_are_the_others(pupils, told):
    pupils.play(18, 2)
    found = question(told())
    assert found["n"]["value"] == 20
    assert found["facility"] == {"value": None, "hidden": True}
    assert found["most_chosen"] is None
    assert found["talk"] is False


def test_one_who_answers_five_times_is_no_class(pupils, told):
    (device,) = pupils.join()
    for _ in range(6):
        pupils.answer(device, "q-choice")
    assert question(told())["n"]["value"] is None


def test_what_was_told_stands_still_while_one_more_answers(pupils, told):
    pupils.play(12, 8)
    before = question(told())
    for is_right in (True, False, False, False, False):
        pupils.play(is_right, not is_right)
        assert question(told()) == before


def test_it_is_told_anew_when_the_difference_may_be_known(pupils, told):
    pupils.play(10, 5)
    told()
    pupils.play(10, 5)
    found = question(told())
    assert (found["n"]["value"], found["facility"]["value"]) == (30, 65)


def test_most_must_have_answered_first(pupils, told):
    for device in pupils.join(20):
        device.finish(step("s-text"))
    pupils.play(5, 5)
    assert question(told())["n"]["value"] is None


def test_the_check_before_and_after(pupils, told):
    for number, device in enumerate(pupils.join(20)):
        before = None if number < 8 else WRONG["c-pre"]
        after = None if number < 14 else WRONG["c-post"]
        device.answer(attempt("c-pre", before), attempt("c-post", after))
        device.hand_in(form("pre"))
        device.hand_in(form("post"))
    pupils.play(0, 0)
    module = told()["modules"][0]
    assert module["before"] == {
        "n": {"value": 20, "hidden": False},
        "share": {"value": 40, "hidden": False},
    }
    assert module["after"]["share"]["value"] == 70
    assert module["gain"]["value"] == 30


@pytest.mark.usefixtures("sensitive")
def test_of_something_hard_no_seat_is_told(pupils, told):
    pupils.finish(10)
    pupils.play(5, 5)
    data = told()
    assert all(seat["modules"] == [] for seat in data["seats"])
    (module,) = data["modules"]
    assert module["sensitive"] is True
    assert module["started"] == {"value": None, "hidden": False}
    assert module["finished"] == {"value": 10, "hidden": False}
    assert [one["id"] for one in module["items"]] == ["q-choice", "q-sort"]
    assert question(data)["facility"]["value"] == 75
    assert question(data)["most_chosen"] is None


@pytest.mark.usefixtures("sensitive")
def test_of_something_hard_the_few_who_have_not_ended_are_hidden(pupils, told):
    pupils.finish(10)
    pupils.play(2, 0)
    assert told()["modules"][0]["finished"] == {"value": None, "hidden": True}


def test_the_same_is_not_sent_twice(pupils, teacher, classroom):
    url = f"/api/v1/classes/{classroom.uid}/report/"
    etag = teacher.get(url)["ETag"]
    again = teacher.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    pupils.finish(1)
    fresh = teacher.get(url, headers={"If-None-Match": etag})
    assert fresh.status_code == 200
    assert fresh["ETag"] != etag


@pytest.mark.parametrize("path", ["report/", "report.csv"])
def test_to_everybody_else_there_is_no_such_class(classroom, device, path):
    url = f"classes/{classroom.uid}/{path}"
    other = Client(raise_request_exception=False)
    assert other.get(f"/api/v1/{url}").status_code == 401
    assert device.send("GET", url).status_code == 401
    other.force_login(User.objects.create_superuser("root", "r@example.org", "root"))
    assert other.get(f"/api/v1/{url}").status_code == 404


def test_the_file_has_the_same_and_no_formula(pupils, teacher, classroom):
    found = Publication.objects.filter(module_key=MODULE)
    found.update(summary=found.get().summary | {"title": "=1+1"})
    memory.forget()
    pupils.finish(1)
    pupils.play(12, 8)
    response = teacher.get(f"/api/v1/classes/{classroom.uid}/report.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines[0][2] == "'=1+1"
    assert lines[1][1:4] == ["yes", "Finished", "3"]
    assert not [
        cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))
    ]
    (asked,) = [line for line in lines if line[1:2] == ["About q-choice"]]
    assert asked[2:4] == ["21", "60"]


def test_the_queries_do_not_grow_with_the_class(pupils, classroom):
    pupils.play(3, 2)
    report(classroom, "en")
    with CaptureQueriesContext(
        connection,
    ) as few:
        report(classroom, "en")
    pupils.play(12, 8)
    report(classroom, "en")
    with CaptureQueriesContext(connection) as many:
        report(classroom, "en")
    assert len(few) == len(many) == 7


def test_a_pupil_who_leaves_cannot_be_told_by_the_difference(pupils, told):
    pupils.play(12, 8)
    before = json.dumps(question(told()))
    pupils.devices[0].send("DELETE", "learners/me/")
    assert json.dumps(question(told())) == before


@pytest.mark.parametrize(
    ("language", "hidden"),
    [("en", "Hidden to protect children"), ("ar", "مخفيّ لحماية الأطفال")],
)
def test_the_page_shows_seats_and_says_why_something_is_hidden(
    pupils, teacher, classroom, language, hidden
):
    pupils.finish(6)
    pupils.play(18, 2)
    page = teacher.get(f"/{language}/teach/classes/{classroom.uid}/report/")
    assert page.status_code == 200
    text = page.content.decode()
    assert hidden in text
    label = names.seat_label(classroom.seats.first().label, language)
    assert label in text


def test_the_part_that_follows_shows_it_in_words_and_bars(pupils, teacher, classroom):
    pupils.finish(6)
    pupils.play(12, 8)
    url = f"/en/teach/classes/{classroom.uid}/report/now/"
    now = teacher.get(url)
    assert now.status_code == 200
    text = now.content.decode()
    assert "Talk about this" in text
    assert 'class="report__fill"' in text
    assert "About q-choice" in text
    same = teacher.get(url, headers={"If-None-Match": now["ETag"]})
    assert same.status_code == 304


def test_what_was_counted_before_ids_were_keyed_is_told_as_before(pupils, told):
    """The demo's options had hashes for ids; the page is compiled again in mid-term."""
    former = {id_: str(uuid.uuid5(uuid.NAMESPACE_URL, id_)) for id_ in ("tell", "wait")}
    pupils.play(9, 8)
    before = question(told())
    assert before["facility"]["value"] is not None

    for id_, hashed in former.items():
        ClassTally.objects.filter(answer=id_).update(answer=hashed)
        for row in Told.objects.all():
            cells = {f"={id_}": f"={hashed}"}
            row.counts = {cells.get(name, name): n for name, n in row.counts.items()}
            row.save()
    found = Publication.objects.get(version=VERSION)
    key = json.loads(bytes(found.key))
    options = key["q-choice"]["key"]["options"]
    key["q-choice"]["key"]["options"] = {
        public_id("q-choice", hashed): options[id_] for id_, hashed in former.items()
    }
    Publication.objects.filter(version=VERSION).update(key=json.dumps(key).encode())
    memory.forget()

    after = question(told())
    assert after["facility"] == before["facility"]
    assert after["n"] == before["n"]
    chosen = before["most_chosen"] | {"label": public_id("q-choice", former["tell"])}
    assert after["most_chosen"] == chosen


def test_a_check_is_not_told_of_before_most_have_handed_it_in(pupils, told):
    """Else whoever holds five seats could try answers out and look them up here."""
    for device in pupils.join(20):
        device.answer(attempt("c-pre"))
    pupils.play(0, 0)
    assert told()["modules"][0]["before"]["n"]["value"] is None
    for device in pupils.devices[:16]:
        device.hand_in(form("pre"))
    assert told()["modules"][0]["before"]["n"]["value"] is not None
