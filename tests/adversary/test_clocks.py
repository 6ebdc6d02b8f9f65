"""Clocks that are wrong by years, set back, or start in 1970: nobody is erased for it."""

import datetime
from contextlib import ExitStack, contextmanager
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import Client, override_settings

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from challenge.classrooms.models import Classroom
from challenge.days import clock, counting
from challenge.days.counting import Finding
from challenge.days.uptime import Uptime
from challenge.learners import services as learners
from challenge.learners.models import today
from challenge.models import Attempt, CountedDay, DayCount, Learner, Progress, Upkeep
from cms import memory
from tests.adversary import rounds
from tests.challenge import factories
from tests.challenge.clearing import work
from tests.challenge.conftest import Device
from tests.challenge.content import attempt, step

pytestmark = pytest.mark.django_db

BEGINNING = datetime.datetime(2026, 12, 2, 9, 30, tzinfo=datetime.UTC)
HOUR, DAY = 3600, 86_400
# Kept short, so that a few weeks try what half a year does.
KEPT = 5
FORTY_YEARS = -40 * 365


class World:
    """True time, a clock that shows something else, and a server that runs or does not."""

    def __init__(self):
        self.passed = 0
        self.wrong_by = datetime.timedelta()
        self.boots = 0
        self.booted_at = 0
        self.tokens = {}
        self.played = {}

    def moment(self):
        return BEGINNING + datetime.timedelta(seconds=self.passed) + self.wrong_by

    def uptime(self):
        return Uptime(f"boot {self.boots}", float(self.passed - self.booted_at))

    @contextmanager
    def shown(self):
        """Show this world's time to everything."""
        with ExitStack() as stack:
            for name, double in (
                ("django.utils.timezone.now", self.moment),
                ("challenge.upkeep.services.read_uptime", self.uptime),
            ):
                stack.enter_context(mock.patch(name, double))
            clock.forget()
            yield
            clock.forget()

    def set(self, days):
        """Set the clock wrong by so many days; 0 sets it right."""
        self.wrong_by = datetime.timedelta(days=days)
        clock.forget()

    def shift(self, days):
        """Set the clock on, or back, by so many days."""
        self.set(self.wrong_by.days + days)

    def run(self, hours):
        """Let the server work; it looks at its clock every six hours, or once a day."""
        found = work()
        pause = 24 if hours > 72 else 6
        while hours > 0:
            part = min(hours, pause)
            self.passed += part * HOUR
            hours -= part
            clock.forget()
            found = work()
        return found.finding

    def off(self, hours):
        """Switch the machine off for some time."""
        self.passed += hours * HOUR
        self.boots += 1
        self.booted_at = self.passed
        clock.forget()

    def play(self, who):
        """Let somebody come, or come back with the token."""
        if who in self.tokens:
            assert learners.find_by_token(self.tokens[who][1]), f"{who} was forgotten"
        else:
            learner, token = factories.new_learner()
            self.tokens[who] = learner.pk, learners.token_digests(token)
        self.played[who] = self.passed

    def who_is_left(self):
        """Return who is still known, having looked that nobody went too soon."""
        left = set(Learner.objects.values_list("pk", flat=True))
        known = {who for who, (pk, _) in self.tokens.items() if pk in left}
        for who, moment in self.played.items():
            if self.passed - moment < KEPT * DAY:
                assert who in known, f"{who} went too soon"
        for who in self.tokens.keys() - known:
            del self.tokens[who], self.played[who]
        return known


@pytest.fixture
def world():
    memory.forget()
    factories.publish()
    here = World()
    with here.shown():
        yield here


