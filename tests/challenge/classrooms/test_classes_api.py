"""What an educator does with classes, seats and assignments through the API."""

import datetime

from django.test import Client
from django.utils import timezone

import pytest

from challenge.classrooms import codes, services
from challenge.classrooms.models import Classroom, Seat
from challenge.learners.models import today
from challenge.models import Learner
from tests.challenge import factories
from tests.challenge.classrooms.conftest import join

NEW = {"name": "3B", "band": "5-7", "locale": "ar", "country": "bh", "size": 24}


def errors(response):
    return {(error["code"], error["attr"]) for error in response.json()["errors"]}


def test_a_class_is_made_with_all_its_seats(desk):
    made = desk.send("POST", "classes/", NEW)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert set(shown) == {
        *("id", "name", "play_name", "band", "locale", "country", "size", "code"),
        *("join_open_until", "ends_on", "unlocked"),
    }
    assert (shown["name"], shown["country"], shown["size"]) == ("3B", "BH", 24)
    assert shown["join_open_until"] is None
    assert shown["unlocked"] == []
    assert codes.read(shown["code"])
    assert "-" in shown["code"]
    # The system's name, in the language of the class.
    assert not shown["play_name"].isascii()
    assert "3B" not in shown["play_name"]
    assert datetime.date.fromisoformat(shown["ends_on"]) > today()
    assert desk.send("GET", "classes/").json() == [shown]
    assert desk.send("GET", f"classes/{shown['id']}/").json() == shown
    seats = desk.send("GET", f"classes/{shown['id']}/seats/").json()
    assert len(seats) == 24


def test_a_class_of_sixty_has_sixty_labels_and_looks(desk):
    made = desk.send("POST", "classes/", NEW | {"size": 60, "locale": "en"}).json()
    seats = desk.send("GET", f"classes/{made['id']}/seats/").json()
    for field in ("id", "label", "avatar"):
        assert len({seat[field] for seat in seats}) == 60
    assert {len(seat["pictures"]) for seat in seats} == {3}
    assert all(seat["label"].endswith(seat["avatar"].split("-")[0]) for seat in seats)
    assert not any(seat["claimed"] or seat["locked"] for seat in seats)
    more = desk.send("POST", f"classes/{made['id']}/seats/", {"add": 1})
    assert more.status_code == 400
    assert errors(more) == {("size", "size")}


@pytest.mark.parametrize(
    ("change", "attr"),
    [
        ({"size": 0}, "size"),
        ({"size": 61}, "size"),
        ({"size": "many"}, "size"),
        ({"size": "5"}, "size"),
        ({"size": True}, "size"),
        ({"name": 5}, "name"),
        ({"band": "3-4"}, "band"),
        ({"band": ""}, "band"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"locale": "xx"}, "locale"),
        ({"country": "Bahrain"}, "country"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": "2099-01-01"}, "ends_on"),
        ({"ends_on": "soon"}, "ends_on"),
    ],
)
def test_what_cannot_be_a_class_is_refused_at_its_field(desk, change, attr):
    refused = desk.send("POST", "classes/", NEW | change)
    assert refused.status_code == 400
    assert {error["attr"] for error in refused.json()["errors"]} == {attr}
    assert not Classroom.objects.exists()


def test_an_educator_has_a_hundred_classes_at_most(desk, monkeypatch):
    monkeypatch.setattr(services, "MOST_CLASSES", 1)
    assert desk.send("POST", "classes/", NEW).status_code == 201
    refused = desk.send("POST", "classes/", NEW)
    assert errors(refused) == {("too_many", "name")}


def test_a_class_is_changed_but_never_its_band(desk, classroom):
    path = f"classes/{classroom.uid}/"
    changed = desk.send("PATCH", path, {"name": "4B", "country": "om", "band": "14-17"})
    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["country"]) == ("4B", "OM")
    assert changed.json()["band"] == "8-10"
    # What was not sent is as it was.
    assert changed.json()["locale"] == "en"
    assert errors(desk.send("PATCH", path, {"ends_on": "2001-01-01"})) == {
        ("invalid_date", "ends_on")
    }


def test_two_tabs_that_change_different_things_keep_both(desk, classroom):
    stale = Classroom.objects.get(pk=classroom.pk)
    services.update_class(classroom, {"name": "4B"})
    services.update_class(stale, {"country": "OM"})
    shown = desk.send("GET", f"classes/{classroom.uid}/").json()
    assert (shown["name"], shown["country"]) == ("4B", "OM")


def test_a_change_that_is_refused_in_part_changes_nothing(desk, classroom, lessons):
    path = f"classes/{classroom.uid}/"
    both = {"name": "4B", "unlocked": ["no-such"]}
    assert desk.send("PATCH", path, both).status_code == 400
    assert desk.send("GET", path).json()["name"] == "3B"


def minutes_left(shown):
    until = datetime.datetime.fromisoformat(shown["join_open_until"])
    return round((until - timezone.now()).total_seconds() / 60)


