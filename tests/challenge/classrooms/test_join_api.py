"""How pupils' devices come into a class, and what they learn on the way."""

import datetime
import uuid

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.utils import timezone

import pytest

from challenge.classrooms import services
from challenge.classrooms.joining import SEAT_MISSES
from challenge.classrooms.models import Classroom, Seat
from challenge.learners.models import today
from challenge.limits import buckets
from challenge.models import Learner
from config.limits import DEFAULTS
from tests.challenge import factories
from tests.challenge.classrooms.conftest import join, unknown_codes, wrong
from tests.challenge.conftest import Device
from tests.challenge.content import MODULE, step

UNKNOWN = "BCDFGHJ2"


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch):
    """However slow the machine is, no bucket refills during a test."""
    monkeypatch.setattr(buckets, "now", lambda: 1e9)


def open_(device, code):
    return device.send("POST", "classes/open/", {"code": code})


def test_an_open_class_shows_its_seats_and_nothing_of_the_educator(stranger, classroom):
    shown = open_(stranger, f" {classroom.code[:4].lower()}-{classroom.code[4:]} ")
    assert shown.status_code == 200
    body = shown.json()
    assert set(body) == {"play_name", "band", "locale", "seats"}
    assert set(body["seats"][0]) == {"id", "label", "avatar"}
    assert len(body["seats"]) == 3
    assert "3B" not in shown.content.decode()
    assert "mariam" not in shown.content.decode()
    assert not shown.cookies
    assert shown["Cache-Control"] == "no-store"


def test_pupils_read_the_names_in_the_language_of_their_class(stranger, educator):
    arabic = factories.new_class(educator, locale="ar")
    body = open_(stranger, arabic.code).json()
    assert not body["play_name"].isascii()
    assert not any(seat["label"].isascii() for seat in body["seats"])


def test_wrong_mistyped_closed_and_ended_codes_are_answered_alike(
    stranger, educator, classroom
):
    closed = factories.new_class(educator)
    services.close_window(closed)
    late = factories.new_class(educator)
    Classroom.objects.filter(pk=late.pk).update(
        join_open_until=timezone.now() - datetime.timedelta(seconds=1)
    )
    ended = factories.new_class(educator)
    Classroom.objects.filter(pk=ended.pk).update(
        ends_on=today() - datetime.timedelta(days=1)
    )
    answers = {
        (answer.status_code, answer.content)
        for code in (
            *(closed.code, late.code, ended.code, UNKNOWN, "", "OOOO-OOOO", "x"),
            *(classroom.code[:-1], classroom.code + "B", "٢" * 8),
        )
        if (answer := open_(stranger, code))
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_every_wrong_triple_is_answered_alike(stranger, educator, classroom):
    closed = factories.new_class(educator)
    services.close_window(closed)
    seat = classroom.seats.first()
    locked = classroom.seats.last()
    services.lock_seat(locked)
    answers = {
        (answer.status_code, answer.content)
        for other in (
            {"code": UNKNOWN},
            {"code": "x"},
            {"code": closed.code},
            {"seat": str(uuid.uuid4())},
            {"seat": str(closed.seats.first().uid)},
            {"pictures": wrong(seat.pictures)},
            {"pictures": []},
            {"pictures": ["nothing"]},
            {"pictures": [*seat.pictures, *seat.pictures]},
            {"seat": str(locked.uid), "pictures": locked.pictures},
        )
        if (answer := join(stranger, classroom, **other))
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "other",
    [
        {"seat": "first"},
        {"pictures": "boat"},
        {"pictures": [1, None]},
        {"pictures": ["boat"] * 9},
        {"pictures": ["x" * 65]},
        {"code": "x" * 65},
        {"code": None},
    ],
)
def test_a_malformed_join_is_a_400(stranger, classroom, other):
    assert join(stranger, classroom, **other).status_code == 400


def test_a_pupil_joins_and_plays(stranger, classroom):
    answer = join(stranger, classroom)
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"id", "token", "class"}
    assert set(body["class"]) == {"play_name", "band", "locale"}
    me = Device(body["token"]).me()
    seat = classroom.seats.first()
    assert (me["id"], me["band"], me["locale"]) == (body["id"], "8-10", "en")
    assert me["avatar"] == seat.avatar
    assert seat.claimed


def test_a_pupil_comes_back_on_another_device(stranger, classroom):
    first = join(stranger, classroom).json()
    again = join(stranger, classroom).json()
    assert again["id"] == first["id"]
    assert Device(first["token"]).send("GET", "learners/me/").status_code == 401
    assert Device(again["token"]).me()["id"] == first["id"]
    assert Learner.objects.count() == 1


def test_two_seats_are_two_pupils(stranger, classroom):
    ids = {join(stranger, classroom, number).json()["id"] for number in range(3)}
    assert len(ids) == 3


def test_who_wants_to_be_forgotten_leaves_a_free_seat(stranger, classroom):
    first = join(stranger, classroom).json()
    assert Device(first["token"]).send("DELETE", "learners/me/").status_code == 204
    assert not classroom.seats.first().claimed
    assert join(stranger, classroom).json()["id"] != first["id"]


