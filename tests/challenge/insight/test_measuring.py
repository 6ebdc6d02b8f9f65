"""What is counted over learners once a day."""

import datetime

from django.core.management import call_command

import pytest

from challenge.days import counting
from challenge.insight import measuring
from challenge.insight.counted import Sums
from challenge.insight.figures import discrimination
from challenge.learners.models import today
from challenge.models import Attempt, Measure, Measured, Progress
from cms import memory
from cms.publications.models import Publication
from quizzes import statistics
from tests.challenge.clearing import clear_away, work
from tests.challenge.content import MODULE, VERSION, WRONG, attempt, step
from tests.challenge.publications import stored_summary

pytestmark = pytest.mark.usefixtures("module")


def measures(what):
    rows = Measure.objects.filter(what=what, module=MODULE, version=VERSION)
    return {row.item: row.n for row in rows.filter(answer="")}


def test_learners_are_counted_and_not_their_answers(device, new_device):
    device.answer(*(attempt("q-choice") for _ in range(4)))
    new_device().finish(step("s-text"))
    measuring.measure()
    assert measures(Measured.STARTED) == {"": 2}
    assert measures(Measured.FINISHED) == {}
    assert measures(Measured.REACHED) == {"s-text": 2, "q-choice": 1}


def test_the_first_answer_counts(device):
    device.answer(
        attempt("q-choice", WRONG["q-choice"]), attempt("q-choice"), attempt("q-sort")
    )
    measuring.measure()
    row = Measure.objects.get(what=Measured.ITEM, item="q-choice", answer="")
    assert (row.n, row.x, row.r) == (1, 0, 1000)
    chosen = Measure.objects.filter(what=Measured.ITEM, item="q-choice")
    assert set(chosen.values_list("answer", flat=True)) == {"", "wait"}


def test_counting_again_changes_nothing(play):
    play(2, 1)
    before = list(Measure.objects.values_list("what", "item", "answer", "n", "x", "r"))
    call_command("rebuild_tallies")
    after = list(Measure.objects.values_list("what", "item", "answer", "n", "x", "r"))
    assert sorted(before) == sorted(after)


def test_what_a_busy_month_has_shown_outlives_its_answers(play):
    play(3, 1)
    before = measures(Measured.ITEM)
    Attempt.objects.update(day=today() - datetime.timedelta(days=40))
    clear_away()
    Progress.objects.all().delete()
    measuring.measure()
    assert not Attempt.objects.exists()
    assert measures(Measured.ITEM) == before
    assert measures(Measured.STARTED) == {"": 4}


def test_the_gain_is_of_those_who_answered_both_checks(play, device):
    device.answer(attempt("c-pre"))
    play(1, 1)
    row = Measure.objects.get(what=Measured.GAIN)
    assert (row.n, row.x, row.r) == (2, 1000, 1000)


def test_a_sensitive_module_tells_no_answers(play):
    Publication.objects.filter(version=VERSION).update(
        summary=stored_summary(MODULE, sensitivity=2)
    )
    memory.forget()
    play(2, 2)
    answers = Measure.objects.filter(what=Measured.ITEM).values_list(
        "answer", flat=True
    )
    assert set(answers) == {""}


def test_it_is_done_once_a_day_before_the_old_is_forgotten(play):
    play(1, 1)
    Measure.objects.all().delete()
    Attempt.objects.update(day=today() - datetime.timedelta(days=40))
    counting.confirm(today())
    work()
    assert measures(Measured.ITEM)["q-choice"] == 2
    assert not Attempt.objects.exists()
    Measure.objects.all().delete()
    work()
    assert not Measure.objects.exists()


def test_discrimination_equals_that_of_whole_tables():
    rows = [[n % 7 > 1, n % 5 > 0, n % 3 > 0, n % 11 > 4] for n in range(200)]
    scores = [[float(value) for value in row] for row in rows]
    sums = Sums(0)
    for row in scores:
        x, rest = int(1000 * row[0]), round(1000 * sum(row[1:]) / 3)
        sums = Sums(
            sums.n + 1,
            sums.x + x,
            sums.xx + x * x,
            sums.r + rest,
            sums.rr + rest * rest,
            sums.xr + x * rest,
        )
    expected = statistics.item_statistics(scores, [1.0] * 4)[0].discrimination_index
    assert discrimination(sums) == round(expected)


def test_discrimination_of_few_or_of_all_alike_is_none():
    assert discrimination(Sums(99, 50, 50, 50, 50, 50)) is None
    assert discrimination(Sums(100, 100_000, 100_000_000, 5, 5, 5)) is None
    assert discrimination(None) is None
