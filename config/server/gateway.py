"""Between granian and the WSGI application: who waits where, and for how long.

A request that reads is answered on the thread on which granian hands it over. Any other
first has its body received on the event loop, where a thousand that are slow cost no thread;
then one of the threads that save answers it. So a database that is held keeps savers
waiting, who are refused with 503 once there are too many, and no reader.
"""

import asyncio
import importlib
import itertools
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import IO, Any, NamedTuple

from config.prefixes import API_PREFIX
from config.server.bodies import Refusal, has_body, receive

logger = logging.getLogger(__name__)

READING = frozenset(("GET", "HEAD", "OPTIONS"))
# Bodies that a worker receives at a time, and requests that wait for a thread that saves.
MOST_BODIES = 1024
MOST_WAITING = 256
# Who has waited so long for a thread is told to come again, and how soon.
WAIT_SECONDS = 8.0
LOOK_SECONDS = 0.5
RETRY_SECONDS = 5
# A file that is longer is sent by Rust, so that a slow reader holds no thread.
IN_MEMORY_BYTES = 256 * 1024

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


class File:
    """``wsgi.file_wrapper`` (PEP 3333): a file to be sent as it is."""

    def __init__(self, file: IO[bytes], block_bytes: int = 8192) -> None:
        self.file = file
        self.block_bytes = block_bytes

    def __iter__(self) -> Iterable[bytes]:
        while block := self.file.read(self.block_bytes):
            yield block

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    @property
    def long_path(self) -> str | None:
        """The path of the file, if it is a long one that is to be sent from its start."""
        try:
            size = os.fstat(self.file.fileno()).st_size
            is_whole = self.file.tell() == 0
        except (OSError, AttributeError, ValueError):
            return None
        name = getattr(self.file, "name", None)
        is_long = is_whole and size > IN_MEMORY_BYTES
        return name if is_long and isinstance(name, str) else None


class _Started:
    """``start_response``: what the application says first."""

    __slots__ = ("headers", "status")

    def __init__(self) -> None:
        self.status = 500
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, _error: Any = None) -> None:
        self.status = int(status[:3])
        self.headers = headers


class _Waiting(NamedTuple):
    """A request that waits for a thread, since a time of the event loop."""

    scope: Any
    protocol: Any
    body: IO[bytes]
    length: int | None
    since: float


