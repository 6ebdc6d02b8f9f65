"""Whether this process lives, and whether it can do its work."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from challenge.limits import proxies
from challenge.upkeep.services import notices

# Free bytes below which the site is not ready: as much as SQLite's log may take, so that
# what is under way can still be stored, and children can still be forgotten.
ROOM = 64 * 1024 * 1024


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all that the site needs is good, else 503 naming the rest.

    Names are ``database`` (it answers and may be written), ``disk`` (so may ``DATA_DIR``),
    ``cache`` and ``migrations``.
    ``notices`` names what an operator should look at, such as a clock that is not believed.
    """
    checks = {
        "database": _database_answers(),
        "disk": _disk_has_room(),
        "cache": _cache_keeps(),
        "migrations": _migrations_are_applied(),
    }
    failing = [name for name, good in checks.items() if not good]
    if failing:
        return JsonResponse({"status": "unavailable", "failing": failing}, status=503)
    # What waits for an operator makes no site unready: children play on.
    if found := [*notices(), *proxies.notices()]:
        return JsonResponse({"status": "ok", "notices": found})
    return JsonResponse({"status": "ok"})


def _database_answers() -> bool:
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


def _disk_has_room() -> bool:
    """Return whether the folders of data and of SQLite's file have room and take a file."""
    folders = {Path(settings.DATA_DIR)}
    if connection.vendor == "sqlite":
        folders.add(Path(connection.settings_dict["NAME"]).absolute().parent)
    try:
        for folder in folders:
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


def _cache_keeps() -> bool:
    # A cache server's client raises errors of its own library: whatever it is, it is no.
    try:
        cache.set("readyz", "kept", 10)
        return cache.get("readyz") == "kept"
    except Exception:  # noqa: BLE001
        return False


def _migrations_are_applied() -> bool:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return False
    return all(leaf in applied for leaf in _newest_migrations())


@lru_cache(maxsize=1)
def _newest_migrations() -> tuple[tuple[str, str], ...]:
    """Return app and name of each app's newest migration; the code of a process is fixed."""
    return tuple(MigrationLoader(None).graph.leaf_nodes())
