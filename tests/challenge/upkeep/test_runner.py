"""What the worker does when jobs fail, when it is told to end, and when another is at it."""

import datetime
import logging
from unittest import mock

from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

import pytest

from challenge.models import CountedDay, JobState, Watermark
from challenge.upkeep import jobs, lease, runner
from challenge.upkeep.jobs import Job
from challenge.upkeep.runner import Runner, retry_seconds
from tests import factories
from tests.challenge.content import attempt

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that nobody can set, and that stands still."""

    def __init__(self, monkeypatch):
        self.seconds = 1000.0
        monkeypatch.setattr(runner.time, "monotonic", lambda: self.seconds)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def _open_connection(monkeypatch):
    """The connection of a test holds its transaction: it stays open."""
    monkeypatch.setattr(runner, "close_old_connections", lambda: None)


def failing():
    raise ValueError("Key (token)=(secret) exists")


def test_a_job_that_fails_stops_no_other_and_is_tried_again_ever_later(clock, caplog):
    done = []
    worker = Runner(
        [
            Job("broken", failing, 5),
            Job("good", lambda: done.append(1) or "Done.", 5),
        ]
    )
    assert worker.turn() is False
    assert done == [1]
    state = JobState.objects.get(name="broken")
    assert (state.failures, state.succeeded_at) == (1, None)
    assert state.error.startswith(
        "ValueError at tests/challenge/upkeep/test_runner.py:"
    )
    assert "secret" not in state.error
    tries = []
    for _second in range(60):
        clock.seconds += 1
        with caplog.at_level(logging.ERROR):
            caplog.clear()
            worker.turn()
        if caplog.records:
            tries.append(clock.seconds - 1000)
    assert tries == [5, 15, 35]
    assert len(done) == 13


def test_a_job_that_succeeds_again_is_told_so(clock):
    broken = mock.Mock(side_effect=[ValueError, "", ""])
    worker = Runner([Job("mended", broken, 5)])
    worker.turn()
    clock.seconds += 5
    assert worker.turn() is True
    state = JobState.objects.get(name="mended")
    assert state.failures == 0
    assert state.succeeded_at
    assert state.error.startswith("ValueError")


def test_the_wait_after_failures_has_an_end():
    assert [retry_seconds(number) for number in (1, 2, 3, 7, 1000)] == [
        *(5, 10, 20, 300, 300)
    ]


def test_a_new_process_goes_on_where_the_last_stopped(clock):
    done = []
    job = Job("daily", lambda: done.append(1) or "", jobs.DAY)
    Runner([job]).turn()
    Runner([job]).turn()
    assert len(done) == 1
    JobState.objects.update(ran_at=timezone.now() - datetime.timedelta(days=1))
    Runner([job]).turn()
    # A clock that was ahead has written a time of the future.
    JobState.objects.update(ran_at=timezone.now() + datetime.timedelta(days=400))
    Runner([job]).turn()
    assert len(done) == 3


def test_what_runs_often_is_written_down_seldom(clock, django_assert_num_queries):
    worker = Runner([Job("quick", lambda: "", 5)])
    worker.turn()
    clock.seconds += 5
    # The lease is read; nothing is written.
    with django_assert_num_queries(1):
        worker.turn()
    clock.seconds += 30
    worker.turn()
    assert JobState.objects.get().seconds == 0


def test_one_that_is_told_to_end_ends_after_the_job_it_does(clock):
    done = []
    worker = Runner(
        [
            Job("first", lambda: worker.stop() or "", 5),
            Job("second", lambda: done.append(1) or "", 5),
        ]
    )
    worker.turn()
    worker.run()
    assert not done
    assert lease.take(holder="another")


def test_a_database_that_is_away_is_asked_again_later(caplog):
    worker = Runner([])
    with mock.patch("challenge.upkeep.lease._read", side_effect=DatabaseError):
        for _turn in range(3):
            worker._take_turn()
    assert worker._pause() == 20
    worker._take_turn()
    assert worker._pause() == 5


def test_the_command_does_all_of_it_once_without_a_server(module, device, capsys):
    device.answer(attempt("q-choice"))
    call_command("worker", "--once")
    said = capsys.readouterr().out
    assert "roll-ups: Counted 1 attempts." in said
    assert "days: Day: counted." in said
    assert Watermark.objects.get().seq
    call_command("worker", "--once")
    said = capsys.readouterr().out
    assert "Counted" not in said
    assert "days: Day: waiting." in said
    names = [job.name for job in jobs.jobs()]
    states = JobState.objects.filter(failures=0, succeeded_at__isnull=False)
    assert sorted(states.values_list("name", flat=True)) == sorted(names)


def test_the_command_leaves_the_work_to_another_that_is_at_it(capsys):
    lease.take(holder="somebody else")
    call_command("worker", "--once")
    assert "Another process is at it." in capsys.readouterr().out


def test_the_command_says_which_job_failed(capsys):
    with (
        mock.patch("challenge.upkeep.jobs.tallies.roll_up", failing),
        pytest.raises(CommandError, match="A job failed"),
    ):
        call_command("worker", "--once")
    assert "roll-ups: failed (ValueError at tests/" in capsys.readouterr().out


def test_old_sessions_go_and_others_stay():
    now = timezone.now()
    for key, days in (("old", -1), ("new", 1)):
        expires = now + datetime.timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    call_command("worker", "--once")
    assert [session.pk for session in Session.objects.all()] == ["new"]


def test_what_is_scheduled_is_published_by_a_clock_that_is_believed():
    page = _scheduled()
    ahead = timezone.localdate() - datetime.timedelta(days=400)
    CountedDay.objects.create(day=ahead)
    call_command("worker", "--once")
    page.refresh_from_db()
    assert not page.live
    CountedDay.objects.update(day=timezone.localdate())
    call_command("worker", "--once")
    page.refresh_from_db()
    assert page.live


def _scheduled():
    page = factories.track()
    page.unpublish()
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    page.save_revision().publish()
    page.refresh_from_db()
    revision = page.latest_revision
    assert revision.approved_go_live_at
    past = timezone.now() - datetime.timedelta(hours=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    return page
