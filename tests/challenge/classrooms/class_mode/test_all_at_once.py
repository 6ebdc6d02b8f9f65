"""A whole class presses at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

import pytest

from challenge.classrooms.class_mode import services
from challenge.classrooms.class_mode.models import Stage
from tests.challenge.classrooms.class_mode import making

PUPILS, ROUNDS = 40, 20


@pytest.fixture
def whole_class(transactional_db):
    making.publish()
    classroom = making.new_class(size=PUPILS)
    return classroom, [learner for learner, _token in making.seated(classroom, PUPILS)]


def test_forty_choices_at_once_are_forty_rows_in_each_of_twenty_rounds(whole_class):
    classroom, pupils = whole_class
    together = threading.Barrier(PUPILS)

    def press(pupil, uid):
        together.wait(30)
        # A device that is not sure sends again: that is one choice, still.
        for _again in range(1 + pupil.pk % 2):
            services.vote(pupil, uid, choice_of(pupil))

    with ThreadPoolExecutor(PUPILS) as devices:
        for number in range(ROUNDS):
            item = (making.QUESTION, making.CHECK)[number % 2]
            round_ = services.open_round(classroom, making.MODULE, item)
            services.move_on(round_, Stage.CHOOSE)
            list(devices.map(press, pupils, [round_.uid] * PUPILS))
            assert round_.votes.count() == PUPILS
            chosen = dict(round_.votes.values_list("seat__learner_id", "choice"))
            assert chosen == {pupil.pk: choice_of(pupil) for pupil in pupils}
        # Each thread has a connection of its own, which a test database waits for.
        list(devices.map(lambda _pupil: leave(together), pupils))


def choice_of(pupil):
    return making.OPTIONS[pupil.pk % 3]


def leave(together):
    together.wait(30)
    connections.close_all()
