"""Print how the read and write paths compare with what surrounds them.

``make bench``, or ``python -m tests.load.bench``. Takes a few minutes, speaks to this
machine only, and leaves nothing behind. ``python -m tests.load.bench classes`` measures
that part alone. Machines differ and are shared: trust the ratios, which compare what was
measured in the same run, and the counts, which are exact. With ``DATABASE_URL`` naming
PostgreSQL, that is what is measured.
"""

import json
import os
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import environ

from tests.challenge.content import MODULE, RIGHT, VERSION
from tests.load import raw
from tests.load.classes import READERS as REPORT_READERS
from tests.load.classes import Classes
from tests.load.client import Outcome, hammer, request
from tests.load.players import uuid7
from tests.load.printing import line, ratio, say
from tests.load.server import ROOT, Server, postgres_database

sys.path.append(str(ROOT / "deploy"))
from testing import postgres  # noqa: E402 - a script beside the project, not a package of it

SECONDS = 4.0
WARM_UP = 0.5
READERS = 8
LEARNERS = 64
ITEM = "q-choice"


class Bench:
    """One run on one server, printing as it goes."""

    def __init__(self, server: Server, seeded: dict[str, Any]) -> None:
        self.server = server
        self.tokens = seeded["tokens"]
        self.page = seeded["page"]
        self.faults = 0

    def read(self) -> None:
        """Compare a module with Wagtail's API v2 on the same page."""
        if self.page is None:
            say("read path: no module page is published here; left out")
            return
        page, key, locale = self.page
        say(f"read path: module {key} ({locale}), {READERS} connections")
        path = f"/api/v1/modules/{key}/?locale={locale}"
        compressed = {"Accept-Encoding": "br"}
        ours, _ = self._run("module detail, brotli", "GET", path, compressed)
        etag = self._etag(path, compressed)
        self._run(
            "module detail, 304", "GET", path, compressed | {"If-None-Match": etag}
        )
        theirs, _ = self._run(
            "Wagtail API v2, same page", "GET", f"/api/v2/pages/{page}/"
        )
        ratio("module detail : Wagtail API v2", ours / theirs, "must 15, goal 30")

    def write(self) -> None:
        """Compare answers with commits of the same database."""
        for writers, batch in ((8, 1), (LEARNERS, 1), (8, 50)):
            # Before and after, because a shared disk is seldom the same for long.
            before = self._raw(batch)
            rate = self._answers(writers, batch)
            mean = (before + self._raw(batch)) / 2
            ratio(f"batches of {batch}, {writers} writers : raw commits", rate / mean)

    def _raw(self, batch: int) -> float:
        url = self.server.database_url
        if url:
            rate = raw.postgres_rate(url, batch, SECONDS / 4)
        else:
            rate = raw.sqlite_rate(self.server.data, batch, SECONDS / 4)
        line(f"raw commits of {batch}, one writer", rate)
        return rate

    def _run(
        self, name: str, method: str, path: str, headers: dict[str, str] | None = None
    ) -> tuple[float, Outcome]:
        data = request(method, path, headers=headers)
        outcome, cpu = self._hammer(READERS, lambda number: data)
        line(name, outcome.rate, outcome, cpu / len(outcome.seconds))
        if set(outcome.statuses) - {200, 304}:
            self._fault(f"unexpected statuses: {dict(outcome.statuses)}")
        return outcome.rate, outcome

    def _answers(self, writers: int, batch: int) -> float:
        """Answer as fast as possible, then look whether all of it is in the database."""
        sent: list[list[str]] = [[] for _ in range(writers)]
        acknowledged: list[str] = []
        recorded = b'"status":"recorded"'

        def next_request(number: int) -> bytes:
            sent[number] = [uuid7() for _ in range(batch)]
            token = {"Authorization": f"Bearer {self.tokens[number]}"}
            return request("POST", "/api/v1/attempts/", _body(sent[number]), token)

        def answered(number: int, status: int, body: bytes) -> None:
            if status == 200 and body.count(recorded) == batch:
                acknowledged.extend(sent[number])

        outcome, cpu = self._hammer(writers, next_request, answered)
        rate = outcome.rate * batch
        name = f"batches of {batch}, {writers} writers"
        line(name, rate, outcome, cpu / (len(outcome.seconds) * batch))
        self._check(acknowledged, len(outcome.seconds) * batch, outcome)
        return rate

    def _hammer(
        self,
        connections: int,
        next_request: Callable[[int], bytes],
        *answered: Callable[[int, int, bytes], None],
    ) -> tuple[Outcome, float]:
        hammer(self.server.port, connections, WARM_UP, next_request, *answered)
        before = self.server.cpu_seconds()
        outcome = hammer(
            self.server.port, connections, SECONDS, next_request, *answered
        )
        return outcome, self.server.cpu_seconds() - before

    def _check(self, acknowledged: list[str], answered: int, outcome: Outcome) -> None:
        rows = self.server.rows("SELECT uid FROM challenge_attempt")
        stored = Counter(uuid.UUID(str(uid)) for (uid,) in rows)
        lost = sum(uuid.UUID(uid) not in stored for uid in acknowledged)
        doubled = sum(count - 1 for count in stored.values())
        say(f"    {len(acknowledged)} recorded, {lost} lost, {doubled} doubled")
        if lost or doubled or set(outcome.statuses) != {200}:
            self._fault(f"lost or doubled answers, or errors: {dict(outcome.statuses)}")

    def _etag(self, path: str, headers: dict[str, str]) -> str:
        status, found = self.server.get(path, headers)
        if status != 200 or "etag" not in found:
            self._fault(f"{path} answered {status} without an ETag")
        return found.get("etag", "")

    def _fault(self, what: str) -> None:
        self.faults += 1
        say(f"  FAULT: {what}")