def test_a_seat_locks_after_ten_misses_in_a_row(stranger, classroom):
    seat = classroom.seats.first()
    bad = {"pictures": wrong(seat.pictures)}
    for _ in range(SEAT_MISSES - 1):
        join(stranger, classroom, **bad)
    assert join(stranger, classroom).status_code == 200
    for _ in range(SEAT_MISSES):
        join(stranger, classroom, **bad)
    assert join(stranger, classroom).status_code == 404
    # The others are not held up, and the educator lets the pupil in again.
    assert join(stranger, classroom, 1).status_code == 200
    services.reset_seat(classroom.seats.first())
    assert join(stranger, classroom).status_code == 200


def test_a_seat_does_not_lock_for_what_strangers_miss(stranger, desk, classroom):
    """Somebody elsewhere who knows the code cannot send the class home."""
    desk.send("GET", f"classes/{classroom.uid}/")
    for number in range(3):
        for stranger_number in range(20):
            join(
                from_address(stranger, f"198.51.100.{stranger_number}"),
                classroom,
                number,
                pictures=["nothing"],
            )
    assert not classroom.seats.filter(locked=True).exists()
    for number in range(3):
        assert join(from_address(stranger), classroom, number).status_code == 200
    # And from home a pupil gets in, who missed nothing.
    at_home = from_address(stranger, "203.0.113.5")
    assert join(at_home, classroom).status_code == 200


def test_misses_all_over_a_class_slow_it_down_until_the_educator_opens_it(
    stranger, desk, educator
):
    most = DEFAULTS["pictures-here"][0]
    classroom = factories.new_class(educator, size=most + 1)
    desk.send("GET", f"classes/{classroom.uid}/")
    missed = [
        join(stranger, classroom, number, pictures=["nothing"]).status_code
        for number in range(most)
    ]
    assert missed == [404] * most
    held = join(stranger, classroom, most)
    assert held.status_code == 429
    assert 0 < int(held["Retry-After"]) <= DEFAULTS["pictures-here"][1]
    assert open_(stranger, classroom.code).status_code == 200
    services.open_window(classroom, minutes=30)
    assert not classroom.seats.exclude(misses=0).exists()
    assert join(stranger, classroom).status_code == 200


def test_forty_pupils_behind_one_address_get_in_though_a_fifth_mistype(
    stranger, educator
):
    classroom = factories.new_class(educator, size=40)
    seats = list(classroom.seats.all())
    for number, seat in enumerate(seats):
        if number % 5 == 0:
            # A slip in the code, another's code, one too early, and wrong pictures.
            open_(stranger, classroom.code[::-1])
            open_(stranger, UNKNOWN)
            join(stranger, classroom, number, pictures=wrong(seat.pictures))
        assert open_(stranger, classroom.code).status_code == 200
        body = {
            "code": classroom.code,
            "seat": str(seat.uid),
            "pictures": seat.pictures,
        }
        assert stranger.send("POST", "classes/join/", body).status_code == 200
    assert Seat.objects.filter(learner_id=None).count() == 0


def test_a_whole_class_that_is_too_early_is_not_kept_out(stranger, classroom):
    services.close_window(classroom)
    for _ in range(90):
        assert open_(stranger, classroom.code).status_code == 404
    services.open_window(classroom)
    assert open_(stranger, classroom.code).status_code == 200


def from_address(device, address="127.0.0.1"):
    device.client.defaults["REMOTE_ADDR"] = address
    return device


def test_who_tries_codes_from_one_address_waits(stranger, classroom):
    tried = [open_(stranger, code).status_code for code in unknown_codes(80)]
    assert tried == sorted(tried)
    assert set(tried) == {404, 429}
    held = open_(stranger, classroom.code)
    assert held.status_code == 429
    # A class or two are open: guessing is hopeless, and the next try is a minute away.
    assert 0 < int(held["Retry-After"]) <= 60
    assert join(stranger, classroom).status_code == 429
    # From elsewhere the class is there as before.
    assert open_(from_address(stranger, "192.0.2.7"), classroom.code).status_code == 200


def test_who_tries_codes_from_many_addresses_keeps_nobody_out(stranger, classroom):
    guesses = unknown_codes(160)
    statuses = [
        open_(from_address(stranger, f"192.0.2.{number % 4}"), code).status_code
        for number, code in enumerate(guesses)
    ]
    assert 429 in statuses
    innocent = from_address(stranger, "198.51.100.1")
    # Not even after slips of its own.
    for code in unknown_codes(4, first=500):
        assert open_(innocent, code).status_code == 404
    assert open_(innocent, classroom.code).status_code == 200
    assert join(innocent, classroom).status_code == 200


def test_an_educator_who_is_there_lifts_what_a_pupil_used_up(stranger, desk, classroom):
    for code in unknown_codes(80):
        open_(stranger, code)
    assert open_(stranger, classroom.code).status_code == 429
    desk.send("GET", f"classes/{classroom.uid}/")
    assert open_(stranger, classroom.code).status_code == 200
    assert join(stranger, classroom).status_code == 200
    # Guessing goes on being refused, and other classes are not there any sooner.
    assert open_(stranger, unknown_codes(1, first=999)[0]).status_code == 429
    other = factories.new_class(factories.new_educator("sara"))
    assert open_(stranger, other.code).status_code == 429


