"""Committing together: threads that wait share one transaction.

A commit costs the same for one batch as for thirty, because the disk is what takes the
time. So the first thread that finds nobody at work leads: it commits its own batch with all
that wait by then, and wakes them. Whoever arrives meanwhile waits, and the first of these
leads next. There is no thread to start or to stop, and a lone request waits for nobody.

Nobody waits for long, either: whoever is not taken into a group in time is withdrawn.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from django.db import OperationalError

from challenge.storage.write_lock import PATIENCE_SECONDS


class Batch(Protocol):
    """Work that may be committed together with other work."""

    error: Exception | None

    def __len__(self) -> int:
        """Return the number of rows that the batch brings."""


B = TypeVar("B", bound=Batch)


class _Waiting(Generic[B]):
    __slots__ = ("batch", "done", "wake")

    def __init__(self, batch: B) -> None:
        self.batch = batch
        self.done = False
        self.wake = threading.Event()


class GroupCommit(Generic[B]):
    """Commits batches in groups of at most ``most_rows`` rows.

    ``commit`` writes a list of batches in one transaction and leaves each one's result, or
    its own ``error``, on the batch. If it raises, nothing was written. A batch waits
    ``patience`` seconds at most to be taken into a group.
    """

    def __init__(
        self,
        commit: Callable[[list[B]], None],
        most_rows: int,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._commit = commit
        self._most_rows = most_rows
        self._patience = patience
        self._mutex = threading.Lock()
        self._queue: deque[_Waiting[B]] = deque()
        self._led = False

    def submit(self, batch: B) -> None:
        """Return when the batch is committed; raise what kept it from being so.

        Raises:
            django.db.OperationalError: if those before it took too long.
        """
        mine = _Waiting(batch)
        with self._mutex:
            self._queue.append(mine)
            leads, self._led = not self._led, True
        if not leads and not mine.wake.wait(self._patience):
            self._withdraw(mine)
        if not mine.done:
            self._lead()
        if batch.error is not None:
            raise batch.error

    def _withdraw(self, mine: _Waiting[B]) -> None:
        """Leave the queue; who was taken meanwhile waits for what comes of it."""
        with self._mutex:
            if mine in self._queue and not mine.wake.is_set():
                self._queue.remove(mine)
                raise OperationalError("Those before it took too long.")
        mine.wake.wait()

    def _lead(self) -> None:
        group = self._take()
        try:
            self._write([waiting.batch for waiting in group])
        finally:
            with self._mutex:
                following = self._queue[0] if self._queue else None
                self._led = following is not None
            for waiting in group:
                waiting.done = True
                waiting.wake.set()
            if following is not None:
                following.wake.set()

    def _take(self) -> list[_Waiting[B]]:
        """Take the head of the queue, which is the leader's own, and what fits with it."""
        with self._mutex:
            group = [self._queue.popleft()]
            rows = len(group[0].batch)
            while self._queue and rows + len(self._queue[0].batch) <= self._most_rows:
                group.append(self._queue.popleft())
                rows += len(group[-1].batch)
        return group

    def _write(self, batches: list[B]) -> None:
        try:
            self._commit(batches)
        except OperationalError as error:
            # The database is away or busy beyond patience: so it is for each of them.
            for batch in batches:
                batch.error = error
        except Exception as error:
            if len(batches) == 1:
                batches[0].error = error
                return
            # One batch must not sink the others, so each is now tried by itself.
            for batch in batches:
                self._write([batch])
