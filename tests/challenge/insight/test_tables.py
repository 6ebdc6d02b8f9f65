"""How the answers to an item hang together, as the gate must know it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from challenge.insight.tables import ALL, Cell, ItemCounts, N, Scopes, protect_item
from quizzes.kinds import KINDS
from tests.challenge.content import CHAT, CHOICE, SORT

FOUR = {
    "multiple": False,
    "options": {
        "a": {"correct": True},
        "b": {"correct": False},
        "c": {"correct": False},
        "d": {"correct": False},
    },
}


def item(kind, key, **by_version):
    counts = ItemCounts(kind, key)
    for version, answers in by_version.items():
        counts.n[version] = {
            (N if name == "n" else name): n for name, n in answers.items()
        }
        counts.options[version] = list(key.get("options", ()))
    return counts


def shown(counts, by_locale, with_answers=True):
    return protect_item(counts, Scopes(by_locale), with_answers=with_answers)


def test_a_single_version_shows_what_was_chosen():
    counts = item("choice", FOUR, v1={"n": 200, "a": 120, "b": 40, "c": 30, "d": 10})
    counts.points = {"v1": 120}
    table = shown(counts, {"en": ["v1"]})
    assert table.share(Cell(ALL, "a"), Cell(ALL, N)) == 60
    assert table.count(Cell(ALL, "d")) == 10


def test_versions_add_up_to_their_language_and_languages_to_all():
    counts = item(
        "choice",
        CHOICE,
        v1={"n": 50, "tell": 30, "wait": 20},
        v2={"n": 40, "tell": 20, "wait": 20},
        v3={"n": 60, "tell": 30, "wait": 30},
    )
    counts.points = {"v1": 30, "v2": 20, "v3": 30}
    table = shown(counts, {"en": ["v1", "v2"], "ar": ["v3"]})
    assert table.count(Cell("en", N)) == 90
    assert table.count(Cell("ar", "wait")) == 30
    assert table.count(Cell(ALL, "tell")) == 80


def test_a_language_with_few_is_hidden_with_what_would_give_it_away():
    counts = item(
        "choice",
        CHOICE,
        v1={"n": 80, "tell": 50, "wait": 30},
        v3={"n": 3, "tell": 2, "wait": 1},
    )
    counts.points = {"v1": 50, "v3": 2}
    table = shown(counts, {"en": ["v1"], "ar": ["v3"]})
    for column in (N, "tell", "wait"):
        assert table.is_hidden(Cell("ar", column))
        assert table.is_hidden(Cell("en", column)) or table.is_hidden(Cell(ALL, column))


def test_the_facility_goes_with_the_right_answer():
    counts = item("choice", CHOICE, v1={"n": 100, "tell": 98, "wait": 2})
    counts.points = {"v1": 98}
    table = shown(counts, {"en": ["v1"]})
    assert table.share(Cell(ALL, "tell"), Cell(ALL, N)) is None


def test_a_thing_that_few_misplaced_is_hidden_in_both_groups():
    answers = {f"thing-{n}>near": 60 for n in range(5)}
    answers |= {f"thing-{n}>far": 40 for n in range(5)}
    answers |= {"thing-0>near": 98, "thing-0>far": 2}
    counts = item("sort", SORT, v1={"n": 100, **answers})
    counts.points = {"v1": 60}
    table = shown(counts, {"en": ["v1"]})
    assert table.is_hidden(Cell(ALL, "thing-0>near"))
    assert table.is_hidden(Cell(ALL, "thing-0>far"))
    assert table.count(Cell(ALL, "thing-1>far")) == 40


def test_a_rare_way_through_a_story_does_not_follow_from_the_others():
    key = {
        "start": "n1",
        "nodes": {
            "n1": {
                "pick": 1,
                "then": "",
                "ending": False,
                "choices": {
                    "ask": {"goto": "n2", "weight": 1, "note": ""},
                    "send": {"goto": "end", "weight": -1, "note": ""},
                    "wait": {"goto": "n2", "weight": 0, "note": ""},
                },
            },
            "n2": {
                "pick": 1,
                "then": "end",
                "ending": False,
                "choices": {
                    "tell": {"goto": "", "weight": 1, "note": ""},
                    "hide": {"goto": "", "weight": -1, "note": ""},
                },
            },
            "end": {"pick": 1, "then": "", "ending": True, "choices": {}},
        },
        "signs": {},
    }
    # Three sent it. All came to n2 but those three: what was done there says so as well.
    answers = {"ask": 60, "wait": 37, "send": 3, "tell": 57, "hide": 40}
    counts = item("chat", key, v1={"n": 100, **answers})
    counts.points = {"v1": 50}
    table = shown(counts, {"en": ["v1"]})
    assert table.is_hidden(Cell(ALL, "send"))
    open_in_first = not {"ask", "wait"} & {c.column for c in table.hidden}
    open_in_second = not {"tell", "hide"} & {c.column for c in table.hidden}
    assert not open_in_first
    assert not open_in_second


def test_a_rare_way_through_branches_does_not_follow_from_the_others():
    def node(*choices, goto="", then="end", **more):
        ways = {id_: {"goto": goto, "weight": 0, "note": ""} for id_ in choices}
        return {"pick": 1, "then": then, "ending": not ways, "choices": ways} | more

    trusting = [{"variable": "trust", "compare": ">=", "value": 1}]
    key = {
        "start": "n1",
        "variables": {"trust": 0},
        "nodes": {
            "n1": node("ask", then="n2", branches=[{"needs": trusting, "goto": "n3"}])
            | {
                "choices": {
                    "ask": {"goto": "", "weight": 0, "note": ""},
                    "send": {"goto": "end", "weight": 0, "note": ""},
                }
            },
            "n2": node("tell", "hide"),
            "n3": node("laugh", "help"),
            "end": node(),
        },
        "signs": {},
    }
    # Those who asked came to n2 or n3; how many left these says how many did not ask.
    answers = {"ask": 97, "send": 3, "tell": 30, "hide": 20, "laugh": 27, "help": 20}
    counts = item("chat", key, v1={"n": 100, **answers})
    counts.points = {"v1": 50}
    table = shown(counts, {"en": ["v1"]})
    assert table.is_hidden(Cell(ALL, "send"))
    assert "ask" in {cell.column for cell in table.hidden}
    assert {"tell", "hide", "laugh", "help"} & {c.column for c in table.hidden}


def test_without_answers_there_is_nothing_to_add_up():
    counts = item("chat", CHAT, v1={"n": 100, "ask": 60, "send": 40})
    counts.points = {"v1": 60}
    table = shown(counts, {"en": ["v1"]}, with_answers=False)
    assert Cell(ALL, "ask") not in table.cells
    assert table.count(Cell(ALL, N)) == 100


@pytest.mark.parametrize("kind", ["order", "match"])
def test_answers_that_are_no_group_break_nothing(kind):
    answers = {"1>a": 30, "1>b": 20, "2>a": 45, "2>b": 5}
    counts = item(kind, {}, v1={"n": 50, **answers})
    counts.points = {"v1": 30}
    assert shown(counts, {"en": ["v1"]}).count(Cell(ALL, N)) == 50


K = 5
# Of each kind whose responses answer all parts or none: a key, and the answers to two parts.
WITH_ALL_PARTS = {
    name: ({}, (("p1>a", "p1>b"), ("p2>c", "p2>d")))
    for name, kind in KINDS.items()
    if kind.answers_all_parts
} | {
    "hidden_score": (
        {"rounds": {"1": {"a": {}, "b": {}}, "2": {"c": {}, "d": {}}}},
        (("a", "b"), ("c", "d")),
    )
}
few_or_many = st.one_of(st.integers(1, 6), st.integers(1, 60))


@st.composite
def answered(draw):
    """Return how many answered nothing, and how many gave each answer to each of two parts."""
    first = (draw(few_or_many), draw(few_or_many))
    second = draw(st.integers(1, sum(first) - 1))
    return draw(st.integers(0, 30)), first, (second, sum(first) - second)


def what_fits(known, parts, most):
    """Yield, for each table that fits what is known, the values of each answer.

    The attacker reads exact counts, knows that a response answers all parts or none, and
    tries every number of learners up to ``most`` if they are not told how many there were.
    """
    totals = [known[N]] if N in known else range(most + 1)
    for given_by in {
        total - nothing for total in totals for nothing in range(total + 1)
    }:
        found = {}
        for one, other in parts:
            for n in range(given_by + 1):
                if (
                    known.get(one, n) == n
                    and known.get(other, given_by - n) == given_by - n
                ):
                    found.setdefault(one, set()).add(n)
                    found.setdefault(other, set()).add(given_by - n)
        if all(one in found for one, _ in parts):
            yield found


@pytest.mark.parametrize("kind", sorted(WITH_ALL_PARTS))
@example(
    counts=(20, (78, 2), (40, 40))
)  # two followed from the other part: 40 + 40 - 78
@settings(max_examples=60, deadline=None)
@given(counts=answered())
def test_an_answer_of_a_few_does_not_follow_from_another_part(kind, counts):
    nothing, *by_part = counts
    key, parts = WITH_ALL_PARTS[kind]
    told = {
        name: n
        for names, numbers in zip(parts, by_part, strict=True)
        for name, n in zip(names, numbers, strict=True)
    }
    total = nothing + sum(by_part[0])
    table = shown(item(kind, key, v1={"n": total, **told}), {"en": ["v1"]})
    known = {
        name: n
        for name, n in (told | {N: total}).items()
        if not table.is_hidden(Cell(ALL, name))
    }

    values = {name: set() for name in told}
    for found in what_fits(known, parts, total + 2 * K):
        for name, those in found.items():
            values[name] |= those
    for name, n in told.items():
        if n < K or total - n < K:
            assert name not in known
            assert max(values[name]) - min(values[name]) >= K


def test_a_part_that_was_added_later_breaks_no_sum():
    answers = {"c1>fact": 60, "c1>myth": 40, "c2>fact": 20, "c2>myth": 10}
    table = shown(item("myth", {}, v1={"n": 100, **answers}), {"en": ["v1"]})
    assert table.count(Cell(ALL, "c1>fact")) == 60
