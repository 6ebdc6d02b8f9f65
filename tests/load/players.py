"""Learners' devices that answer as fast as they are served, and resend what failed."""

import http.client
import itertools
import json
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.challenge.content import attempt
from tests.load.server import HOST

# The first answer to a question of a check counts, any further one is ignored.
ITEMS = ("q-choice", "q-sort", "q-chat")
DAY_MILLISECONDS = 86_400_000


def uuid7() -> str:
    """Return a UUIDv7 as our devices make it: its time is the day (RFC 9562, 5.7, 6.1)."""
    random = uuid.uuid4().int
    moment = int(time.time() * 1000)
    stamp = (moment - moment % DAY_MILLISECONDS) << 80
    return str(
        uuid.UUID(
            int=stamp
            | 0x7 << 76
            | random & (0xFFF << 64)
            | 0b10 << 62
            | random & ((1 << 62) - 1)
        )
    )


@dataclass
class Log:
    """What happened to one device: statuses, seconds, and what it sent and was told."""

    acknowledged: list[str] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)
    results: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    broken: int = 0


class Player(threading.Thread):
    """One device with one learner's token; sends batches until it is stopped.

    A batch that brought no answer is sent again, unchanged, until one comes.
    """

    def __init__(self, port: int, token: str, batch: int) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        self.batch = batch
        self.log = Log()
        self.stopping = threading.Event()
        self._connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Send batch after batch."""
        items = itertools.cycle(ITEMS)
        while not self.stopping.is_set():
            attempts = [attempt(next(items), id=uuid7()) for _ in range(self.batch)]
            self.log.sent.update(entry["id"] for entry in attempts)
            body = json.dumps({"attempts": attempts})
            while not self.stopping.is_set():
                if self._deliver(body):
                    break

    def _deliver(self, body: str) -> bool:
        started = time.perf_counter()
        try:
            status, answer = self._post(body)
        except (OSError, http.client.HTTPException):
            self.log.broken += 1
            self._connection = None
            self.stopping.wait(0.02)
            return False
        self.log.seconds.append(time.perf_counter() - started)
        self.log.statuses[status] = self.log.statuses.get(status, 0) + 1
        if status == 401:
            # The learner was forgotten; there is nothing left to answer for.
            self.stopping.set()
        if status != 200:
            return False
        for result in json.loads(answer)["results"]:
            kind = result["status"]
            self.log.results[kind] = self.log.results.get(kind, 0) + 1
            if kind != "rejected":
                self.log.acknowledged.append(result["id"])
        return True

    def _post(self, body: str) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        self._connection.request("POST", "/api/v1/attempts/", body, self.headers)
        response = self._connection.getresponse()
        return response.status, response.read()


def start(port: int, tokens: Sequence[str], batch: int) -> list[Player]:
    """Start a device for each token."""
    players = [Player(port, token, batch) for token in tokens]
    for player in players:
        player.start()
    return players


def stop(players: Sequence[Player]) -> list[Log]:
    """Stop the devices; give what happened to each."""
    for player in players:
        player.stopping.set()
    for player in players:
        player.join(60)
    return [player.log for player in players]


def add_up(logs: Sequence[Log], name: str) -> dict[Any, int]:
    """Add up the counts called ``name`` (``statuses`` or ``results``) of all logs."""
    total: dict[Any, int] = {}
    for log in logs:
        for key, count in getattr(log, name).items():
            total[key] = total.get(key, 0) + count
    return total
