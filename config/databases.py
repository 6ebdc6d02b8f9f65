"""How each database is opened; the figures come from measurements of the write path."""

from typing import Any

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=268435456;"
    "PRAGMA cache_size=-65536;"
    "PRAGMA journal_size_limit=67108864;"
)


def database_from(
    config: dict[str, Any], *, lock_seconds: float = 0, statement_seconds: float = 0
) -> dict[str, Any]:
    """Return the ``DATABASES`` entry for a parsed ``DATABASE_URL``.

    SQLite opens in WAL with ``synchronous=FULL``, so that an acknowledged answer outlives
    a power cut, and begins every transaction IMMEDIATE, so that a reader never fails when
    it turns writer. PostgreSQL uses psycopg's pool with a short wait, so that requests
    fail fast while the database restarts instead of hanging.

    Args:
        config: as django-environ reads it from an address.
        lock_seconds: how long a statement waits for others' locks on PostgreSQL; 0 for ever.
        statement_seconds: how long it may take in all; 0 for as long as it likes.
    """
    if config["ENGINE"].endswith("sqlite3"):
        return config | {
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": SQLITE_PRAGMAS,
            },
        }
    options = config.get("OPTIONS", {})
    limits = {"lock_timeout": lock_seconds, "statement_timeout": statement_seconds}
    settings = [options["options"]] if "options" in options else []
    settings += [f"-c {name}={int(1000 * s)}" for name, s in limits.items() if s]
    if settings:
        options = options | {"options": " ".join(settings)}
    return config | {
        "CONN_MAX_AGE": 0,
        "OPTIONS": options | {"pool": {"min_size": 2, "max_size": 20, "timeout": 3}},
    }
