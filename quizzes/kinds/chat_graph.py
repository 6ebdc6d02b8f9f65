"""The graph of a chat: can everyone who plays it come to an ending that helps?

Pure functions over plain data, so that they can be tried on random graphs. A learner
starts at the first node, takes ``pick`` different choices at a node, each choice at most
once per playthrough, and goes on to the ``goto`` of the first of them (in the node's
order) that has one, else to the node's ``then``. A graph without faults never lets a
learner get stuck, whatever they choose.

A chat with variables (``chat_walk``) is checked in two steps: as a graph without conditions,
which finds what is wrong whatever the values are, then by every walk through it
(``chat_odds``), which finds what the conditions shut off.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext

from quizzes.kinds.chat_odds import TooTangledError, look_ahead
from quizzes.kinds.chat_types import ChatKey, Effect, Need, NodeKey
from quizzes.kinds.chat_walk import Values

PartT = TypeVar("PartT", Need, Effect)


@dataclass(frozen=True, slots=True)
class NodeBranch:
    """Where a node leads if its conditions hold."""

    needs: tuple[Need, ...]
    goto: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node as the rules see it; ``gotos`` has one name, or "", for each choice.

    So have ``needs`` and ``effects``, or they are empty if no choice has any. Variables
    go by their handles.
    """

    name: str
    gotos: tuple[str, ...] = ()
    pick: int = 1
    then: str = ""
    ending: bool = False
    needs: tuple[tuple[Need, ...], ...] = ()
    effects: tuple[tuple[Effect, ...], ...] = ()
    branches: tuple[NodeBranch, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the path of the field it is about inside the list of nodes."""

    path: tuple[str | int, ...]
    message: str


def find_faults(nodes: Sequence[Node], start: Values | None = None) -> list[Fault]:
    """Return everything that is wrong with a chat, empty when it can be published.

    Names are checked first: only where each leads to one node do the questions of where
    one can get to have an answer.

    Args:
        nodes: the chat.
        start: what each variable is at the start, by its handle; None to leave out what
            depends on variables, because some names of them are wrong.
    """
    return (
        list(_name_faults(nodes))
        or list(_shape_faults(nodes))
        or list(_walk_faults(nodes))
        or ([] if start is None else list(_state_faults(nodes, start)))
    )


def _name_faults(nodes: Sequence[Node]) -> Iterator[Fault]:
    names = {node.name for node in nodes}
    seen: set[str] = set()
    for index, node in enumerate(nodes):
        if node.name in seen:
            yield Fault(
                (index, "name"),
                gettext("Another node before it is called “%(name)s”, too.")
                % {"name": node.name},
            )
        seen.add(node.name)
        targets: list[tuple[tuple[str | int, ...], str]] = [
            (("choices", choice, "goto"), goto)
            for choice, goto in enumerate(node.gotos)
        ]
        targets += [
            (("branches", number, "goto"), branch.goto)
            for number, branch in enumerate(node.branches)
        ]
        for path, target in [*targets, (("then",), node.then)]:
            if target and target not in names:
                yield Fault(
                    (index, *path),
                    gettext("There is no node called “%(name)s”.") % {"name": target},
                )


def _shape_faults(nodes: Sequence[Node]) -> Iterator[Fault]:
    if not any(node.ending for node in nodes):
        yield Fault((), gettext("The chat has no ending."))
    for index, node in enumerate(nodes):
        if node.ending:
            if node.gotos:
                yield Fault(
                    (index, "choices"),
                    gettext("The chat ends here, so nothing is left to choose."),
                )
            if node.then:
                yield Fault(
                    (index, "then"),
                    gettext("The chat ends here, so no other node follows."),
                )
            if node.branches:
                yield Fault(
                    (index, "branches"),
                    gettext("The chat ends here, so no other node follows."),
                )
        elif not node.gotos:
            yield Fault(
                (index, "choices"),
                gettext("Add a choice, or make this node an ending."),
            )
        elif len(node.gotos) < node.pick:
            yield Fault(
                (index, "choices"),
                gettext("%(pick)d choices are to be taken here. Add some.")
                % {"pick": node.pick},
            )
        elif not node.then and node.pick == 1:
            for choice, goto in enumerate(node.gotos):
                if not goto:
                    yield Fault(
                        (index, "choices", choice, "goto"),
                        gettext(
                            "Say where it leads, here or for the whole node below."
                        ),
                    )
        elif not node.then and node.gotos.count("") >= node.pick:
            yield Fault(
                (index, "then"),
                gettext("Say where it goes on when no chosen choice leads anywhere."),
            )


@dataclass(frozen=True, slots=True)
class Walk:
    """Where one can get to, each node by its place in the list.

    ``following`` has the nodes that can come next, ``reach`` those that can come at all
    after a node, ``from_start`` those that somebody who plays can come to.
    """

    following: Sequence[set[int]]
    reach: Sequence[set[int]]
    from_start: set[int]


def walk(nodes: Sequence[Node]) -> Walk:
    """Find out where one can get to in a chat, however unfinished it is.

    A name that no node has leads nowhere; of two nodes with one name the first has it.
    """
    numbers: dict[str, int] = {}
    for index, node in enumerate(nodes):
        numbers.setdefault(node.name, index)
    following = [
        {numbers[name] for _choice, name in _exits(node) if name in numbers}
        for node in nodes
    ]
    return Walk(
        following=following,
        reach=[_reachable(following, steps) for steps in following],
        from_start=_reachable(following, [0] if nodes else []),
    )


def _walk_faults(nodes: Sequence[Node]) -> Iterator[Fault]:
    found = walk(nodes)
    following, reach = found.following, found.reach
    for index, node in enumerate(nodes):
        if index not in found.from_start:
            yield Fault(
                (index, "name"),
                gettext("No choice leads to “%(name)s”.") % {"name": node.name},
            )
        if node.ending:
            continue
        if not any(nodes[target].ending for target in reach[index]):
            yield Fault(
                (index, "name"),
                gettext("No ending can be reached from “%(name)s”.")
                % {"name": node.name},
            )
        elif node.pick > 1 and index in reach[index]:
            # A second visit would find the choices used up.
            yield Fault(
                (index, "choices"),
                gettext(
                    "Where several choices are taken, none may lead back here: on the "
                    "second visit too few would be left."
                ),
            )
        elif all(t == index or index in reach[t] for t in following[index]):
            # Each choice can be taken once: when all lead back, the last one is used up.
            yield Fault(
                (index, "choices"),
                gettext(
                    "Every choice leads back here sooner or later, so a learner can get "
                    "stuck. Let one lead on for good."
                ),
            )


def _state_faults(nodes: Sequence[Node], start: Values) -> Iterator[Fault]:
    """Yield what the conditions shut off, by following every walk."""
    if not any(any(node.needs) or node.branches for node in nodes):
        return
    try:
        found = look_ahead(as_key(nodes, start))
    except TooTangledError:
        yield Fault(
            (),
            gettext(
                "The chat can be played in too many ways to be checked. Use fewer "
                "variables, or fewer choices that lead back."
            ),
        )
        return
    for index, node in enumerate(nodes):
        if node.name not in found.nodes:
            yield Fault(
                (index, "name"),
                gettext(
                    "Nobody can come to “%(name)s”: no conditions on the way to it hold "
                    "together."
                )
                % {"name": node.name},
            )
            continue
        if node.name in found.stuck:
            yield Fault(
                (index, "choices"),
                gettext(
                    "A learner can get stuck here: too few choices are on offer with "
                    "%(values)s. Let one be on offer always."
                )
                % {"values": _in_words(found.stuck[node.name])},
            )
        for choice in range(len(node.gotos)):
            if _choice_id(index, choice) not in found.choices:
                yield Fault(
                    (index, "choices", choice, "needs"),
                    gettext("This choice is never on offer."),
                )
        for number in range(len(node.branches)):
            if (node.name, number) not in found.branches:
                yield Fault(
                    (index, "branches", number, "needs"),
                    gettext("Nobody comes this way, or one before it always counts."),
                )


def as_key(nodes: Sequence[Node], start: Values) -> ChatKey:
    """Return the chat as its grader knows it; choices are named by their place."""
    return {
        "start": nodes[0].name,
        "nodes": {
            node.name: _node_key(index, node, start) for index, node in enumerate(nodes)
        },
        "signs": {},
        "variables": dict(start),
    }


def _node_key(index: int, node: Node, start: Values) -> NodeKey:
    return {
        "pick": node.pick,
        "then": node.then,
        "ending": node.ending,
        "choices": {
            _choice_id(index, choice): {
                "goto": goto,
                "weight": 0,
                "note": "",
                "needs": _known(node.needs[choice : choice + 1], start),
                "effects": _known(node.effects[choice : choice + 1], start),
            }
            for choice, goto in enumerate(node.gotos)
        },
        "branches": [
            {"needs": _known([branch.needs], start), "goto": branch.goto}
            for branch in node.branches
        ],
    }


def _known(lists: Iterable[Iterable[PartT]], start: Values) -> list[PartT]:
    """Return conditions or effects without those of variables that there are not."""
    return [part for parts in lists for part in parts if part["variable"] in start]


def _choice_id(node: int, choice: int) -> str:
    return f"{node} {choice}"


def _in_words(values: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _exits(node: Node) -> Iterator[tuple[int | None, str]]:
    """Yield the ways on that a learner can really take: the choice that decides, and where.

    A choice decides when the other picks can be made among those that do not come before
    it with a goto of their own; None stands for the node's branches and its ``then``.
    """
    if node.ending:
        return
    silent = node.gotos.count("")
    later = len(node.gotos) - silent
    for choice, goto in enumerate(node.gotos):
        if goto:
            later -= 1
            if silent + later >= node.pick - 1:
                yield choice, goto
    if silent >= node.pick:
        for branch in node.branches:
            yield None, branch.goto
        yield None, node.then


def _reachable(following: Sequence[Iterable[int]], starts: Iterable[int]) -> set[int]:
    found = set(starts)
    queue = deque(found)
    while queue:
        for target in following[queue.popleft()]:
            if target not in found:
                found.add(target)
                queue.append(target)
    return found
