"""One client takes nothing from the others: the server that ``make run`` starts."""

import contextlib
import fcntl
import hashlib
import http.client
import json
import os
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.adversary import rounds
from tests.challenge.content import MODULE
from tests.load import players
from tests.load.attackers import (
    Readers,
    half_chunked,
    half_sent,
    head,
    slow_senders,
    wait_until_read,
)
from tests.load.server import HOST, Server

pytestmark = pytest.mark.slow

READ = (f"/api/v1/modules/{MODULE}/?locale=en", "/healthz")
BOMB = b"[" * 8_000
FORM = "application/x-www-form-urlencoded"
BODY_SECONDS = 2


@pytest.fixture(scope="module")
def server(new_server) -> Server:
    """A server on the kind of database that the tests use; bodies have two seconds."""
    server = new_server(BODY_SECONDS=str(BODY_SECONDS))
    server.tokens = server.prepare(16)["tokens"]
    server.start()
    return server


def assert_readers_notice_nothing(readers: Readers) -> None:
    assert readers.kept >= 0.95, str(readers)
    assert readers.p99 < 1, str(readers)


def ask(
    server: Server, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of the answer to one request."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(HOST, server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request(method, path, body, named)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read()


# Slow clients -------------------------------------------------------------------


def test_forty_slow_senders_take_nothing_from_readers(server, figure):
    kinds = (
        # Whoever comes may send the first, and whoever plays the second.
        half_sent("/api/v1/learners/"),
        half_sent("/api/v1/attempts/", f"Authorization: Bearer {server.tokens[0]}"),
        half_sent("/en/accounts/login/", kind=FORM),
        half_chunked("/api/v1/learners/"),
        half_sent("/admin/images/add/", kind="multipart/form-data; boundary=x"),
    )
    heads = [kinds[at % len(kinds)] for at in range(rounds(40, 400))]
    with (
        slow_senders(server.port, heads) as held,
        Readers(server.port, READ) as readers,
    ):
        wait_until_read(readers, rounds(3, 30))
        answers = [connection.recv(64) for connection in held[1::2]]

    assert_readers_notice_nothing(readers)
    assert {answer[9:12] for answer in answers} == {b"408"}
    figure(f"{len(heads)} slow senders", readers)


def test_bodies_that_break_off_are_forgotten(server, figure):
    before = server.worker_pids()
    with Readers(server.port, READ) as readers:
        for _ in range(rounds(10, 100)):
            with slow_senders(server.port, [half_sent("/api/v1/learners/")] * 20):
                pass
        wait_until_read(readers, 0.5)

    assert_readers_notice_nothing(readers)
    assert server.worker_pids() == before
    figure("connections closed in mid-body", readers)


def test_slow_readers_of_a_long_file_hold_no_thread(server, figure):
    content = os.urandom(24 * 1024 * 1024)
    media = server.data / "media"
    media.mkdir(exist_ok=True)
    (media / "long.mp4").write_bytes(content)
    asked = [head("GET", "/media/long.mp4")] * rounds(40, 200)
    with slow_senders(server.port, asked), Readers(server.port, READ) as readers:
        wait_until_read(readers, 2)

    assert_readers_notice_nothing(readers)
    status, headers, body = ask(server, "GET", "/media/long.mp4")
    assert status == 200
    assert hashlib.sha256(body).digest() == hashlib.sha256(content).digest()
    assert headers["content-length"] == str(len(content))
    figure(f"{len(asked)} who do not read what they asked for", readers)


# Bodies that are refused --------------------------------------------------------


def test_a_refusal_keeps_the_connection_or_says_that_it_closes_it(server):
    """What follows on the same connection is answered, or its client knows better."""
    json_type = ("Content-Type", "application/json")
    token = ("Authorization", f"Bearer {server.tokens[0]}")
    refused = [
        ("/api/v1/attempts/", b"x" * 200_000, (json_type,), 401),
        ("/api/v1/attempts/", b"x" * 300_000, (json_type,), 413),
        ("/api/v1/attempts/", b"x" * 9_000_000, (json_type,), 413),
        ("/api/v1/attempts/", BOMB, (json_type, token), 400),
        ("/api/v1/attempts/", b"x" * 100_000, (("Content-Type", "text/x"), token), 415),
        ("/api/v1/nothing/", b"x" * 200_000, (json_type,), 404),
        ("/api/v1/modules/", b"x" * 200_000, (json_type,), 405),
        ("/en/accounts/login/", b"x" * 200_000, (("Content-Type", FORM),), 403),
        ("/en/accounts/login/", b"x" * 4_000_000, (("Content-Type", FORM),), 413),
        ("/admin/images/add/", b"x" * 4_000_000, (("Content-Type", FORM),), 413),
    ]
    connection = http.client.HTTPConnection(HOST, server.port, timeout=30)
    for path, body, headers, expected in refused * rounds(2, 20):
        connection.request("POST", path, body, dict(headers))
        response = connection.getresponse()
        answer = response.read()
        assert response.status == expected, (path, len(body), answer[:200])
        if response.getheader("connection") == "close":
            connection.close()
            connection = http.client.HTTPConnection(HOST, server.port, timeout=30)
        connection.request("GET", "/healthz")
        assert json.loads(connection.getresponse().read()) == {"status": "ok"}
    connection.close()


def test_a_file_of_many_megabytes_reaches_the_admin_of_who_is_signed_in(server):
    body = b"x" * 8_000_000
    found = ask(server, "POST", "/admin/images/add/", body, Cookie="sessionid=made-up")

    # The site's own answer: to sign in, or that the form is not its own.
    assert found[0] in (302, 403)


def test_a_body_in_chunks_is_read_like_any_other(server):
    chunks = iter([b'{"locale":', b' "en"}'])
    status, _, body = ask(
        server, "POST", "/api/v1/learners/", chunks, Content_Type="application/json"
    )

    assert status == 201, body
    too_much = (b"x" * 65_536 for _ in range(100))
    status, _, _ = ask(
        server, "POST", "/api/v1/learners/", too_much, Content_Type="application/json"
    )
    assert status == 413


def test_a_header_cannot_pass_for_one_that_a_proxy_sets(server):
    """“X_Forwarded_Proto” would become the same variable as “X-Forwarded-Proto”."""
    with socket.create_connection((HOST, server.port), timeout=30) as connection:
        lines = (
            "Content_Length: 5",
            "X_Forwarded_Host: a.example",
            "Connection: close",
        )
        connection.sendall(head("GET", "/healthz", *lines))
        assert b" 200 " in connection.recv(4096)


# Crashes ------------------------------------------------------------------------


def test_bombs_at_every_thread_end_no_worker(server, figure):
    before = server.worker_pids()
    paths = ("/api/v1/attempts/", "/api/v1/progress/", "/api/v1/learners/")
    bodies = (BOMB, b"[" * 200_000, b'{"a":' * 8_000, b'{"attempts":[' + BOMB)
    refused = []

    def throw(number: int) -> None:
        token = f"Bearer {server.tokens[number % 16]}"
        for at in range(rounds(20, 500)):
            status, _, _ = ask(
                server,
                "POST",
                paths[(number + at) % 3],
                bodies[at % 4],
                Content_Type="application/json",
                Authorization=token,
            )
            refused.append(status)

    with Readers(server.port, READ) as readers:
        throwing = [threading.Thread(target=throw, args=(n,)) for n in range(8)]
        for thread in throwing:
            thread.start()
        for thread in throwing:
            thread.join(120)

    assert server.worker_pids() == before
    assert len(refused) == 8 * rounds(20, 500)
    assert set(refused) <= {400, 429}
    assert_readers_notice_nothing(readers)
    figure(f"{len(refused)} bodies of 8,000 to 200,000 levels", readers)


def seconds_until_replaced(server: Server, crashed: list[int]) -> float:
    """Let workers crash; return the seconds until others listen in their place."""
    for pid in crashed:
        os.kill(pid, signal.SIGSEGV)
    began = time.monotonic()
    gone = [Path(f"/proc/{pid}") for pid in crashed]
    # What is left of a process still listens until all of its threads have ended.
    while any(path.exists() for path in gone) or server.listeners() < 2:
        assert server.process.poll() is None, "The server ended."
        assert time.monotonic() - began < 30
        time.sleep(0.005)
    return time.monotonic() - began


def test_workers_that_crash_are_replaced_at_once_and_for_ever(server, figure):
    """granian's own supervisor gives up at the second crash within 5.5 seconds."""
    with Readers(server.port, READ) as readers:
        wait_until_read(readers, 0.2)
        seconds = [
            seconds_until_replaced(server, [min(server.worker_pids())])
            for _ in range(rounds(5, 40))
        ]
        wait_until_read(readers, 0.2)
    both = [
        seconds_until_replaced(server, list(server.worker_pids()))
        for _ in range(rounds(2, 10))
    ]

    assert ask(server, "GET", READ[0])[0] == 200
    assert readers.kept >= 0.95, str(readers)
    # The first at once; those that follow it wait a little longer each time.
    assert seconds[0] < 1
    assert max(seconds + both) < 4
    figure("until a crashed worker was replaced", f"{1000 * seconds[0]:.0f} ms")
    figure(f"longest of {len(seconds)} in a row", f"{1000 * max(seconds):.0f} ms")
    figure("readers meanwhile", readers)


# A database that is held --------------------------------------------------------


@contextlib.contextmanager
def database_held(server: Server) -> Iterator[None]:
    """Hold what every writer needs: SQLite's write lock, or the learners' rows."""
    if server.database_url:
        with psycopg.connect(server.database_url) as other:
            other.execute("SELECT 1 FROM challenge_learner FOR UPDATE")
            yield
            other.rollback()
        return
    with contextlib.closing(
        sqlite3.connect(server.database, isolation_level=None, timeout=30)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def turn_held(server: Server) -> Iterator[None]:
    """Hold the lock of the writers' queue."""
    with open(server.data / "writers.lock", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.mark.parametrize("held", [database_held, turn_held])
def test_readers_go_on_while_the_database_is_held(server, held, figure):
    devices = []
    with Readers(server.port, READ) as readers:
        try:
            with held(server):
                devices = players.start(server.port, server.tokens, batch=1)
                wait_until_read(readers, rounds(4, 30))
            wait_until_read(readers, 0.5)
        finally:
            logs = players.stop(devices)

    assert_readers_notice_nothing(readers)
    assert players.add_up(logs, "statuses").keys() <= {200, 503}
    figure(f"{held.__name__} and 16 who save", readers)


def test_too_many_who_wait_are_told_when_to_come_again(server, figure):
    if server.database_url:
        pytest.skip("Each learner's row is a queue of its own.")
    body = json.dumps({"locale": "en"})
    answers = []

    def save() -> None:
        answers.append(
            ask(
                server,
                "POST",
                "/api/v1/learners/",
                body,
                Content_Type="application/json",
            )
        )

    with turn_held(server):
        saving = [threading.Thread(target=save) for _ in range(24)]
        for thread in saving:
            thread.start()
        saving[0].join(0.1)
        deadline = time.monotonic() + 25
        while len(answers) < 16 and time.monotonic() < deadline:
            time.sleep(0.05)
        told = list(answers)
    for thread in saving:
        thread.join(60)

    assert len(told) >= 16
    assert {status for status, _, _ in told} <= {503, 429}
    assert all(int(headers["retry-after"]) > 0 for _, headers, _ in told)
    assert {status for status, _, _ in answers} <= {201, 503, 429}
    figure("told to come again while the queue was held", len(told))
