"""A real server on a database of its own, to load, to kill and to look into."""

import contextlib
import http.client
import itertools
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "deploy"))
from local import server_command  # noqa: E402 - a script beside the project

HOST = "127.0.0.1"
_numbers = itertools.count(1)
# Until a fresh process has imported everything on a busy machine.
START_SECONDS = 120


class Server:
    """The server that ``make run`` starts, on a free port of this machine.

    ``data`` is the folder of the SQLite database, unless ``database_url`` names another.
    """

    def __init__(
        self,
        data: Path,
        *,
        workers: int = 2,
        wsgi: str = "config.wsgi:application",
        database_url: str = "",
        **environment: str,
    ) -> None:
        self.data = data
        self.workers = workers
        self.wsgi = wsgi
        self.database_url = database_url
        self.port = _free_port()
        self.process: subprocess.Popen | None = None
        self.log: IO[str]
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATA_DIR": str(data),
            "DATABASE_URL": database_url or f"sqlite:///{self.database}",
            # A device of a load answers more in a second than a child in a year.
            "ANSWERS_PER_QUESTION_A_DAY": "1000000000",
            "ANSWERS_A_DAY": "1000000000",
            **environment,
        }

    @property
    def database(self) -> Path:
        """Where SQLite keeps the data."""
        return self.data / "db.sqlite3"

    def rows(self, query: str) -> list[tuple]:
        """Ask the database behind the server's back."""
        if self.database_url:
            with psycopg.connect(self.database_url) as database:
                return database.execute(query).fetchall()
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            return database.execute(query).fetchall()

    def migrate(self) -> None:
        """Make the tables, in a folder that is made as well."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.run("manage.py", "migrate", "--verbosity", "0")

    def prepare(self, learners: int, *commands: str) -> dict[str, Any]:
        """Make the tables and a published module; give what ``seed`` tells.

        ``commands`` are management commands to run in between.
        """
        self.migrate()
        for command in commands:
            self.run("manage.py", command, "--verbosity", "0")
        return json.loads(self.run("-m", "tests.load.seed", str(learners)))

    def run(self, *arguments: str) -> str:
        """Run Python with this server's settings; give what it printed."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def start(self) -> None:
        """Start and wait until it is ready."""
        self.log = (self.data / "server.log").open("a")
        self.process = subprocess.Popen(
            server_command(
                str(self.port), HOST, workers=self.workers, application=self.wsgi
            ),
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            # Its own group, so that a kill reaches every worker and nobody else.
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                if self.get("/readyz")[0] == 200:
                    return
            time.sleep(0.05)
        last_words = Path(self.log.name).read_text()[-2000:]
        self.kill()
        raise RuntimeError(f"The server did not become ready.\n{last_words}")

    def get(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str]]:
        """Return the status of a page, and its headers by lower-case name."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers or {})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return response.status, found

    def request(self, method: str, path: str, headers: dict[str, str]) -> int:
        """Return the status of a call without a body."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, headers=headers)
            return connection.getresponse().status

    def worker_pids(self) -> set[int]:
        """Return the ids of the processes that answer."""
        return {
            pid
            for pid, fields in _processes()
            # Field 4 of proc(5): parent.
            if int(fields[1]) == self.process.pid
        }

    def listeners(self) -> int:
        """Return how many workers take connections: each listens by itself."""
        address = f"{socket.inet_aton(HOST)[::-1].hex().upper()}:{self.port:04X}"
        rows = map(str.split, Path("/proc/net/tcp").read_text().splitlines())
        # State 0A of proc(5): listening.
        return sum(row[1] == address and row[3] == "0A" for row in rows)

    def kill(self) -> None:
        """Kill all of its processes at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._end(signal.SIGTERM)

    def cpu_seconds(self) -> float:
        """Return the CPU time that its workers have used so far."""
        # Fields 5, 14 and 15 of proc(5): process group, user and system ticks.
        ticks = sum(
            int(fields[11]) + int(fields[12])
            for _pid, fields in _processes()
            if int(fields[2]) == self.process.pid
        )
        return ticks / os.sysconf("SC_CLK_TCK")

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(timeout=60)
        self.log.close()
        self.process = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()


@contextlib.contextmanager
def postgres_database(config: dict[str, object], template: str = "") -> Iterator[str]:
    """Make a database on the server that Django's ``config`` names; yield its URL.

    It is empty, or a copy of the database at the URL ``template``.
    """
    name = f"cop_load_{os.getpid()}_{next(_numbers)}"
    try:
        yield create_database(config, name, template)
    finally:
        drop_database(config, name)


def create_database(config: dict[str, object], name: str, template: str = "") -> str:
    """Make a database anew, empty or as a copy of ``template``; return its URL."""
    drop_database(config, name)
    source = template.rpartition("/")[2] or "template1"
    with psycopg.connect(database_url(config, "postgres"), autocommit=True) as control:
        control.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
    return database_url(config, name)


def drop_database(config: dict[str, object], name: str) -> None:
    """Remove a database if it is there, whatever is connected to it."""
    with psycopg.connect(database_url(config, "postgres"), autocommit=True) as control:
        control.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def database_url(config: dict[str, object], name: str) -> str:
    """Return the URL of a database on the server that Django's ``config`` names."""
    address = f"postgres://{config['USER']}:{config['PASSWORD']}@{config['HOST']}"
    return f"{address}:{config['PORT'] or 5432}/{name}"


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Yield the id of every living process, and its fields from the third on (proc(5))."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                yield int(stat.parent.name), fields


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
