"""The guessing budget: what the limits leave to the best attack, worked out.

The attacker knows how codes and pictures are made, has as many addresses as wanted, and
tries day and night. A code that is found shows the seats of its class; then pictures are
tried until the class closes. The expected number of seats taken in a day is an upper bound
of the probability that any is.
"""

import math

import pytest

from challenge.classrooms import codes, throttles
from challenge.classrooms.joining import CLASS_MISSES, SEAT_MISSES
from challenge.classrooms.models import MOST_SEATS
from challenge.classrooms.pictures import set_for
from cms.pages.choices import Band

OPEN_CLASSES = 2000
DAY = 24 * 60 * 60
BUDGET = 1 / 10_000
# Without a shared cache each process counts by itself: docs/operators/deployment.md has two.
PROCESSES = 2
# Guesses that come in at the same moment as the last that is allowed: a process' threads.
AT_ONCE = 16
# How often in a day an educator opens a class again that closed under attack.
WINDOWS = 2


def codes_there_are():
    """Give how many codes there are at least: all but those with a rude word in them."""
    symbols = len(codes.ALPHABET)
    rude = sum(
        (codes.LENGTH - len(word) + 1) / symbols ** len(word) for word in codes.RUDE
    )
    return symbols ** (codes.LENGTH - 1) * (1 - rude)


def guesses_a_day(throttle):
    windows = math.ceil(DAY / throttle.seconds)
    return PROCESSES * windows * (throttle.failures + AT_ONCE)


def picture_codes(band):
    chosen = set_for(band)
    return math.perm(len(chosen.pictures), chosen.length)


def taken(tries, band):
    """Give the probability that so many different tries at seats take one."""
    return min(1.0, tries / picture_codes(band))


@pytest.mark.parametrize("band", Band.values)
def test_a_stranger_takes_a_seat_once_in_ten_thousand_days_at_best(band):
    found = (
        guesses_a_day(throttles.WrongClassCodeSiteThrottle)
        * OPEN_CLASSES
        / codes_there_are()
    )
    tries = WINDOWS * min(CLASS_MISSES, MOST_SEATS * SEAT_MISSES)
    probability = found * taken(tries, band)
    assert probability < BUDGET, probability


def test_one_address_finds_a_class_less_often_still():
    found = (
        guesses_a_day(throttles.WrongClassCodeThrottle)
        * OPEN_CLASSES
        / codes_there_are()
    )
    assert found * taken(WINDOWS * CLASS_MISSES, Band.B0507) < BUDGET / 2


def test_who_knows_the_code_takes_a_certain_seat_seldom():
    """Somebody of the class: the seat locks before one in a hundred tries is right."""
    assert SEAT_MISSES / picture_codes(Band.B0507) < 1 / 100
    assert SEAT_MISSES / picture_codes(Band.B1113) < 1 / 4000


def test_there_are_as_many_picture_codes_as_the_guide_says():
    assert [picture_codes(band) for band in (Band.B0810, Band.B1417)] == [1320, 43680]


def test_the_rude_words_cost_few_codes():
    assert codes_there_are() > 0.85 * len(codes.ALPHABET) ** (codes.LENGTH - 1)
