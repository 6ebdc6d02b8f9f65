"""The server as children meet it: many at once, and some forgotten in the middle."""

import pytest

from tests.load import players
from tests.load.losses import assert_nothing_lost_or_doubled, wait_for

pytestmark = pytest.mark.slow

# Enough of an answering load that whatever happens hits answers on their way.
ANSWERS = 300
PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def prepared(new_server):
    """A server on the kind of database that the tests use, and 96 learners."""
    server = new_server()
    return server, server.prepare(96)["tokens"]


@pytest.fixture
def server(prepared):
    server, _ = prepared
    server.start()
    yield server
    server.kill()


@pytest.fixture
def tokens(prepared):
    return prepared[1]


def test_who_is_forgotten_in_the_middle_of_answering_leaves_nothing(server, tokens):
    devices = players.start(server.port, tokens[:16], batch=5)
    leaving, staying = devices[:8], devices[8:]
    try:
        wait_for(devices, ANSWERS)
        for device in leaving:
            assert (
                server.request("DELETE", "/api/v1/learners/me/", device.headers) == 204
            )
        for device in leaving:
            device.join(PATIENCE_SECONDS)
        wait_for(staying, 2 * ANSWERS)
    finally:
        logs = players.stop(devices)
    server.run("manage.py", "rebuild_tallies")
    assert players.add_up(logs, "statuses").keys() == {200, 401}
    learners = {pk for (pk,) in server.rows("SELECT id FROM challenge_learner")}
    for table in ("challenge_attempt", "challenge_progress"):
        owners = server.rows(f"SELECT DISTINCT learner_id FROM {table}")
        assert {owner for (owner,) in owners} <= learners
    assert_nothing_lost_or_doubled(server, logs[8:])
    counted = server.rows("SELECT sum(n) FROM challenge_tally WHERE answer = ''")
    assert counted == server.rows("SELECT count(*) FROM challenge_attempt")


def test_sixty_four_writers_never_meet_a_locked_database(server, tokens):
    devices = players.start(server.port, tokens[16:80], batch=1)
    try:
        wait_for(devices, 4_000)
    finally:
        logs = players.stop(devices)
    server.stop()
    assert players.add_up(logs, "statuses").keys() == {200}
    assert players.add_up(logs, "results").keys() == {"recorded"}
    assert sum(log.broken for log in logs) == 0
    assert_nothing_lost_or_doubled(server, logs)
