"""A day of guessing, played through: what attackers find, and whom it keeps out.

The clock is moved by hand; code and limits are the real ones. An attacker tries again at
every tick until he is told to wait. His success is counted as what it is expected to be:
tries that were looked at, times the chance of each.
"""

import itertools
import random

from django.core.cache import cache

import pytest

from challenge.classrooms import codes, joining, throttles
from challenge.learners import recovery
from challenge.learners import throttles as cards
from challenge.limits import TooManyError, buckets, homes
from challenge.limits.addresses import Origin
from tests.adversary import rounds
from tests.challenge import factories
from tests.challenge.classrooms.conftest import unknown_codes

pytestmark = pytest.mark.django_db

BUDGET = 1 / 10_000
TICK = 600
DAY = 24 * 60 * 60
MORNING = 4 * 60 * 60
PUPILS = rounds(300, 2000)
# What is left to whoever knows a code, of three pictures: worked out in
# tests/challenge/classrooms/test_guessing.py. In the class's own network, and elsewhere.
SEAT_AT_HOME = 88 / 1320
SEAT_AWAY = 96 / 1320


def origin(number, place="198.51"):
    address = f"{place}.{number // 250}.{number % 250}"
    return Origin(address, address)


ATTACKERS = [origin(number) for number in range(20)]
SCHOOL = origin(1, "203.0")


class Play:
    """A site under attack, and pupils who want to get in."""

    def __init__(self, monkeypatch, open_classes):
        cache.clear()
        self.now = 1e9
        monkeypatch.setattr(buckets, "now", lambda: self.now)
        cache.set("limits.open-classes", open_classes, None)
        cache.set("limits.cards", open_classes, None)
        self.classroom = factories.new_class(factories.new_educator(), size=60)
        self.codes = iter(unknown_codes(300_000))
        self.looked_at = 0
        self.is_attack = False
        find = joining._find

        def count(code):
            self.looked_at += self.is_attack
            return find(code)

        monkeypatch.setattr(joining, "_find", count)
        self.served = 0
        self.refused = 0

    def guess(self, networks):
        """Let every network guess until nothing that it sends is looked at."""
        self.is_attack = True
        for network in networks:
            before = -1
            while before < self.looked_at:
                before = self.looked_at
                self._guess(next(self.codes), network)
        self.is_attack = False

    def slip(self, network):
        """Let a pupil type a code that is well made, and wrong."""
        self._guess(next(self.codes), network)

    def open(self, network):
        """Let a pupil type the right code."""
        try:
            joining.open_class(self.classroom.code, network)
        except TooManyError:
            self.refused += 1
        else:
            self.served += 1

    def _guess(self, code, network):
        try:
            joining.open_class(code, network)
        except (joining.WrongCodeError, TooManyError):
            return
        pytest.fail("a guess was right")

    def expected(self, open_classes, seat, processes=1):
        """Return how many seats the attackers take, as an expectation.

        Each of several processes that count by themselves lets as much through.
        """
        found = processes * self.looked_at * open_classes / codes.HOW_MANY
        return found * processes * seat


