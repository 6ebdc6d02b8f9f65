"""The chats of a module as their map shows them: nodes, ways, and what is wrong where.

What is wrong comes from ``quizzes.kinds.chat_graph``, the rules that hold on publish. A
half-written chat raises nothing: a node without a handle, or a choice that leads nowhere
yet, is shown as such.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from cms.pages.module import ModulePage
from quizzes.blocks import text
from quizzes.kinds import KINDS
from quizzes.kinds.chat_graph import Fault, Node, Walk, find_faults, walk
from quizzes.kinds.chat_reading import read_node, read_start
from quizzes.kinds.chat_types import Effect, Need

(CHAT,) = (name for name, kind in KINDS.items() if kind.is_story)
FIELD = "steps"
EXCERPT = 90


class UnreadableFormError(ValueError):
    """What was posted is not the form of a module's steps."""


class Mark(StrEnum):
    """What an author should see of a node at once."""

    START = "start"
    ENDING = "ending"
    UNREACHABLE = "unreachable"
    DEAD_END = "dead-end"
    LOOP = "loop"
    NO_ENDING = "no-ending"
    NO_HELP = "no-help"
    MISSING = "missing"
    UNNAMED = "unnamed"
    FAULT = "fault"

    @property
    def label(self) -> Promise:
        """Return the words for editors."""
        return {
            Mark.START: _("Start"),
            Mark.ENDING: _("Ending"),
            Mark.UNREACHABLE: _("Nothing leads here"),
            Mark.DEAD_END: _("Dead end"),
            Mark.LOOP: _("Loop without a way out"),
            Mark.NO_ENDING: _("No ending from here"),
            Mark.NO_HELP: _("No help offered"),
            Mark.MISSING: _("Leads nowhere"),
            Mark.UNNAMED: _("No handle yet"),
            Mark.FAULT: _("To be mended"),
        }[self]


# With these a learner would be lost or left alone; the others only tell.
BAD_MARKS = frozenset(Mark) - {Mark.START, Mark.ENDING}


@dataclass(frozen=True, slots=True)
class Way:
    """A choice and the name of the node it leads to; "" if it leads nowhere yet.

    ``needs`` are its conditions and ``effects`` what it changes, such as "trust ≥ 2" and
    "trust +1". A branch of the node is a way without text.
    """

    text: str
    goto: str
    needs: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    is_branch: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A node of a chat. ``helps`` are the ways to help that its ending offers, in words.

    ``messages`` says what is wrong with it. ``content_path`` is Wagtail's path to its
    block in the form.
    """

    label: str
    excerpt: str
    ways: tuple[Way, ...]
    helps: tuple[str, ...]
    marks: tuple[Mark, ...]
    messages: tuple[str, ...]
    content_path: str

    @property
    def is_ending(self) -> bool:
        """Return whether the chat ends here."""
        return Mark.ENDING in self.marks

    @property
    def bad_marks(self) -> tuple[Mark, ...]:
        """Return the marks of what has to be mended."""
        return tuple(mark for mark in self.marks if mark in BAD_MARKS)


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat of a module.

    ``targets`` gives for each part the numbers of those its ways lead to; a number past
    the last part stands for one of ``lost``: names that no node has, "" for nowhere.
    """

    heading: str
    content_path: str
    parts: tuple[Part, ...]
    targets: tuple[tuple[int, ...], ...]
    lost: tuple[str, ...]
    messages: tuple[str, ...]

    @property
    def endings(self) -> int:
        """Return how many endings there are."""
        return sum(part.is_ending for part in self.parts)

    @property
    def to_mend(self) -> int:
        """Return how many nodes have something to mend."""
        return sum(bool(part.bad_marks) for part in self.parts)


def saved_chats(steps: blocks.StreamValue) -> list[Chat]:
    """Return the chats of a module as it is in memory."""
    return [
        _chat(number, child.id or "", child.value)
        for number, child in enumerate(steps, 1)
        if child.block_type == CHAT
    ]


def posted_chats(data: Mapping[str, str]) -> list[Chat]:
    """Return the chats in what an editor's form posts; it is not checked.

    Args:
        data: the fields ``steps-…``; those of other steps than chats may be left out but
            for their ``type``, ``order`` and ``deleted``.

    Raises:
        UnreadableFormError: if fields are missing or are no numbers.
    """
    lists = {name: _chat_block().child_blocks[name] for name in ("nodes", "variables")}
    try:
        indexes = range(int(data[f"{FIELD}-count"]))
        kept = [i for i in indexes if not data[f"{FIELD}-{i}-deleted"]]
        kept.sort(key=lambda i: int(data[f"{FIELD}-{i}-order"]))
        return [
            _chat(
                number,
                data.get(f"{FIELD}-{i}-id", ""),
                {"title": data.get(f"{FIELD}-{i}-value-title", "")}
                | {
                    name: block.value_from_datadict(
                        data, {}, f"{FIELD}-{i}-value-{name}"
                    )
                    for name, block in lists.items()
                },
            )
            for number, i in enumerate(kept, 1)
            if data[f"{FIELD}-{i}-type"] == CHAT
        ]
    except (KeyError, ValueError, TypeError) as error:
        raise UnreadableFormError(str(error)) from error


def _chat_block() -> Any:
    return ModulePage._meta.get_field(FIELD).stream_block.child_blocks[CHAT]


