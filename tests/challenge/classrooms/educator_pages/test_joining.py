"""The window, the lobby, the poster and the cards."""

import datetime
import re

from django.utils import timezone

import pytest
import segno

from challenge.classrooms import names
from challenge.classrooms.educator_pages.qr import square_of
from challenge.classrooms.models import Classroom
from challenge.classrooms.pictures import NAMES
from challenge.learners.services import create
from tests.challenge.classrooms.educator_pages.conftest import Desk, new_class


def claim(classroom: Classroom, count: int) -> None:
    for seat in classroom.seats.all()[:count]:
        seat.learner_id = create(locale="en", band="8-10")[0].pk
        seat.save()


def test_the_window_opens_for_the_minutes_of_the_button_and_closes(desk):
    page = desk.told("window/", {"minutes": "45"})
    assert "Open for 45 more minutes" in page
    desk.classroom.refresh_from_db()
    left = desk.classroom.join_open_until - timezone.now()
    assert datetime.timedelta(minutes=44) < left <= datetime.timedelta(minutes=45)

    page = desk.told("window/", {"minutes": "0"})
    assert "Closed for joining" in page
    desk.classroom.refresh_from_db()
    assert not desk.classroom.is_open
    # The same button in another tab, which has not seen it.
    assert "Closed for joining" in desk.told("window/", {"minutes": "0"})


@pytest.mark.parametrize("minutes", ["", "-5", "9999999", "ten"])
def test_only_the_buttons_open_the_window(desk, minutes):
    desk.send("window/", {"minutes": minutes})
    desk.classroom.refresh_from_db()
    assert not desk.classroom.is_open


def test_a_window_that_somebody_forgot_is_over(desk):
    desk.classroom.join_open_until = timezone.now() - datetime.timedelta(seconds=1)
    desk.classroom.save()
    assert "Closed for joining" in desk.read("now/")


def test_the_window_of_a_class_that_is_over_stays_closed(desk):
    desk.classroom.ends_on = datetime.date(2020, 6, 30)
    desk.classroom.save()
    page = desk.told("window/", {"minutes": "45"})
    assert "This class has ended" in page
    assert "Closed for joining" in page


def test_the_lobby_follows_who_joins_and_costs_nothing_while_nobody_does(desk):
    first = desk.get("now/?faces=1")
    assert "0 of 5 seats taken" in first.content.decode()
    etag = first.headers["ETag"]
    again = desk.get("now/?faces=1", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    claim(desk.classroom, 2)
    news = desk.get("now/?faces=1", headers={"If-None-Match": etag})
    page = news.content.decode()
    assert news.status_code == 200
    assert "2 of 5 seats taken" in page
    seats = list(desk.classroom.seats.all())
    assert names.seat_label(seats[0].label, "en") in page
    assert names.seat_label(seats[4].label, "en") not in page


def test_numbers_are_in_the_digits_of_the_page(desk):
    claim(desk.classroom, 2)
    assert "٢ من ٥" in desk.read("now/", "ar")


def test_lobby_and_poster_say_where_and_with_which_code(educator):
    desk = Desk(educator, new_class(educator, locale="ar"))
    code = f"{desk.classroom.code[:4]}-{desk.classroom.code[4:]}"
    for path in ("lobby/", "poster/"):
        page = desk.read(path)
        assert code in page
        # Pupils read the page in their own language, whatever the educator reads.
        assert "testserver/ar/join" in page
        assert square_of(f"http://testserver/ar/join/{code}/").path in page
    assert 'lang="ar" dir="rtl"' in desk.read("poster/")


def test_the_square_is_the_code_of_the_text_with_a_white_edge():
    text = "https://example.org/en/join/BCDF-GHJK/"
    square = square_of(text)
    code = segno.make(text, error="q", micro=False)

    assert square.size == code.symbol_size(border=4)[0]
    dark = {
        (x + 4, y + 4)
        for y, row in enumerate(code.matrix)
        for x, value in enumerate(row)
        if value
    }
    drawn = re.findall(r"M(\d+) (\d+)h1v1h-1z", square.path)
    assert {(int(x), int(y)) for x, y in drawn} == dark


@pytest.mark.parametrize(("band", "count"), [("5-7", 3), ("14-17", 4)])
def test_every_seat_has_a_card_in_the_language_of_the_class(educator, band, count):
    room = new_class(educator, locale="ar", band=band, size=30)
    page = Desk(educator, room).read("cards/")

    cards = page.split('<li class="card">')[1:]
    assert len(cards) == 30
    for card, seat in zip(cards, room.seats.all(), strict=True):
        drawn = re.findall(r"#pic-(\w+)", card) or seat.pictures
        assert drawn == seat.pictures
        assert len(seat.pictures) == count
        assert names.seat_label(seat.label, "ar") in card
    assert 'lang="ar" dir="rtl"' in page
    # The educator's list is for the educator, who reads English.
    assert "Your paper list" in page
    for seat in room.seats.all():
        assert names.seat_label(seat.label, "en") in page


def test_the_pictures_on_a_card_have_names_and_places(desk):
    seat = desk.classroom.seats.first()
    card = desk.read(f"cards/?seat={seat.uid}")

    assert card.count('<li class="card">') == 1
    for place, picture in enumerate(seat.pictures, 1):
        assert str(NAMES[picture]) in card
        assert f'<span class="card__place">{place}</span>' in card
    assert "Your paper list" not in card


@pytest.mark.parametrize("seat", ["x", "5dbe9dcf-7d51-4a4a-8d0b-d7ea3bb4d2d1"])
def test_there_is_no_card_of_an_unknown_seat(desk, seat):
    assert desk.get(f"cards/?seat={seat}").status_code == 404


def test_only_the_cards_show_pictures(desk):
    seat = desk.classroom.seats.first()
    for path in ("", "lobby/", "now/?faces=1", "poster/", f"seats/{seat.uid}/"):
        page = desk.read(path).partition("<main")[2]
        assert "pic-" not in page
        assert "card__picture" not in page
