"""Chat: a branching conversation with characters, choices, warning signs and endings."""

from collections import deque
from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import text
from quizzes.json_types import serializer_of
from quizzes.kinds.base import Grade, InvalidResponse, Kind, make_grade, only_field
from quizzes.kinds.chat_blocks import WEIGHTS, ChatBlock
from quizzes.kinds.chat_types import (
    Branch,
    ChatChoiceKey,
    ChatChoicePublic,
    ChatKey,
    ChatPublic,
    ChatResponse,
    Effect,
    EndingPublic,
    Need,
    NodeKey,
    NodePublic,
)
from quizzes.kinds.chat_walk import follow, offered, start_values, targets
from quizzes.kinds.counts import PointSum
from quizzes.kinds.ids import stable_shuffle
from quizzes.pictures import PictureMaker

# A node and the value of each variable there.
Place: TypeAlias = tuple[str, tuple[tuple[str, int], ...]]


class Names(NamedTuple):
    """The ids of what an author names, by its handle."""

    nodes: Mapping[str, str]
    variables: Mapping[str, str]


class Chat(Kind[ChatPublic, ChatKey, ChatResponse]):
    """A branching conversation. The response is ``{"path": [choiceId…]}``.

    It is worth the helpful choices less the unhelpful ones, not below 0, of all choices
    with a weight on the path; a path without any is worth 1 of 1. How it is walked:
    see ``chat_walk``.
    """

    name = "chat"
    label = _("Chat")
    checkable = False
    on_paper = "board"
    is_personal = True
    is_story = True
    public_schema = serializer_of(ChatPublic)
    key_schema = serializer_of(ChatKey)

    def block(self) -> ChatBlock:
        """Return a new block with which an editor writes the chat."""
        return ChatBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> ChatPublic:
        """Return cast and nodes, with names turned into ids; a name nobody has becomes "".

        What may be chosen at a node is mixed.
        """
        cast = value["cast"].bound_blocks
        senders = _ids_by_name(cast)
        names = _names(value)
        nodes = value["nodes"].bound_blocks
        public: ChatPublic = {
            "meter": text(value["meter"]),
            "cast": [
                {
                    "id": member.id,
                    "name": text(member.value["name"]),
                    "label": text(member.value["label"]),
                    "side": member.value["side"] or "start",
                    "picture": picture(member.value["picture"]),
                }
                for member in cast
            ],
            "start": nodes[0].id if nodes else "",
            "nodes": [_public_node(node, senders, names, picture) for node in nodes],
        }
        if variables := value["variables"].bound_blocks:
            public["variables"] = [
                {
                    "id": variable.id,
                    "label": text(variable.value["label"]),
                    "start": variable.value["start"] or 0,
                }
                for variable in variables
            ]
        return public

    def key(self, value: blocks.StructValue) -> ChatKey:
        """Return where each choice leads, what it weighs, and the warning signs."""
        names = _names(value)
        nodes = value["nodes"].bound_blocks
        key: ChatKey = {
            "start": nodes[0].id if nodes else "",
            "nodes": {node.id: _node_key(node, names) for node in nodes},
            "signs": {
                message.id: text(message.value["sign"])
                for node in nodes
                for message in node.value["messages"].bound_blocks
                if text(message.value["sign"])
            },
        }
        if variables := value["variables"].bound_blocks:
            key["variables"] = {
                variable.id: variable.value["start"] or 0 for variable in variables
            }
        return key

    def grade(self, key: ChatKey, response: object) -> Grade[ChatResponse]:
        """Walk the path and weigh its choices.

        Raises:
            InvalidResponse: for anything but a list of choices that leads, each taken
                once, from the start to an ending; an empty list is nobody's walk yet.
        """
        path = only_field(response, "path", list)
        if not path:
            return make_grade(0, 1, [], {"path": []})
        weights = []
        lines = []
        at, values = key["start"], start_values(key)
        taken: set[str] = set()
        picked: set[str] = set()
        for id_ in path:
            node = key["nodes"].get(at)
            if node is None or node["ending"]:
                raise InvalidResponse(
                    "The path goes on where nothing is left to choose."
                )
            if not isinstance(id_, str) or id_ not in node["choices"]:
                raise InvalidResponse("The path takes a choice that was not on offer.")
            if id_ in taken:
                raise InvalidResponse("The path takes a choice twice.")
            if id_ not in offered(node, values, taken):
                raise InvalidResponse("The path takes a choice that was not on offer.")
            taken.add(id_)
            picked.add(id_)
            choice = node["choices"][id_]
            weights.append(choice["weight"])
            if choice["weight"] < 0:
                lines.append(choice["note"])
            if len(picked) == node["pick"]:
                at, values = follow(node, values, picked)
                picked = set()
        if picked or at not in key["nodes"] or not key["nodes"][at]["ending"]:
            raise InvalidResponse("The path stops before an ending.")
        good, bad = weights.count(1), weights.count(-1)
        if not good + bad:
            return make_grade(1, 1, lines, {"path": list(path)})
        return make_grade(max(0, good - bad), good + bad, lines, {"path": list(path)})

    def perfect(self, key: ChatKey) -> ChatResponse:
        """Return a shortest path to an ending without an unhelpful choice.

        Raises:
            LookupError: if there is none.
        """
        start = (key["start"], tuple(start_values(key).items()))
        queue: deque[tuple[Place, list[str]]] = deque([(start, [])])
        seen = {start}
        while queue:
            (at, values), path = queue.popleft()
            node = key["nodes"].get(at)
            if node is None:
                continue
            if node["ending"] and path:
                return {"path": path}
            fine = [
                id_
                for id_ in offered(node, dict(values), path)
                if node["choices"][id_]["weight"] >= 0
            ]
            for picked in combinations(fine, node["pick"]):
                target, new = follow(node, dict(values), picked)
                there = (target, tuple(new.items()))
                if there not in seen:
                    seen.add(there)
                    queue.append((there, [*path, *picked]))
        raise LookupError("Every way to an ending takes an unhelpful choice.")

    def empty(self) -> ChatResponse:
        """Return the response of somebody who chose nothing yet."""
        return {"path": []}

    def rightness(self, key: ChatKey) -> dict[str, bool | None]:
        """Return which choices help, which do not, and None for those that do neither."""
        verdicts = {1: True, -1: False, 0: None}
        return {
            id_: verdicts[choice["weight"]]
            for node in key["nodes"].values()
            for id_, choice in node["choices"].items()
        }

    def is_quoted(self, names: tuple[str, ...], entry: blocks.StructValue) -> bool:
        """Return whether words are said by somebody, or of a choice that does not help."""
        match names:
            case ("nodes", "messages", "text"):
                return bool(text(entry["sender"]))
            case ("nodes", "choices", "text"):
                return entry["weight"] != "helpful"
        return False

    def point_sums(self, key: ChatKey) -> list[PointSum]:
        """Return what is known of the points from how often each choice was taken.

        A way without a choice that harms has all points, one with such has not. Those who
        walked are those who chose at the start, if nothing leads back to it.
        """
        start = key["nodes"].get(key["start"])
        weights = self.rightness(key)
        ways = {
            target
            for node in key["nodes"].values()
            for choice in node["choices"].values()
            for target in targets(node, choice["goto"])
        }
        if start is None or not start["choices"] or key["start"] in ways:
            return []
        harm = [id_ for id_, helps in weights.items() if helps is False]
        pick, most = start["pick"], max(1, _most_weighed(key))
        either = dict.fromkeys([*start["choices"], *harm])

        def less_harm(each: int) -> dict[str, int]:
            walked = start["choices"]
            return {i: each * (i in walked) - pick * (i in harm) for i in either}

        return [
            PointSum(pick, less_harm(1), is_most=False),
            PointSum(pick * most, less_harm(most), is_least=False),
        ]

    def picks(self, response: ChatResponse) -> list[str]:
        """Return the ids of the choices on the path."""
        return list(response["path"])


