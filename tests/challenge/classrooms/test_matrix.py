"""Who may do what: every call about classes, tried by everybody."""

import re
from io import StringIO

from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

import pytest

from challenge.accounts.models import User
from challenge.classrooms.class_mode.models import Round
from challenge.classrooms.class_mode.services import move_on, open_round
from challenge.classrooms.models import Classroom
from tests.challenge import factories
from tests.challenge.classrooms.class_mode import making
from tests.challenge.classrooms.conftest import Desk, other_learner
from tests.challenge.conftest import Device

CLASS = "classes/{class}/"
SEAT = CLASS + "seats/{seat}/"
ASSIGNMENT = CLASS + "assignments/{assignment}/"
ROUND = CLASS + "rounds/{round}/"
# What the owner gets, and what everybody else who has signed in.
CALLS = [
    ("GET", CLASS, None, 200),
    ("PATCH", CLASS, {"name": "4B"}, 200),
    ("PATCH", CLASS, {"open_minutes": 5}, 200),
    ("GET", CLASS + "seats/", None, 200),
    ("POST", CLASS + "seats/", {"add": 1}, 201),
    ("PATCH", SEAT, {"locked": True}, 200),
    ("POST", SEAT + "reset/", {"new_pictures": True}, 200),
    ("POST", SEAT + "move/", {"to": "{own}"}, 200),
    ("DELETE", SEAT, None, 204),
    ("GET", CLASS + "assignments/", None, 200),
    ("POST", CLASS + "assignments/", {"module": "t2-0810-locks"}, 201),
    ("PATCH", ASSIGNMENT, {"note": "Hello"}, 200),
    ("DELETE", ASSIGNMENT, None, 204),
    ("GET", CLASS + "report/", None, 200),
    ("GET", CLASS + "report.csv", None, 200),
    ("GET", CLASS + "report.xapi.json", None, 200),
    (
        "POST",
        CLASS + "rounds/",
        {"module": making.MODULE, "item": making.QUESTION},
        201,
    ),
    ("GET", ROUND, None, 200),
    ("PATCH", ROUND, {"stage": "choose"}, 200),
    ("DELETE", CLASS, None, 204),
]
# Those without a class in the address: what an educator gets.
OWN_CALLS = [
    ("GET", "classes/", None, 200),
    ("POST", "classes/", {"name": "3C", "band": "5-7"}, 201),
]
STRANGERS = ("other educator", "editor", "safeguarding", "manager", "staff", "gone")


@pytest.fixture
def people(db, settings, educator, lessons):
    """Return a way to send as each kind of person there is."""
    settings.DEMO = True
    call_command("create_demo_users", stdout=StringIO())
    User.objects.create_superuser("root", password="x")
    gone = factories.new_educator("gone")
    desks = {
        "anonymous": Desk(None),
        "owner": Desk(educator),
        "other educator": Desk(factories.new_educator("other")),
        "staff": Desk(User.objects.get(username="root")),
        "gone": Desk(gone),
        **{
            name: Desk(User.objects.get(username=name))
            for name in ("editor", "safeguarding", "manager")
        },
        "learner": Device(other_learner()),
    }
    # Whoever is no educator any more keeps the session, and nothing else.
    gone.groups.clear()
    return desks


@pytest.fixture
def places(classroom, educator):
    own = factories.new_class(educator)
    assignment = classroom.assignments.create(module="t2-0810-more")
    making.publish()
    classroom.assignments.create(module=making.MODULE)
    round_ = open_round(classroom, making.MODULE, making.QUESTION)
    return {
        "class": classroom.uid,
        "seat": classroom.seats.first().uid,
        "assignment": assignment.uid,
        "round": round_.uid,
        "own": own.uid,
    }


def send(person, call, places):
    method, path, body, _owners = call
    filled = body and {
        name: value.format(**places) if isinstance(value, str) else value
        for name, value in body.items()
    }
    return person.send(method, path.format(**places), filled).status_code


def named(call):
    return f"{call[0]} {call[1]}"


@pytest.mark.parametrize("call", CALLS, ids=named)
def test_a_class_is_its_educators_alone(people, places, call):
    before = _all_there_is()
    given = {
        name: send(person, call, places)
        for name, person in people.items()
        if name != "owner"
    }
    assert given == {"anonymous": 401, "learner": 401, **dict.fromkeys(STRANGERS, 404)}
    assert _all_there_is() == before
    assert send(people["owner"], call, places) == call[3]


@pytest.mark.parametrize("call", OWN_CALLS, ids=named)
def test_only_educators_have_classes(people, places, call):
    given = {name: send(person, call, places) for name, person in people.items()}
    educators = ("owner", "other educator")
    assert given == {
        "anonymous": 401,
        "learner": 401,
        **dict.fromkeys(STRANGERS, 404),
        **dict.fromkeys(educators, call[3]),
    }


def test_an_educator_sees_no_class_of_another_in_the_list(people, places):
    assert people["other educator"].send("GET", "classes/").json() == []
    assert len(people["owner"].send("GET", "classes/").json()) == 2


@pytest.mark.parametrize("part", ["seat", "assignment", "round"])
def test_a_part_of_one_class_is_not_in_another(people, places, part):
    places["class"] = places["own"]
    call = {
        "seat": ("DELETE", SEAT, None, 404),
        "assignment": ("DELETE", ASSIGNMENT, None, 404),
        "round": ("PATCH", ROUND, {"stage": "close"}, 404),
    }[part]
    assert send(people["owner"], call, places) == 404


def test_what_is_due_is_told_to_learners_alone(people):
    path = "learners/me/assignments/"
    given = {
        name: person.send("GET", path).status_code for name, person in people.items()
    }
    assert given == dict.fromkeys(people, 401) | {"learner": 200}