@pytest.mark.parametrize(
    ("attackers", "open_classes", "processes"),
    [(1, 2000, 2), (20, 2000, 2), (20, 15_000, 1)],
)
def test_attackers_find_nothing_and_the_school_gets_in(
    monkeypatch, figure, attackers, open_classes, processes
):
    """A school behind one address, 67 classes, of which two in a hundred mistype."""
    play = Play(monkeypatch, open_classes)
    ticks = DAY // TICK
    slips = set(random.Random(7).sample(range(ticks), 2))
    for tick in range(ticks):
        play.guess(ATTACKERS[:attackers])
        if tick in slips:
            play.slip(SCHOOL)
        for _ in range(PUPILS // ticks):
            play.open(SCHOOL)
        play.now += TICK
    expected = play.expected(open_classes, SEAT_AWAY, processes)
    figure(
        f"{attackers} networks, {open_classes} classes open, {processes} processes",
        f"{play.looked_at} guesses looked at by each; seats taken in a day:"
        f" {expected:.1e}; pupils let in {play.served}, refused {play.refused}",
    )

    assert expected < BUDGET
    assert play.refused == 0


@pytest.mark.parametrize("is_attacked", [False, True])
def test_a_country_behind_one_proxy(monkeypatch, figure, is_attacked):
    """8,000 classes join in a morning, 160 of them mistype, 1,333 are open at once."""
    play = Play(monkeypatch, 1333)
    for number in range(8000):
        homes.note(SCHOOL, -number)
    homes.note(SCHOOL, play.classroom.pk)
    ticks = MORNING // TICK
    for _tick in range(ticks):
        for _ in range(160 // ticks + 1):
            play.slip(SCHOOL)
            play.open(SCHOOL)
        if is_attacked:
            play.guess([SCHOOL])
        play.now += TICK
    expected = play.expected(1333, SEAT_AT_HOME)
    figure(
        f"a country behind one proxy, {'attacked' if is_attacked else 'honest'}",
        f"seats taken in a day: {expected:.1e}; let in {play.served},"
        f" refused {play.refused}",
    )

    assert expected < BUDGET
    assert is_attacked or play.refused == 0


def test_strangers_who_know_the_code_take_no_seat_and_lock_none(monkeypatch, figure):
    play = Play(monkeypatch, 1)
    homes.note(SCHOOL, play.classroom.pk)
    seats = list(play.classroom.seats.all())
    chance = random.Random(11)
    tries = refused = 0
    for _tick in range(MORNING // TICK):
        for stranger, seat in zip(ATTACKERS, itertools.cycle(seats), strict=False):
            if takes(play.classroom, seat, ["nothing"], stranger) is False:
                tries += 1
        # A few of the sixty come, and three in ten miss first.
        for seat in [seats.pop() for _ in range(min(3, len(seats)))]:
            if chance.random() < 0.3:
                refused += takes(play.classroom, seat, ["nothing"], SCHOOL) is None
            refused += not takes(play.classroom, seat, seat.pictures, SCHOOL)
        play.now += TICK
    figure(
        "pictures tried by 20 networks in a window of four hours",
        f"{tries} of 1,320; pupils refused {refused}",
    )

    assert tries / 1320 < throttles.SEAT_CHANCE / 2
    assert refused == 0
    assert not play.classroom.seats.filter(locked=True).exists()


def takes(classroom, seat, pictures, network):
    """Return whether a seat was taken; None if the try was not looked at."""
    try:
        joining.join(classroom.code, seat.uid, pictures, network)
    except joining.WrongPicturesError:
        return False
    except TooManyError:
        return None
    return True


@pytest.mark.parametrize(("live", "slips"), [(10_000, 100), (250_000, 40)])
def test_cards_are_not_guessed_and_right_ones_work(monkeypatch, figure, live, slips):
    """People who mistype cards at home, and 20 networks that guess all day."""
    play = Play(monkeypatch, live)
    symbols = itertools.product("23456789", repeat=8)
    # Each of the others mistypes four times in the day.
    honest = [origin(number, "192.0") for number in range(slips // 4)]
    looked_at = refused = 0
    for tick in range(DAY // TICK):
        for network in ATTACKERS:
            while recovers(next(symbols), network) is not None:
                looked_at += 1
        if tick < slips:
            refused += recovers(next(symbols), honest[tick % len(honest)]) is None
        play.now += TICK
    expected = looked_at * cards.chance_of_card()
    figure(
        f"cards guessed by 20 networks, {live} live cards",
        f"{looked_at} looked at; found in a day: {expected:.1e};"
        f" others refused {refused}",
    )

    assert expected < BUDGET
    assert refused == 0


def recovers(symbols, network):
    """Return whether a card was right; None if it was not looked at."""
    try:
        return recovery.recover("".join(symbols), network) is not None
    except TooManyError:
        return None