def _chat(number: int, id_: str, value: Mapping[str, Any]) -> Chat:
    bound = value["nodes"].bound_blocks
    names = [text(child.value["name"]) for child in bound]
    labels = [
        name or gettext("Node %(number)d") % {"number": index}
        for index, name in enumerate(names, 1)
    ]
    # A node without a handle is known by its number, which no handle can be.
    nodes = [
        read_node(label, child.value)
        for label, child in zip(labels, bound, strict=True)
    ]
    found = walk(nodes)
    start = read_start(value["variables"])
    faults = find_faults(nodes, start) if nodes else []
    heading = gettext("Step %(number)d: %(kind)s") % {
        "number": number,
        "kind": text(value["title"]) or _chat_block().label,
    }
    path = f"{FIELD}.{id_}"
    targets, lost = _targets(nodes)
    return Chat(
        heading=heading,
        content_path=path,
        parts=tuple(
            _part(index, nodes, child, found, faults, f"{path}.nodes.{child.id or ''}")
            for index, child in enumerate(bound)
        ),
        targets=targets,
        lost=lost,
        messages=tuple(fault.message for fault in faults if not fault.path),
    )


def _gotos(node: Node) -> list[str]:
    """Return the names that a node's ways lead to, one for each choice; "" for nowhere."""
    if node.ending:
        return []
    return [goto or node.then for goto in node.gotos or ([node.then] * bool(node.then))]


def _all_gotos(node: Node) -> list[str]:
    """Return the names that a node's ways and its branches lead to."""
    branches = [] if node.ending else [branch.goto for branch in node.branches]
    return [*_gotos(node), *branches]


def _ways(node: Node, choices: Sequence[Any]) -> Iterator[Way]:
    for number, (choice, goto) in enumerate(zip(choices, _gotos(node), strict=False)):
        yield Way(
            text(choice.value["text"]),
            goto,
            tuple(map(_need_words, node.needs[number])),
            tuple(map(_effect_words, node.effects[number])),
        )
    if not node.ending:
        for branch in node.branches:
            needs = tuple(map(_need_words, branch.needs))
            yield Way("", branch.goto, needs, is_branch=True)


def _need_words(need: Need) -> str:
    sign = {">=": "≥", "<=": "≤"}[need["compare"]]
    return f"{need['variable']} {sign} {need['value']}"


def _effect_words(effect: Effect) -> str:
    change = effect["change"].replace("-", "−").replace("=", "= ")
    return f"{effect['variable']} {change}"


def _targets(
    nodes: Sequence[Node],
) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    numbers: dict[str, int] = {}
    for index, node in enumerate(nodes):
        numbers.setdefault(node.name, index)
    lost: list[str] = []
    targets = []
    for node in nodes:
        steps = []
        for name in dict.fromkeys(_all_gotos(node)):
            if name in numbers:
                steps.append(numbers[name])
                continue
            # What leads nowhere yet has an end of its own.
            if not name or name not in lost:
                lost.append(name)
            steps.append(len(nodes) + (lost.index(name) if name else len(lost) - 1))
        targets.append(tuple(steps))
    return tuple(targets), tuple(lost)


def _part(
    index: int,
    nodes: Sequence[Node],
    child: Any,
    found: Walk,
    faults: Sequence[Fault],
    path: str,
) -> Part:
    node, value = nodes[index], child.value
    ending = value["ending"]
    messages = tuple(fault.message for fault in faults if fault.path[:1] == (index,))
    helps = tuple(_help_words(ending["help"])) if node.ending else ()
    first = next(iter(value["messages"].bound_blocks), None)
    words = text(ending["title"] if node.ending else "") or text(
        first.value["text"] if first else ""
    )
    return Part(
        label=node.name,
        excerpt=words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…",
        ways=tuple(_ways(node, value["choices"].bound_blocks)),
        helps=helps,
        marks=tuple(_marks(index, nodes, found, value, bool(messages))),
        messages=messages,
        content_path=path,
    )


def _marks(
    index: int,
    nodes: Sequence[Node],
    found: Walk,
    value: Mapping[str, Any],
    has_faults: bool,
) -> Iterator[Mark]:
    node = nodes[index]
    if index == 0:
        yield Mark.START
    if node.ending:
        yield Mark.ENDING
    if not text(value["name"]):
        yield Mark.UNNAMED
    if index not in found.from_start:
        yield Mark.UNREACHABLE
    if trouble := _trouble(index, nodes, found):
        yield trouble
    elif node.ending and not value["ending"]["help"]:
        yield Mark.NO_HELP
    elif has_faults and index in found.from_start:
        yield Mark.FAULT


def _trouble(index: int, nodes: Sequence[Node], found: Walk) -> Mark | None:
    """Tell what keeps a learner who is at a node from coming to an ending, if anything."""
    node = nodes[index]
    names = {one.name for one in nodes}
    if any(goto not in names for goto in _all_gotos(node)):
        return Mark.MISSING
    if node.ending or any(nodes[to].ending for to in found.reach[index]):
        return None
    if not found.following[index]:
        return Mark.DEAD_END
    return Mark.LOOP if index in found.reach[index] else Mark.NO_ENDING


def _help_words(chosen: Any) -> Iterator[str]:
    node = _chat_block().child_blocks["nodes"].child_block
    block = node.child_blocks["ending"].child_blocks["help"]
    labels = dict(block.field.choices)
    for name in chosen or []:
        yield str(labels.get(name, name))