def test_the_window_opens_and_closes(desk, classroom):
    path = f"classes/{classroom.uid}/"
    assert minutes_left(desk.send("PATCH", path, {"open_minutes": 30}).json()) == 30
    assert not desk.send("PATCH", path, {"open_minutes": 0}).json()["join_open_until"]
    later = (timezone.now() + datetime.timedelta(minutes=12)).isoformat()
    assert (
        minutes_left(desk.send("PATCH", path, {"join_open_until": later}).json()) == 12
    )
    shut = desk.send("PATCH", path, {"join_open_until": None}).json()
    assert shut["join_open_until"] is None


def test_a_clock_that_is_days_off_opens_no_window_for_days(desk, classroom):
    path = f"classes/{classroom.uid}/"
    far = desk.send("PATCH", path, {"join_open_until": "2199-01-01T00:00:00Z"})
    assert minutes_left(far.json()) == services.MOST_MINUTES
    past = desk.send("PATCH", path, {"join_open_until": "2001-01-01T00:00:00Z"})
    assert past.json()["join_open_until"] is None


def test_a_class_that_is_over_does_not_open(desk, classroom):
    Classroom.objects.update(ends_on=today() - datetime.timedelta(days=1))
    refused = desk.send("PATCH", f"classes/{classroom.uid}/", {"open_minutes": 5})
    assert errors(refused) == {("over", "ends_on")}


def test_ending_a_class_leaves_nothing_of_it(desk, classroom, stranger, device):
    join(stranger, classroom)
    assert Learner.objects.count() == 2
    assert desk.send("DELETE", f"classes/{classroom.uid}/").status_code == 204
    assert not Classroom.objects.exists()
    assert not Seat.objects.exists()
    # The learner who is in no class is still there.
    assert Learner.objects.count() == 1
    assert desk.send("GET", f"classes/{classroom.uid}/").status_code == 404


def test_an_educator_who_is_deleted_takes_classes_and_learners_along(
    educator, classroom, stranger
):
    join(stranger, classroom)
    educator.delete()
    assert not Learner.objects.exists()


# Seats --------------------------------------------------------------------------


def test_seats_come_and_go(desk, classroom, stranger):
    path = f"classes/{classroom.uid}/"
    added = desk.send("POST", f"{path}seats/", {"add": 2})
    assert added.status_code == 201
    assert len(added.json()) == 2
    assert desk.send("GET", path).json()["size"] == 5
    join(stranger, classroom)
    seats = desk.send("GET", f"{path}seats/").json()
    assert [seat["claimed"] for seat in seats] == [True] + 4 * [False]
    gone = desk.send("DELETE", f"{path}seats/{seats[0]['id']}/")
    assert gone.status_code == 204
    assert desk.send("GET", path).json()["size"] == 4
    assert not Learner.objects.exists()


