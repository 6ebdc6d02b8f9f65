"""Who does the background work, and how often."""

import datetime
import os
import runpy
from unittest import mock

import pytest

from challenge.days import clock, counting
from challenge.days.counting import Finding
from challenge.days.uptime import Uptime, read_uptime
from challenge.learners.models import today
from challenge.models import CountedDay, Learner, Tally, Upkeep
from challenge.upkeep import lease, services, worker
from tests.challenge import factories
from tests.challenge.clearing import work
from tests.challenge.content import attempt

pytestmark = pytest.mark.django_db


def test_one_process_has_the_lease_until_it_gives_it_back():
    assert lease.take(holder="a")
    assert lease.take(holder="a")
    assert not lease.take(holder="b")
    lease.release(holder="b")
    assert not lease.take(holder="b")
    lease.release(holder="a")
    assert lease.take(holder="b")


@pytest.mark.parametrize("days", [-1, 400])
def test_a_lease_that_is_over_or_longer_than_any_is_none(days):
    lease.take(holder="a")
    Upkeep.objects.update(
        held_until=clock.timezone.now() + datetime.timedelta(days=days)
    )
    assert lease.take(holder="b")


def test_what_is_daily_is_done_once_a_counted_day_whoever_starts(module, device):
    device.answer(attempt("q-choice"))
    with mock.patch("challenge.upkeep.services.measuring.measure") as measure:
        for _worker in range(3):
            work()
        assert measure.call_count == 1
        yesterday = today() - datetime.timedelta(days=1)
        CountedDay.objects.update(day=yesterday)
        Upkeep.objects.update(measured_on=yesterday, swept_on=yesterday)
        with mock.patch("challenge.days.counting.DAY_SECONDS", 0):
            done = work()
        assert done.finding is Finding.COUNTED
        assert measure.call_count == 2
    assert Tally.objects.get(answer="").n == 1
    state = Upkeep.objects.get()
    assert state.measured_on == state.swept_on == today()


def test_a_day_counts_once_24_hours_of_one_boot_have_been_seen():
    day = today()
    one = datetime.timedelta(days=1)
    assert counting.count(day, Uptime("a", 100)) is Finding.COUNTED
    assert counting.count(day + one, Uptime("a", 86_499)) is Finding.WAITING
    # Another boot, or another host: what passed in between was not seen.
    assert counting.count(day + one, Uptime("b", 900_000)) is Finding.WAITING
    assert counting.count(day + one, Uptime("b", 900_001)) is Finding.COUNTED
    assert counting.cutoff(1) == day
    assert counting.cutoff(2) is None


def test_time_off_counts_without_a_word_where_the_clock_is_trusted(settings):
    settings.TRUSTED_GAP_DAYS = 4
    day = today()
    counting.count(day, Uptime("a", 0))
    monday = day + datetime.timedelta(days=3)
    assert counting.count(monday, Uptime("b", 10)) is Finding.COUNTED
    assert counting.days_since(day) == 3


def test_uptime_only_grows():
    first, second = read_uptime(), read_uptime()
    assert first.boot == second.boot
    assert first.seconds <= second.seconds


def test_a_confirmed_day_erases_none_of_those_who_came_while_the_clock_stood_still():
    counting.confirm(today() - datetime.timedelta(days=200))
    Learner.objects.all().delete()
    learner, _ = factories.new_learner()
    # A clock that stands still writes the last counted day, whenever somebody comes.
    Learner.objects.update(seen_on=today() - datetime.timedelta(days=200))
    services.confirm(today())
    learner.refresh_from_db()
    assert learner.seen_on == today()


def test_nothing_starts_where_it_is_switched_off(settings):
    settings.RUN_ROLLUPS = False
    worker.start()
    assert worker._thread is None


@pytest.mark.parametrize("module_name", ["config.wsgi", "config.asgi"])
def test_either_kind_of_server_starts_it(module_name):
    with mock.patch("challenge.upkeep.worker.start") as start:
        runpy.run_module(module_name)
    assert start.called


def test_processes_forked_from_one_another_do_not_hold_each_other_s_lease():
    """The server's workers are forked from a process that has imported everything."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.write(writing, lease.process_id().encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 100).decode() != lease.process_id()
    assert lease.process_id() == lease.process_id()
    os.close(reading)
    os.close(writing)
