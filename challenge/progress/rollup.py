"""The background work of a server that runs alone: tallies, and once a day retention.

Each server process offers to do it; a lock on a file lets one of them. On several hosts
several may: each works from the watermark in the database, so nothing is counted twice.
"""

import datetime
import fcntl
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import close_old_connections

from challenge.classrooms import retention as classrooms
from challenge.insight import measuring
from challenge.learners.models import today
from challenge.progress import retention, tallies

LOCK_FILE = "rollup.lock"

logger = logging.getLogger(__name__)
_starting = threading.Lock()
_thread: threading.Thread | None = None


def start() -> None:
    """Start the worker of this process, once, unless ``RUN_ROLLUPS`` is off."""
    global _thread
    with _starting:
        if _thread is None and settings.RUN_ROLLUPS:
            _thread = threading.Thread(target=_work, name="rollup", daemon=True)
            _thread.start()


def tick(last_cleared: datetime.date | None) -> datetime.date:
    """Do what is due: count, and once a day measure and forget the old.

    Takes and gives the day on which the old was last forgotten.
    """
    tallies.roll_up()
    if last_cleared != today():
        # First what is known of the answers that may go now.
        measuring.measure()
        retention.forget_the_old()
        classrooms.end_the_old()
    return today()


def _work() -> None:
    cleared: datetime.date | None = None
    pause = threading.Event()
    while not pause.wait(settings.ROLLUP_SECONDS):
        # Whatever goes wrong may be right again in five seconds; the server plays on.
        try:
            with _only_one() as mine:
                if mine:
                    close_old_connections()
                    cleared = tick(cleared)
        except Exception:
            logger.exception("The roll-up failed and will be tried again.")
        finally:
            close_old_connections()


@contextmanager
def _only_one() -> Iterator[bool]:
    """Tell whether no other process is at work; if so, keep them out meanwhile."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.DATA_DIR / LOCK_FILE, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
