"""No sequence of reports lets anybody work out what a child did."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, note
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from challenge.classrooms.reports.telling import NOTHING, WHOLE, Shown, Table, renewed
from tests.challenge.classrooms.reports.audit import Watcher

PARTS = ("a", "b", "c")
keep_settings = hypothesis_settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# What happens: some children come with an answer, some are erased, somebody looks.
COMES = st.tuples(st.sampled_from(PARTS), st.integers(1, 9))
GOES = st.tuples(st.integers(0, 60), st.integers(1, 9))
LIFE = st.lists(st.one_of(COMES, COMES, GOES), min_size=3, max_size=14)


def look(told: Shown, counts: dict[str, int]) -> Shown:
    whole = sum(counts.values())
    return renewed(told, Table(whole, counts, whole)) or told


@pytest.mark.parametrize("least", [2, 3, 5])
@given(life=LIFE, looks=st.lists(st.booleans(), min_size=20, max_size=20))
@keep_settings
def test_no_answer_follows_from_what_was_ever_told(settings, least, life, looks):
    settings.INSIGHT_THRESHOLD = least
    watcher = Watcher(PARTS)
    counts = dict.fromkeys(PARTS, 0)
    there: list[tuple[int, str]] = []
    told = NOTHING
    for (what, number), is_watched in zip(life, looks, strict=False):
        for _ in range(number):
            if what in PARTS:
                there.append((watcher.comes(what), what))
                counts[what] += 1
            elif there:
                when, part = there.pop(what % len(there))
                watcher.goes(when, part)
                counts[part] -= 1
                told = replace(told, is_final=True)
            if is_watched:
                told = look(told, counts)
                watcher.sees(told.counts)
        told = look(told, counts)
        watcher.sees(told.counts)
    note(str(watcher))
    watcher.check()


@given(
    data=st.data(),
    size=st.integers(5, 30),
    steps=st.integers(1, 8),
)
@keep_settings
def test_who_has_ended_does_not_follow_either(data, size, steps):
    """Children go from one part to the other; each step tells who went at one look."""
    told, finished = NOTHING, 0
    seen: list[int] = []
    for _ in range(steps):
        finished += data.draw(st.integers(0, size - finished))
        parts = {"finished": finished, "unfinished": size - finished}
        table = Table(size, parts, finished)
        told = renewed(told, table) or told
        if "finished" in told.counts and [told.counts["finished"]] != seen[-1:]:
            seen.append(told.counts["finished"])
    for earlier, later in zip([0, *seen], [*seen, size], strict=True):
        # Of those who had not ended before, five at least did, and five at least did not.
        assert later == earlier or later - earlier >= 5


def test_it_tells_once_five_answered_each_way():
    told = look(NOTHING, {"a": 12, "b": 6, "c": 0})
    assert told.counts[WHOLE] == 18
    assert told.hidden
    told = look(NOTHING, {"a": 12, "b": 6, "c": 5})
    assert told.counts == {WHOLE: 23, "a": 12, "b": 6, "c": 5}
    assert not told.hidden


def test_it_does_not_follow_a_single_child():
    told = look(NOTHING, {"a": 12, "b": 6, "c": 5})
    after = renewed(told, Table(24, {"a": 13, "b": 6, "c": 5}, 24))
    assert after is None


def test_it_does_not_tell_that_all_who_came_later_were_right():
    told = look(NOTHING, {"a": 12, "b": 6, "c": 5})
    after = look(told, {"a": 20, "b": 6, "c": 5})
    assert after.counts == told.counts
    assert after.asked == 31


def test_it_renews_what_may_be_known_as_a_difference():
    told = look(NOTHING, {"a": 12, "b": 6, "c": 5})
    after = look(told, {"a": 20, "b": 11, "c": 10})
    assert after.counts == {WHOLE: 41, "a": 20, "b": 11, "c": 10}


def test_once_a_child_has_gone_it_stands_for_good():
    told = replace(look(NOTHING, {"a": 12, "b": 12, "c": 12}), is_final=True)
    assert renewed(told, Table(60, {"a": 20, "b": 20, "c": 20}, 60)) is None


def test_a_child_that_goes_before_anything_was_told_hinders_nothing():
    told = replace(look(NOTHING, {"a": 12, "b": 1, "c": 0}), is_final=True)
    assert look(told, {"a": 12, "b": 6, "c": 6}).counts["b"] == 6


def test_what_was_hidden_stays_so_once_another_was_told():
    told = look(NOTHING, {"a": 12, "b": 6, "c": 1})
    seen = set(told.counts)
    assert "c" not in seen
    later = look(told, {"a": 40, "b": 30, "c": 20})
    assert set(later.counts) == seen or seen == {WHOLE}
