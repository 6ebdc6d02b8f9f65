"""Buckets refill, count what comes at once, and forgive a clock that was put back."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenge.limits import buckets
from challenge.limits.buckets import Bucket


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(buckets, "now", standing)
    return standing


@contextlib.contextmanager
def redis_server(folder: Any) -> Iterator[str]:
    """Start a Redis on a socket of its own; yield its address."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("There is no Redis on this machine.")
    socket = folder / "redis.sock"
    process = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", str(socket), "--save", ""],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "eady to accept connections" in line:
                break
        yield f"unix://{socket}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(params=["memory", "redis"])
def cache(request, tmp_path_factory, monkeypatch):
    """Each kind of cache that keeps buckets, empty."""
    if request.param == "memory":
        caches["default"].clear()
        yield
        return
    with redis_server(tmp_path_factory.mktemp("redis")) as address:
        caches["default"]
        monkeypatch.setattr(caches._connections, "default", RedisCache(address, {}))
        yield


def test_a_bucket_gives_its_burst_and_then_one_at_a_time(cache, clock):
    bucket = Bucket("b", 3, 10.0)
    assert [bucket.admit() for _ in range(3)] == [0.0] * 3
    assert bucket.admit() == pytest.approx(10.0)
    clock.seconds += 4
    assert bucket.wait() == pytest.approx(6.0)
    clock.seconds += 6
    assert bucket.admit() == 0.0
    assert bucket.admit() == pytest.approx(10.0)
    clock.seconds += 1000
    assert [bucket.admit() == 0.0 for _ in range(4)] == [True] * 3 + [False]


def test_what_was_taken_on_credit_is_waited_for(cache, clock):
    bucket = Bucket("b", 1, 10.0)
    for _ in range(3):
        bucket.charge()
    assert bucket.wait() == pytest.approx(30.0)
    bucket.give_back(2)
    assert bucket.wait() == pytest.approx(10.0)
    bucket.give_back(5)
    assert bucket.wait() == 0.0


def test_a_clock_that_was_put_back_locks_nobody_out(cache, clock):
    bucket = Bucket("b", 2, 10.0)
    bucket.charge()
    bucket.charge()
    clock.seconds -= 100_000
    assert bucket.wait() == 0.0


def test_takers_at_once_count_as_many(cache, clock):
    bucket = Bucket("b", 20, 10.0)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: bucket.admit(), range(60)))
    assert waits.count(0.0) == 20


# On a machine that others use, drawing values may take long, too.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 5),
    st.floats(0.1, 100),
    st.lists(st.floats(0, 300), min_size=1, max_size=30),
)
def test_no_more_than_burst_and_refill_ever_pass_and_waits_are_true(
    burst, seconds, steps
):
    """Whenever they come: in any time t at most burst + t / seconds, and no fewer."""
    caches["default"].clear()
    clock = Clock()
    start = clock.seconds
    passed = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "now", clock)
        bucket = Bucket("b", burst, seconds)
        for step in steps:
            clock.seconds += step
            wait = bucket.admit()
            passed += not wait
            assert passed <= burst + (clock.seconds - start) / seconds + 1e-3
            if wait:
                clock.seconds += wait + 1e-4
                assert bucket.admit() == 0.0
                passed += 1
