import datetime
from collections import Counter

from django.core.management import call_command

import pytest

from challenge.learners.models import today
from challenge.models import Attempt, Learner, Progress, Tally
from challenge.progress import retention, tallies
from challenge.progress.marks import stars_for, thousandths
from cms import memory
from cms.publications.models import Publication
from tests.challenge.clearing import clear_away
from tests.challenge.content import MODULE, VERSION, WRONG, attempt, step
from tests.challenge.publications import stored_summary

pytestmark = pytest.mark.usefixtures("module")


def counts():
    """Return number and score of each tally by item, phase and answer."""
    return {
        (tally.item, tally.phase, tally.answer): (tally.n, tally.score)
        for tally in Tally.objects.all()
    }


def grow_old(days):
    """Let everything kept so far be older by some days."""
    for model, column in [
        (Attempt, "day"),
        (Learner, "seen_on"),
        (Learner, "created_on"),
        (Progress, "updated_on"),
    ]:
        for row in model.objects.all():
            setattr(row, column, getattr(row, column) - datetime.timedelta(days=days))
            row.save(update_fields=[column])


@pytest.fixture
def played(new_device):
    """Two learners answered; give their devices."""
    first, second = new_device(), new_device()
    first.answer(attempt("q-choice"), attempt("c-pre", WRONG["c-pre"]))
    second.answer(
        attempt("q-choice", WRONG["q-choice"]), attempt("q-sort", {"bins": {}})
    )
    return first, second


def test_tallies_count_items_and_answers(played):
    assert tallies.roll_up() == 4
    assert counts() == {
        ("q-choice", "practice", ""): (2, 1000),
        ("q-choice", "practice", "tell"): (1, 1000),
        ("q-choice", "practice", "wait"): (1, 0),
        ("c-pre", "pre", ""): (1, 0),
        ("c-pre", "pre", "wait"): (1, 0),
        ("q-sort", "practice", ""): (1, 0),
    }
    assert set(Tally.objects.values_list("module", "version")) == {(MODULE, VERSION)}


def test_a_second_time_counts_only_what_is_new(played):
    tallies.roll_up()
    before = counts()
    assert tallies.roll_up() == 0
    assert counts() == before
    played[0].answer(attempt("q-sort"))
    assert tallies.roll_up() == 1
    assert counts()["q-sort", "practice", ""] == (2, 1000)


def test_small_pieces_count_the_same(played, monkeypatch):
    monkeypatch.setattr(tallies, "CHUNK", 1)
    monkeypatch.setattr(tallies, "ROWS_A_STATEMENT", 1)
    assert tallies.roll_up() == 4
    assert counts()["q-choice", "practice", ""] == (2, 1000)


def test_tallies_equal_the_attempts(played):
    for _ in range(3):
        played[0].answer(*(attempt("q-choice") for _ in range(5)))
        tallies.roll_up()
    expected = Counter(Attempt.objects.values_list("item", flat=True))
    whole = Tally.objects.filter(answer="").values_list("item", "phase", "n")
    assert {item: n for item, _, n in whole} == expected


def test_rebuilding_gives_the_same(played):
    tallies.roll_up()
    before = counts()
    Tally.objects.update(n=99, score=99)
    call_command("rebuild_tallies")
    assert counts() == before


def test_old_attempts_fold_and_their_counts_stay(played, settings):
    tallies.roll_up()
    before = counts()
    grow_old(settings.ATTEMPT_KEEP_DAYS + 1)
    played[1].answer(attempt("q-choice"))
    clear_away()
    assert Attempt.objects.count() == 1
    after = counts()
    assert after["q-choice", "practice", ""] == (3, 2000)
    assert after["q-sort", "practice", ""] == before["q-sort", "practice", ""]
    tallies.rebuild()
    assert counts() == after
    clear_away()
    assert counts() == after


def test_attempts_are_kept_to_their_last_day(played, settings):
    grow_old(settings.ATTEMPT_KEEP_DAYS)
    assert clear_away().attempts == 0
    grow_old(1)
    assert clear_away().attempts == 4