def _most_weighed(key: ChatKey) -> int:
    """Return how many choices of a way can be good or bad at most."""
    nodes = key["nodes"]
    every = [choice for node in nodes.values() for choice in node["choices"].values()]
    weighed = sum(choice["weight"] != 0 for choice in every)
    most = dict.fromkeys(nodes, 0)
    for _step in every:  # A way has no more steps than there are choices.
        for name, node in nodes.items():
            choices = node["choices"].values()
            own = sum(choice["weight"] != 0 for choice in choices)
            goals = (targets(node, choice["goto"]) for choice in choices)
            further = max((most.get(goal, 0) for of in goals for goal in of), default=0)
            most[name] = min(weighed, min(node["pick"], own) + further)
    return most[key["start"]]


def _names(value: blocks.StructValue) -> Names:
    return Names(
        nodes=_ids_by_name(value["nodes"].bound_blocks),
        variables=_ids_by_name(value["variables"].bound_blocks),
    )


def _ids_by_name(parts: list) -> dict[str, str]:
    """Return the id of each named part; of two with one name the first has it."""
    ids: dict[str, str] = {}
    for part in parts:
        if name := text(part.value["name"]):
            ids.setdefault(name, part.id)
    return ids


def _choices(node: Any) -> list:
    """Return a node's choices; an ending has none, whatever a draft holds."""
    return [] if node.value["ending"]["kind"] else node.value["choices"].bound_blocks