clocks = st.one_of(
    st.sampled_from([0, 0, 200, -200, 1, 3, 7, 8, FORTY_YEARS]), st.integers(-900, 900)
)
anything = st.one_of(
    st.tuples(st.just("run"), st.integers(1, 72)),
    st.tuples(st.just("run"), st.integers(72, 300)),
    st.tuples(st.just("set"), clocks),
    st.tuples(st.just("shift"), st.integers(-8, 8)),
    st.tuples(st.just("off"), st.integers(0, 24 * 80)),
    st.tuples(st.just("play"), st.sampled_from("abc")),
)
sane = st.one_of(
    st.tuples(st.just("run"), st.integers(1, 120)),
    st.tuples(st.just("off"), st.integers(0, 24 * 80)),
    st.tuples(st.just("play"), st.sampled_from("abc")),
)
thorough = settings(
    max_examples=rounds(8, 400),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def begin_anew():
    for model in (CountedDay, DayCount, Upkeep, Learner):
        model.objects.all().delete()
    clock.forget()


@contextmanager
def short_terms():
    with (
        override_settings(LEARNER_KEEP_DAYS=KEPT),
        mock.patch("challenge.upkeep.services.measuring.measure"),
    ):
        begin_anew()
        yield


# A clock that creeps on by what is believed at once, one that is in 1970 while somebody new
# comes, one that falls back behind a jump that was believed.
@thorough
@example(events=[("shift", 7), ("run", 2)] * 8)
@example(events=[("shift", 1), ("off", 2), ("run", 1)] * 12)
@example(
    events=[
        *[("run", 200), ("set", FORTY_YEARS), ("play", "b"), ("play", "a")],
        *[("set", 0), ("run", 30)],
    ]
)
@example(
    events=[
        *[("set", 60), ("run", 240), ("play", "b"), ("set", 0), ("run", 60)],
        *[("play", "c"), ("set", 60), ("run", 240)],
    ]
)
@given(events=st.lists(anything, min_size=4, max_size=14))
def test_no_clock_erases_who_played_within_the_term(db, events):
    world = World()
    with short_terms(), world.shown():
        world.play("a")
        for name, value in events:
            getattr(world, name)(value)
            note(f"{name} {value}: {world.moment():%Y-%m-%d}, last {today()}")
            world.who_is_left()


@thorough
@given(events=st.lists(sane, max_size=8))
def test_with_a_sane_clock_who_is_idle_goes(db, events):
    world = World()
    with short_terms(), world.shown():
        world.play("a")
        for name, value in events:
            getattr(world, name)(value)
            world.who_is_left()
        # A week in which a long absence is doubted, and the term.
        world.run((counting.STEADY_DAYS + KEPT + 3) * 24)
        assert world.who_is_left() == set()


def test_a_start_200_days_ahead_clears_nothing_away_and_says_so(world, figure):
    educator = factories.new_educator()
    factories.new_class(educator)
    devices = [Device(factories.new_learner()[1]) for _ in range(60)]
    for device in devices[:5]:
        device.answer(attempt("q-choice"), attempt("q-sort"))
        device.finish(step("s-text"))
    world.run(48)
    before = [
        model.objects.count() for model in (Learner, Attempt, Progress, Classroom)
    ]

    world.off(1)
    world.set(200)
    assert world.run(72) is Finding.AHEAD
    after = [model.objects.count() for model in (Learner, Attempt, Progress, Classroom)]
    figure("learners, attempts, progress, classes after a start 200 days ahead", after)
    assert after == before
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json()["notices"] == ["clock_ahead"]

    # Right again: who came meanwhile has no day of the future, and days count again.
    devices[0].me()
    assert Learner.objects.filter(
        seen_on__gt=BEGINNING + datetime.timedelta(30)
    ).exists()
    world.set(0)
    assert world.run(24) is Finding.COUNTED
    assert not Learner.objects.filter(seen_on__gt=today()).exists()
    assert "notices" not in Client().get("/readyz").json()


def test_in_1970_nobody_gets_older(world):
    learner, token = factories.new_learner()
    device = Device(token)
    world.run(48)
    device.me()
    stamped = today()
    world.off(1)
    world.set(FORTY_YEARS)
    assert world.run(30) is Finding.BEHIND
    assert Client().get("/readyz").json()["notices"] == ["clock_behind"]

    device.answer(attempt("q-choice"))
    device.finish(step("s-text"))
    newcomer, _ = factories.new_learner()
    for row in (learner, newcomer):
        row.refresh_from_db()
        assert row.seen_on >= stamped
    assert newcomer.created_on >= stamped
    assert Attempt.objects.get().day >= stamped
    assert Progress.objects.get().updated_on >= stamped

    world.set(0)
    world.run(24 * 30)
    assert Learner.objects.count() == 2


def test_after_the_holidays_everybody_is_still_there(world):
    device = Device(factories.new_learner()[1])
    device.me()
    world.run(24 * 20)
    world.off(24 * 60)
    # Counting waits for a week, in which it is played as ever.
    assert world.run(24) is Finding.AHEAD
    device.me()
    world.run(24 * counting.STEADY_DAYS)
    last = counting.last_counted()
    assert last >= world.moment().date() - datetime.timedelta(days=1)
    assert "notices" not in Client().get("/readyz").json()
    # Only days that were seen have counted.
    assert CountedDay.objects.count() < 32
    world.run(24 * 170)
    assert Learner.objects.count() == 1
    world.run(24 * 15)
    assert Learner.objects.count() == 0


def test_an_operator_may_have_the_days_off_counted(world, capsys):
    factories.new_learner()
    world.run(24 * 2)
    world.off(24 * 179)
    world.run(1)
    back = Device(factories.new_learner()[1])
    back.me()
    with pytest.raises(CommandError, match="The clock of this machine says"):
        call_command("retention", "--confirm", "2026-12-02")
    call_command("retention")
    shown = capsys.readouterr().out
    assert "clock_ahead" in shown
    # Who is back has a date of today; who is not is 181 days away.
    assert "1 of 2 learners are erased" in shown
    call_command("retention", "--confirm", world.moment().date().isoformat())
    assert "1 learners" in capsys.readouterr().out
    assert Learner.objects.count() == 1
    assert world.run(1) is not Finding.AHEAD


def test_a_jump_that_was_believed_is_taken_back_when_the_clock_is_right(world):
    device = Device(factories.new_learner()[1])
    world.run(48)
    world.set(60)
    world.run(24 * 10)
    assert counting.last_counted() > BEGINNING.date() + datetime.timedelta(days=60)
    device.me()
    world.set(0)
    assert world.run(6) is Finding.BEHIND
    world.run(30)
    assert counting.last_counted() <= world.moment().date()
    assert Learner.objects.get().seen_on <= world.moment().date()


def test_a_class_lasts_as_long_as_it_was_made_for(world):
    factories.new_class(factories.new_educator())
    world.run(24)
    # Believed after a week, and nobody looks for two months.
    world.set(390)
    world.run(24 * 70)
    assert counting.last_counted() > Classroom.objects.get().ends_on
    assert Classroom.objects.exists()


def test_one_day_clears_away_a_share_and_no_more(world, capsys):
    for _ in range(200):
        factories.new_learner()
    counting.confirm(today())
    Learner.objects.update(seen_on=today() - datetime.timedelta(days=181))
    work()
    assert Learner.objects.count() == 150
    assert Client().get("/readyz").json()["notices"] == ["retention_held_back"]
    work()
    assert Learner.objects.count() == 150
    call_command("retention")
    assert "retention_held_back" in capsys.readouterr().out
    world.run(25)
    assert Learner.objects.count() == 100
    call_command("retention", "--confirm", today().isoformat())
    assert Learner.objects.count() == 0
    assert "notices" not in Client().get("/readyz").json()
