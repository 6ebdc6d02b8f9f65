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


def database_from(config: dict[str, Any]) -> dict[str, Any]:
    """Give the ``DATABASES`` entry for a parsed ``DATABASE_URL``.

    SQLite opens in WAL with ``synchronous=FULL``, so that an acknowledged answer outlives
    a power cut, and begins every transaction IMMEDIATE, so that a reader never fails when
    it turns writer. PostgreSQL uses psycopg's pool with a short wait, so that requests
    fail fast while the database restarts instead of hanging.
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
    return config | {
        "CONN_MAX_AGE": 0,
        "OPTIONS": config.get("OPTIONS", {})
        | {"pool": {"min_size": 2, "max_size": 20, "timeout": 3}},
    }
