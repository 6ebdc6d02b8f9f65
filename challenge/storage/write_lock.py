"""A lock that writers of the database take in turns.

SQLite has one writer. Its own waiting is a sleep of up to 100 ms after which anyone may be
next; a lock of the kernel's wakes the next in line at once (measured: the longest of 64
writers waited 27 ms instead of 837). PostgreSQL queues by itself, row by row.

One thread of a process stands in that queue at a time; the others wait for it, and not for
long: while another process holds the lock, one thread is held, and not all.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection, transaction

from challenge.storage import reserve

LOCK_FILE = "writers.lock"
# How long a thread waits for others of its process before it gives up.
PATIENCE_SECONDS = 5.0
_place = threading.Lock()


@contextmanager
def unhurried() -> Iterator[None]:
    """Run a block whose statements may take long, as no request waits for them."""
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")


@contextmanager
def write_lock() -> Iterator[None]:
    """Run a block as one transaction that may write.

    Inside another transaction the block joins it: that one has its turn already.

    Raises:
        django.db.OperationalError: if it is not this process's turn for too long, or the
            disk is full; see ``reserve.check``.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    reserve.check()
    if not _place.acquire(timeout=PATIENCE_SECONDS):
        raise OperationalError("Other writers took too long.")
    try:
        with _turn(), transaction.atomic():
            yield
    finally:
        _place.release()


@contextmanager
def _turn() -> Iterator[None]:
    """Hold the lock that all processes share."""
    descriptor = os.open(
        settings.DATA_DIR / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
