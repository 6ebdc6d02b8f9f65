"""The ids and the order under which parts are public, of every registered kind.

A new kind is tested at once: a list that it shows must come mixed, or be named here with
the reason why its order is the author's.
"""

import re
import uuid
from collections import Counter, defaultdict

from django.test import override_settings

import pytest

from quizzes import kinds
from quizzes.kinds.base import compile_item
from quizzes.kinds.ids import (
    RANDOM,
    public_answer,
    public_id,
    with_public_ids,
)
from tests.quizzes.questions import match, order, value_of

each_kind = pytest.mark.parametrize(
    "kind", kinds.KINDS.values(), ids=kinds.KINDS.keys()
)
KEYS_N = 40
KEYS = [f"the key of site {number}" for number in range(KEYS_N)]
# Why each of these lists is shown as its author wrote it.
IN_ORDER = {
    "gap.parts": "a text",
    "mark.parts": "a text",
    "hotspot.parts": "a screen drawn from its parts",
    "sort.bins": "groups may lie within each other; the things in them are mixed",
    "settings.settings": "no part of it is right or wrong",
    "settings.options": "a scale, from open to closed",
    "likert.options": "a scale",
    "cards.cards": "nothing is asked",
    "day.activities": "nothing is asked",
    "hidden_score.rounds": "they follow each other",
    "hidden_score.options": "none is right",
    "lock.puzzles": "no part of it is right or wrong",
    "chat.cast": "nothing is asked",
    "chat.nodes": "they are told apart by name",
    "chat.messages": "a conversation",
    "password.words": "nothing is asked",
    "poster.phrases": "nothing is asked",
}
GAP = re.compile(r"g\d+")


def no_picture(value):
    return None


def example(kind):
    return kind.block().get_preview_value()


def compiled(kind, item="an-item"):
    return compile_item(kind.name, item, example(kind), "check", "A", no_picture)


def lists_of(part, name):
    """Yield each list of parts with ids, by its name: ``sort.items``."""
    for field, child in part.items() if isinstance(part, dict) else ():
        if isinstance(child, list):
            if any(isinstance(each, dict) and each.get("id") for each in child):
                yield f"{name}.{field}", [each["id"] for each in child if each["id"]]
            for each in child:
                yield from lists_of(each, name)


def ids_of(part):
    if isinstance(part, dict):
        own = {part["id"]} if part.get("id") else set()
        return own.union(*(ids_of(child) for child in part.values()))
    if isinstance(part, list):
        return set().union(*(ids_of(child) for child in part))
    return set()


def strings_of(part):
    if isinstance(part, dict):
        return {*part}.union(*(strings_of(child) for child in part.values()))
    if isinstance(part, list):
        return set().union(*(strings_of(child) for child in part))
    return {part} if isinstance(part, str) else set()


@each_kind
def test_all_ids_look_alike_whatever_they_were_stored_as(kind):
    item, key = compiled(kind)
    ids = ids_of(item) - {"an-item"}
    assert all(RANDOM.fullmatch(id_) or GAP.fullmatch(id_) for id_ in ids)
    assert kind.grade(key, kind.perfect(key)).score in (1, None)
    stored = ids_of(kind.public(example(kind), no_picture))
    shared = stored & (ids_of(item) | strings_of(key))
    assert all(GAP.fullmatch(id_) for id_ in shared)


@each_kind
def test_ids_and_order_stay_the_same_for_a_site_and_are_others_for_another(kind):
    once, again = compiled(kind), compiled(kind)
    assert once == again
    with override_settings(SECRET_KEY="another"):
        other, _key = compiled(kind)
    assert {id_ for id_ in ids_of(once[0]) & ids_of(other) if len(id_) == 36} == set()


@each_kind
def test_no_id_is_that_of_the_same_part_in_another_question(kind):
    one, two = (ids_of(compiled(kind, name)[0]) for name in ("one", "two"))
    assert not [id_ for id_ in one & two if not GAP.fullmatch(id_)]


@each_kind
def test_what_is_shown_comes_mixed_or_has_a_reason_not_to(kind):
    """Over many sites, each part comes first about as often as another."""
    first = defaultdict(Counter)
    for key in KEYS:
        with override_settings(SECRET_KEY=key):
            shown = kind.public(example(kind), no_picture)
        for number, (name, ids) in enumerate(lists_of(shown, kind.name)):
            if len(ids) > 1:
                first[name, number, len(ids)][ids[0]] += 1
    mixed = {name for (name, *_place), counts in first.items() if len(counts) > 1}
    assert {name for name, *_place in first} - mixed <= IN_ORDER.keys()
    for (name, _number, size), counts in first.items():
        if name in mixed and len(counts) > 1:
            usual, deviation = KEYS_N / size, (KEYS_N * (size - 1)) ** 0.5 / size
            assert max(counts.values()) <= usual + 5 * deviation


def test_an_order_is_never_the_right_one_and_any_other_is_as_likely():
    """Turned round, it would be more likely than the others, and so would a hint."""
    kind = kinds.get("order")
    stored = order()
    value = value_of("order", {**stored, "things": stored["things"][:3]})
    right = tuple(kind.key(value)["order"])
    seen = Counter()
    for number in range(600):
        with override_settings(SECRET_KEY=f"site {number}"):
            things = kind.public(value, no_picture)["things"]
        seen[tuple(thing["id"] for thing in things)] += 1
    assert right not in seen
    assert len(seen) == 5
    # 120 each, within five standard deviations.
    assert max(seen.values()) <= 170


def test_decoys_look_like_what_belongs_to_something():
    """A half may have any stored id; the demo's were "help-r" beside the decoys' UUIDs."""
    value = value_of("match", match())
    item, key = compile_item("match", "an-item", value, "check", "A", no_picture)
    partners = {pair["to"] for pair in key["pairs"].values()}
    shapes = {
        half["id"] in partners: RANDOM.fullmatch(half["id"]) is not None
        for half in item["rights"]
    }
    assert shapes == {True: True, False: True}


def test_an_id_that_is_random_stays_as_it_is():
    """So that answers, tallies and progress go on where content was made by hand."""
    own = str(uuid.uuid4())
    assert public_id("an-item", own) == own
    assert RANDOM.fullmatch(public_id("an-item", str(uuid.uuid5(uuid.uuid4(), "x"))))


def test_answers_counted_before_ids_were_keyed_count_with_those_of_today():
    former, own = str(uuid.uuid5(uuid.NAMESPACE_URL, "x")), str(uuid.uuid4())
    assert public_answer("q", former) == public_id("q", former)
    assert public_answer("q", "o1234abcd") == public_id("q", "o1234abcd")
    for same in (own, "fact", "keep", "3", "", "g1"):
        assert public_answer("q", same) == same
    assert public_answer("q", f"{former}>fact") == f"{public_id('q', former)}>fact"


def test_the_editors_question_is_not_changed_by_compiling_it():
    value = value_of("match", match())
    before = value.block.get_prep_value(value)
    with_public_ids("an-item", value)
    assert value.block.get_prep_value(value) == before
