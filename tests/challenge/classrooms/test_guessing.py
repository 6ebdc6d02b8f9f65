"""The guessing budget: what the limits leave to the best attack, worked out.

The attacker knows how codes, pictures and cards are made, has networks in 20 places, and
tries day and night. A code that is found shows the seats of its class; then pictures are
tried for as long as the class is open. The expected number of seats taken in a day is an
upper bound of the probability that any is. ``docs/developers/limits.md`` has the result.
"""

import math

import pytest

from challenge.classrooms import codes, throttles
from challenge.classrooms.joining import SEAT_MISSES
from challenge.classrooms.pictures import set_for
from challenge.classrooms.services import MOST_MINUTES
from challenge.learners import cards
from challenge.limits.guesses import DAY, own_of, pool_of
from cms.choices import Band
from config.limits import DEFAULTS

BUDGET = 1 / 10_000
NETWORKS = 20
# Without a shared cache each process counts by itself.
PROCESSES = 2
# How often in a day an educator opens a class that is under attack, as long as can be.
WINDOWS = 2
WINDOW = MOST_MINUTES * 60


def codes_there_are():
    """Return how many codes there are at least: all but those with a rude word in them."""
    symbols = len(codes.ALPHABET)
    rude = sum(
        (codes.LENGTH - len(word) + 1) / symbols ** len(word) for word in codes.RUDE
    )
    return symbols ** (codes.LENGTH - 1) * (1 - rude)


def picture_codes(band):
    chosen = set_for(band)
    return math.perm(len(chosen.pictures), chosen.length)


def in_time(bucket, seconds):
    """Return how many tokens a full bucket gives within some seconds."""
    return bucket.burst + seconds / bucket.seconds


def limited(limit, seconds):
    burst, each = DEFAULTS[limit]
    return burst + seconds / each


def chance(monkeypatch, open_classes):
    monkeypatch.setattr(throttles.cache, "get_or_set", lambda *_: open_classes)
    return throttles.chance_of_code()


def own_and_pool(limit, probability, networks=NETWORKS):
    own = networks * in_time(own_of(limit, "", probability), DAY)
    return own + in_time(pool_of("", probability), DAY)


def seat_taken_away(band, networks=NETWORKS):
    """Return the probability that strangers who know a code take a seat in a day."""
    tries = networks * limited("pictures-away", DAY)
    tries += WINDOWS * limited("pictures-pool", WINDOW)
    return tries / picture_codes(band)


def seat_taken_at_home(band, windows=1):
    """Return the same for somebody in the class's own network."""
    return windows * limited("pictures-here", WINDOW) / picture_codes(band)


@pytest.mark.parametrize("band", Band.values)
@pytest.mark.parametrize(
    ("open_classes", "processes"),
    [(1, 2), (20, 2), (500, 2), (2000, 2), (8000, 1), (15_000, 1)],
)
def test_twenty_networks_take_a_seat_once_in_ten_thousand_days_at_best(
    band, open_classes, processes, monkeypatch
):
    guesses = own_and_pool("class-code", chance(monkeypatch, open_classes))
    found = processes * guesses * open_classes / codes_there_are()
    probability = found * processes * seat_taken_away(band)
    assert probability < BUDGET, probability


@pytest.mark.parametrize("open_classes", [1, 500, 15_000])
def test_one_network_takes_a_seat_less_often_still(open_classes, monkeypatch):
    guesses = own_and_pool("class-code", chance(monkeypatch, open_classes), 1)
    found = PROCESSES * guesses * open_classes / codes_there_are()
    assert found * PROCESSES * seat_taken_away(Band.B0507, 1) < BUDGET / 2


def test_somebody_in_a_school_of_2000_takes_a_seat_no_more_often(monkeypatch):
    """67 classes are at home at one address, all open for four hours at once."""
    classes, everywhere = 67, 500
    burst, each = DEFAULTS["school-codes"]
    # Whoever waits may still hit a code of these classes, and no other.
    here = burst + WINDOW / (each * classes)
    found_here = PROCESSES * here * classes / codes_there_are()
    guesses = own_and_pool("class-code", chance(monkeypatch, everywhere), 1)
    found = PROCESSES * guesses * everywhere / codes_there_are()
    probability = PROCESSES * (
        found_here * seat_taken_at_home(Band.B0507)
        + found * seat_taken_away(Band.B0507, 1)
    )
    assert probability < BUDGET, probability


def test_a_country_behind_one_proxy_is_as_safe(monkeypatch):
    """8,000 classes join in a morning, 1,333 at once; every class is at home there."""
    classes, at_once = 8000, 1333
    guesses = own_and_pool("class-code", chance(monkeypatch, at_once), 1)
    burst, each = DEFAULTS["school-codes"]
    guesses += burst + DAY / (each * classes)
    found = guesses * at_once / codes_there_are()
    probability = found * seat_taken_at_home(Band.B0507, WINDOWS)
    assert probability < BUDGET, probability


def test_a_country_behind_one_proxy_has_room_for_its_own_slips(monkeypatch):
    """Two classes in a hundred type a code that is well made and wrong."""
    slips, morning = 8000 * 2 // 100, 2 * 60 * 60
    pool = pool_of("", chance(monkeypatch, 1333))
    room = DEFAULTS["class-code"][0] + in_time(pool, morning)
    assert room + DEFAULTS["school-codes"][0] > slips


def test_the_limits_count_with_the_right_chance_of_a_seat():
    """What ``SEAT_CHANCE`` says is what the limits on pictures really leave."""
    assert PROCESSES * seat_taken_away(Band.B0507) <= throttles.SEAT_CHANCE


@pytest.mark.parametrize(("live", "processes"), [(1, 2), (100_000, 2), (300_000, 1)])
def test_a_card_is_guessed_once_in_ten_thousand_days_at_best(live, processes):
    probability = live / cards.HOW_MANY
    found = processes * own_and_pool("card", probability) * probability
    assert found < BUDGET, found


def test_with_ten_million_cards_one_is_guessed_in_a_year_and_a_half():
    """Eight symbols are too few for that: the page says so, and what would help."""
    probability = 10_000_000 / cards.HOW_MANY
    found = own_and_pool("card", probability) * probability
    assert 1 / 600 < found < 1 / 500
    # The limits before: 300 in ten minutes, from everywhere, by each of two processes.
    assert 2 * 300 * 144 * probability > 0.75


def test_who_knows_the_code_takes_a_certain_seat_seldom():
    """Somebody of the class: the seat locks before one in a hundred tries is right."""
    assert SEAT_MISSES / picture_codes(Band.B0507) < 1 / 100
    assert SEAT_MISSES / picture_codes(Band.B1113) < 1 / 4000


def test_there_are_as_many_picture_codes_as_the_guide_says():
    assert [picture_codes(band) for band in (Band.B0810, Band.B1417)] == [1320, 43680]


def test_the_rude_words_cost_few_codes():
    assert codes_there_are() > codes.HOW_MANY
