"""What an educator does with a seat, and what is told when it is no longer there."""

import pytest

from challenge.classrooms import services
from challenge.classrooms.models import MOST_SEATS, Seat
from challenge.learners.models import Learner
from challenge.learners.services import create
from tests.challenge.classrooms.educator_pages.conftest import Desk, new_class


@pytest.fixture
def seat(desk) -> Seat:
    return desk.classroom.seats.first()


def test_seats_are_added(desk):
    assert "Print the cards of the new seats." in desk.told("seats/", {"add": "3"})
    assert desk.classroom.seats.count() == 8


@pytest.mark.parametrize("typed", ["0", "-1", "", "some", str(MOST_SEATS)])
def test_seats_that_cannot_be_added_are_told_at_the_field(desk, typed):
    page = desk.told("seats/", {"add": typed})

    assert 'id="id_add_error"' in page
    assert f'value="{typed}"' in page or not typed
    assert desk.classroom.seats.count() == 5


def test_new_pictures_open_the_seat_and_keep_who_played(desk, seat):
    learner = create(locale="en", band="8-10")[0]
    Seat.objects.update(locked=True)
    Seat.objects.filter(pk=seat.pk).update(learner_id=learner.pk)

    page = desk.told(f"seats/{seat.uid}/", {"act": "reset"})

    assert "print the new one" in page
    assert f"cards/?seat={seat.uid}" in page
    before = seat.pictures
    seat.refresh_from_db()
    assert seat.pictures != before
    assert not seat.locked
    assert seat.learner_id == learner.pk


def test_a_seat_is_locked_and_opened_and_twice_does_no_harm(desk, seat):
    for _twice in range(2):
        assert "The seat is locked." in desk.told(f"seats/{seat.uid}/", {"act": "lock"})
        seat.refresh_from_db()
        assert seat.locked
    for _twice in range(2):
        desk.told(f"seats/{seat.uid}/", {"act": "unlock"})
        seat.refresh_from_db()
        assert not seat.locked


def test_a_seat_moves_to_another_class_of_the_educator(desk, seat, educator):
    assert "Move to another class" not in desk.read(f"seats/{seat.uid}/")
    other = new_class(educator, name="6A")

    page = desk.told(f"seats/{seat.uid}/", {"act": "move", "to": other.pk})

    assert "is now in “6A”" in page
    assert (desk.classroom.seats.count(), other.seats.count()) == (4, 6)


def test_a_seat_moves_to_no_class_of_somebody_else(desk, seat, django_user_model):
    stranger = new_class(django_user_model.objects.create_user("omar"), name="Omar’s")

    page = desk.told(f"seats/{seat.uid}/", {"act": "move", "to": stranger.pk})

    assert "Omar’s" not in page
    assert desk.classroom.seats.count() == 5


def test_a_seat_does_not_move_where_there_is_no_room(desk, seat, educator):
    full = new_class(educator, name="Full", size=MOST_SEATS)

    page = desk.told(f"seats/{seat.uid}/", {"act": "move", "to": full.pk})

    assert 'id="id_to_error"' in page
    assert desk.classroom.seats.count() == 5


def test_a_seat_is_removed_only_when_the_educator_is_sure(desk, seat):
    learner = create(locale="en", band="8-10")[0]
    Seat.objects.filter(pk=seat.pk).update(learner_id=learner.pk)

    page = desk.told(f"seats/{seat.uid}/", {"act": "remove"})
    assert "Tick this if you are sure." in page
    assert desk.classroom.seats.count() == 5

    desk.told(f"seats/{seat.uid}/", {"act": "remove", "sure": "on"})
    assert desk.classroom.seats.count() == 4
    assert not Learner.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize("act", ["reset", "lock", "move", "remove"])
def test_who_works_on_a_seat_that_another_tab_removed_is_told(
    desk, seat, educator, act
):
    second_tab = Desk(educator, desk.classroom)
    second_tab.read(f"seats/{seat.uid}/")
    services.remove_seat(seat)

    page = second_tab.told(f"seats/{seat.uid}/", {"act": act, "sure": "on"})

    assert "no longer there" in page
    assert desk.classroom.seats.count() == 4


def test_an_act_that_there_is_not_changes_nothing(desk, seat):
    page = desk.told(f"seats/{seat.uid}/", {"act": "explode"})
    assert "New pictures" in page
