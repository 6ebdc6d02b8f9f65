"""A chat without faults never lets anybody get stuck; one with a fault says where."""

import random
from dataclasses import replace

import pytest

from quizzes.grading import InvalidResponse, grade
from quizzes.kinds.chat_graph import Node, NodeBranch, as_key, find_faults
from tests.quizzes.walks import VARIABLES, random_walk
from tests.quizzes.walks import random_chat as random_stateful_chat

NAMES = ["a", "b", "c", "d", "e"]


def random_chat(chance):
    """Make a small chat, with faults or without, whose last nodes are endings."""
    names = NAMES[: chance.randint(2, 5)]
    endings = chance.randint(1, len(names) - 1)
    # Without a bias forwards hardly any chat would be without faults.
    bias = chance.choice([1, 2, 4])
    nodes = []
    for index, name in enumerate(names[:-endings]):
        pick = chance.choice([1, 1, 1, 2, 3])
        targets = ["", *names[index + 1 :] * bias, *names]
        gotos = tuple(chance.choice(targets) for _ in range(chance.randint(pick, 5)))
        nodes.append(Node(name, gotos, pick, chance.choice(targets)))
    return [*nodes, *(Node(name, ending=True) for name in names[-endings:])]


def key_of(nodes):
    return {
        "start": nodes[0].name,
        "nodes": {
            node.name: {
                "pick": node.pick,
                "then": node.then,
                "ending": node.ending,
                "choices": {
                    f"{node.name}{index}": {"goto": goto, "weight": 0, "note": ""}
                    for index, goto in enumerate(node.gotos)
                },
            }
            for node in nodes
        },
        "signs": {},
    }


def play(key, chance):
    """Take choices by chance, each once, until an ending; None when stuck."""
    at, path = key["start"], []
    while at in key["nodes"]:
        node = key["nodes"][at]
        if node["ending"]:
            return path
        left = [id_ for id_ in node["choices"] if id_ not in path]
        if len(left) < node["pick"]:
            return None
        picked = chance.sample(left, node["pick"])
        path += picked
        leading = [id_ for id_ in node["choices"] if id_ in picked]
        gotos = [node["choices"][id_]["goto"] for id_ in leading]
        at = next((goto for goto in gotos if goto), node["then"])
    return None


def test_nobody_gets_stuck_in_a_chat_without_faults():
    faultless = 0
    for seed in range(6000):
        chance = random.Random(seed)
        nodes = random_chat(chance)
        if find_faults(nodes):
            continue
        faultless += 1
        key = key_of(nodes)
        for _ in range(20):
            path = play(key, chance)
            assert path is not None, nodes
            assert grade("chat", key, {"path": path}).outcome == "correct"
    assert faultless > 1000


def test_a_walk_is_valid_exactly_when_it_can_be_played():
    for seed in range(1000):
        chance = random.Random(seed)
        key = key_of(random_chat(chance))
        for path in filter(None, (play(key, chance) for _ in range(3))):
            assert grade("chat", key, {"path": path}).response == {"path": path}
            for wrong in filter(None, (path[:-1], [*path, path[-1]], [*path, "x"])):
                with pytest.raises(InvalidResponse):
                    grade("chat", key, {"path": wrong})


def paths(*nodes):
    return [fault.path for fault in find_faults(nodes)]


def messages(*nodes):
    return [str(fault.message) for fault in find_faults(nodes)]


END = Node("end", ending=True)


def test_a_straight_chat_has_no_faults():
    assert not find_faults([Node("a", ("b",)), Node("b", ("", "end"), then="end"), END])


def test_a_loop_with_a_way_out_has_no_faults():
    assert not find_faults([Node("a", ("a", "b", "end")), Node("b", ("a", "end")), END])


def test_a_dangling_target_is_named_at_its_choice():
    assert paths(Node("a", ("end", "gone")), END) == [(0, "choices", 1, "goto")]
    assert "gone" in messages(Node("a", ("end", "gone")), END)[0]


def test_a_dangling_target_of_a_node_is_named_at_the_node():
    assert paths(Node("a", ("end", ""), then="lost"), END) == [(0, "then")]


def test_a_name_used_twice_is_told_at_the_later_node():
    assert paths(Node("a", ("end",)), Node("a", ("end",)), END) == [(1, "name")]


def test_a_choice_that_leads_nowhere_is_told_there():
    assert paths(Node("a", ("end", "")), END) == [(0, "choices", 1, "goto")]


def test_several_picks_need_a_node_to_follow_only_if_all_can_be_silent():
    assert paths(Node("a", ("", "", "end"), 2), END) == [(0, "then")]
    assert not find_faults([Node("a", ("", "end", "end"), 2), END])


def test_a_target_that_no_picks_can_choose_does_not_count_as_reached():
    # Whichever two are taken, one of the first two decides.
    faults = find_faults([Node("a", ("end", "end", "b"), 2), Node("b", ("end",)), END])
    assert [fault.path for fault in faults] == [(1, "name")]


def test_a_node_nobody_comes_to_is_told_at_its_name():
    assert paths(Node("a", ("end",)), Node("lost", ("end",)), END) == [(1, "name")]


