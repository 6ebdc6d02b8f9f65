"""Clients that mean no good, and readers who must not notice them."""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator, Sequence

from tests.load.server import HOST

# A reader gives up after this, as people do.
PATIENCE_SECONDS = 5.0
PAUSE_SECONDS = 0.005


class Reader(threading.Thread):
    """Reads an address again and again over a kept connection; notes what came of it.

    A connection that breaks off is opened once more, as a browser does it.
    """

    def __init__(self, port: int, path: str) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.path = path
        self.seconds: list[float] = []
        self.failed: list[str] = []
        self.stopping = threading.Event()
        self._connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Read until stopped."""
        while not self.stopping.wait(PAUSE_SECONDS):
            began = time.perf_counter()
            status = self._read() or self._read()
            if status == 200:
                self.seconds.append(time.perf_counter() - began)
            else:
                self.failed.append(str(status))

    def _read(self) -> int | None:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                HOST, self.port, timeout=PATIENCE_SECONDS
            )
        try:
            self._connection.request("GET", self.path)
            response = self._connection.getresponse()
            response.read()
        except TimeoutError:
            self._connection = None
            return 599
        except (OSError, http.client.HTTPException):
            self._connection = None
            return None
        return response.status


class Readers:
    """Several readers, as a context; afterwards, what they got."""

    def __init__(self, port: int, paths: Sequence[str], count: int = 4) -> None:
        self.readers = [Reader(port, paths[at % len(paths)]) for at in range(count)]

    def __enter__(self) -> "Readers":
        for reader in self.readers:
            reader.start()
        return self

    def __exit__(self, *error: object) -> None:
        for reader in self.readers:
            reader.stopping.set()
        for reader in self.readers:
            reader.join(3 * PATIENCE_SECONDS)

    @property
    def answered(self) -> int:
        """Return how many requests were answered with 200."""
        return sum(len(reader.seconds) for reader in self.readers)

    @property
    def kept(self) -> float:
        """Return the share of requests that were answered with 200."""
        failed = sum(len(reader.failed) for reader in self.readers)
        return self.answered / max(1, self.answered + failed)

    @property
    def p99(self) -> float:
        """Return the seconds within which 99 of 100 were answered."""
        ordered = sorted(second for reader in self.readers for second in reader.seconds)
        return ordered[int(0.99 * len(ordered))] if ordered else float("inf")

    def __str__(self) -> str:
        share, milliseconds = 100 * self.kept, 1000 * self.p99
        return f"{share:.1f} % of {self.answered} answers, p99 {milliseconds:.0f} ms"


def wait_until_read(readers: Readers, seconds: float, most: float = 60) -> None:
    """Wait for some seconds, and then until readers got something, or not for long."""
    pause = threading.Event()
    pause.wait(seconds)
    deadline = time.monotonic() + most
    while readers.answered < 100 and time.monotonic() < deadline:
        if any(len(reader.failed) > 2 for reader in readers.readers):
            return
        pause.wait(0.05)


@contextlib.contextmanager
def slow_senders(port: int, heads: Sequence[bytes]) -> Iterator[list[socket.socket]]:
    """Hold connections that have sent ``heads``; every second one drips a byte a moment."""
    held = []
    stopping = threading.Event()

    def drip() -> None:
        while not stopping.wait(0.2):
            for connection in held[::2]:
                with contextlib.suppress(OSError):
                    connection.send(b"[")

    for head in heads:
        connection = socket.create_connection((HOST, port), timeout=60)
        connection.sendall(head)
        held.append(connection)
    dripping = threading.Thread(target=drip, daemon=True)
    dripping.start()
    try:
        yield held
    finally:
        stopping.set()
        dripping.join()
        for connection in held:
            connection.close()


def head(method: str, path: str, *lines: str) -> bytes:
    """Return the head of a request."""
    start = (f"{method} {path} HTTP/1.1", f"Host: {HOST}", *lines, "", "")
    return "\r\n".join(start).encode()


def half_sent(
    path: str, *lines: str, kind: str = "application/json", length: int = 4096
) -> bytes:
    """Return a request with half of the body that it promises."""
    lines = (*lines, f"Content-Type: {kind}", f"Content-Length: {length}")
    return head("POST", path, *lines) + b'{"attempts":[' + b" " * (length // 2)


def half_chunked(path: str) -> bytes:
    """Return a request with one chunk of a body that does not end."""
    lines = ("Content-Type: application/json", "Transfer-Encoding: chunked")
    return head("POST", path, *lines) + b"8\r\n" + b" " * 8 + b"\r\n"
