"""The calls of class mode, from an educator's session and from pupils' devices."""

import json
import uuid

import pytest

from challenge.classrooms.class_mode import services
from challenge.classrooms.class_mode.models import Round, Stage, Vote
from challenge.classrooms.class_mode.questions import question
from tests.challenge import factories
from tests.challenge.classrooms.class_mode import making
from tests.challenge.classrooms.class_mode.making import (
    CHECK,
    MODULE,
    QUESTION,
    VERSION,
)
from tests.challenge.classrooms.conftest import Desk
from tests.challenge.conftest import Device


@pytest.fixture
def desk(classroom):
    return Desk(classroom.educator)


@pytest.fixture
def devices(classroom):
    return [Device(token) for _learner, token in making.seated(classroom)]


@pytest.fixture
def rounds(classroom):
    return f"classes/{classroom.uid}/rounds/"


def begin(desk, rounds, stage="choose", item=QUESTION, **more):
    made = desk.send("POST", rounds, {"module": MODULE, "item": item} | more)
    assert made.status_code == 201, made.content
    id_ = made.json()["id"]
    if stage != "see":
        moved = desk.send("PATCH", f"{rounds}{id_}/", {"stage": stage})
        assert moved.json()["stage"] == stage
    return id_


def problem(response):
    (error,) = response.json()["errors"]
    return response.status_code, error["code"], error["attr"]


def test_a_round_from_see_to_close(desk, devices, rounds):
    id_ = begin(desk, rounds)
    for device in devices:
        sent = device.send("POST", f"rounds/{id_}/votes/", {"choice": "wait"})
        assert sent.json() == {"turn": 1, "choice": "wait"}
    now = desk.send("GET", f"{rounds}{id_}/").json()
    assert (now["answered"], now["joined"], now["spreads"]) == (6, 6, [])
    for stage in ("spread", "talk", "choose_again"):
        now = desk.send("PATCH", f"{rounds}{id_}/", {"stage": stage}).json()
        assert len(now["spreads"]) == (stage != "choose_again")
    devices[0].send("POST", f"rounds/{id_}/votes/", {"choice": "tell", "turn": 2})
    desk.send("PATCH", f"{rounds}{id_}/", {"stage": "close"})
    seen = devices[0].send("GET", f"rounds/{id_}/").json()
    assert seen["right"] == ["tell"]
    assert seen["mine"] == [
        {"turn": 1, "choice": "wait"},
        {"turn": 2, "choice": "tell"},
    ]
    (spread,) = seen["spreads"]
    assert [part["most"] for part in spread["parts"]] == [False, True, False]
    assert "answered" not in seen


def test_devices_follow_their_class(desk, devices, rounds):
    assert devices[0].send("GET", "learners/me/round/").json() == {"round": None}
    id_ = begin(desk, rounds, "see")
    first = devices[0].send("GET", "learners/me/round/")
    assert first.json()["round"]["id"] == id_
    assert first.json()["round"]["band"] == "8-10"
    again = devices[0].send(
        "GET", "learners/me/round/", **{"If-None-Match": first["ETag"]}
    )
    assert again.status_code == 304
    assert again.content == b""
    desk.send("PATCH", f"{rounds}{id_}/", {"stage": "choose"})
    later = devices[0].send(
        "GET", "learners/me/round/", **{"If-None-Match": first["ETag"]}
    )
    assert later.json()["round"]["turn"] == 1


def test_the_educators_screen_is_told_304_until_somebody_answers(desk, devices, rounds):
    id_ = begin(desk, rounds)
    tag = {"If-None-Match": desk.send("GET", f"{rounds}{id_}/")["ETag"]}
    assert desk.send("GET", f"{rounds}{id_}/", **tag).status_code == 304
    devices[0].send("POST", f"rounds/{id_}/votes/", {"choice": "tell"})
    assert desk.send("GET", f"{rounds}{id_}/", **tag).json()["answered"] == 1


@pytest.mark.parametrize("item", [QUESTION, CHECK])
@pytest.mark.parametrize("stage", Stage)
def test_no_device_gets_a_key(desk, devices, rounds, stage, item):
    id_ = begin(desk, rounds, stage, item)
    for path in (f"rounds/{id_}/", "learners/me/round/"):
        body = devices[0].send("GET", path).content.decode()
        assert '"key"' not in body
        assert "Because." not in body
        assert "Well seen." not in body
        right = json.loads(body).get("round", json.loads(body))["right"]
        assert right == (["tell"] if (stage, item) == ("close", QUESTION) else [])


