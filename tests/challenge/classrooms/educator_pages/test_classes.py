"""Making a class, changing it in two tabs, ending it."""

import datetime

from django.utils import timezone

import pytest

from challenge.classrooms.models import MOST_SEATS, Classroom, Seat
from challenge.classrooms.services import end_of_school_year
from challenge.learners.models import Learner, today
from challenge.learners.services import create
from tests.challenge.classrooms.educator_pages.conftest import Desk, new_class

GOOD = {
    "name": "5B, Tuesday",
    "band": "8-10",
    "size": "12",
    "locale": "en",
    "country": "BH",
    "ends_on": (timezone.localdate() + datetime.timedelta(days=90)).isoformat(),
}


def test_who_has_no_class_is_shown_how_to_make_one(educator):
    page = Desk(educator).client.get("/en/teach/").content.decode()

    assert 'href="/en/teach/classes/new/"' in page
    assert "in two minutes" in page


def test_a_class_is_made_with_its_seats_and_stays_closed(educator):
    client = Desk(educator).client

    page = client.post("/en/teach/classes/new/", GOOD, follow=True).content.decode()

    room = Classroom.objects.get()
    assert (room.educator, room.name, room.country) == (educator, "5B, Tuesday", "BH")
    assert room.seats.count() == 12
    assert not room.is_open
    assert f"{room.code[:4]}-{room.code[4:]}" in page
    assert "0 of 12 seats taken" in page
    assert "5B, Tuesday" in client.get("/en/teach/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("band", "3-4"),
        ("size", "0"),
        ("size", str(MOST_SEATS + 1)),
        ("size", "many"),
        ("locale", "xx"),
        ("country", "Bahrain"),
        ("ends_on", "2020-01-01"),
        ("ends_on", "2999-01-01"),
        ("ends_on", "tomorrow"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    educator, field, typed
):
    client = Desk(educator).client

    response = client.post("/en/teach/classes/new/", GOOD | {field: typed})

    page = response.content.decode()
    assert f'id="id_{field}_error"' in page
    assert response.context["form"].errors.keys() == {field}
    assert field == "name" or 'value="5B, Tuesday"' in page
    assert not Classroom.objects.exists()


def test_a_size_may_be_typed_in_arabic_digits(educator):
    client = Desk(educator).client

    client.post("/ar/teach/classes/new/", GOOD | {"size": "٢٤"})

    assert Seat.objects.count() == 24


def test_what_an_educator_types_is_shown_as_it_is_and_runs_nothing(educator):
    room = new_class(educator, name="<script>alert(1)</script>")
    desk = Desk(educator, room)

    for path in ("", "edit/", "end/", "tasks/", "cards/"):
        assert "<script>alert" not in desk.read(path)


def test_pupils_pages_never_have_the_educators_own_name(educator, client):
    room = new_class(educator, name="Secret label")
    desk = Desk(educator, room)

    sheet = desk.read("poster/").partition('class="poster"')[2]
    assert "Secret label" not in sheet.partition("</section>")[0]
    assert (
        "Secret label"
        not in desk.read("lobby/").partition("<main")[2].partition('class="lobby"')[2]
    )


def test_the_last_day_is_filled_in_already(educator):
    form = Desk(educator).client.get("/en/teach/classes/new/").context["form"]

    assert form["ends_on"].value() == end_of_school_year(today())


@pytest.mark.parametrize("day", ["2020-01-01", "2999-01-01"])
def test_a_last_day_that_cannot_be_is_told_and_what_was_typed_stays(desk, day):
    sent = {"name": "5C", "ends_on": day, "seen": seen(desk.get("edit/"))}

    page = desk.told("edit/", sent)

    assert 'id="id_ends_on_error"' in page
    assert 'value="5C"' in page
    desk.classroom.refresh_from_db()
    assert desk.classroom.name == "5B"


def seen(page) -> str:
    return page.context["form"]["seen"].value()


def test_name_and_last_day_are_changed(desk):
    new_day = today() + datetime.timedelta(days=30)
    sent = {
        "name": "5C",
        "ends_on": new_day.isoformat(),
        "seen": seen(desk.get("edit/")),
    }

    assert "Saved." in desk.told("edit/", sent)
    desk.classroom.refresh_from_db()
    assert (desk.classroom.name, desk.classroom.ends_on) == ("5C", new_day)


def test_the_second_of_two_tabs_is_told_what_is_there_and_keeps_what_it_wrote(desk):
    day = desk.classroom.ends_on.isoformat()
    opened = seen(desk.get("edit/"))
    desk.send("edit/", {"name": "From tab one", "ends_on": day, "seen": opened})

    late = {"name": "From tab two", "ends_on": day, "seen": opened}
    answer = desk.send("edit/", late)

    page = answer.content.decode()
    assert "changed elsewhere meanwhile" in page
    assert "From tab one" in page
    assert 'value="From tab two"' in page
    desk.classroom.refresh_from_db()
    assert desk.classroom.name == "From tab one"
    desk.send("edit/", late | {"seen": seen(answer)})
    desk.classroom.refresh_from_db()
    assert desk.classroom.name == "From tab two"


def test_two_tabs_that_write_the_same_are_of_one_mind(desk):
    opened = seen(desk.get("edit/"))
    same = {
        "name": "5C",
        "ends_on": desk.classroom.ends_on.isoformat(),
        "seen": opened,
    }
    desk.send("edit/", same)

    assert "Saved." in desk.told("edit/", same)


def test_a_class_ends_only_when_its_educator_is_sure(desk):
    learner, _token = create(locale="en", band="8-10")
    Seat.objects.filter(pk=desk.classroom.seats.first().pk).update(
        learner_id=learner.pk
    )

    assert "1 of 5 seats taken" in desk.read("end/")
    assert "Tick this if you are sure." in desk.told("end/", {})
    assert Classroom.objects.exists()

    assert "everything in it is deleted" in desk.told("end/", {"sure": "on"})
    assert not Classroom.objects.exists()
    assert not Seat.objects.exists()
    assert not Learner.objects.filter(pk=learner.pk).exists()
    assert desk.get("").status_code == 404


def test_the_pages_ask_as_much_for_sixty_pupils_as_for_one(
    educator, django_assert_num_queries
):
    small, large = new_class(educator, size=1), new_class(educator, size=MOST_SEATS)
    for room in (small, large):
        desk = Desk(educator, room)
        desk.read()
        # Session, user, is it an educator, two for the policy of the editors' pages;
        # class, seats, assignments.
        with django_assert_num_queries(8):
            desk.read()
        desk.read("now/")
        with django_assert_num_queries(7):
            desk.read("now/")
    # The same five, and the classes with their seats.
    with django_assert_num_queries(6):
        desk.client.get("/en/teach/")