def _body(uids: list[str]) -> bytes:
    attempts = [
        {
            "id": uid,
            "module": MODULE,
            "version": VERSION,
            "item": ITEM,
            "phase": "practice",
            "response": RIGHT[ITEM],
        }
        for uid in uids
    ]
    return json.dumps({"attempts": attempts}).encode()


def main() -> int:
    """Run all of it, or the parts that are named; give 1 for a fault.

    A fault is an answer or a vote that was lost, doubled or refused.
    """
    parts = sys.argv[1:] or ["play", "classes"]
    faults = 0
    with ExitStack() as stack:
        url = os.environ.get("DATABASE_URL", "sqlite:")
        if url.startswith("sqlite"):
            url = ""
        else:
            config = environ.Env.db_url_config(url)
            url = stack.enter_context(postgres_database(config))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="cop-bench-"))
        if "play" in parts:
            faults += play(Path(folder) / "play", url)
        if "classes" in parts:
            faults += classes(Path(folder) / "classes", url)
    return 1 if faults else 0


def play(folder: Path, url: str) -> int:
    """Measure reading and answering; give the number of faults."""
    server = Server(
        folder, database_url=url, DJANGO_SETTINGS_MODULE="tests.load.settings"
    )
    say("preparing a site of its own …")
    bench = Bench(server, server.prepare(LEARNERS, "load_demo"))
    with server:
        bench.read()
        say(f"write path: {_named(url)}")
        bench.write()
    return bench.faults


def classes(folder: Path, url: str) -> int:
    """Measure class mode, on PostgreSQL as well if there is one, and reports."""
    server = Server(folder, database_url=url)
    say("preparing a site with classes …")
    server.prepare(0)
    bench = Classes(server)
    with server:
        say(f"class mode: {_named(url)}")
        bench.votes()
        bench.seen()
        say(f"class reports, {REPORT_READERS} connections: {_named(url)}")
        bench.reports()
    faults = bench.faults
    if not url:
        with tempfile.TemporaryDirectory(prefix="cop-bench-") as other:
            (cluster := Path(other) / "postgres").mkdir()
            with postgres(cluster) as found:
                if found is None:
                    say("PostgreSQL's initdb was not found: class mode there left out")
                else:
                    faults += _votes_there(Path(other) / "data", found)
    return faults


def _votes_there(folder: Path, url: str) -> int:
    server = Server(folder, database_url=url)
    server.prepare(0)
    bench = Classes(server)
    with server:
        say("class mode: PostgreSQL, which does not wait for the disk (fsync off)")
        bench.votes()
    return bench.faults


def _named(url: str) -> str:
    return "PostgreSQL" if url else "SQLite, synchronous=FULL"


if __name__ == "__main__":
    sys.exit(main())