def test_an_educator_who_looks_at_a_page_lifts_it_too(stranger, desk, classroom):
    for code in unknown_codes(80):
        open_(stranger, code)
    assert desk.client.get(f"/en/teach/classes/{classroom.uid}/").status_code == 200
    assert open_(stranger, classroom.code).status_code == 200


def test_a_closed_class_cannot_be_told_by_what_a_guess_costs(stranger, educator):
    closed = factories.new_class(educator)
    services.close_window(closed)
    guesses = unknown_codes(200)
    for address, first in (("192.0.2.1", closed.code), ("192.0.2.2", guesses.pop())):
        cache.clear()
        served = [
            open_(from_address(stranger, address), code).status_code
            for code in (first, *guesses[:80])
        ]
        assert served.count(404) == 65


def test_a_network_of_the_new_protocol_counts_as_one_address(stranger):
    """Of 48 bits: somebody has 65,536 networks of 64 bits at no cost."""
    for number, code in enumerate(unknown_codes(80)):
        open_(from_address(stranger, f"2001:db8:1:{number:x}::1"), code)
    code = unknown_codes(1, first=99)[0]
    assert open_(from_address(stranger, "2001:db8:1:ff::1"), code).status_code == 429
    assert open_(from_address(stranger, "2001:db8:2::1"), code).status_code == 404


def test_what_is_no_code_is_slowed_down_and_the_right_one_is_not(stranger, classroom):
    tried = [open_(stranger, "x") for _ in range(DEFAULTS["slip"][0] + 5)]
    assert [each.status_code for each in tried[-5:]] == [429] * 5
    assert tried[-1]["Retry-After"] == "1"
    assert open_(stranger, classroom.code).status_code == 200
    assert join(stranger, classroom).status_code == 200


def test_no_address_and_no_code_reaches_the_cache(
    stranger, desk, classroom, monkeypatch
):
    seen = []
    for name in ("get", "set", "add", "incr"):
        real = getattr(LocMemCache, name)

        def spy(self, *args, real=real, **kwargs):
            seen.append(repr((args, kwargs)))
            return real(self, *args, **kwargs)

        monkeypatch.setattr(LocMemCache, name, spy)
    desk.send("GET", f"classes/{classroom.uid}/")
    open_(stranger, UNKNOWN)
    join(stranger, classroom)
    join(stranger, classroom, pictures=["nothing"])
    assert seen
    text = "".join(seen)
    assert "127.0.0.1" not in text
    assert UNKNOWN not in text
    assert classroom.code not in text


# What is due --------------------------------------------------------------------


def due(token, query=""):
    answer = Device(token).send("GET", f"learners/me/assignments/{query}")
    assert answer.status_code == 200
    return answer.json()


def test_a_pupil_sees_what_is_due_in_its_order(desk, stranger, classroom, lessons):
    path = f"classes/{classroom.uid}/assignments/"
    day = {"due_on": "2027-01-12", "note": "In pairs."}
    desk.send("POST", path, {"module": "t2-0810-more"} | day)
    desk.send("POST", path, {"module": "t2-0507-keys"})
    token = join(stranger, classroom).json()["token"]
    first, second = due(token)
    assert (
        first
        == {
            "module": "t2-0810-more",
            "state": "not_started",
            "title": "t2-0810-more",
            "url": first["url"],
        }
        | day
    )
    assert (second["module"], second["due_on"]) == ("t2-0507-keys", None)


def test_what_a_pupil_did_shows_in_the_state(stranger, classroom, module):
    token = join(stranger, classroom).json()["token"]
    classroom.assignments.create(module=MODULE)
    Device(token).finish(step("s-text"))
    assert [each["state"] for each in due(token)] == ["started"]


def test_a_sensitive_module_waits_for_the_educator(desk, stranger, classroom, lessons):
    path = f"classes/{classroom.uid}/"
    desk.send("POST", f"{path}assignments/", {"module": "t4-0810-storm"})
    token = join(stranger, classroom).json()["token"]
    assert due(token) == []
    desk.send("PATCH", path, {"unlocked": ["t4-0810-storm"]})
    assert [each["module"] for each in due(token)] == ["t4-0810-storm"]


def test_what_is_not_published_any_more_is_not_due(stranger, classroom, lessons):
    classroom.assignments.create(module="long-gone")
    assert due(join(stranger, classroom).json()["token"]) == []


def test_who_is_in_no_class_has_nothing_due(device, classroom):
    assert device.send("GET", "learners/me/assignments/").json() == []


def test_what_it_costs(stranger, classroom, lessons, django_assert_num_queries):
    for module in ("t2-0810-more", "t2-0507-keys"):
        classroom.assignments.create(module=module)
    with django_assert_num_queries(2):
        open_(stranger, classroom.code)
    token = join(stranger, classroom).json()["token"]
    with django_assert_num_queries(4):
        due(token)
