"""What the database itself can do: commits of one answer, with nothing in front of it."""

import contextlib
import sqlite3
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

TABLES = (
    "CREATE TABLE raw_attempt (seq {serial}, uid {uuid}, learner BIGINT, data TEXT,"
    " UNIQUE (uid, learner))",
    "CREATE TABLE raw_progress (learner BIGINT PRIMARY KEY, n INTEGER)",
)
INSERT = "INSERT INTO raw_attempt (uid, learner, data) VALUES ({0}, {0}, {0})"
COUNT = (
    "INSERT INTO raw_progress VALUES ({0}, 1)"
    " ON CONFLICT (learner) DO UPDATE SET n = raw_progress.n + 1"
)
# As long as a stored answer.
DATA = "x" * 240
LEARNERS = 256


def sqlite_rate(folder: Path, batch: int, seconds: float) -> float:
    """Return the answers a second of one SQLite writer, WAL and synchronous=FULL."""
    with contextlib.closing(
        sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    ) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        serial = "INTEGER PRIMARY KEY AUTOINCREMENT"
        for table in TABLES:
            database.execute("DROP TABLE IF EXISTS " + table.split()[2])
            database.execute(table.format(serial=serial, uuid="TEXT"))

        def commit(rows: Sequence[tuple]) -> None:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(INSERT.format("?"), rows)
            database.executemany(COUNT.format("?"), [row[1:2] for row in rows])
            database.execute("COMMIT")

        return _rate(commit, batch, seconds)


def postgres_rate(url: str, batch: int, seconds: float) -> float:
    """Return the answers a second of one PostgreSQL connection with default durability."""
    with psycopg.connect(url, autocommit=True) as database:
        for table in TABLES:
            database.execute("DROP TABLE IF EXISTS " + table.split()[2])
            database.execute(table.format(serial="BIGSERIAL", uuid="UUID"))

        def commit(rows: Sequence[tuple]) -> None:
            with database.transaction(), database.cursor() as cursor:
                cursor.executemany(INSERT.format("%s"), rows)
                cursor.executemany(COUNT.format("%s"), [row[1:2] for row in rows])

        return _rate(commit, batch, seconds)


def _rate(
    commit: Callable[[Sequence[tuple]], None], batch: int, seconds: float
) -> float:
    done = 0
    begun = time.perf_counter()
    while (elapsed := time.perf_counter() - begun) < seconds:
        commit(
            [
                (uuid.UUID(int=done + number).hex, (done + number) % LEARNERS, DATA)
                for number in range(batch)
            ]
        )
        done += batch
    return done / elapsed
