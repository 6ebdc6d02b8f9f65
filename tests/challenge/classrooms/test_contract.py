"""The calls of educators answer as described, also once somebody has signed in."""

from collections.abc import Iterator

from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from config.wsgi import application

pytestmark = pytest.mark.django_db

PROOF = "a" * 32
# Who may come in is the matrix's to try; and that a module is published, or a day is ahead,
# no schema can say.
LEFT_OUT = [ignored_auth, positive_data_acceptance]


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """Requests of a real WSGI server close the connection, and the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def signed_in(educator, classroom) -> dict[str, str]:
    """Return the headers of an educator's browser."""
    client = Client()
    client.force_login(educator)
    session = client.cookies["sessionid"].value
    return {
        "Cookie": f"sessionid={session}; csrftoken={PROOF}",
        "X-CSRFToken": PROOF,
        "Accept-Encoding": "identity",
    }


document = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.mark.usefixtures("kept_connection", "lessons")
@document.include(path_regex=r"^/api/v1/classes/").parametrize()
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_an_educators_calls_answer_as_described(case, signed_in, classroom):
    cache.clear()
    real = {
        "uid": classroom.uid,
        "seat": classroom.seats.first().uid if classroom.seats.exists() else None,
    }
    for name, value in real.items():
        if name in (case.path_parameters or {}) and value:
            case.path_parameters[name] = str(value)
    response = case.call(headers=signed_in)
    case.validate_response(response, excluded_checks=LEFT_OUT)
