"""What a log says of requests: that something happened, never what somebody asked for."""

import io
import logging
import urllib.parse

from django.core.exceptions import SuspiciousFileOperation
from django.db import OperationalError
from django.test import Client

import pytest

pytestmark = pytest.mark.django_db

# A module that a child would not want anybody to know about, and words that a child sent.
SECRETS = ("t4-1113-storm", "help-me-please", "evil.example", "203.0.113.7")
PAGE = "/en/children/t4-1113-storm/"


@pytest.fixture
def log(monkeypatch, caplog):
    """Everything that the site's own set-up of logging writes, at the level it writes it."""
    written = io.StringIO()
    for name in ("django", None):
        for handler in logging.getLogger(name).handlers:
            if handler.get_name() == "console":
                monkeypatch.setattr(handler, "stream", written)
    return written


@pytest.fixture
def visitor() -> Client:
    return Client(
        enforce_csrf_checks=True,
        raise_request_exception=False,
        headers={"referer": f"https://testserver{PAGE}", "user-agent": SECRETS[1]},
        REMOTE_ADDR=SECRETS[3],
    )


def failing(error: Exception):
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    return fail


def test_the_console_is_what_is_looked_at(log):
    logging.getLogger("django.request").error("here")
    logging.getLogger("challenge").error("there")

    assert "here" in log.getvalue()
    assert "there" in log.getvalue()


def test_refusals_name_no_address(log, visitor, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    bad = {"host": "evil.example"}
    quoted = urllib.parse.quote(SECRETS[1])

    refused = [
        visitor.get(PAGE, headers=bad),
        visitor.get(f"{PAGE}?q={quoted}", headers=bad),
        visitor.post(f"{PAGE}?q={quoted}", {"word": SECRETS[1]}),
        visitor.post(PAGE, headers={"origin": "https://evil.example"}),
        Client().post(PAGE, dict.fromkeys(("a", "b", "help-me-please"), "1")),
        visitor.get(f"/media/../../{SECRETS[1]}"),
        visitor.get(f"/en/{SECRETS[1]}%00/"),
        visitor.post(PAGE, b"--x\r\nbroken", content_type="multipart/form-data"),
    ]

    assert {answer.status_code for answer in refused} <= {400, 403, 404, 405}
    # Said, so that an operator sees a host that is missing in the settings.
    assert "DisallowedHost" in log.getvalue()
    assert not [secret for secret in SECRETS if secret in log.getvalue()]


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"cannot read {PAGE}"),
        SuspiciousFileOperation(f"{PAGE} is outside"),
        OperationalError(f"no table for {PAGE}"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_faults_name_the_route_and_not_the_address(log, visitor, monkeypatch, error):
    monkeypatch.setattr("wagtail.models.Page.route_for_request", failing(error))
    monkeypatch.setattr("cms.publishing.api.module_content", failing(error))

    page = visitor.get(f"{PAGE}?q={SECRETS[1]}")
    call = visitor.get("/api/v1/modules/t4-1113-storm/")

    assert {page.status_code, call.status_code} <= {400, 500, 503}
    assert log.getvalue()
    assert not [secret for secret in SECRETS if secret in log.getvalue()]
    if page.status_code == 500:
        assert "test_logs.py" in log.getvalue(), "where the fault is, is said"
