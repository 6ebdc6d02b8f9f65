"""Classes over a year, and many people at once."""

import datetime
from concurrent.futures import ThreadPoolExecutor

from django.core.management import call_command
from django.db import connection

import pytest

from challenge.accounts import permissions
from challenge.classrooms import assigning, joining, services
from challenge.classrooms.models import Classroom, Seat
from challenge.errors import Refused
from challenge.learners.models import today
from challenge.models import Attempt, Learner, Progress
from tests.challenge import factories
from tests.challenge.classrooms.conftest import join
from tests.challenge.clearing import clear_away
from tests.challenge.conftest import Device
from tests.challenge.content import attempt


def test_a_class_goes_thirty_days_after_its_last_day(
    educator, stranger, module, settings
):
    kept, gone = (factories.new_class(educator) for _ in range(2))
    for classroom in (kept, gone):
        Device(join(stranger, classroom).json()["token"]).answer(attempt("q-choice"))
    last = today() - datetime.timedelta(days=settings.CLASSROOM_KEEP_DAYS)
    Classroom.objects.filter(pk=kept.pk).update(ends_on=last)
    Classroom.objects.filter(pk=gone.pk).update(
        ends_on=last - datetime.timedelta(days=1)
    )
    assert clear_away().classes == 1
    assert list(Classroom.objects.all()) == [kept]
    assert Learner.objects.count() == Progress.objects.count() == 1
    assert Attempt.objects.count() == 1


def test_the_command_says_how_many_classes_ended(educator, capsys):
    factories.new_class(educator)
    Classroom.objects.update(ends_on=today() - datetime.timedelta(days=60))
    call_command("retention", "--confirm", today().isoformat())
    assert "1 classes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2026-11-25", "2027-07-31"),
        ("2027-07-31", "2027-07-31"),
        ("2027-08-01", "2028-07-31"),
    ],
)
def test_a_class_ends_with_the_school_year(day, end):
    given = services.end_of_school_year(datetime.date.fromisoformat(day))
    assert given.isoformat() == end


def test_several_modules_are_assigned_at_once(
    classroom, lessons, django_assert_num_queries
):
    assigning.assign(classroom, "t2-0810-more", note="Mine")
    path = ["t2-0810-more", "t2-0810-locks", "t2-0810-locks"]
    with django_assert_num_queries(6):
        added = assigning.assign_all(classroom, path, note="New")
    assert added == ["t2-0810-locks"]
    assert [
        (each.module, each.note, each.position) for each in classroom.assignments.all()
    ] == [("t2-0810-more", "Mine", 0), ("t2-0810-locks", "New", 1)]
    assert assigning.assign_all(classroom, path) == []


def test_of_several_modules_none_is_assigned_if_one_is_not_for_the_class(
    classroom, lessons
):
    with pytest.raises(Refused):
        assigning.assign_all(classroom, ["t2-0810-locks", "t2-0810-nothing"])
    assert not classroom.assignments.exists()


def test_before_you_start_is_noted_once(classroom, lessons):
    for _ in range(2):
        services.unlock(classroom, "t4-0810-storm")
    assert Classroom.objects.get().unlocked == ["t4-0810-storm"]


def test_what_another_tab_has_unlocked_stays_so(classroom, lessons):
    Classroom.objects.update(unlocked=["t4-0810-other"])
    services.unlock(classroom, "t4-0810-storm")
    assert Classroom.objects.get().unlocked == ["t4-0810-other", "t4-0810-storm"]


def test_what_is_not_sensitive_is_not_unlocked(classroom, lessons):
    with pytest.raises(Refused, match="invalid_choice"):
        services.unlock(classroom, "t2-0810-locks")


def test_who_is_an_educator(educator):
    assert permissions.is_educator(educator)
    educator.is_active = False
    assert not permissions.is_educator(educator)
    assert not permissions.is_educator(None)


# Many at once, really committed -------------------------------------------------


def at_once(what, times):
    def run(number):
        try:
            return what(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_take_a_seat_at_once_are_one_pupil():
    classroom = factories.new_class(factories.new_educator())
    seat = classroom.seats.get(pk=classroom.seats.first().pk)

    def take(_number):
        joined = joining.join(classroom.code, seat.uid, seat.pictures)
        return joined.learner.pk

    assert len(set(at_once(take, 8))) == 1
    assert Learner.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_guesses_at_once_count_as_many():
    classroom = factories.new_class(factories.new_educator())
    seat = classroom.seats.first()

    def guess(_number):
        with pytest.raises(joining.WrongPicturesError):
            joining.join(classroom.code, seat.uid, ["cup"])

    at_once(guess, joining.SEAT_MISSES + 2)
    seat = Seat.objects.get(pk=seat.pk)
    assert (seat.misses, seat.locked) == (joining.SEAT_MISSES, True)


@pytest.mark.django_db(transaction=True)
def test_seats_that_are_added_at_once_stay_sixty():
    classroom = factories.new_class(factories.new_educator(), size=50)
    # Read before the others write: a table of a database in memory is not read meanwhile.
    as_read = [Classroom.objects.get(pk=classroom.pk) for _ in range(6)]

    def add(number):
        try:
            return len(services.add_seats(as_read[number], 4))
        except Refused:
            return 0

    assert sum(at_once(add, 6)) == 8
    classroom.refresh_from_db()
    assert classroom.size == classroom.seats.count() == 58
