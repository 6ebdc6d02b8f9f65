"""The server as children meet it: many at once, and killed in the middle."""

import json
import uuid
from collections import Counter
from contextlib import ExitStack

from django.conf import settings

import pytest

from tests.load import players
from tests.load.server import Server, postgres_database

pytestmark = pytest.mark.slow

# Enough of an answering load that a kill always hits answers on their way.
ANSWERS_BETWEEN_KILLS = 300
PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A server on the kind of database that the tests use, and 96 learners."""
    data = tmp_path_factory.mktemp("server")
    with ExitStack() as stack:
        config = settings.DATABASES["default"]
        url = ""
        if not config["ENGINE"].endswith("sqlite3"):
            url = stack.enter_context(postgres_database(config))
        server = Server(data, database_url=url)
        yield server, server.prepare(96)["tokens"]
        server.kill()


@pytest.fixture
def server(prepared):
    server, _ = prepared
    server.start()
    yield server
    server.kill()


@pytest.fixture
def tokens(prepared):
    return prepared[1]


def wait_for(devices, answers):
    """Wait until the devices together were told of so many answers."""
    for _ in range(PATIENCE_SECONDS * 50):
        if sum(len(device.log.acknowledged) for device in devices) >= answers:
            return
        devices[0].stopping.wait(0.02)
    pytest.fail(f"Fewer than {answers} answers in {PATIENCE_SECONDS} seconds.")


def assert_nothing_lost_or_doubled(server, logs):
    sent = {uuid.UUID(name) for log in logs for name in log.sent}
    told = {uuid.UUID(name) for log in logs for name in log.acknowledged}
    stored = Counter()
    answered = {}
    for uid, learner, item in server.rows(
        "SELECT uid, learner_id, item FROM challenge_attempt"
    ):
        uid = uuid.UUID(str(uid))
        if uid in sent:
            stored[uid] += 1
            if item.startswith("q-"):
                answered.setdefault(learner, set()).add(item)
    assert told <= stored.keys()
    assert set(stored.values()) == {1}
    # What was stored has counted, and nothing else has.
    marks = dict(server.rows("SELECT learner_id, marks FROM challenge_progress"))
    assert answered
    for learner, items in answered.items():
        kept = marks[learner]
        assert set(json.loads(kept) if isinstance(kept, str) else kept) == items
    if not server.database_url:
        assert server.rows("PRAGMA integrity_check") == [("ok",)]


def test_every_acknowledged_answer_outlives_three_kills(server, tokens):
    devices = players.start(server.port, tokens[80:], batch=2)
    try:
        for kill in range(3):
            wait_for(devices, (kill + 1) * ANSWERS_BETWEEN_KILLS)
            server.kill()
            server.start()
        wait_for(devices, 4 * ANSWERS_BETWEEN_KILLS)
    finally:
        logs = players.stop(devices)
    assert sum(log.broken for log in logs) >= 3
    assert players.add_up(logs, "statuses").keys() == {200}
    assert "rejected" not in players.add_up(logs, "results")
    assert_nothing_lost_or_doubled(server, logs)


def test_who_is_forgotten_in_the_middle_of_answering_leaves_nothing(server, tokens):
    devices = players.start(server.port, tokens[:16], batch=5)
    leaving, staying = devices[:8], devices[8:]
    try:
        wait_for(devices, ANSWERS_BETWEEN_KILLS)
        for device in leaving:
            assert (
                server.request("DELETE", "/api/v1/learners/me/", device.headers) == 204
            )
        for device in leaving:
            device.join(PATIENCE_SECONDS)
        wait_for(staying, 2 * ANSWERS_BETWEEN_KILLS)
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