def test_a_node_without_a_way_to_an_ending_is_told_at_its_name():
    assert paths(
        Node("a", ("b", "end")), Node("b", ("c",)), Node("c", ("b",)), END
    ) == [
        (1, "name"),
        (2, "name"),
    ]


def test_a_node_whose_choices_all_lead_back_is_told_at_its_choices():
    faults = find_faults([Node("a", ("b",)), Node("b", ("a", "end")), END])
    assert [fault.path for fault in faults] == [(0, "choices")]
    assert "stuck" in faults[0].message


def test_several_picks_may_not_be_visited_twice():
    assert paths(Node("a", ("b", "b", "b"), 2), Node("b", ("a", "end")), END) == [
        (0, "choices")
    ]


def test_an_ending_has_nothing_to_choose_and_nothing_to_follow():
    nodes = [Node("a", ("end",)), Node("end", ("a",), then="a", ending=True)]
    assert paths(*nodes) == [(1, "choices"), (1, "then")]


def test_a_node_needs_enough_choices():
    assert paths(Node("a", (), then="end"), END) == [(0, "choices")]
    assert paths(Node("a", ("end",), 2), END) == [(0, "choices")]


def test_a_chat_needs_an_ending():
    assert paths(Node("a", ("a",)))[0] == ()


def need(variable, compare, value):
    return {"variable": variable, "compare": compare, "value": value}


def effect(variable, change):
    return {"variable": variable, "change": change}


TRUST = {"trust": 1}


def test_nobody_gets_stuck_in_a_chat_with_variables_and_without_faults():
    faultless = 0
    for seed in range(3000):
        chance = random.Random(seed)
        nodes = random_stateful_chat(chance)
        if find_faults(nodes, VARIABLES):
            continue
        faultless += 1
        key = as_key(nodes, VARIABLES)
        for _ in range(20):
            path = random_walk(chance, key)
            assert grade("chat", key, {"path": path}).outcome == "correct"
    assert faultless > 50


def test_a_condition_that_can_shut_everything_off_is_told_with_the_values():
    nodes = [
        Node("a", ("b", "b"), effects=((effect("trust", "-1"),), ())),
        Node("b", ("end",), needs=((need("trust", ">=", 1),),)),
        END,
    ]
    (fault,) = find_faults(nodes, TRUST)
    assert fault.path == (1, "choices")
    assert "trust 0" in fault.message


def test_a_choice_that_is_never_on_offer_is_told_at_its_conditions():
    never = (need("trust", ">=", 3),)
    nodes = [Node("a", ("end", "end"), needs=((), never)), END]
    assert [f.path for f in find_faults(nodes, TRUST)] == [(0, "choices", 1, "needs")]


def test_an_ending_behind_conditions_that_never_hold_together_is_told():
    shut = NodeBranch((need("trust", ">=", 2), need("trust", "<=", 1)), "good")
    nodes = [
        Node("a", ("", ""), then="end", branches=(shut,)),
        Node("good", ending=True),
        END,
    ]
    assert [fault.path for fault in find_faults(nodes, TRUST)] == [
        (0, "branches", 0, "needs"),
        (1, "name"),
    ]


def test_a_branch_after_one_that_always_counts_is_told():
    always = NodeBranch((need("trust", "<=", 3),), "end")
    after = NodeBranch((need("trust", ">=", 2),), "good")
    nodes = [
        Node("a", ("", "good"), then="end", branches=(always, after)),
        Node("good", ending=True),
        END,
    ]
    assert [f.path for f in find_faults(nodes, TRUST)] == [(0, "branches", 1, "needs")]


def test_a_branch_leads_to_a_node_that_there_is_and_not_from_an_ending():
    gone = NodeBranch((need("trust", ">=", 1),), "gone")
    assert paths(Node("a", ("end",), branches=(gone,)), END) == [
        (0, "branches", 0, "goto")
    ]
    back = NodeBranch((need("trust", ">=", 1),), "a")
    nodes = [Node("a", ("end",)), Node("end", ending=True, branches=(back,))]
    assert paths(*nodes) == [(1, "branches")]


def test_a_way_out_of_a_loop_may_depend_on_a_variable():
    nodes = [
        Node("hub", ("", "", ""), then="hub", effects=((effect("trust", "+1"),),) * 3)
    ]
    nodes[0] = replace(
        nodes[0], branches=(NodeBranch((need("trust", ">=", 3),), "end"),)
    )
    assert find_faults([*nodes, END], TRUST) == []
    faults = find_faults([*nodes, END], {"trust": 0})
    assert faults == []
    stuck = replace(nodes[0], gotos=("", ""), effects=((), (effect("trust", "+1"),)))
    assert [f.path for f in find_faults([stuck, END], TRUST)] == [
        (0, "choices"),
        (0, "branches", 0, "needs"),
        (1, "name"),
    ]


def test_a_chat_that_can_be_played_in_too_many_ways_is_not_followed_for_ever():
    ways = ("hub",) * 20
    hub = Node("hub", (*ways, "end"), needs=(((need("trust", ">=", 0),),) * 21))
    (fault,) = find_faults([hub, END], TRUST)
    assert fault.path == ()
