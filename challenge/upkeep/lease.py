"""One process at a time, on whichever host: a lease in the database, by its clock.

A process that ends without a word loses its lease when that runs out. A lease that ends
later than any is given for is no lease: the database's clock was wrong when it was taken.
"""

import datetime
import logging
import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection
from django.db.models.functions import Now

from challenge.storage.write_lock import write_lock
from challenge.upkeep.models import Upkeep

SECONDS = 30
# How often a process that does long work asks for more time.
RENEWAL_SECONDS = 10

logger = logging.getLogger(__name__)
_imported = uuid.uuid4()


def process_id() -> str:
    """Return what names this process, and none that was forked from it or before it."""
    return str(uuid.uuid5(_imported, str(os.getpid())))


def take(holder: str = "") -> bool:
    """Take the lease for ``SECONDS``, or keep it; return whether this process has it now.

    A lease of which more than half is left is kept without a write.

    Args:
        holder: who asks, if it is not this process.
    """
    holder = holder or process_id()
    row = _read()
    if row is None:
        with write_lock():
            Upkeep.objects.get_or_create(pk=1)
        row = _read()
        if row is None:
            return False
    known, until, now = row
    left = (until - now).total_seconds() if until else 0.0
    is_held = 0 < left <= SECONDS
    if is_held and known != holder:
        return False
    if is_held and left > SECONDS / 2:
        return True
    with write_lock():
        mine = Upkeep.objects.filter(pk=1, holder=known, held_until=until)
        return bool(
            mine.update(
                holder=holder, held_until=now + datetime.timedelta(seconds=SECONDS)
            )
        )


@contextmanager
def kept() -> Iterator[None]:
    """Keep the lease while a block runs that may take longer than it lasts."""
    done = threading.Event()
    thread = threading.Thread(
        target=_keep, args=(done, process_id()), name="lease", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _keep(done: threading.Event, holder: str) -> None:
    try:
        while not done.wait(RENEWAL_SECONDS):
            try:
                take(holder)
            except DatabaseError:
                # The work itself meets it, too, and says so.
                logger.warning("The lease of the background work was not renewed.")
    finally:
        connection.close()


def release(holder: str = "") -> None:
    """Let another process have the lease at once."""
    holder = holder or process_id()
    with suppress(DatabaseError), write_lock():
        Upkeep.objects.filter(pk=1, holder=holder).update(held_until=None)


def _read() -> tuple[str, datetime.datetime | None, datetime.datetime] | None:
    row = Upkeep.objects.filter(pk=1).annotate(now=Now())
    return row.values_list("holder", "held_until", "now").first()