def test_the_seats_are_sent_again_when_somebody_has_joined(
    desk, classroom, stranger, django_assert_num_queries
):
    path = f"classes/{classroom.uid}/seats/"
    tag = {"If-None-Match": desk.send("GET", path)["ETag"]}
    # Session, user, group, class and seats: a lobby costs no more for being asked again.
    with django_assert_num_queries(5):
        again = desk.send("GET", path, **tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "no-store"
    join(stranger, classroom)
    fresh = desk.send("GET", path, **tag)
    assert fresh.status_code == 200
    assert [seat["claimed"] for seat in fresh.json()] == [True, False, False]
    assert fresh["ETag"] != tag["If-None-Match"]


@pytest.mark.parametrize("body", [{"add": 0}, {"add": -1}, {"add": 61}, {}, []])
def test_seats_that_cannot_be_are_refused(desk, classroom, body):
    sent = desk.send("POST", f"classes/{classroom.uid}/seats/", body)
    assert sent.status_code == 400


def test_a_locked_seat_lets_nobody_in_until_it_is_unlocked(desk, classroom, stranger):
    seat = classroom.seats.first()
    path = f"classes/{classroom.uid}/seats/{seat.uid}/"
    assert desk.send("PATCH", path, {"locked": True}).json()["locked"] is True
    assert join(stranger, classroom).status_code == 404
    assert desk.send("PATCH", path, {"locked": False}).json()["locked"] is False
    assert join(stranger, classroom).status_code == 200


def test_a_reset_keeps_pictures_and_progress(desk, classroom, stranger):
    first = join(stranger, classroom).json()
    seat = classroom.seats.first()
    Seat.objects.update(locked=True, misses=10)
    reset = desk.send("POST", f"classes/{classroom.uid}/seats/{seat.uid}/reset/", {})
    assert reset.status_code == 200
    assert reset.json()["pictures"] == seat.pictures
    assert reset.json()["locked"] is False
    assert join(stranger, classroom).json()["id"] == first["id"]


def test_new_pictures_send_away_who_has_the_old_ones(desk, classroom, stranger):
    first = join(stranger, classroom).json()
    seat = classroom.seats.first()
    reset = desk.send(
        "POST",
        f"classes/{classroom.uid}/seats/{seat.uid}/reset/",
        {"new_pictures": True},
    ).json()
    assert reset["pictures"] != seat.pictures
    stranger.headers = {"Authorization": f"Bearer {first['token']}"}
    assert stranger.send("GET", "learners/me/").status_code == 401
    stranger.headers = {}
    assert join(stranger, classroom).json()["id"] == first["id"]


def test_a_seat_moves_with_its_pupil(desk, educator, classroom, stranger):
    other = factories.new_class(educator, band="14-17", size=1)
    first = join(stranger, classroom).json()
    seat = classroom.seats.first()
    moved = desk.send(
        "POST",
        f"classes/{classroom.uid}/seats/{seat.uid}/move/",
        {"to": str(other.uid)},
    )
    assert moved.status_code == 200
    # Older pupils have other pictures, and more of them.
    assert len(moved.json()["pictures"]) == 4
    sizes = {each["id"]: each["size"] for each in desk.send("GET", "classes/").json()}
    assert sizes == {str(classroom.uid): 2, str(other.uid): 2}
    again = join(
        stranger, other, 0, seat=str(seat.uid), pictures=moved.json()["pictures"]
    )
    assert again.json()["id"] == first["id"]
    assert Learner.objects.get().band == "14-17"


def test_a_seat_moves_to_no_class_of_another_and_to_no_full_one(
    desk, educator, classroom
):
    path = f"classes/{classroom.uid}/seats/{classroom.seats.first().uid}/move/"
    theirs = factories.new_class(factories.new_educator("other"))
    assert desk.send("POST", path, {"to": str(theirs.uid)}).status_code == 404
    same = desk.send("POST", path, {"to": str(classroom.uid)})
    assert errors(same) == {("invalid_choice", "to")}
    full = factories.new_class(educator, size=60)
    assert errors(desk.send("POST", path, {"to": str(full.uid)})) == {("size", "to")}


# Assignments --------------------------------------------------------------------


def test_modules_are_assigned_in_an_order(desk, classroom, lessons):
    path = f"classes/{classroom.uid}/assignments/"
    first = desk.send(
        "POST",
        path,
        {"module": "t2-0810-locks", "due_on": "2027-01-12", "note": "Do it in pairs."},
    )
    assert first.status_code == 201
    assert first.json() == {
        "id": first.json()["id"],
        "module": "t2-0810-locks",
        "due_on": "2027-01-12",
        "note": "Do it in pairs.",
        "position": 0,
    }
    second = desk.send("POST", path, {"module": "t2-0507-keys"}).json()
    assert (second["due_on"], second["position"]) == (None, 1)
    desk.send("PATCH", f"{path}{second['id']}/", {"position": 0, "note": "First!"})
    listed = desk.send("GET", path).json()
    assert [each["module"] for each in listed] == ["t2-0507-keys", "t2-0810-locks"]
    assert listed[0]["note"] == "First!"
    assert desk.send("DELETE", f"{path}{second['id']}/").status_code == 204
    assert len(desk.send("GET", path).json()) == 1


def test_assigning_again_changes_day_and_note_only(desk, classroom, lessons):
    path = f"classes/{classroom.uid}/assignments/"
    desk.send("POST", path, {"module": "t2-0810-locks", "note": "Old"})
    again = desk.send("POST", path, {"module": "t2-0810-locks", "note": "New"})
    assert again.status_code == 200
    assert [each["note"] for each in desk.send("GET", path).json()] == ["New"]


@pytest.mark.parametrize("module", ["no-such", "t4-1417-tide", "", "x" * 65])
def test_a_module_that_is_none_or_for_older_ones_is_refused(
    desk, classroom, lessons, module
):
    path = f"classes/{classroom.uid}/assignments/"
    refused = desk.send("POST", path, {"module": module})
    assert refused.status_code == 400
    assert {error["attr"] for error in refused.json()["errors"]} == {"module"}


def test_a_sensitive_module_is_unlocked_and_locked_again(desk, classroom, lessons):
    path = f"classes/{classroom.uid}/"
    opened = desk.send("PATCH", path, {"unlocked": ["t4-0810-storm"]})
    assert opened.json()["unlocked"] == ["t4-0810-storm"]
    assert desk.send("PATCH", path, {"unlocked": []}).json()["unlocked"] == []
    for module in ("t2-0810-locks", "t4-1417-tide", "no-such"):
        refused = desk.send("PATCH", path, {"unlocked": [module]})
        assert errors(refused) == {("invalid_choice", "unlocked")}


# What it costs ------------------------------------------------------------------


def test_queries_do_not_grow_with_the_class(
    desk, educator, classroom, django_assert_num_queries
):
    factories.new_class(educator, size=40)
    # Session, user, group, and what was asked for.
    with django_assert_num_queries(4):
        desk.send("GET", "classes/")
    with django_assert_num_queries(4):
        desk.send("GET", f"classes/{classroom.uid}/")
    for part in ("seats", "assignments"):
        with django_assert_num_queries(5):
            desk.send("GET", f"classes/{classroom.uid}/{part}/")


def test_what_changes_something_needs_the_second_proof(educator, classroom):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(educator)
    refused = browser.delete(f"/api/v1/classes/{classroom.uid}/")
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["code"] == "permission_denied"
    assert Classroom.objects.exists()
