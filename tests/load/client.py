"""A load generator light enough to share two cores with what it measures.

One thread keeps a number of connections busy: each sends its next request as soon as the
last is answered (a closed loop). It ends by itself, and speaks to this machine only.
"""

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.load.server import HOST

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class Outcome:
    """What a run of the generator saw; seconds are those of each request.

    ``sent_within`` is from the first to the last send of ``at_once``.
    """

    elapsed: float = 0.0
    sent_within: float = 0.0
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    received: int = 0

    @property
    def rate(self) -> float:
        """Return the requests answered in a second."""
        return len(self.seconds) / self.elapsed

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of requests was answered."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def add(self, other: "Outcome") -> None:
        """Add another run to this one."""
        self.elapsed += other.elapsed
        self.sent_within = max(self.sent_within, other.sent_within)
        self.seconds += other.seconds
        self.statuses += other.statuses
        self.received += other.received


class _Connection:
    def __init__(self, port: int, number: int) -> None:
        self.number = number
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.started = 0.0

    def send(self, request: bytes) -> None:
        self.buffer = b""
        self.started = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> tuple[int, bytes] | None:
        """Take what has arrived; give status and body once they are whole."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("The server closed the connection.")
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        length = _LENGTH.search(head)
        if len(body) < (int(length[1]) if length else 0):
            return None
        return int(head[9:12]), body


def request(
    method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> bytes:
    """Return the bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def at_once(
    port: int,
    requests: Sequence[bytes],
    answered: Callable[[int, int, bytes], None] = lambda number, status, body: None,
) -> Outcome:
    """Send requests at one moment, each on a connection of its own; wait for all answers.

    ``answered`` gets the number of a request, the status and the body.
    """
    outcome = Outcome()
    selector = selectors.DefaultSelector()
    pool = [_Connection(port, number) for number in range(len(requests))]
    for connection in pool:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    begun = time.perf_counter()
    for connection, data in zip(pool, requests, strict=True):
        connection.send(data)
    outcome.sent_within = time.perf_counter() - begun
    while len(outcome.seconds) < len(pool):
        for ready, _ in selector.select(timeout=30):
            connection = ready.data
            answer = connection.receive()
            if answer is None:
                continue
            outcome.seconds.append(time.perf_counter() - connection.started)
            outcome.statuses[answer[0]] += 1
            outcome.received += len(answer[1])
            answered(connection.number, *answer)
            selector.unregister(connection.socket)
            connection.socket.close()
    outcome.elapsed = time.perf_counter() - begun
    return outcome


def hammer(
    port: int,
    connections: int,
    seconds: float,
    next_request: Callable[[int], bytes],
    answered: Callable[[int, int, bytes], None] = lambda number, status, body: None,
) -> Outcome:
    """Send requests for some seconds, then wait for the last answers.

    ``next_request`` gets the connection's number and gives bytes to send; ``answered`` gets
    the number, the status and the body.
    """
    outcome = Outcome()
    selector = selectors.DefaultSelector()
    pool = [_Connection(port, number) for number in range(connections)]
    begun = time.perf_counter()
    for connection in pool:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(next_request(connection.number))
    busy = connections
    while busy:
        for ready, _ in selector.select(timeout=30):
            connection = ready.data
            answer = connection.receive()
            if answer is None:
                continue
            now = time.perf_counter()
            outcome.seconds.append(now - connection.started)
            outcome.statuses[answer[0]] += 1
            outcome.received += len(answer[1])
            answered(connection.number, *answer)
            if now - begun < seconds:
                connection.send(next_request(connection.number))
            else:
                busy -= 1
    outcome.elapsed = time.perf_counter() - begun
    for connection in pool:
        connection.socket.close()
    return outcome
