"""The thread of a server process that does the background work when it is its turn.

Each process of each host offers to do it; a lease in the database lets one of them. Where
``manage.py worker`` does it, ``RUN_ROLLUPS`` is off for the servers.
"""

import atexit
import threading

from django.conf import settings

from challenge.upkeep import lease
from challenge.upkeep.runner import Runner

_starting = threading.Lock()
_thread: threading.Thread | None = None


def start() -> None:
    """Start the worker of this process, once, unless ``RUN_ROLLUPS`` is off."""
    global _thread
    with _starting:
        if _thread is None and settings.RUN_ROLLUPS:
            runner = Runner()
            atexit.register(_stop, runner)
            _thread = threading.Thread(target=runner.run, name="upkeep", daemon=True)
            _thread.start()


def _stop(runner: Runner) -> None:
    """Stop before the process ends, and let another process go on at once."""
    runner.stop()
    lease.release()
