import fcntl
import threading

from django.db import OperationalError, connection, connections

import pytest

from challenge.storage.write_lock import LOCK_FILE, write_lock


@pytest.fixture(autouse=True)
def _on_sqlite(django_db_setup, django_db_blocker):
    """The test database, outside a test's own transaction; nothing is written to it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL queues by itself.")
    with django_db_blocker.unblock():
        yield
        connection.close()


def is_free(settings):
    with open(settings.DATA_DIR / LOCK_FILE, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_a_writer_has_its_turn_until_it_is_done(settings):
    with write_lock():
        assert connection.in_atomic_block
        assert not is_free(settings)
    assert is_free(settings)


def test_a_writer_that_fails_gives_its_turn_back(settings):
    with pytest.raises(ValueError, match="no"), write_lock():
        raise ValueError("no")
    assert is_free(settings)


def test_a_turn_inside_a_turn_joins_it(settings):
    with write_lock(), write_lock():
        assert not is_free(settings)
    assert is_free(settings)


def test_threads_write_one_after_another():
    inside, most = [], []

    def write():
        with write_lock():
            inside.append(1)
            most.append(len(inside))
            inside.pop()
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == [1] * 16


def test_a_held_lock_keeps_one_thread_and_refuses_the_others(settings, monkeypatch):
    """Who has the lock is another process; the first here waits for it, and gets it."""
    monkeypatch.setattr("challenge.storage.write_lock.PATIENCE_SECONDS", 0.01)
    outcomes = []

    def write():
        try:
            with write_lock():
                outcomes.append("written")
        except OperationalError:
            outcomes.append("refused")
        connections.close_all()

    with open(settings.DATA_DIR / LOCK_FILE, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        threads = [threading.Thread(target=write) for _ in range(8)]
        for thread in threads:
            thread.start()
        while len(outcomes) < 7:
            threading.Event().wait(0.001)
        assert outcomes == ["refused"] * 7
    for thread in threads:
        thread.join(30)
    assert outcomes[7:] == ["written"]
