"""A sensitive module that a class was given cannot be started before its educator opens it."""

import pytest

from challenge.classrooms import locks
from challenge.models import Attempt, Progress
from cms.publications.answer_keys import answer_keys
from tests.challenge import factories
from tests.challenge.classrooms.conftest import join
from tests.challenge.conftest import Device
from tests.challenge.content import (
    MODULE,
    OTHER_MODULE,
    OTHER_VERSION,
    attempt,
    step,
)

OTHER = {"module": OTHER_MODULE, "version": OTHER_VERSION}


@pytest.fixture
def classroom(educator):
    """A class that was given a module which is sensitive, and still locked."""
    factories.publish(sensitivity=2)
    factories.publish(OTHER_MODULE, OTHER_VERSION)
    room = factories.new_class(educator)
    room.assignments.create(module=MODULE)
    room.assignments.create(module=OTHER_MODULE)
    return room


def pupil_of(classroom):
    answered = join(Device(), classroom)
    return Device(answered.json()["token"])


@pytest.fixture
def pupil(classroom):
    return pupil_of(classroom)


def test_nothing_of_a_locked_module_is_recorded(pupil):
    sent = [attempt("q-choice"), attempt("q-choice", **OTHER)]
    answered = pupil.answer(*sent)
    refused, recorded = answered["results"]
    assert (refused["status"], refused["code"]) == ("rejected", "locked")
    assert (refused["outcome"], refused["score"], refused["feedback"]) == (
        None,
        None,
        "",
    )
    assert recorded["status"] == "recorded"
    done = pupil.finish(step("s-text"), step("s-text", **OTHER))
    assert [(one["module"], one["code"]) for one in done["rejected"]] == [
        (MODULE, "locked")
    ]
    assert [one["module"] for one in done["progress"]] == [OTHER_MODULE]
    assert not Attempt.objects.filter(module=MODULE).exists()
    assert not Progress.objects.filter(module=MODULE).exists()


def test_once_it_is_open_the_same_entries_are_recorded(pupil, classroom):
    sent = attempt("q-choice")
    pupil.answer(sent)
    assert pupil.me()["locked"] == [MODULE]
    classroom.unlocked = [MODULE]
    classroom.save()
    assert pupil.me()["locked"] == []
    assert pupil.answer(sent)["results"][0]["status"] == "recorded"
    assert pupil.finish(step("s-text"))["rejected"] == []


def test_it_is_locked_for_nobody_outside_the_class(classroom, device, educator):
    assert device.answer(attempt("q-choice"))["results"][0]["status"] == "recorded"
    assert device.me()["locked"] == []
    # Another class, which was not given the module.
    other = pupil_of(factories.new_class(educator))
    assert other.answer(attempt("q-choice"))["results"][0]["status"] == "recorded"


def test_a_batch_of_a_locked_module_alone_has_its_results_and_no_progress(pupil):
    answered = pupil.answer(attempt("q-choice"), attempt("q-sort"))
    assert [one["code"] for one in answered["results"]] == ["locked", "locked"]
    assert answered["progress"] == []


def test_an_invalid_answer_is_told_as_such_even_there(pupil):
    answered = pupil.answer(attempt("q-choice", {"choices": ["none"]}))
    assert answered["results"][0]["code"] == "invalid_response"


def test_a_module_that_is_not_sensitive_asks_nothing_more_of_the_database(
    classroom, django_assert_num_queries
):
    keys = answer_keys({OTHER_VERSION})
    with django_assert_num_queries(0):
        assert locks.locked_among([1], keys) == set()
