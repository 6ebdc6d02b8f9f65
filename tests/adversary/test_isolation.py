"""An educator who plays all seats but one cannot make out what that one child answered."""

import math
import random

import pytest

from challenge.classrooms import services
from challenge.classrooms.reports.blurring import ODDS, blurred, drawn
from challenge.classrooms.reports.services import report
from challenge.classrooms.reports.telling import NOTHING, Shown, Table, renewed
from challenge.models import FirstAnswer, Told
from challenge.progress import tallies
from tests.adversary import rounds
from tests.challenge import factories
from tests.challenge.classrooms.conftest import join
from tests.challenge.conftest import Device
from tests.challenge.content import MODULE, WRONG, attempt

# Chances beyond this are too rare to matter to a guess.
FAR = 15


def shown(right: int, wrong: int, chance) -> Shown | None:
    """Return what a first look tells of a question with two answers."""
    table = Table(right + wrong, {"right": right, "wrong": wrong}, right + wrong)
    return renewed(NOTHING, blurred(table, chance, 60))


def likelihoods(right: int, wrong: int) -> dict[str, float]:
    """Return how likely each thing is that a look may tell, by what it says."""
    found: dict[str, float] = {}
    for z in range(-FAR, FAR + 1):
        told = str(shown(right, wrong, lambda name, odds, z=z: z))
        share = (ODDS - 1) / (ODDS + 1) / ODDS ** abs(z)
        found[told] = found.get(told, 0) + share
    return found


@pytest.mark.parametrize(("right", "wrong"), [(4, 5), (5, 4), (10, 10), (24, 25)])
def test_fake_seats_bring_no_certainty(right, wrong, figure):
    """Before, each of these looks told the answer for certain."""
    trials = rounds(400, 20_000)
    luck = random.Random(f"{right} {wrong}")
    if_right, if_wrong = likelihoods(right + 1, wrong), likelihoods(right, wrong + 1)
    hits = 0
    for trial in range(trials):
        is_right = luck.random() < 0.5
        chance = drawn(str(right), str(wrong), str(trial), "part", "1")
        told = str(shown(right + is_right, wrong + (not is_right), chance))
        guess = if_right.get(told, 0) > if_wrong.get(told, 0)
        hits += guess == is_right
    best = ODDS / (ODDS + 1)
    assert hits / trials <= best + 5 * math.sqrt(best * (1 - best) / trials)
    figure(
        f"{right + wrong} of {right + wrong + 1} seats are fake, right guesses",
        hits / trials,
    )


def seat_of(classroom, number):
    return Device(join(Device(), classroom, number).json()["token"])


@pytest.fixture
def fakes(educator, module):
    """A class whose nine pupils are all the educator, four right and five wrong."""
    room = factories.new_class(educator, size=9)
    room.assignments.create(module=MODULE)
    for number in range(9):
        wrong = None if number < 4 else WRONG["q-choice"]
        seat_of(room, number).answer(attempt("q-choice", wrong))
    tallies.roll_up()
    return room


@pytest.fixture
def educator(db):
    return factories.new_educator()


@pytest.fixture
def module(db):
    factories.publish()


@pytest.mark.parametrize("answer", [None, WRONG["q-choice"]])
def test_a_seat_that_is_moved_among_fakes_does_not_count_there(fakes, educator, answer):
    """Before, whether it was right or wrong could be read in 4 of 4 tries."""
    home = factories.new_class(educator)
    child = seat_of(home, 0)
    report(fakes, "en")
    before = list(Told.objects.order_by("pk").values())
    services.move_seat(home.seats.first(), fakes)
    child.answer(attempt("q-choice", answer))
    tallies.roll_up()
    report(fakes, "en")
    assert [
        {**row, "is_final": False} for row in Told.objects.order_by("pk").values()
    ] == [{**row, "is_final": False} for row in before]
    assert FirstAnswer.objects.filter(classroom=fakes).count() == 9


def test_seats_that_are_moved_count_once_enough_were(educator, module):
    home, other = (factories.new_class(educator, size=6) for _ in range(2))
    pupils = [seat_of(home, number) for number in range(5)]
    for place, seat in enumerate(list(home.seats.all()[:5])):
        services.move_seat(seat, other)
        pupils[place].answer(attempt("q-choice"))
        tallies.roll_up()
        assert FirstAnswer.objects.count() == (place == 4)
    for pupil in pupils:
        pupil.answer(attempt("q-choice"))
    tallies.roll_up()
    assert FirstAnswer.objects.filter(classroom=other).count() == 5