def test_folding_in_small_pieces_leaves_nothing_behind(played, settings, monkeypatch):
    monkeypatch.setattr(retention, "CHUNK", 1)
    grow_old(settings.ATTEMPT_KEEP_DAYS + 1)
    swept = clear_away()
    assert (swept.attempts, swept.learners) == (4, 0)
    assert not Attempt.objects.exists()
    assert counts()["q-choice", "practice", ""] == (2, 1000)


def test_progress_outlives_its_attempts(played, settings):
    grow_old(settings.ATTEMPT_KEEP_DAYS + 1)
    clear_away()
    assert played[0].me()["modules"][0]["steps_done"] == ["q-choice"]


def test_idle_learners_go_and_busy_ones_stay(played, settings):
    grow_old(settings.LEARNER_KEEP_DAYS + 1)
    played[0].finish(step("s-text"))
    assert clear_away().learners == 1
    assert Learner.objects.get().seen_on == today()
    assert Progress.objects.count() == 1
    assert played[1].send("GET", "learners/me/").status_code == 401


def test_what_was_folded_is_nobodys_and_stays_when_its_learner_goes(played, settings):
    grow_old(settings.ATTEMPT_KEEP_DAYS + 1)
    clear_away()
    before = counts()
    played[0].send("DELETE", "learners/me/")
    assert counts() == before


def test_an_attempt_whose_key_is_gone_counts_as_an_item(played):
    Attempt.objects.filter(item="q-sort").update(version="gone")
    tallies.roll_up()
    assert Tally.objects.get(version="gone").answer == ""


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(0, 1, 0), (1, 3, 333), (2, 3, 667), (1, 1, 1000), (1, 2000, 1), (0, 0, None)],
)
def test_scores_are_whole_thousandths(numerator, denominator, expected):
    assert thousandths(numerator, denominator) == expected


@pytest.mark.parametrize(
    ("scores", "stars"),
    [
        ([], 1),
        ([None], 1),
        ([0, 0], 1),
        ([599], 1),
        ([600], 2),
        ([333, 333, 333, 1000, 1000], 2),
        ([849], 2),
        ([850], 3),
        ([1000, None], 1),
    ],
)
def test_stars_have_fixed_thresholds(scores, stars):
    marks = dict(enumerate(scores))
    assert stars_for(marks, list(marks)) == stars


@pytest.fixture
def sensitive(module):
    """The module touches on something hard."""
    Publication.objects.filter(version=VERSION).update(
        summary=stored_summary(MODULE, sensitivity=2)
    )
    memory.forget()


def test_the_way_through_a_sensitive_story_is_counted_and_not_kept(sensitive, device):
    told, other = attempt("q-chat", WRONG["q-chat"]), attempt("q-choice")
    device.answer(told, other)
    tallies.roll_up()

    responses = dict(Attempt.objects.values_list("item", "response"))
    assert responses == {"q-chat": {}, "q-choice": {"choices": ["tell"]}}
    assert counts()["q-chat", "practice", "send"] == (1, 0)


def test_such_an_attempt_sent_again_keeps_its_first_result(sensitive, device):
    told = attempt("q-chat", WRONG["q-chat"])
    first = device.answer(told)["results"][0]
    tallies.roll_up()
    again = device.answer(told | {"response": {"path": ["ask"]}})["results"][0]

    assert again["status"] == "duplicate"
    assert (again["outcome"], again["score"]) == (first["outcome"], first["score"])


def test_its_count_outlives_rebuilding_folding_and_erasing(sensitive, device):
    device.answer(attempt("q-chat"))
    tallies.roll_up()
    tallies.rebuild()
    assert counts()["q-chat", "practice", "ask"] == (1, 1000)
    grow_old(31)
    clear_away()
    assert not Attempt.objects.exists()
    assert counts()["q-chat", "practice", "ask"] == (1, 1000)
