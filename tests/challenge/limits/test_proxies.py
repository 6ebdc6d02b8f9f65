"""An operator is told of a proxy that the settings do not know; nobody's address is."""

import os
import subprocess
import sys

import pytest

from challenge.limits.proxies import ALONE, FORWARDED, Watch

PROXIED = {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "203.0.113.77"}


def seen(*requests, expected=0, is_demo=False):
    watch = Watch()
    for meta in requests:
        watch.look_at(meta, expected, is_demo=is_demo)
    return watch.notices


def test_forwarded_requests_are_reported_once_without_an_address(caplog):
    assert seen(*[PROXIED] * 200) == [FORWARDED]
    assert len(caplog.records) == 1
    assert "NUM_PROXIES" in caplog.text
    assert "203.0.113" not in caplog.text
    assert "10.0.0" not in caplog.text


def test_a_header_that_a_client_made_up_is_not_a_proxy():
    own = {"REMOTE_ADDR": "9.9.9.9"}
    assert seen(*[PROXIED, PROXIED, own] * 100) == []


def test_one_private_address_for_everybody_is_reported(caplog):
    assert seen(*[{"REMOTE_ADDR": "127.0.0.1"}] * 600) == [ALONE]
    assert len(caplog.records) == 1
    assert "127.0.0.1" not in caplog.text


@pytest.mark.parametrize(
    "requests",
    [
        [{"REMOTE_ADDR": f"10.0.0.{number % 3}"} for number in range(600)],
        [{"REMOTE_ADDR": "9.9.9.9"}] * 600,
        [{"REMOTE_ADDR": "127.0.0.1"}] * 20,
    ],
    ids=["a school's devices", "a public address", "too few to say"],
)
def test_what_is_in_order_is_not_reported(requests):
    assert seen(*requests) == []


def test_what_is_accounted_for_is_not_reported():
    assert seen(*[PROXIED] * 600, expected=1) == []
    assert seen(*[{"REMOTE_ADDR": "127.0.0.1"}] * 600, is_demo=True) == []


@pytest.mark.django_db
def test_readyz_tells_and_stays_ready(client):
    for _ in range(60):
        client.post(
            "/api/v1/classes/open/",
            {"code": "x"},
            "application/json",
            headers={"X-Forwarded-For": "203.0.113.77"},
        )
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["notices"] == [FORWARDED]


@pytest.mark.parametrize(("number", "is_told"), [("0", True), ("1", False)])
def test_a_production_site_is_warned_when_it_starts(tmp_path, number, is_told):
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "k" * 50,
            "ALLOWED_HOSTS": "play.example.org",
            "DATA_DIR": str(tmp_path),
            "NUM_PROXIES": number,
        },
        text=True,
        capture_output=True,
        check=True,
    )
    assert ("challenge.W001" in done.stderr) is is_told
