"""Everything that can happen in a chat, and how likely it is for somebody who taps at random.

A learner takes each choice once at most, so every walk comes to an end, and all of them can
be followed: at each turn every situation, with its probability, is replaced by those that
come after it. Nothing is sampled. Walks that have come to the same node with the same
values, and with the same choices used up that still matter there, are one situation.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from quizzes.kinds.chat_types import ChatKey
from quizzes.kinds.chat_walk import (
    Values,
    first_branch,
    follow,
    offered,
    start_values,
    targets,
)

# A chat with more is too tangled to be checked while an editor waits (about a second).
MOST_SITUATIONS = 20_000


class TooTangledError(ValueError):
    """A chat has more situations than can be followed."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a learner can be: the node, the values, and which choices are used up."""

    at: str
    values: tuple[int, ...]
    taken: frozenset[str] = frozenset()


@dataclass(slots=True)
class Outlook:
    """What can happen in a chat.

    ``endings`` has the probability (0 to 1) of each ending that random tapping comes to,
    by its node. ``nodes``, ``choices`` (ids) and ``branches`` (node and number) are what
    some walk comes to, is offered and follows. ``stuck`` has, by node, the values with
    which somebody finds too few choices there.
    """

    endings: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    nodes: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    branches: set[tuple[str, int]] = field(default_factory=set)
    stuck: dict[str, Values] = field(default_factory=dict)


def look_ahead(key: ChatKey) -> Outlook:
    """Follow every walk through a chat whose learner takes what is on offer at random.

    Where several choices are taken, each set of them is as likely as another. A walk that
    leads to no node ends there.

    Raises:
        TooTangledError: if there are more than ``MOST_SITUATIONS``.
    """
    found = Outlook()
    names = list(start_values(key))
    start = Situation(key["start"], tuple(start_values(key).values()))
    matters = _choices_ahead(key)
    turn: dict[Situation, float] = {start: 1.0}
    followed = 0
    while turn:
        followed += len(turn)
        if followed > MOST_SITUATIONS:
            raise TooTangledError
        after: dict[Situation, float] = defaultdict(float)
        for here, chance in turn.items():
            node = key["nodes"].get(here.at)
            if node is None:
                continue
            found.nodes.add(here.at)
            if node["ending"]:
                found.endings[here.at] += chance
                continue
            values = dict(zip(names, here.values, strict=True))
            free = offered(node, values, here.taken)
            found.choices.update(free)
            if len(free) < node["pick"]:
                found.stuck.setdefault(here.at, values)
                continue
            sets = list(combinations(free, node["pick"]))
            for picked in sets:
                target, new = follow(node, values, picked)
                if not any(node["choices"][id_]["goto"] for id_ in picked):
                    branch = first_branch(node, new)
                    if branch is not None:
                        found.branches.add((here.at, branch))
                taken = (here.taken | set(picked)) & matters.get(target, frozenset())
                there = Situation(target, tuple(new.values()), taken)
                after[there] += chance / len(sets)
        turn = after
    return found


def _choices_ahead(key: ChatKey) -> dict[str, frozenset[str]]:
    """Return for each node the choices that may still be met from there on."""
    following = {
        name: {
            target
            for choice in node["choices"].values()
            for target in targets(node, choice["goto"])
            if target in key["nodes"]
        }
        for name, node in key["nodes"].items()
        if not node["ending"]
    }
    ahead = {}
    for name in key["nodes"]:
        seen, queue = {name}, [name]
        while queue:
            for target in following.get(queue.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        ahead[name] = frozenset(
            id_ for one in seen for id_ in key["nodes"][one]["choices"]
        )
    return ahead
