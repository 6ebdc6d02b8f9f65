"""A database that takes too long is a 503 that says when to come back, never a 500."""

from django.db import OperationalError, connection, transaction

import environ
import pytest

from config.databases import database_from

POSTGRES = "postgres://cop@db.example/cop"


def options(url=POSTGRES, **limits):
    return database_from(environ.Env.db_url_config(url), **limits)["OPTIONS"]


def test_postgresql_waits_neither_for_locks_nor_for_statements_for_ever():
    assert options(lock_seconds=5, statement_seconds=0.5)["options"] == (
        "-c lock_timeout=5000 -c statement_timeout=500"
    )
    assert "options" not in options()


def test_what_the_address_asks_for_stays():
    own = f"{POSTGRES}?options=-c%20search_path=game"
    found = options(own, lock_seconds=1)["options"]
    assert found == "-c search_path=game -c lock_timeout=1000"


def test_sqlite_knows_no_such_thing():
    assert "options" not in options("sqlite:///x.sqlite3", lock_seconds=5)


def strike(*arguments, **named):
    """Take longer than may be, where there is a server that can tell."""
    if connection.vendor == "sqlite":
        raise OperationalError("canceling statement due to statement timeout")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
        cursor.execute("SELECT pg_sleep(20)")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slow", "method", "path"),
    [
        (
            "challenge.device_learners.views.WhatWeKeepView.get",
            "get",
            "/en/what-we-keep/",
        ),
        ("cms.publishing.api.TracksView.get", "get", "/api/v1/tracks/"),
        ("challenge.learners.services.create", "post", "/api/v1/learners/"),
    ],
)
def test_what_takes_too_long_says_when_to_come_back(
    client, monkeypatch, slow, method, path
):
    monkeypatch.setattr(slow, strike)
    client.raise_request_exception = False
    body = {"data": {"locale": "en"}, "content_type": "application/json"}
    response = getattr(client, method)(path, **(body if method == "post" else {}))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    if path.startswith("/api/"):
        assert response.json()["errors"][0]["code"] == "unavailable"
    else:
        assert b"Try this page again" in response.content


@pytest.mark.django_db
def test_other_faults_stay_faults(client, monkeypatch):
    def fail(*arguments, **named):
        raise ZeroDivisionError

    monkeypatch.setattr("challenge.device_learners.views.WhatWeKeepView.get", fail)
    client.raise_request_exception = False
    assert client.get("/en/what-we-keep/").status_code == 500
