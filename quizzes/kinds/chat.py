"""Chat: a branching conversation with characters, choices, warning signs and endings."""

from collections import deque
from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, Any, Literal, TypedDict

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import text
from quizzes.json_types import Options, Words, serializer_of
from quizzes.kinds.base import Grade, InvalidResponse, Kind, make_grade, only_field
from quizzes.kinds.chat_blocks import WEIGHTS, ChatBlock
from quizzes.kinds.counts import PointSum
from quizzes.kinds.ids import stable_shuffle
from quizzes.pictures import PictureData, PictureMaker


class CastPublic(TypedDict):
    """Somebody in the chat."""

    id: str
    name: Words
    label: Words
    side: Literal["start", "end"]
    picture: PictureData | None


class MessagePublic(TypedDict):
    """A message; ``sender`` is an id of the cast, or empty for the narrator."""

    id: str
    sender: Words
    text: Words


class ChatChoicePublic(TypedDict):
    """Something to say or do; ``goto`` is a node's id, or empty for the node's ``then``."""

    id: str
    text: Words
    goto: Words


class EndingPublic(TypedDict):
    """How the chat ends, and which ways to help it offers."""

    kind: Literal["early", "help", "open"]
    title: Words
    text: Words
    help: list[Literal["adult", "helpline", "report", "friend", "sentence"]]


class NodePublic(TypedDict):
    """A part of the chat: its messages, then choices or an ending."""

    id: str
    messages: list[MessagePublic]
    pick: Annotated[int, Options(min_value=1, max_value=3)]
    then: Words
    choices: list[ChatChoicePublic]
    ending: EndingPublic | None


class ChatPublic(TypedDict):
    """What a player sees of a chat; an empty ``meter`` means no comfort face."""

    meter: Words
    cast: list[CastPublic]
    start: Words
    nodes: list[NodePublic]


class ChatChoiceKey(TypedDict):
    """What the grader knows of a choice."""

    goto: Words
    weight: Literal[-1, 0, 1]
    note: Words


class NodeKey(TypedDict):
    """What the grader knows of a node; ``choices`` are by their id, in order."""

    pick: Annotated[int, Options(min_value=1, max_value=3)]
    then: Words
    ending: bool
    choices: dict[str, ChatChoiceKey]


class ChatKey(TypedDict):
    """What the grader needs for a chat; ``signs`` say why a message is a warning sign."""

    start: Words
    nodes: dict[str, NodeKey]
    signs: dict[str, str]


class ChatResponse(TypedDict):
    """An answer in its canonical form."""

    path: list[str]


class Chat(Kind[ChatPublic, ChatKey, ChatResponse]):
    """A branching conversation. The response is ``{"path": [choiceId…]}``.

    It is worth the helpful choices less the unhelpful ones, not below 0, of all choices
    with a weight on the path; a path without any is worth 1 of 1. How it is walked:
    see ``chat_graph``.
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
        nodes = value["nodes"].bound_blocks
        targets = _ids_by_name(nodes)
        return {
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
            "nodes": [_public_node(node, senders, targets) for node in nodes],
        }

    def key(self, value: blocks.StructValue) -> ChatKey:
        """Return where each choice leads, what it weighs, and the warning signs."""
        nodes = value["nodes"].bound_blocks
        targets = _ids_by_name(nodes)
        return {
            "start": nodes[0].id if nodes else "",
            "nodes": {
                node.id: {
                    "pick": node.value["pick"] or 1,
                    "then": _then(node, targets),
                    "ending": bool(node.value["ending"]["kind"]),
                    "choices": {
                        choice.id: {
                            "goto": targets.get(text(choice.value["goto"]), ""),
                            "weight": WEIGHTS.get(choice.value["weight"], 0),
                            "note": text(choice.value["note"]),
                        }
                        for choice in _choices(node)
                    },
                }
                for node in nodes
            },
            "signs": {
                message.id: text(message.value["sign"])
                for node in nodes
                for message in node.value["messages"].bound_blocks
                if text(message.value["sign"])
            },
        }

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
        at = key["start"]
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
            taken.add(id_)
            picked.add(id_)
            choice = node["choices"][id_]
            weights.append(choice["weight"])
            if choice["weight"] < 0:
                lines.append(choice["note"])
            if len(picked) == node["pick"]:
                at = _next(node, picked)
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
        queue: deque[tuple[str, list[str]]] = deque([(key["start"], [])])
        seen = {key["start"]}
        while queue:
            at, path = queue.popleft()
            node = key["nodes"].get(at)
            if node is None:
                continue
            if node["ending"] and path:
                return {"path": path}
            fine = [id_ for id_, c in node["choices"].items() if c["weight"] >= 0]
            for picked in combinations(fine, node["pick"]):
                target = _next(node, set(picked))
                if target not in seen:
                    seen.add(target)
                    queue.append((target, [*path, *picked]))
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
            choice["goto"] or node["then"]
            for node in key["nodes"].values()
            for choice in node["choices"].values()
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
            goals = {choice["goto"] or node["then"] for choice in choices}
            further = max((most.get(goal, 0) for goal in goals), default=0)
            most[name] = min(weighed, min(node["pick"], own) + further)
    return most[key["start"]]


def _next(node: NodeKey, picked: set[str]) -> str:
    """Return where the picks lead: the first goto among them in the node's order."""
    for id_, choice in node["choices"].items():
        if id_ in picked and choice["goto"]:
            return choice["goto"]
    return node["then"]


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


def _then(node: Any, targets: Mapping[str, str]) -> str:
    """Return the id of the node that follows; none follows an ending."""
    if node.value["ending"]["kind"]:
        return ""
    return targets.get(text(node.value["then"]), "")


def _public_node(
    node: Any, senders: Mapping[str, str], targets: Mapping[str, str]
) -> NodePublic:
    ending = node.value["ending"]
    pick = node.value["pick"] or 1
    choices: list[ChatChoicePublic] = [
        {
            "id": choice.id,
            "text": text(choice.value["text"]),
            "goto": targets.get(text(choice.value["goto"]), ""),
        }
        for choice in _choices(node)
    ]
    return {
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
        "then": _then(node, targets),
        # Where several are taken, their order decides where they lead.
        "choices": stable_shuffle(choices) if pick == 1 else choices,
        "ending": {
            "kind": ending["kind"],
            "title": text(ending["title"]),
            "text": text(ending["text"]),
            "help": list(ending["help"] or []),
        }
        if ending["kind"]
        else None,
    }