@pytest.mark.parametrize(
    ("method", "path", "body", "strangers"),
    [
        ("GET", "learners/me/round/", None, 200),
        ("GET", "rounds/{round}/", None, 404),
        ("POST", "rounds/{round}/votes/", {"choice": making.RIGHT}, 404),
    ],
)
def test_a_class_together_is_followed_by_its_own_learners_alone(
    people, places, classroom, method, path, body, strangers
):
    move_on(Round.objects.get(), "choose")
    call = method, path, body, strangers
    given = {name: send(person, call, places) for name, person in people.items()}
    assert given == dict.fromkeys(people, 401) | {"learner": strangers}
    ((_seated, token),) = making.seated(classroom, 1)
    assert send(Device(token), call, places) == 200


def test_devices_join_whoever_is_signed_in(people, places):
    for person in people.values():
        sent = person.send("POST", "classes/open/", {"code": "x"})
        assert sent.status_code == 404


def test_a_session_opens_no_other_call_of_the_api(people, educator):
    browser = Client()
    browser.force_login(educator)
    response = browser.get("/api/v1/learners/me/")
    assert response.status_code == 401
    assert "cookie" not in response.get("Vary", "").lower()


LESSON = "/en/teach/lessons/t2-0810-locks/"
SENSITIVE_LESSON = "/en/teach/lessons/t4-0810-storm/"
# The pages of lessons: what an educator gets.
LESSON_PAGES = [
    ("GET", "/en/teach/lessons/", 200),
    ("GET", LESSON, 200),
    ("GET", LESSON + "print/", 200),
    ("GET", LESSON + "slides/", 200),
    ("GET", SENSITIVE_LESSON, 200),
    ("GET", SENSITIVE_LESSON + "before/", 200),
    ("POST", SENSITIVE_LESSON + "before/", 200),
    ("GET", SENSITIVE_LESSON + "print/", 302),
    ("GET", SENSITIVE_LESSON + "slides/", 302),
    # Without one of their own classes; with one, see test_lesson.py.
    ("POST", LESSON, 404),
]


@pytest.mark.parametrize("page", LESSON_PAGES, ids=lambda page: f"{page[0]} {page[1]}")
def test_lessons_are_for_educators_alone(people, page):
    method, path, status = page
    given = {
        name: person.client.generic(
            method, path, headers=getattr(person, "headers", {})
        )
        for name, person in people.items()
    }
    educators = ("owner", "other educator")
    others = [name for name in STRANGERS if name not in educators]
    assert {name: answer.status_code for name, answer in given.items()} == {
        "anonymous": 302,
        "learner": 302,
        **dict.fromkeys(others, 403),
        **dict.fromkeys(educators, status),
    }
    for name in ("anonymous", "learner"):
        assert given[name].headers["Location"] == f"/en/accounts/login/?next={path}"


def test_no_page_of_lessons_is_left_out():
    tried = {re.sub("t[24]-0810-[a-z]+", "*", path) for _, path, _ in LESSON_PAGES}
    patterns = get_resolver("challenge.classrooms.lessons.urls").url_patterns
    there = {re.sub(r"<\w+:\w+>", "*", str(each.pattern)) for each in patterns}
    assert {f"/en/teach/lessons/{path}" for path in there} == tried


LAUNCHED = "/en/lti/class/{class}/"
# The pages that a learning platform leads to: what the owner gets, and other educators.
LAUNCHED_PAGES = [
    ("GET", LAUNCHED, 302, 404),
    # Without a platform's request; with one, see tests/challenge/lti.
    ("GET", "/en/lti/pick/", 400, 400),
    ("POST", "/en/lti/pick/", 400, 400),
]


@pytest.mark.parametrize("page", LAUNCHED_PAGES, ids=named)
def test_a_launch_opens_nothing_to_anybody(people, places, page):
    method, path, owner, other = page
    path = path.format(**places)
    given = {
        name: person.client.generic(
            method, path, headers=getattr(person, "headers", {})
        )
        for name, person in people.items()
    }
    statuses = {name: answer.status_code for name, answer in given.items()}
    assert statuses == dict.fromkeys(STRANGERS, 403) | {
        "anonymous": 302,
        "learner": 302,
        "owner": owner,
        "other educator": other,
    }
    for name in ("anonymous", "learner"):
        assert given[name].headers["Location"] == f"/en/accounts/login/?next={path}"
    if owner == 302:
        page_of_class = f"/en/teach/classes/{places['class']}/"
        assert given["owner"].headers["Location"] == page_of_class


def test_no_page_of_launches_is_left_out():
    tried = {path.format(**{"class": "*"}) for _, path, *_ in LAUNCHED_PAGES}
    patterns = get_resolver("challenge.lti.urls").url_patterns
    there = {re.sub(r"<\w+:\w+>", "*", str(each.pattern)) for each in patterns}
    assert {f"/en/{path}" for path in there} == tried


PUPILS_CALLS = {
    "classes/open/",
    "classes/join/",
    "learners/me/assignments/",
    "learners/me/round/",
    "rounds/*/",
    "rounds/*/votes/",
}


@pytest.mark.parametrize("part", ["", ".reports", ".class_mode"])
def test_no_call_is_left_out(part):
    tried = {re.sub(r"\{\w+\}", "*", path) for _, path, *_ in [*CALLS, *OWN_CALLS]}
    patterns = get_resolver(f"challenge.classrooms{part}.api_urls").url_patterns
    there = {re.sub(r"<\w+:\w+>", "*", str(each.pattern)) for each in patterns}
    assert there <= tried | PUPILS_CALLS


def _all_there_is():
    return [list(model.objects.order_by("pk").values()) for model in (Classroom, Round)]
