"""A database that is away, a disk that is full: 503, when to try again, nothing half done."""

import errno

from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client

import pytest

from challenge.classrooms.models import Seat
from challenge.models import Learner, User
from tests.challenge import factories
from tests.challenge.conftest import Device

pytestmark = pytest.mark.django_db

PASSWORD = "reef-at-low-tide"
FAULTS = [
    OperationalError("database or disk is full"),
    InterfaceError("connection already closed"),
    OSError(errno.ENOSPC, "No space left on device"),
]


def failing(error: Exception):
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    return fail


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


class Refusing:
    """A table that cannot be written any more."""

    filter = failing(FAULTS[0])


def says_when_to_come_back(answer: HttpResponse) -> bool:
    return answer.status_code == 503 and int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_signing_in_answers_kindly_and_signs_nobody_in(browser, monkeypatch, error):
    User.objects.create_user("mariam", password=PASSWORD)
    monkeypatch.setattr(SessionStore, "save", failing(error))

    answer = browser.post(
        "/ar/accounts/login/", {"login": "mariam", "password": PASSWORD}
    )

    assert says_when_to_come_back(answer)
    assert answer["Cache-Control"] == "no-store"
    assert b"<h1>" in answer.content
    assert b"full" not in answer.content
    assert "sessionid" not in answer.cookies


def test_a_session_that_cannot_be_saved_after_the_view_is_a_503_too(
    browser, monkeypatch
):
    user = User.objects.create_superuser("root", password=PASSWORD)
    browser.force_login(user)
    monkeypatch.setattr(SessionStore, "save", failing(FAULTS[0]))
    monkeypatch.setattr("challenge.accounts.views.AccountView.get", _write_session)

    assert says_when_to_come_back(browser.get("/en/accounts/"))


def _write_session(self, request):
    request.session["read"] = True
    return HttpResponse("read")


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("path", ["/api/v1/modules/none/", "/api/v1/tracks/"])
def test_reading_says_when_to_come_back(browser, monkeypatch, error, path):
    monkeypatch.setattr("cms.publishing.api.module_content", failing(error))
    monkeypatch.setattr("cms.publishing.api.ready_answer", failing(error))

    answer = browser.get(path)

    assert says_when_to_come_back(answer)
    assert answer.json()["errors"][0]["code"] == "unavailable"


def test_a_site_that_is_not_ready_says_when_to_ask_again(browser, monkeypatch):
    monkeypatch.setattr("challenge.health.readiness.database_answers", lambda: False)

    assert says_when_to_come_back(browser.get("/readyz"))


def test_forgetting_that_fails_leaves_the_learner_whole(monkeypatch):
    learner, token = factories.new_learner()
    monkeypatch.setattr(Seat, "objects", Refusing())

    assert says_when_to_come_back(Device(token).send("DELETE", "learners/me/"))
    assert Learner.objects.filter(pk=learner.pk).exists()


def test_a_fault_of_ours_stays_a_500(browser, monkeypatch):
    monkeypatch.setattr("cms.publishing.api.ready_answer", failing(ValueError("ours")))

    assert browser.get("/api/v1/tracks/").status_code == 500