class Gateway:
    """Answers requests with a WSGI application; ``savers`` threads save."""

    def __init__(self, application: Application, savers: int) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(savers, "saver")
        self._waiting: dict[int, _Waiting] = {}
        self._numbers = itertools.count()
        self._receiving: set[asyncio.Task] = set()
        self._loop: asyncio.AbstractEventLoop
        self._environ: dict[str, Any] = {
            "SCRIPT_NAME": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.errors": sys.stderr,
            "wsgi.file_wrapper": File,
            "wsgi.multiprocess": True,
            "wsgi.multithread": True,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }

    @classmethod
    def load(cls, application: str, savers: int) -> "Gateway":
        """Return a gateway to ``application``, a module and a name in it."""
        module, _colon, name = application.partition(":")
        return cls(getattr(importlib.import_module(module), name), savers)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Receive bodies on ``loop`` from now on."""
        self._loop = loop
        loop.call_later(LOOK_SECONDS, self._look)

    def handle(self, watcher: Any) -> None:
        """Take a request from granian, on a thread of Rust; nothing may be raised here."""
        scope, protocol = watcher.scope, watcher.proto
        try:
            if scope.method in READING and not has_body(scope.headers):
                self.answer(scope, protocol, BytesIO(), None)
            else:
                self._loop.call_soon_threadsafe(self._receive, scope, protocol)
        except BaseException:
            # Without an answer granian's own is a 500.
            logger.exception("A request was not answered.")

    def answer(
        self, scope: Any, protocol: Any, body: IO[bytes], length: int | None
    ) -> None:
        """Call the application and hand over its answer."""
        started = _Started()
        parts = self._application(self._environ_of(scope, body, length), started)
        try:
            if isinstance(parts, File) and (path := parts.long_path):
                protocol.response_file(started.status, started.headers, path)
            else:
                # Whole, so that a thread waits for nobody who reads slowly.
                data = b"".join(parts)
                protocol.response_bytes(started.status, started.headers, data)
        finally:
            if close := getattr(parts, "close", None):
                close()

    def _receive(self, scope: Any, protocol: Any) -> None:
        if len(self._receiving) >= MOST_BODIES:
            refuse(scope, protocol, _busy(closes=has_body(scope.headers)))
            return
        task = self._loop.create_task(self._receive_and_save(scope, protocol))
        self._receiving.add(task)
        task.add_done_callback(self._receiving.discard)

    async def _receive_and_save(self, scope: Any, protocol: Any) -> None:
        body: IO[bytes] = BytesIO()
        length: int | None = None
        try:
            if has_body(scope.headers):
                body, length = await receive(scope, protocol)
            if len(self._waiting) >= MOST_WAITING:
                raise _busy(closes=False)
        except Refusal as refusal:
            refuse(scope, protocol, refusal)
            return
        except OSError:
            # No room for the file that a long body goes to.
            refuse(scope, protocol, _busy(closes=True))
            return
        number, now = next(self._numbers), self._loop.time()
        self._waiting[number] = _Waiting(scope, protocol, body, length, now)
        self._pool.submit(self._save, number)

    def _save(self, number: int) -> None:
        # Whoever takes it out answers it: a thread, or ``_look``.
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        scope, protocol, body, length, _since = waiting
        try:
            self.answer(scope, protocol, body, length)
        except BaseException:
            logger.exception("A request was not answered.")
        finally:
            body.close()

    def _look(self) -> None:
        """Tell those who have waited too long for a thread to come again."""
        latest = self._loop.time() - WAIT_SECONDS
        for number, waiting in list(self._waiting.items()):
            if waiting.since > latest:
                break
            if self._waiting.pop(number, None):
                refuse(waiting.scope, waiting.protocol, _busy(closes=False))
                waiting.body.close()
        self._loop.call_later(LOOK_SECONDS, self._look)

    def _environ_of(
        self, scope: Any, body: IO[bytes], length: int | None
    ) -> dict[str, Any]:
        """Return the environment of a request (PEP 3333)."""
        server, _colon, port = scope.server.rpartition(":")
        environ = {
            **self._environ,
            "REQUEST_METHOD": scope.method,
            "PATH_INFO": scope.path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string,
            "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
            "SERVER_NAME": server.strip("[]"),
            "SERVER_PORT": port,
            "wsgi.input": body,
            "wsgi.url_scheme": scope.scheme,
        }
        for name, value in scope.headers.items():
            # As "-" becomes "_", a name with "_" could pass for one that a proxy sets.
            if "_" in name:
                continue
            key = "HTTP_" + name.upper().replace("-", "_")
            if key in environ:
                value = environ[key] + (";" if name == "cookie" else ",") + value
            environ[key] = value
        if content_type := environ.pop("HTTP_CONTENT_TYPE", ""):
            environ["CONTENT_TYPE"] = content_type
        environ.pop("HTTP_CONTENT_LENGTH", None)
        if length is not None:
            environ["CONTENT_LENGTH"] = str(length)
            environ.pop("HTTP_TRANSFER_ENCODING", None)
        return environ


def refuse(scope: Any, protocol: Any, refusal: Refusal) -> None:
    """Answer with a refusal, in the API's shape where the API was asked."""
    kind = "server_error" if refusal.status >= 500 else "client_error"
    body, content_type = refusal.detail, "text/plain; charset=utf-8"
    if scope.path.startswith(API_PREFIX):
        error = {"code": refusal.code, "detail": refusal.detail, "attr": None}
        body = json.dumps({"type": kind, "errors": [error]})
        content_type = "application/json"
    headers = [
        ("content-type", content_type),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ]
    if refusal.status == 503:
        headers.append(("retry-after", str(RETRY_SECONDS)))
    if refusal.closes:
        headers.append(("connection", "close"))
    protocol.response_str(refusal.status, headers, body)


def _busy(*, closes: bool) -> Refusal:
    detail = "The site is busy. Nothing was saved; send it again in a moment."
    return Refusal(503, "unavailable", detail, closes=closes)
