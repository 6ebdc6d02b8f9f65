"""Whose turn it is to write.

SQLite has one writer. Its own waiting is a sleep of up to 100 ms after which anyone may be
next; a lock of the kernel's wakes the next in line at once (measured: the longest of 64
writers waited 27 ms instead of 837). PostgreSQL queues by itself, row by row.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from challenge.progress import reserve

LOCK_FILE = "writers.lock"


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
def writing() -> Iterator[None]:
    """Run a block as one transaction that may write.

    Inside another transaction the block joins it: that one has its turn already.

    Raises:
        django.db.OperationalError: if the disk is full; see ``reserve.check``.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    reserve.check()
    # A file opened anew is a lock of its own, between threads as between processes.
    descriptor = os.open(
        settings.DATA_DIR / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with transaction.atomic():
            yield
    finally:
        os.close(descriptor)
