"""The statements of the write path, for SQLite and PostgreSQL alike.

Each is made once for each number of rows: the same text again lets the driver use the
statement that it has prepared.
"""

import uuid
from functools import lru_cache

ATTEMPT_COLUMNS = (
    "uid, learner_id, module, version, item, phase, response,"
    " numerator, denominator, day"
)
PROGRESS_COLUMNS = (
    "learner_id, module, marks, versions, state, stars, checks, daily_answers,"
    " updated_on, finished_on, reviewed_on, reviewed_again_on"
)


# Which transactions are writing attempts, or have and are not over: PostgreSQL's lock views.
# One that was prepared has no session and keeps its name.
WRITERS_OF_ATTEMPTS = (
    "SELECT DISTINCT virtualtransaction FROM pg_locks"
    " WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted"
    " AND relation = 'challenge_attempt'::regclass"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND pid IS DISTINCT FROM pg_backend_pid()"
)


@lru_cache(maxsize=256)
def find_learners(count: int, vendor: str) -> str:
    """Find and lock learners by digest: id, digest, last day seen. Parameters: digests."""
    # SQLite's writer is alone already; on PostgreSQL one order keeps rings from forming.
    lock = "" if vendor == "sqlite" else " ORDER BY id FOR UPDATE"
    return (
        "SELECT id, token_digest, seen_on FROM challenge_learner"  # noqa: S608
        f" WHERE token_digest IN ({marks(count)}){lock}"
    )


@lru_cache(maxsize=256)
def touch_learners(count: int) -> str:
    """Note the last day seen, if it is later. Parameters: day, ids, day."""
    return (
        f"UPDATE challenge_learner SET seen_on = %s WHERE id IN ({marks(count)})"  # noqa: S608
        " AND seen_on < %s"
    )


@lru_cache(maxsize=256)
def read_progress(learners: int, modules: int, vendor: str) -> str:
    """Read progress in modules, and in all that were played on a day.

    Parameters: learner ids, modules, the day.
    """
    columns = ("marks", "versions", "checks", "daily_answers")
    return (
        "SELECT learner_id, module, updated_on, state, stars, "  # noqa: S608
        f"{', '.join(text_of(column, vendor) for column in columns)},"
        " finished_on, reviewed_on, reviewed_again_on FROM challenge_progress"
        f" WHERE learner_id IN ({marks(learners)})"
        f" AND (module IN ({marks(modules)}) OR updated_on = %s)"
    )


@lru_cache(maxsize=256)
def insert_attempts(rows: int) -> str:
    """Insert what is not there yet; gives learner and uid of what was inserted."""
    return (
        f"INSERT INTO challenge_attempt ({ATTEMPT_COLUMNS})"  # noqa: S608
        f" VALUES {_rows(rows, 10)}"
        " ON CONFLICT (learner_id, uid) DO NOTHING RETURNING learner_id, uid"
    )


@lru_cache(maxsize=256)
def read_attempts(learners: int, uids: int, vendor: str) -> str:
    """Read the first results of attempts. Parameters: learner ids, uids."""
    return (
        "SELECT learner_id, uid, version, item, phase, "  # noqa: S608
        f"{text_of('response', vendor)}, numerator, denominator FROM challenge_attempt"
        f" WHERE learner_id IN ({marks(learners)}) AND uid IN ({marks(uids)})"
    )


@lru_cache(maxsize=256)
def write_progress(rows: int) -> str:
    """Insert or replace progress, which the caller has read and merged under a lock.

    The day of the last change is never set back.
    """
    return (
        f"INSERT INTO challenge_progress ({PROGRESS_COLUMNS})"  # noqa: S608
        f" VALUES {_rows(rows, 12)}"
        " ON CONFLICT (learner_id, module) DO UPDATE SET marks = excluded.marks,"
        " versions = excluded.versions, state = excluded.state,"
        " stars = excluded.stars, checks = excluded.checks,"
        " daily_answers = excluded.daily_answers, updated_on = CASE"
        " WHEN excluded.updated_on > challenge_progress.updated_on"
        " THEN excluded.updated_on ELSE challenge_progress.updated_on END,"
        " finished_on = excluded.finished_on, reviewed_on = excluded.reviewed_on,"
        " reviewed_again_on = excluded.reviewed_again_on"
    )


@lru_cache(maxsize=256)
def add_to_tallies(rows: int) -> str:
    """Add to tallies. Parameters: the five columns of the name, then the four to add."""
    return (
        "INSERT INTO challenge_tally AS tally (module, version, item, phase, answer,"  # noqa: S608
        f" n, score, folded_n, folded_score) VALUES {_rows(rows, 9)}"
        " ON CONFLICT (module, version, item, phase, answer) DO UPDATE SET"
        " n = tally.n + excluded.n, score = tally.score + excluded.score,"
        " folded_n = tally.folded_n + excluded.folded_n,"
        " folded_score = tally.folded_score + excluded.folded_score"
    )


@lru_cache(maxsize=256)
def add_to_class_tallies(rows: int) -> str:
    """Add to tallies of classes. Parameters: the six columns of the name, then the two."""
    return (
        "INSERT INTO challenge_classtally AS tally (classroom_id, module, version, item,"  # noqa: S608
        f" phase, answer, n, score) VALUES {_rows(rows, 8)}"
        " ON CONFLICT (classroom_id, module, version, item, phase, answer) DO UPDATE SET"
        " n = tally.n + excluded.n, score = tally.score + excluded.score"
    )


def hex_of(uid: uuid.UUID | str) -> str:
    """Return a uid as both databases take it: 32 hex digits."""
    return uid.hex if isinstance(uid, uuid.UUID) else uid


def text_of(column: str, vendor: str) -> str:
    """Read a JSON column as text: which type it comes in depends on the driver's set-up."""
    return column if vendor == "sqlite" else f"{column}::text"


def marks(count: int) -> str:
    """Return ``count`` placeholders for parameters, separated by commas."""
    return ", ".join(["%s"] * count)


def _rows(rows: int, columns: int) -> str:
    return ", ".join([f"({marks(columns)})"] * rows)
