"""Run the jobs that are due, one process at a time on all hosts.

A job that fails is tried again after a pause that doubles, and the others go on. How each
got on is in the database (``JobState``), for ``manage.py doctor``, ``/metrics`` and the
process that goes on after this one.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from challenge.storage.write_lock import write_lock
from challenge.upkeep import lease
from challenge.upkeep.jobs import Job, jobs
from challenge.upkeep.models import JobState

# How often it looks whether it is its turn, at least.
TURN_SECONDS = 10
# A job that failed is tried again after so long, and twice as long each time after that.
RETRY_SECONDS = 5
LONGEST_RETRY_SECONDS = 300
# How often the good state of a job that runs every few seconds is written down.
NOTE_SECONDS = 30

ROOT = Path(settings.BASE_DIR)

logger = logging.getLogger(__name__)


class Runner:
    """Runs jobs until it is told to stop.

    Args:
        all_jobs: the jobs, in their order; by default all of the site.
    """

    def __init__(self, all_jobs: list[Job] | None = None) -> None:
        self.jobs = jobs() if all_jobs is None else all_jobs
        self.stopping = threading.Event()
        self._states: dict[str, JobState] = {}
        self._due: dict[str, float] = {}
        self._noted: dict[str, float] = {}
        self._lost_turns = 0

    def run(self) -> None:
        """Run what is due until ``stop``, whatever fails; then let another process go on."""
        try:
            while not self.stopping.wait(self._pause()):
                self._take_turn()
        finally:
            lease.release()
            close_old_connections()

    def stop(self) -> None:
        """End ``run`` after the job that is being done."""
        self.stopping.set()

    def turn(
        self, *, whole: bool = False, say: Callable[[str], None] = lambda text: None
    ) -> bool | None:
        """Run the jobs that are due.

        Args:
            whole: run all of them, due or not.
            say: takes a sentence about each job that did something or failed.

        Returns:
            Whether all went well; None if another process is at it.
        """
        if not lease.take():
            self._due = {}
            return None
        if not self._due:
            self._load()
        results: list[bool] = []
        for job in self.jobs:
            if self.stopping.is_set():
                break
            if whole or time.monotonic() >= self._due[job.name]:
                # A job may have taken longer than the lease lasts.
                if results and not lease.take():
                    self._due = {}
                    break
                results.append(self._do(job, say))
        return all(results)

    def _take_turn(self) -> None:
        try:
            close_old_connections()
            self.turn()
            self._lost_turns = 0
        except Exception:
            # The database is away, say, and will be back.
            self._lost_turns += 1
            logger.exception("The background work failed and will be tried again.")
        finally:
            close_old_connections()

    def _pause(self) -> float:
        if self._lost_turns:
            return retry_seconds(self._lost_turns)
        return min(settings.ROLLUP_SECONDS, TURN_SECONDS)

    def _load(self) -> None:
        """Go on from where the process before this one stopped."""
        self._states = {state.name: state for state in JobState.objects.all()}
        moment, now = time.monotonic(), timezone.now()
        for job in self.jobs:
            state = self._states.setdefault(job.name, JobState(name=job.name))
            passed = (now - state.ran_at).total_seconds() if state.ran_at else -1.0
            # A time in the future was written by a clock that was wrong.
            left = max(0.0, job.seconds - passed) if passed >= 0 else 0.0
            self._due[job.name] = moment + (0.0 if state.failures else left)

    def _do(self, job: Job, say: Callable[[str], None]) -> bool:
        state, began = self._states[job.name], timezone.now()
        moment = time.monotonic()
        error: Exception | None = None
        try:
            if said := job.run():
                say(f"{job.name}: {said}")
        except Exception as raised:
            error = raised
            logger.exception(
                "The job %s failed and will be tried again.",
                job.name,
            )
            say(f"{job.name}: failed ({where(raised)}).")
        had_failed = state.failures > 0
        state.ran_at, state.seconds = began, time.monotonic() - moment
        if error is None:
            state.succeeded_at, state.failures = began, 0
        else:
            state.failures += 1
            state.failed_at, state.error = began, where(error)
        pause = retry_seconds(state.failures) if error else job.seconds
        self._due[job.name] = time.monotonic() + pause
        is_news = error is not None or had_failed or job.seconds >= NOTE_SECONDS
        if is_news or moment - self._noted.get(job.name, -NOTE_SECONDS) >= NOTE_SECONDS:
            with write_lock():
                state.save()
            self._noted[job.name] = moment
        return error is None


def retry_seconds(failures: int) -> float:
    """Return how long to wait after so many failures in a row, in seconds."""
    return min(RETRY_SECONDS * 2.0 ** min(failures - 1, 20), LONGEST_RETRY_SECONDS)


def where(error: BaseException) -> str:
    """Return the kind of an error and the line of this project that it came by.

    Its message stays out: a database's repeats the row that it refused.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
        for frame in frames
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
    ]
    return f"{type(error).__name__} at {ours[-1]}" if ours else type(error).__name__
