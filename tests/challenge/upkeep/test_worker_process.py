"""The worker as processes of its own, two of them as on two hosts."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.load.server import ROOT, Server

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120
HOLDER = "SELECT holder FROM challenge_upkeep WHERE held_until IS NOT NULL"
ROLLED_UP = (
    "SELECT ran_at FROM challenge_jobstate WHERE name = 'days' AND failures = 0"
    " AND succeeded_at IS NOT NULL"
)


@contextmanager
def worker(server: Server) -> Iterator[subprocess.Popen]:
    with subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=server.environment | {"ROLLUP_SECONDS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(true):
    pause = threading.Event()
    for _ in range(PATIENCE_SECONDS * 10):
        if found := true():
            return found
        pause.wait(0.1)
    pytest.fail("It was not done in time.")


def end(process):
    process.send_signal(signal.SIGTERM)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert errors == ""


def test_two_take_turns_and_one_that_is_told_to_end_lets_the_other_go_on(new_server):
    server = new_server()
    server.migrate()
    with worker(server) as first:
        wait_until(lambda: server.rows(ROLLED_UP))
        ((holder,),) = server.rows(HOLDER)
        with worker(server) as second:
            end(first)
            # At once, and not when the lease has run out.
            other = wait_until(lambda: server.rows(HOLDER))
            assert other != [(holder,)]
            end(second)
    assert server.rows(HOLDER) == []


def test_a_worker_that_was_killed_is_followed_by_another(new_server):
    server = new_server()
    server.migrate()
    with worker(server) as first:
        wait_until(lambda: server.rows(ROLLED_UP))
        first.kill()
    ((holder,),) = server.rows(HOLDER)
    with worker(server) as second:
        wait_until(lambda: server.rows(HOLDER) not in ([], [(holder,)]))
        end(second)
