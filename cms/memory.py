"""A process's own copies: bounded, shared by its threads, gone with it."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_to_forget: list[Callable[[], None]] = []


def when_forgetting(call: Callable[[], None]) -> Callable[[], None]:
    """Have ``forget`` make a call; may be used as a decorator."""
    _to_forget.append(call)
    return call


def forget() -> None:
    """Forget all copies of what was published that this process has."""
    for call in _to_forget:
        call()


class Memory(Generic[K, V]):
    """The values used last, each with the moment at which it was put here."""

    def __init__(self, size: int) -> None:
        """Hold ``size`` values at most."""
        self._size = size
        self._values: OrderedDict[K, tuple[V, float]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """Return a value whatever its age, or None."""
        with self._lock:
            if (found := self._values.get(key)) is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def get_fresh(self, key: K, seconds: float) -> V | None:
        """Return a value put here less than ``seconds`` ago, or None."""
        with self._lock:
            found = self._values.get(key)
        if found is None or time.monotonic() - found[1] >= seconds:
            return None
        return found[0]

    def put(self, key: K, value: V) -> V:
        """Keep a value, forget the one unused longest if there are too many."""
        with self._lock:
            self._values[key] = (value, time.monotonic())
            self._values.move_to_end(key)
            if len(self._values) > self._size:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
