"""How likely each ending is for somebody who taps at random, followed and not sampled."""

import random
from collections import Counter

import pytest

from quizzes.kinds.chat_graph import Node, as_key
from quizzes.kinds.chat_odds import TooTangledError, look_ahead
from quizzes.kinds.chat_walk import follow, start_values
from tests.quizzes.walks import VARIABLES, random_chat, random_walk

END = Node("end", ending=True)


def odds(*nodes):
    return look_ahead(as_key(nodes, {})).endings


def test_each_choice_is_as_likely_as_another():
    assert odds(Node("a", ("good", "end", "end")), Node("good", ending=True), END) == {
        "good": pytest.approx(1 / 3),
        "end": pytest.approx(2 / 3),
    }


def test_of_several_picks_each_set_is_as_likely_as_another():
    nodes = [Node("a", ("good", "", ""), 2, "end"), Node("good", ending=True), END]
    assert odds(*nodes)["good"] == pytest.approx(2 / 3)


def test_a_choice_that_was_taken_is_not_on_offer_again():
    # Back twice at most, so the way out is taken in the end.
    nodes = [Node("a", ("a", "a", "end", "good")), Node("good", ending=True), END]
    assert odds(*nodes) == {"good": pytest.approx(0.5), "end": pytest.approx(0.5)}


def test_what_is_computed_is_what_many_walks_come_to():
    for seed in range(20):
        chance = random.Random(seed)
        key = as_key(random_chat(chance), VARIABLES)
        try:
            found = look_ahead(key)
        except TooTangledError:
            continue
        walks = 2000
        came = Counter(ending_of(key, random_walk(chance, key)) for _ in range(walks))
        for name, share in found.endings.items():
            # Walks of more than six nodes are cut short by the sampler.
            assert came[name] / walks <= share + 0.05
        total = sum(found.endings.values())
        assert total == pytest.approx(1) or found.stuck


def ending_of(key, path):
    at, values, done = key["start"], start_values(key), 0
    while not key["nodes"][at]["ending"] and done < len(path):
        picked = path[done : done + key["nodes"][at]["pick"]]
        done += len(picked)
        at, values = follow(key["nodes"][at], values, picked)
    return at if key["nodes"][at]["ending"] else None


def test_a_draft_that_leads_nowhere_raises_nothing():
    assert look_ahead({"start": "", "nodes": {}, "signs": {}}).endings == {}
    assert odds(Node("a", ("gone",)), END) == {}


def test_a_chat_with_too_many_situations_is_refused():
    hub = Node("hub", (*["hub"] * 20, "end"))
    with pytest.raises(TooTangledError):
        odds(hub, END)
