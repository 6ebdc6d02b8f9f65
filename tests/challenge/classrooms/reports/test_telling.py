"""No sequence of reports lets anybody work out what a child did."""

import math
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, note
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from challenge.classrooms.reports.blurring import ODDS, blurred, drawn, noise
from challenge.classrooms.reports.telling import NOTHING, WHOLE, Shown, Table, renewed
from tests.challenge.classrooms.reports.audit import Insider, Watcher

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
OWN = st.lists(st.tuples(st.integers(0, 13), st.sampled_from(PARTS)), max_size=4)


def look(told: Shown, counts: dict[str, int]) -> Shown:
    whole = sum(counts.values())
    return renewed(told, Table(whole, counts, whole)) or told


@pytest.mark.parametrize("least", [2, 3, 5])
@given(life=LIFE, looks=st.lists(st.booleans(), min_size=20, max_size=20), own=OWN)
@keep_settings
def test_no_answer_follows_from_what_was_ever_told(settings, least, life, looks, own):
    """Not even where fewer seats than the threshold are the watcher's own, and no chance."""
    settings.INSIGHT_THRESHOLD = least
    watcher = Watcher(PARTS)
    own = own[: least - 1]
    counts = dict.fromkeys(PARTS, 0)
    there: list[tuple[int, str]] = []
    told = NOTHING
    for time, ((what, number), is_watched) in enumerate(zip(life, looks, strict=False)):
        for part in [part for when, part in own if when == time]:
            watcher.plays(part)
            counts[part] += 1
            if is_watched:
                told = look(told, counts)
                watcher.sees(told.counts)
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


# What happens around one child: others, of whom everything is known, answer or are erased.
AROUND = st.lists(
    st.tuples(st.integers(0, 3), st.integers(-4, 12), st.booleans()), max_size=12
)


def insider(data: st.DataObject, around: list) -> tuple[Insider, int, random.Random]:
    """Return somebody who knows all but one child's answer, and when that child comes."""
    parts = PARTS[: data.draw(st.sampled_from([2, 3]), "parts")]
    is_secret = len(parts) == 2 and data.draw(st.booleans(), "secret")
    answer = st.sampled_from([*parts, None] if is_secret else parts)
    answers = data.draw(answer, "one"), data.draw(answer, "other")
    chance = random.Random(data.draw(st.integers(0, 2**16), "chance"))
    comes = data.draw(st.integers(0, len(around)), "comes")
    return Insider(parts, answers, is_secret), comes, chance


def lives(one: Insider, around: list, comes: int, chance: random.Random) -> None:
    """Let a class live, with a child that comes at some time."""
    for time, (part, number, is_watched) in enumerate([*around, (0, 0, True)]):
        if time == comes:
            one.is_there = True
        if number < 0:
            one.goes_from_the_class()
        one.happens(one.parts[part % len(one.parts)], number)
        if is_watched:
            drawn_ = Counter({name: chance.randint(-4, 4) for name in ("", *one.parts)})
            one.looks(lambda name, odds, drawn_=drawn_: drawn_[name], days=2**time)


@given(data=st.data(), around=AROUND)
@keep_settings
def test_who_knows_all_answers_but_one_has_four_to_one_at_most(data, around):
    """However many seats are the educator's own, and whenever they play and look."""
    one, comes, chance = insider(data, around)
    lives(one, around, comes, chance)
    assert one.loss <= math.log(ODDS) + 1e-9


@given(data=st.data(), around=AROUND, later=AROUND)
@keep_settings
def test_a_child_that_is_erased_adds_one_more_look_at_most(data, around, later):
    one, comes, chance = insider(data, around)
    lives(one, around, comes, chance)
    one.is_there = False
    one.goes_from_the_class()
    lives(one, later, -1, chance)
    assert one.loss <= 2 * math.log(ODDS) + 1e-9


def test_the_chance_is_as_its_formula_says():
    odds, draws = 4.0, 4000
    found = Counter(noise(odds, str(number)) for number in range(draws))
    for value in (-2, -1, 0, 1, 2):
        share = (odds - 1) / (odds + 1) / odds ** abs(value)
        # Five standard deviations of a binomial.
        room = 5 * math.sqrt(share * (1 - share) / draws)
        assert found[value] / draws == pytest.approx(share, abs=room)


def test_to_look_again_is_no_new_draw():
    chance = drawn("class", "module", "part", "2")
    assert chance("a", ODDS) == drawn("class", "module", "part", "2")("a", ODDS)
    draws = {drawn("class", str(one), "part", "1")("a", ODDS) for one in range(50)}
    assert len(draws) > 1


@given(
    counts=st.dictionaries(st.sampled_from("abcd"), st.integers(0, 20), min_size=2),
    shift=st.integers(-30, 30),
    most=st.integers(0, 60),
)
@keep_settings
def test_a_blurred_table_adds_up_and_has_no_more_pupils_than_there_are(
    counts, shift, most
):
    whole = sum(counts.values())
    for table in (
        Table(whole, counts, whole),
        Table(whole, dict(list(counts.items())[:2]), whole, 1, hides_whole=True),
    ):
        found = blurred(table, lambda name, odds: shift, most)
        assert sum(found.parts.values()) == found.whole <= most
        assert min(found.parts.values()) >= 0
