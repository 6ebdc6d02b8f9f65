"""Lines of the log in JSON, and the ids of requests."""

import io
import json
import logging
import sys
import uuid

from django.http import HttpResponse
from django.test import RequestFactory

import pytest

from config.logs import Json, Plain, WithoutRequest
from config.request_ids import HEADER, RequestId, id_of

NGINX = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def log():
    """A logger of its own, and the lines of JSON that it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutRequest())
    handler.setFormatter(Json())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.lines = lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    return logger


def answer(status=200, within=lambda request: None, **meta):
    request = RequestFactory().get("/", **meta)

    def respond(request):
        within(request)
        return HttpResponse(status=status)

    return RequestId(respond)(request)


def test_a_line_is_an_object_whatever_is_said(log):
    log.warning("two\nlines, “quotes” and %s", "\x1b[31m colours")
    (line,) = log.lines()
    assert line["message"] == "two\nlines, “quotes” and \x1b[31m colours"
    assert line["level"] == "WARNING"
    assert line["time"].endswith("+00:00")
    assert set(line) == {"time", "level", "logger", "message"}


def test_of_exceptions_the_kinds_and_the_lines_are_told_and_no_message(log):
    try:
        try:
            raise KeyError("cop_secret")
        except KeyError as cause:
            raise ValueError("Key (uid)=(secret)") from cause
    except ValueError:
        log.exception("It failed.")
    (line,) = log.lines()
    assert "builtins.KeyError" in line["exception"]
    assert "builtins.ValueError" in line["exception"]
    assert "test_logs.py" in line["exception"]
    # A line of code may hold the words here, as it does in no other place.
    told = [
        part for part in line["exception"].splitlines() if not part.startswith("    ")
    ]
    assert "secret" not in "".join(told)


def test_lines_of_one_request_have_its_id(log):
    answer(within=lambda request: (log.warning("one"), log.warning("two")))
    log.warning("outside")
    one, two, outside = log.lines()
    assert one["request_id"] == two["request_id"]
    assert "request_id" not in outside


def test_the_plain_line_has_it_too():
    record = logging.makeLogRecord({"msg": "it\nfailed", "request_id": NGINX})
    assert Plain("{message}", style="{").format(record) == f"it [{NGINX}]\nfailed"


@pytest.mark.parametrize("sent", [NGINX, str(uuid.UUID(NGINX))])
def test_the_proxy_s_id_is_taken(settings, sent):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    assert answer(503, HTTP_X_REQUEST_ID=sent)[HEADER] == sent


@pytest.mark.parametrize(
    "sent",
    [
        *("", "cop_" + "a" * 33, NGINX.upper(), NGINX + "0", f"{NGINX}\n", " " * 32),
        *("help-me-please", f"{NGINX},{NGINX}", "٠" * 32, '{"level":"ERROR"}'),
    ],
)
def test_another_is_replaced(settings, sent):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    made = answer(500, HTTP_X_REQUEST_ID=sent)[HEADER]
    assert made != sent
    assert len(made) == 32


def test_without_a_proxy_a_client_s_own_is_not_taken():
    assert answer(500, HTTP_X_REQUEST_ID=NGINX)[HEADER] != NGINX


def test_good_answers_carry_none_and_two_requests_never_share_one():
    assert HEADER not in answer()
    seen = []
    for _ in range(2):
        answer(within=lambda request: seen.append(id_of()))
    assert len(set(seen)) == 2
    assert id_of() == ""


def test_what_django_logs_after_the_middleware_has_the_id_as_well(log):
    kept = []
    answer(503, within=kept.append)
    log.error("late", extra={"request": kept[0], "status_code": 503})
    assert log.lines()[0]["request_id"] == id_of(kept[0])


def test_a_record_without_an_exception_under_way_has_none(log):
    log.error("nothing", exc_info=sys.exc_info())
    assert "exception" not in log.lines()[0]
