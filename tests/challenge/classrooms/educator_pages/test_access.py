"""Whose pages they are: an educator's own, and nobody else's."""

import re
import uuid

import pytest

from challenge.models import User
from tests.challenge.classrooms.educator_pages.conftest import Desk, new_class
from tests.challenge.factories import new_educator

PAGES = [
    "",
    "edit/",
    "end/",
    "now/",
    "lobby/",
    "cards/",
    "poster/",
    "certificates/",
    "tasks/",
    "before/t1-0810-circles/",
]
FORMS = ["edit/", "end/", "window/", "seats/", "tasks/", "before/t1-0810-circles/"]


@pytest.mark.parametrize("path", PAGES)
def test_another_educators_class_is_not_there(desk, path):
    stranger = Desk(new_educator("omar"), desk.classroom)

    assert stranger.get(path).status_code == 404


@pytest.mark.parametrize("path", FORMS)
def test_another_educator_changes_nothing(desk, path):
    stranger = Desk(new_educator("omar"), desk.classroom)

    sent = {"sure": "on", "minutes": "45", "add": "3", "name": "Mine"}
    assert stranger.send(path, sent).status_code == 404
    desk.classroom.refresh_from_db()
    assert desk.classroom.name == "5B"
    assert not desk.classroom.is_open
    assert desk.classroom.seats.count() == 5


def test_a_seat_of_another_class_is_not_there(desk, educator):
    other = new_class(educator, name="6A").seats.first()

    assert desk.get(f"seats/{other.uid}/").status_code == 404
    desk.send(f"seats/{other.uid}/", {"act": "remove", "sure": "on"})
    other.refresh_from_db()


@pytest.mark.parametrize(
    "path", ["/en/teach/", "/en/teach/classes/new/", "/en/teach/training/"]
)
def test_who_has_not_signed_in_signs_in_first(db, client, path):
    assert client.get(path).headers["Location"] == f"/en/accounts/login/?next={path}"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_a_class_opens_without_signing_in(classroom, client, path):
    path = f"/en/teach/classes/{classroom.uid}/{path}"
    assert client.get(path).headers["Location"] == f"/en/accounts/login/?next={path}"


def test_an_editor_is_told_that_there_are_no_classes(classroom, client):
    client.force_login(User.objects.create_user("editor", is_staff=True))

    own = f"/en/teach/classes/{classroom.uid}/"
    for path in ("/en/teach/", own, "/en/teach/training/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "This log-in has no classes" in response.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_leads_an_educator_to_the_classes(educator, client, language):
    link = f'href="/{language}/teach/"'
    page = f"/{language}/what-we-keep/"
    assert link not in client.get(page).content.decode()
    client.force_login(educator)
    assert link in client.get(page).content.decode()
    assert link in client.get(f"/{language}/signed-in/").content.decode()


def test_another_language_shows_the_same_page(desk):
    page = desk.read("lobby/")

    assert desk.url("lobby/", "ar") in page


def test_no_device_keeps_the_pages_for_others(desk):
    for path in ("", "cards/"):
        assert "private" in desk.get(path).headers["Cache-Control"]
    assert "no-store" in desk.get("cards/").headers["Cache-Control"]


def test_a_class_that_is_not_there_is_not_found(desk):
    for uid in (uuid.uuid4(), "5B"):
        assert desk.client.get(f"/en/teach/classes/{uid}/").status_code == 404


def test_forms_are_refused_that_another_site_sends(educator, classroom):
    desk = Desk(educator, classroom)
    desk.client.handler.enforce_csrf_checks = True

    assert desk.send("window/", {"minutes": "45"}).status_code == 403
    page = desk.read()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    sent = {"minutes": "45", "csrfmiddlewaretoken": token[1]}
    assert desk.send("window/", sent).status_code == 200
