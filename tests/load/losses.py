"""Whether what a server acknowledged is there, once, and nothing else."""

import json
import uuid
from collections import Counter
from collections.abc import Sequence

import pytest

from tests.load.players import Log, Player
from tests.load.server import Server

PATIENCE_SECONDS = 120


def acknowledged(devices: Sequence[Player]) -> int:
    """Return how many answers the devices together were told of."""
    return sum(len(device.log.acknowledged) for device in devices)


def wait_for(devices: Sequence[Player], answers: int) -> None:
    """Wait until the devices together were told of so many answers."""
    told, quiet = 0, 0
    while (now := acknowledged(devices)) < answers:
        quiet = quiet + 1 if now == told else 0
        if quiet > PATIENCE_SECONDS * 50:
            pytest.fail(f"No answer in {PATIENCE_SECONDS} seconds, after {now}.")
        told = now
        devices[0].stopping.wait(0.02)


def assert_nothing_lost_or_doubled(server: Server, logs: Sequence[Log]) -> None:
    """Hold what the devices were told against the rows of the database."""
    sent = {uuid.UUID(name) for log in logs for name in log.sent}
    told = {uuid.UUID(name) for log in logs for name in log.acknowledged}
    stored: Counter[uuid.UUID] = Counter()
    answered: dict[int, set[str]] = {}
    for name, learner, item in server.rows(
        "SELECT uid, learner_id, item FROM challenge_attempt"
    ):
        uid = uuid.UUID(str(name))
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
