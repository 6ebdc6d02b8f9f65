"""Room on the disk that is kept for erasing.

SQLite writes a deletion to its log before rows go, so on a full disk nobody could be
forgotten. A file holds some room back; while it makes way, an erasure fits. PostgreSQL's
disk is not this site's to look after.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from challenge.errors import is_unavailable

FILE = "reserve"
# An erasure writes about 0.1 MB to the log, which is folded in after 4 MB.
SIZE = 16 * 1024 * 1024
# Kept only where it does not itself fill the disk.
LEAST_FREE = 4 * SIZE


def keep() -> None:
    """Hold the room back, if it is not held and the disk has plenty."""
    if connection.vendor != "sqlite" or _size() == SIZE:
        return
    disk = os.statvfs(settings.DATA_DIR)
    if disk.f_bavail * disk.f_frsize >= LEAST_FREE:
        _allocate(SIZE)


def with_room(erase: Callable[[], None]) -> None:
    """Run ``erase``, once more in the room held back if the disk is full.

    ``erase`` runs as one transaction: where it fails nothing of it was stored.
    """
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


def _size() -> int:
    """Return the bytes held back; 0 without a file."""
    try:
        return _path().stat().st_size
    except FileNotFoundError:
        return 0


def _allocate(size: int) -> None:
    """Hold back ``size`` bytes, or the half of it as often as it takes."""
    descriptor = os.open(_path(), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while size >= 4096:
            with contextlib.suppress(OSError):
                os.posix_fallocate(descriptor, 0, size)
                return
            size //= 2
    finally:
        os.close(descriptor)
