"""Who holds the card of a seat learns nothing about sensitive modules from it."""

import json

import pytest

from challenge.classrooms import joining, services
from challenge.classrooms.reports.gathering import gather
from challenge.learners import services as learners
from challenge.models import Attempt, FirstAnswer, Progress
from challenge.progress import tallies
from cms.publications.models import Publication
from tests.challenge import factories
from tests.challenge.classrooms.conftest import join
from tests.challenge.conftest import Device
from tests.challenge.content import (
    MODULE,
    OTHER_MODULE,
    OTHER_VERSION,
    WRONG,
    attempt,
    step,
)

PRACTICE = ("q-choice", "q-sort", "q-chat")


@pytest.fixture
def classroom(educator):
    """A class with a sensitive module that is open, and one that is not sensitive."""
    factories.publish(sensitivity=2)
    factories.publish(OTHER_MODULE, OTHER_VERSION)
    room = factories.new_class(educator)
    for module in (MODULE, OTHER_MODULE):
        room.assignments.create(module=module)
    room.unlocked = [MODULE]
    room.save()
    return room


def take(classroom, number=0):
    """Join at a seat with its card, on a new device."""
    answer = join(Device(), classroom, number)
    assert answer.status_code == 200, answer.content
    return Device(answer.json()["token"])


def play(device, **where):
    sent = [attempt(item, **where) for item in (*PRACTICE, "c-pre", "c-post")]
    device.answer(*sent)
    device.finish(step("s-text", **where), step("s-pause", **where))
    return sent


OTHER = {"module": OTHER_MODULE, "version": OTHER_VERSION}


def everything_told(device):
    """Return all that a device can ask about its learner, as text."""
    asked = [
        device.send("GET", "learners/me/"),
        device.send("GET", "learners/me/review/"),
        device.send("GET", "learners/me/round/"),
        device.send("POST", "certificates/", {"module": MODULE}),
    ]
    return [json.loads(answer.content) for answer in asked]


def test_the_next_device_is_told_what_a_new_one_would_be(classroom):
    """Asked in every way there is, a seat that played it is like one that never did."""
    play(take(classroom, 0))
    take(classroom, 1)
    played, fresh = take(classroom, 0), take(classroom, 1)
    told, expected = everything_told(played), everything_told(fresh)
    for one in (told[0], expected[0]):
        del one["id"], one["avatar"]
    assert told == expected
    for device in (played, fresh):
        due = device.send("GET", "learners/me/assignments/").json()
        assert [one["state"] for one in due] == ["not_started", "not_started"]
    # Nor by what it does itself: one step, one answer, and the same again.
    for device in (played, fresh):
        assert device.finish(step("s-text"))["progress"] == [
            {
                "module": MODULE,
                "state": "started",
                "stars": 0,
                "steps_done": ["s-text"],
                "pearls": 0,
                "reviews": 0,
            }
        ]
    results = [
        device.answer(attempt("q-choice", WRONG["q-choice"]))
        for device in (played, fresh)
    ]
    for result in results:
        del result["results"][0]["id"]
    assert results[0] == results[1]


def test_an_id_that_was_sent_before_does_not_bring_the_first_result(classroom):
    sent = play(take(classroom))[0]
    again = sent | {"response": WRONG["q-choice"]}
    (result,) = take(classroom).answer(again)["results"]
    assert result["status"] == "duplicate"
    assert result["outcome"] == "incorrect"
    assert Attempt.objects.filter(item="q-choice").count() == 1


def test_a_module_that_is_not_sensitive_goes_along(classroom):
    play(take(classroom), **OTHER)
    (module,) = take(classroom).me()["modules"]
    assert (module["module"], module["state"], module["stars"]) == (
        OTHER_MODULE,
        "finished",
        3,
    )


def test_the_device_that_plays_on_is_told_its_own(classroom):
    device = take(classroom)
    play(device)
    assert [one["stars"] for one in device.me()["modules"]] == [3]


def test_the_former_device_is_not_told_what_the_next_one_does(classroom):
    former = take(classroom)
    take(classroom)
    assert former.send("GET", "learners/me/").status_code == 401


def test_neither_a_recovery_card_nor_new_pictures_bring_it_back(classroom):
    device = take(classroom)
    play(device)
    card = device.send("POST", "learners/me/recovery/").json()["card"]
    services.reset_seat(classroom.seats.first(), renew=True)
    answer = Device().send("POST", "learners/recover/", {"card": card})
    assert Device(answer.json()["token"]).me()["modules"] == []


def test_a_learner_without_a_seat_keeps_all_on_another_device(device, module):
    factories.publish("hard", "3" * 64, sensitivity=2)
    play(device, module="hard", version="3" * 64)
    card = device.send("POST", "learners/me/recovery/").json()["card"]
    answer = Device().send("POST", "learners/recover/", {"card": card})
    (told,) = Device(answer.json()["token"]).me()["modules"]
    assert told["state"] == "finished"


def test_what_is_no_longer_published_counts_as_sensitive(classroom):
    play(take(classroom))
    type(classroom).objects.update(unlocked=[MODULE])
    Publication.objects.filter(module_key=MODULE).update(is_current=False)
    assert take(classroom).me()["modules"] == []


def test_the_class_counts_the_seat_once_however_often_it_changes_hands(classroom):
    play(take(classroom))
    for _ in range(2):
        device = take(classroom)
        device.finish(step("s-text"))
    tallies.roll_up()
    live = next(one for one in gather(classroom, "en").modules if one.key == MODULE)
    assert (live.started, live.finished) == (1, 1)
    play(take(classroom))
    take(classroom)
    tallies.roll_up()
    live = next(one for one in gather(classroom, "en").modules if one.key == MODULE)
    assert (live.started, live.finished) == (1, 1)
    assert FirstAnswer.objects.filter(item="q-choice").count() == 1


def test_what_was_set_apart_is_erased_with_its_learner(classroom):
    play(take(classroom))
    take(classroom).send("DELETE", "learners/me/")
    assert not Progress.objects.exists()
    assert not Attempt.objects.exists()


def test_a_class_that_ends_leaves_nothing_set_apart(classroom):
    play(take(classroom))
    joining.join(
        classroom.code, classroom.seats.first().uid, classroom.seats.first().pictures
    )
    services.end_class(classroom)
    assert not Progress.objects.exists()


def test_idle_learners_take_along_what_was_set_apart(classroom):
    play(take(classroom))
    take(classroom)
    learners.forget([classroom.seats.first().learner_id])
    assert not Progress.objects.exists()
