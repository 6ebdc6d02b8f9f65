"""What is counted of a class: first answers, once each, and taken back with their learner."""

from django.db.models import F

import pytest

from challenge.classrooms.reports.gathering import gather
from challenge.learners import services as learners
from challenge.models import Attempt, ClassTally, FirstAnswer, Learner
from challenge.progress import tallies
from tests.challenge.clearing import clear_away
from tests.challenge.content import WRONG, attempt, form
from tests.challenge.test_tallies import grow_old


def counts():
    """Return number and score of each tally by item, phase and answer."""
    return {
        (row.item, row.phase, row.answer): (row.n, row.score)
        for row in ClassTally.objects.all()
    }


RIGHT_AND_WRONG = {
    ("q-choice", "practice", ""): (2, 1000),
    ("q-choice", "practice", "tell"): (1, 1000),
    ("q-choice", "practice", "wait"): (1, 0),
}


def test_a_class_is_counted_by_item_and_by_answer(pupils):
    pupils.play(1, 1)
    assert counts() == RIGHT_AND_WRONG


def test_who_tries_again_is_no_second_pupil(pupils):
    pupils.play(1, 1)
    for device in pupils.devices:
        device.answer(*(attempt("q-choice") for _ in range(5)))
        tallies.roll_up()
    assert counts() == RIGHT_AND_WRONG


def test_several_answers_of_one_batch_count_as_the_first(pupils):
    (device,) = pupils.join()
    device.answer(
        attempt("q-choice", WRONG["q-choice"]), attempt("q-choice"), attempt("q-choice")
    )
    tallies.roll_up()
    assert counts()["q-choice", "practice", ""] == (1, 0)


def test_who_is_in_no_class_is_counted_in_none(pupils, device):
    device.answer(attempt("q-choice"))
    tallies.roll_up()
    assert not ClassTally.objects.exists()


def test_a_review_is_not_what_the_class_did(pupils):
    (device,) = pupils.join()
    device.answer(attempt("q-choice", phase="review"))
    tallies.roll_up()
    assert not ClassTally.objects.exists()


def test_rebuilding_counts_nothing_twice(pupils):
    pupils.play(1, 1)
    tallies.rebuild()
    assert counts() == RIGHT_AND_WRONG


def test_who_is_forgotten_is_taken_back(pupils):
    pupils.play(1, 1)
    pupils.devices[1].send("DELETE", "learners/me/")
    assert counts() == {
        ("q-choice", "practice", ""): (1, 1000),
        ("q-choice", "practice", "tell"): (1, 1000),
    }
    assert FirstAnswer.objects.count() == 1


def test_an_answer_not_yet_counted_is_never_counted(pupils):
    (device,) = pupils.join()
    device.answer(attempt("q-choice"))
    device.send("DELETE", "learners/me/")
    tallies.roll_up()
    assert not ClassTally.objects.exists()


def test_once_the_attempts_are_gone_the_count_is_nobodys(pupils, settings):
    pupils.play(1, 1)
    grow_old(settings.ATTEMPT_KEEP_DAYS + 1)
    clear_away()
    assert not Attempt.objects.exists()
    assert not FirstAnswer.objects.exclude(seq=None).exists()
    learners.forget(list(Learner.objects.values_list("pk", flat=True)))
    assert counts() == RIGHT_AND_WRONG
    assert not FirstAnswer.objects.exists()


def test_whoever_answered_long_ago_does_not_count_again(pupils, settings):
    pupils.play(1, 1)
    grow_old(settings.ATTEMPT_KEEP_DAYS + 1)
    clear_away()
    pupils.answer(pupils.devices[1], "q-choice")
    assert counts() == RIGHT_AND_WRONG


@pytest.mark.usefixtures("sensitive")
def test_of_something_hard_no_answer_is_kept_and_of_a_story_no_score(pupils):
    pupils.play(1, 1)
    pupils.play(1, 1, "q-chat")
    expected = {
        ("q-choice", "practice", ""): (2, 1000),
        ("q-chat", "practice", ""): (2, 0),
    }
    assert counts() == expected
    tallies.rebuild()
    assert counts() == expected
    for device in pupils.devices:
        device.send("DELETE", "learners/me/")
    assert counts() == {}


def test_a_seat_that_moves_takes_no_answers_along(pupils, educator):
    pupils.play(1, 1)
    seat = pupils.classroom.seats.exclude(learner_id=None).first()
    other = type(pupils.classroom).objects.create(
        educator=educator,
        name="other",
        play_name="merry-lagoon",
        band="8-10",
        locale="en",
        size=0,
        code="BBBBBBBB",
        ends_on=pupils.classroom.ends_on,
    )
    seat.classroom = other
    seat.save()
    tallies.rebuild()
    assert not other.tallies.exists()
    learners.forget([seat.learner_id])
    assert counts()["q-choice", "practice", ""][0] == 1


def test_a_check_counts_pupils_however_many_questions_each_was_asked(pupils):
    """Its answers divided by the questions asked gave 30 of 18 pupils."""
    for number, device in enumerate(pupils.join(8)):
        device.answer(*(attempt("c-pre") for _ in range(1 + number % 3)))
        device.hand_in(form("pre"))
    tallies.roll_up()
    # As where each was asked two of several questions.
    ClassTally.objects.update(n=F("n") * 2)
    live = gather(pupils.classroom, "en").modules[0]
    tables = dict(gather(pupils.classroom, "en").tables(live))
    assert tables["pre"].whole == 8
    assert tables["pre"].parts == {"points": 8, "lost": 0}


@pytest.mark.usefixtures("sensitive")
def test_a_table_that_nobody_is_in_looks_like_any_other(pupils):
    """Or it would be seen when the first pupil of a sensitive module has answered."""
    empty = gather(pupils.classroom, "en")
    before = {name: set(table.parts) for name, table in empty.tables(empty.modules[0])}
    pupils.finish(1)
    now = gather(pupils.classroom, "en")
    after = {name: set(table.parts) for name, table in now.tables(now.modules[0])}
    assert before == after
    assert min(map(len, before.values())) == 2