def _then(node: Any, names: Names) -> str:
    """Return the id of the node that follows; none follows an ending."""
    if node.value["ending"]["kind"]:
        return ""
    return names.nodes.get(text(node.value["then"]), "")


def _needs(entries: blocks.list_block.ListValue, names: Names) -> list[Need]:
    """Return the conditions; one about a variable that there is not is left out."""
    return [
        {
            "variable": names.variables[entry["variable"]],
            "compare": entry["compare"],
            "value": entry["value"] or 0,
        }
        for entry in entries
        if entry["variable"] in names.variables
    ]


def _effects(entries: blocks.list_block.ListValue, names: Names) -> list[Effect]:
    """Return what a choice changes; a variable that there is not is left out."""
    return [
        {"variable": names.variables[entry["variable"]], "change": entry["change"]}
        for entry in entries
        if entry["variable"] in names.variables
    ]


def _branches(node: Any, names: Names) -> list[Branch]:
    """Return where a node leads on a condition; nowhere from an ending."""
    if node.value["ending"]["kind"]:
        return []
    return [
        {
            "needs": _needs(branch.value["needs"], names),
            "goto": names.nodes[branch.value["goto"]],
        }
        for branch in node.value["branches"].bound_blocks
        if branch.value["goto"] in names.nodes
    ]


def _node_key(node: Any, names: Names) -> NodeKey:
    key: NodeKey = {
        "pick": node.value["pick"] or 1,
        "then": _then(node, names),
        "ending": bool(node.value["ending"]["kind"]),
        "choices": {choice.id: _choice_key(choice, names) for choice in _choices(node)},
    }
    if branches := _branches(node, names):
        key["branches"] = branches
    return key


def _choice_key(choice: Any, names: Names) -> ChatChoiceKey:
    key: ChatChoiceKey = {
        "goto": names.nodes.get(text(choice.value["goto"]), ""),
        "weight": WEIGHTS.get(choice.value["weight"], 0),
        "note": text(choice.value["note"]),
    }
    if needs := _needs(choice.value["needs"], names):
        key["needs"] = needs
    if effects := _effects(choice.value["effects"], names):
        key["effects"] = effects
    return key


def _public_choice(choice: Any, names: Names) -> ChatChoicePublic:
    public: ChatChoicePublic = {
        "id": choice.id,
        "text": text(choice.value["text"]),
        "goto": names.nodes.get(text(choice.value["goto"]), ""),
    }
    if needs := _needs(choice.value["needs"], names):
        public["needs"] = needs
    if effects := _effects(choice.value["effects"], names):
        public["effects"] = effects
    return public


def _public_node(
    node: Any, senders: Mapping[str, str], names: Names, picture: PictureMaker
) -> NodePublic:
    pick = node.value["pick"] or 1
    choices = [_public_choice(choice, names) for choice in _choices(node)]
    public: NodePublic = {
        "id": node.id,
        "messages": [
            {
                "id": message.id,
                "sender": senders.get(text(message.value["sender"]), ""),
                "text": text(message.value["text"]),
            }
            for message in node.value["messages"].bound_blocks
        ],
        "pick": pick,
        "then": _then(node, names),
        # Where several are taken, their order decides where they lead.
        "choices": stable_shuffle(choices) if pick == 1 else choices,
        "ending": _public_ending(node.value["ending"], picture),
    }
    if branches := _branches(node, names):
        public["branches"] = branches
    return public


def _public_ending(ending: Any, picture: PictureMaker) -> EndingPublic | None:
    if not ending["kind"]:
        return None
    public: EndingPublic = {
        "kind": ending["kind"],
        "title": text(ending["title"]),
        "text": text(ending["text"]),
        "help": list(ending["help"] or []),
    }
    if ending["quality"]:
        public["quality"] = ending["quality"]
    if drawn := picture(ending["picture"]):
        public["picture"] = drawn
    if epilogue := text(ending["epilogue"]):
        public["epilogue"] = epilogue
    return public
