"""What the site needs to do its work: each check answers whether it is there."""

import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Free bytes below which the site is not ready: as much as SQLite's log may take, so that
# what is under way can still be stored, and children can still be forgotten.
ROOM = 64 * 1024 * 1024


def checks() -> dict[str, Callable[[], bool]]:
    """Return the checks by name."""
    return {
        "database": database_answers,
        "disk": disk_has_room,
        "cache": cache_keeps,
        "migrations": migrations_are_applied,
    }


def folders() -> set[Path]:
    """Return the folders of data and of SQLite's file."""
    found = {Path(settings.DATA_DIR)}
    if connection.vendor == "sqlite":
        found.add(Path(connection.settings_dict["NAME"]).absolute().parent)
    return found


def database_answers() -> bool:
    """Return whether the database answers and may be written."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # A standby, or a primary that its operator has closed, only reads.
                cursor.execute("SHOW transaction_read_only")
                return cursor.fetchone() == ("off",)
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def disk_has_room() -> bool:
    """Return whether the folders of data and of SQLite's file have room and take a file."""
    try:
        for folder in folders():
            folder.mkdir(parents=True, exist_ok=True)
            # What is free says nothing of a quota, or of a disk that only reads.
            with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
                file.write(bytes(4096))
            free = os.statvfs(folder)
            if free.f_bavail * free.f_frsize < ROOM:
                return False
    except OSError:
        return False
    return True


def cache_keeps() -> bool:
    """Return whether the cache keeps what it is given."""
    # A cache server's client raises errors of its own library: whatever it is, it is no.
    try:
        cache.set("readyz", "kept", 10)
        return cache.get("readyz") == "kept"
    except Exception:  # noqa: BLE001
        return False


def migrations_are_applied() -> bool:
    """Return whether the database has the tables of this code."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return False
    return all(leaf in applied for leaf in _newest_migrations())


@lru_cache(maxsize=1)
def _newest_migrations() -> tuple[tuple[str, str], ...]:
    """Return app and name of each app's newest migration; the code of a process is fixed."""
    return tuple(MigrationLoader(None).graph.leaf_nodes())