def test_what_is_wrong_is_said_at_its_field(desk, devices, rounds):
    nowhere = desk.send("POST", rounds, {"module": "nowhere", "item": QUESTION})
    assert problem(nowhere) == (400, "not_assigned", "module")
    unknown = desk.send("POST", rounds, {"module": MODULE, "item": "nothing"})
    assert problem(unknown) == (400, "unknown_item", "item")
    id_ = begin(desk, rounds, "spread")
    back = desk.send("PATCH", f"{rounds}{id_}/", {"stage": "choose"})
    assert problem(back) == (400, "passed", "stage")
    odd = desk.send("PATCH", f"{rounds}{id_}/", {"stage": "party"})
    assert problem(odd) == (400, "invalid_choice", "stage")
    late = devices[0].send("POST", f"rounds/{id_}/votes/", {"choice": "tell"})
    assert problem(late) == (400, "not_open", "turn")
    bare = devices[0].send("POST", f"rounds/{id_}/votes/", {})
    assert problem(bare) == (400, "required", "choice")
    nonsense = devices[0].send("POST", f"rounds/{id_}/votes/", b"[")
    assert nonsense.status_code == 400


@pytest.mark.parametrize("stage", ["spread", "talk", "choose_again", "close"])
def test_a_choice_that_comes_too_late_is_told_so(desk, devices, rounds, stage):
    id_ = begin(desk, rounds, stage)
    late = {"choice": "tell", "turn": 1}
    answer = devices[0].send("POST", f"rounds/{id_}/votes/", late)
    assert problem(answer) == (400, "too_late", "turn")


def test_hands_are_kept_and_the_round_moves_on_in_one_call(desk, rounds):
    id_ = begin(desk, rounds, by_hand=True)
    change = {"hands": {"tell": 6, "wait": 6, "share": 6}, "stage": "spread"}
    moved = desk.send("PATCH", f"{rounds}{id_}/", change).json()
    assert [part["share"] for part in moved["spreads"][0]["parts"]] == [35, 35, 35]
    assert moved["answered"] == 18


def test_rounds_are_there_for_their_own_class_only(desk, devices, rounds, stranger):
    id_ = begin(desk, rounds)
    other = making.new_class(factories.new_educator("other"))
    ((_learner, token),) = making.seated(other, 1)
    theirs, elsewhere = Device(token), Desk(other.educator)
    vote = {"choice": "tell"}
    assert theirs.send("GET", f"rounds/{id_}/").status_code == 404
    assert theirs.send("POST", f"rounds/{id_}/votes/", vote).status_code == 404
    assert theirs.send("GET", "learners/me/round/").json() == {"round": None}
    for path in (f"{rounds}{id_}/", f"classes/{other.uid}/rounds/{id_}/"):
        assert elsewhere.send("GET", path).status_code == 404
        change = elsewhere.send("PATCH", path, {"stage": "close"})
        assert change.status_code == 404
    new = {"module": MODULE, "item": QUESTION}
    assert elsewhere.send("POST", rounds, new).status_code == 404
    for method, path in [
        ("POST", rounds),
        ("GET", f"{rounds}{id_}/"),
        ("PATCH", f"{rounds}{id_}/"),
        ("GET", f"rounds/{id_}/"),
        ("POST", f"rounds/{id_}/votes/"),
        ("GET", "learners/me/round/"),
    ]:
        assert stranger.send(method, path, {}).status_code == 401
    # A pupil's token opens nothing of the educator's, nor a session a pupil's vote.
    assert devices[0].send("GET", f"{rounds}{id_}/").status_code == 401
    assert desk.send("POST", f"rounds/{id_}/votes/", vote).status_code == 401
    assert not Vote.objects.exists()
    assert Round.objects.get().stage == Stage.CHOOSE


def test_there_is_no_such_round(desk, devices, rounds):
    nothing = uuid.uuid4()
    assert desk.send("GET", f"{rounds}{nothing}/").status_code == 404
    assert devices[0].send("GET", f"rounds/{nothing}/").status_code == 404
    vote = devices[0].send("POST", f"rounds/{nothing}/votes/", {"choice": "tell"})
    assert vote.status_code == 404


def test_asking_and_answering_cost_few_queries(
    desk, devices, rounds, classroom, django_assert_max_num_queries
):
    id_ = begin(desk, rounds)
    question(VERSION, QUESTION)
    devices[0].send("GET", "learners/me/round/")
    with django_assert_max_num_queries(3):
        devices[0].send("GET", "learners/me/round/")
    # The token, the turn of writing, the seat, the round, and the choice.
    with django_assert_max_num_queries(6):
        devices[0].send("POST", f"rounds/{id_}/votes/", {"choice": "tell"})
    with django_assert_max_num_queries(8):
        desk.send("GET", f"{rounds}{id_}/")
    services.move_on(classroom.rounds.get(), Stage.CLOSE)
    with django_assert_max_num_queries(5):
        devices[0].send("GET", "learners/me/round/")
