"""Room on the disk that is kept for erasing.

SQLite writes a deletion to its log before rows go, so on a full disk nobody could be
forgotten. A file holds some room back; while it makes way, an erasure fits. PostgreSQL's
disk is not this site's to look after.
"""

import contextlib
import os
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

from challenge.errors import is_unavailable

FILE = "reserve"
# An erasure writes about 0.1 MB to the log, which is folded in after 4 MB.
SIZE = 16 * 1024 * 1024
# Kept only where it does not itself fill the disk.
LEAST_FREE = 4 * SIZE
STEP = 64 * 1024
_is_erasing = ContextVar("is_erasing", default=False)


def keep() -> None:
    """Hold the room back, if it is not held and the disk has plenty."""
    if connection.vendor != "sqlite" or (_size() or 0) >= SIZE:
        return
    disk = os.statvfs(settings.DATA_DIR)
    if disk.f_bavail * disk.f_frsize >= LEAST_FREE:
        _allocate(SIZE)


def check() -> None:
    """Let nothing but erasures be written from when the room was needed until it is back.

    Others would fill it within minutes, and nobody could be forgotten any more.

    Raises:
        django.db.OperationalError: if the disk has been full and still is.
    """
    held = _size()
    if _is_erasing.get() or held is None or held >= SIZE:
        return
    keep()
    if (_size() or 0) < SIZE:
        raise OperationalError("The disk is full: only erasures are written.")


def with_room(erase: Callable[[], None]) -> None:
    """Run ``erase``, once more in the room held back if the disk is full.

    ``erase`` runs as one transaction: where it fails nothing of it was stored.
    """
    token = _is_erasing.set(True)
    try:
        _with_room(erase)
    finally:
        _is_erasing.reset(token)


def _with_room(erase: Callable[[], None]) -> None:
    try:
        erase()
    except Exception as error:
        held = _size()
        if not held or not is_unavailable(error) or connection.in_atomic_block:
            raise
        os.truncate(_path(), 0)
        try:
            erase()
        finally:
            _allocate(held)


def _path() -> Path:
    return Path(settings.DATA_DIR) / FILE


def _size() -> int | None:
    """Return the bytes held back; None where no room was ever held back."""
    try:
        return _path().stat().st_size
    except FileNotFoundError:
        return None


def _allocate(size: int) -> None:
    """Hold back ``size`` bytes, or as many as there are."""
    descriptor = os.open(_path(), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        with contextlib.suppress(OSError):
            for start in range(0, size, STEP):
                os.posix_fallocate(descriptor, start, min(STEP, size - start))
    finally:
        os.close(descriptor)
