"""The server itself, started on a machine whose clock is wrong."""

import json
import threading
import urllib.request

import pytest

from tests.load.server import HOST

pytestmark = pytest.mark.slow

LEARNERS = 40
PATIENCE_SECONDS = 120


@pytest.fixture
def server(new_server):
    server = new_server(workers=1)
    server.prepare(LEARNERS)
    return server


def start(server, days):
    """Start with a clock wrong by so many days, and wait until the server has acted on it."""
    server.wsgi = "tests.adversary.wrong_clock:application"
    server.environment["CLOCK_DAYS"] = str(days)
    server.environment["ROLLUP_SECONDS"] = "1"
    server.start()


def wait_until(true):
    pause = threading.Event()
    for _ in range(PATIENCE_SECONDS * 10):
        if true():
            return
        pause.wait(0.1)
    pytest.fail("The server's background work was not done in time.")


def test_a_start_200_days_ahead_or_in_1970_erases_nobody(server, figure):
    start(server, 0)
    wait_until(
        lambda: server.rows("SELECT 1 FROM challenge_upkeep WHERE swept_on IS NOT NULL")
    )
    server.stop()
    for days, notice in ((200, "clock_ahead"), (-20_000, "clock_behind")):
        before = server.rows("SELECT uptime FROM challenge_daycount")
        start(server, days)
        # Its background work has looked at the clock, and has had its say.
        wait_until(
            lambda seen=before: (
                server.rows("SELECT uptime FROM challenge_daycount") != seen
            )
        )
        with urllib.request.urlopen(f"http://{HOST}:{server.port}/readyz") as answer:
            assert json.load(answer)["notices"] == [notice]
        server.stop()
        left = server.rows("SELECT count(*) FROM challenge_learner")[0][0]
        figure(f"learners left after a start {days} days off", f"{left} of {LEARNERS}")
        assert left == LEARNERS
