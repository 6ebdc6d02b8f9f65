"""The thread of a server process that does the background work when it is its turn.

Each process of each host offers to do it; a lease in the database lets one of them.
"""

import atexit
import logging
import threading
import time

from django.conf import settings
from django.db import close_old_connections

from challenge.days.counting import Finding
from challenge.upkeep import lease, services

# How often it looks whether a day has passed, which is a write.
COUNT_SECONDS = 60
# After a failure it waits twice as long each time, up to this.
LONGEST_PAUSE_SECONDS = 300

logger = logging.getLogger(__name__)
_starting = threading.Lock()
_thread: threading.Thread | None = None

WARNINGS = {
    Finding.BEHIND: (
        "The clock says a date before the last counted day: nothing is cleared away until it"
        " is right. See `manage.py retention`."
    ),
    Finding.AHEAD: (
        "The clock says a date long after the last counted day: nothing is cleared away until"
        " it has gone on from there for a week, or somebody confirms it. See `manage.py"
        " retention`."
    ),
}


def start() -> None:
    """Start the worker of this process, once, unless ``RUN_ROLLUPS`` is off."""
    global _thread
    with _starting:
        if _thread is None and settings.RUN_ROLLUPS:
            _thread = threading.Thread(target=_work, name="upkeep", daemon=True)
            _thread.start()


def _stop(pause: threading.Event) -> None:
    """Stop before the process ends, and let another process go on at once."""
    pause.set()
    lease.release()


def _work() -> None:
    pause = threading.Event()
    seconds = settings.ROLLUP_SECONDS
    finding: Finding | None = None
    looked_at = 0.0
    atexit.register(_stop, pause)
    while not pause.wait(seconds):
        try:
            close_old_connections()
            moment = time.monotonic()
            is_early = finding and moment - looked_at < COUNT_SECONDS
            done = services.run(finding if is_early else None)
            seconds = settings.ROLLUP_SECONDS
            if done and not is_early:
                if done.finding in WARNINGS and done.finding != finding:
                    logger.warning(WARNINGS[done.finding])
                finding, looked_at = done.finding, moment
        except Exception:
            # Whatever goes wrong may be right again soon; the server plays on.
            logger.exception("The background work failed and will be tried again.")
            seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)
        finally:
            close_old_connections()
