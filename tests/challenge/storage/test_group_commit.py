import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import OperationalError

import pytest

from challenge.storage.group_commit import GroupCommit


class Work:
    def __init__(self, number, rows=1):
        self.number = number
        self.rows = rows
        self.error = None

    def __len__(self):
        return self.rows


def test_a_lone_batch_is_committed_at_once():
    groups = []
    GroupCommit(groups.append, 10).submit(Work(1))
    assert [[work.number for work in group] for group in groups] == [[1]]


def test_those_who_wait_share_a_commit():
    entered, go_on = threading.Event(), threading.Event()
    groups = []

    def commit(group):
        groups.append([work.number for work in group])
        entered.set()
        assert go_on.wait(10)

    commits = GroupCommit(commit, 100)
    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(commits.submit, Work(0))
        assert entered.wait(10)
        rest = [pool.submit(commits.submit, Work(number)) for number in range(1, 9)]
        while len(commits._queue) < 8:
            threading.Event().wait(0.001)
        go_on.set()
        for future in (first, *rest):
            future.result(10)
    assert groups[0] == [0]
    assert sorted(groups[1]) == list(range(1, 9))


def test_a_group_stays_within_its_rows():
    groups = []
    commits = GroupCommit(lambda group: groups.append(len(group)), 10)
    commits._led = True
    with ThreadPoolExecutor(6) as pool:
        futures = [pool.submit(commits.submit, Work(n, rows=4)) for n in range(6)]
        while len(commits._queue) < 6:
            threading.Event().wait(0.001)
        commits._queue[0].wake.set()
        for future in futures:
            future.result(10)
    assert groups == [2, 2, 2]


def test_many_threads_lose_nothing():
    done = []
    commits = GroupCommit(lambda group: done.extend(work.number for work in group), 7)
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda number: commits.submit(Work(number)), range(2000)))
    assert sorted(done) == list(range(2000))


def test_one_bad_batch_does_not_sink_the_others():
    done = []

    def commit(group):
        if any(work.number == 3 for work in group):
            raise ValueError("three")
        done.extend(work.number for work in group)

    commits = GroupCommit(commit, 100)
    group = [Work(number) for number in range(5)]
    commits._write(group)
    assert done == [0, 1, 2, 4]
    assert [work.number for work in group if work.error] == [3]
    with pytest.raises(ValueError, match="three"):
        commits.submit(Work(3))
    commits.submit(Work(6))
    assert done[-1] == 6


def test_a_commit_that_is_broken_off_records_nothing_and_frees_the_others():
    calls = []

    def commit(group):
        calls.append(len(group))
        if len(calls) == 1:
            raise SystemExit

    commits = GroupCommit(commit, 100)
    with pytest.raises(SystemExit):
        commits.submit(Work(1))
    commits.submit(Work(2))
    assert calls == [1, 1]


def test_a_database_that_is_away_is_asked_once_for_the_whole_group():
    calls = []

    def commit(group):
        calls.append(len(group))
        raise OperationalError("away")

    group = [Work(number) for number in range(5)]
    GroupCommit(commit, 100)._write(group)
    assert calls == [5]
    assert all(isinstance(work.error, OperationalError) for work in group)


def test_who_waits_too_long_is_withdrawn_and_nothing_is_written_later():
    entered, go_on = threading.Event(), threading.Event()
    groups = []

    def commit(group):
        groups.append([work.number for work in group])
        entered.set()
        assert go_on.wait(30)

    commits = GroupCommit(commit, 100, patience=0.01)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(commits.submit, Work(0))
        assert entered.wait(10)
        for number in (1, 2, 3):
            with pytest.raises(OperationalError, match="too long"):
                commits.submit(Work(number))
        go_on.set()
        first.result(10)
    commits.submit(Work(4))
    assert groups == [[0], [4]]


def test_who_was_taken_into_a_group_waits_for_what_comes_of_it():
    entered, go_on = threading.Event(), threading.Event()
    groups = []

    def commit(group):
        groups.append(sorted(work.number for work in group))
        if len(groups) == 2:
            entered.set()
            assert go_on.wait(30)

    commits = GroupCommit(commit, 100, patience=0.05)
    commits._led = True
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(commits.submit, Work(number)) for number in (1, 2)]
        while len(commits._queue) < 2:
            threading.Event().wait(0.001)
        # Both are taken by who leads; their patience ends while it commits.
        groups.append([])
        commits._queue[0].wake.set()
        assert entered.wait(10)
        threading.Event().wait(0.2)
        go_on.set()
        for future in futures:
            future.result(10)
    assert groups == [[], [1, 2]]
