"""The shapes of a chat in JSON: what players see of it, what grades it, an answer."""

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from quizzes.json_types import Options, Words
from quizzes.pictures import PictureData

# A variable of a chat counts from 0 to this.
MOST = 3
Value: TypeAlias = Annotated[int, Options(min_value=0, max_value=MOST)]
# How well an ending turned out.
Quality: TypeAlias = Literal["best", "good", "hard"]


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


class VariablePublic(TypedDict):
    """A number from 0 to 3 that choices change, such as trust."""

    id: str
    label: Words
    start: Value


class Need(TypedDict):
    """A condition: ``variable`` is at least (``>=``) or at most (``<=``) ``value``."""

    variable: str
    compare: Literal[">=", "<="]
    value: Value


class Effect(TypedDict):
    """What a choice does to ``variable``: one more, one less, a value; always 0 to 3."""

    variable: str
    change: Literal["+1", "-1", "=0", "=1", "=2", "=3"]


class Branch(TypedDict):
    """Where a node leads when all of ``needs`` hold, instead of to its ``then``."""

    needs: list[Need]
    goto: Words


class ChatChoicePublic(TypedDict):
    """Something to say or do; ``goto`` is a node's id, or empty for the node's way on.

    It is on offer only where all of ``needs`` hold.
    """

    id: str
    text: Words
    goto: Words
    needs: NotRequired[list[Need]]
    effects: NotRequired[list[Effect]]


class EndingPublic(TypedDict):
    """How the chat ends, and which ways to help it offers.

    ``epilogue`` tells what became of it later.
    """

    kind: Literal["early", "help", "open"]
    title: Words
    text: Words
    help: list[Literal["adult", "helpline", "report", "friend", "sentence"]]
    quality: NotRequired[Quality]
    picture: NotRequired[PictureData]
    epilogue: NotRequired[Words]


class NodePublic(TypedDict):
    """A part of the chat: its messages, then choices or an ending.

    Where a choice leads nowhere of its own, the first of ``branches`` whose needs hold
    decides, else ``then``.
    """

    id: str
    messages: list[MessagePublic]
    pick: Annotated[int, Options(min_value=1, max_value=MOST)]
    then: Words
    choices: list[ChatChoicePublic]
    ending: EndingPublic | None
    branches: NotRequired[list[Branch]]


class ChatPublic(TypedDict):
    """What a player sees of a chat; an empty ``meter`` means no comfort face."""

    meter: Words
    cast: list[CastPublic]
    start: Words
    nodes: list[NodePublic]
    variables: NotRequired[list[VariablePublic]]


class ChatChoiceKey(TypedDict):
    """What the grader knows of a choice."""

    goto: Words
    weight: Literal[-1, 0, 1]
    note: Words
    needs: NotRequired[list[Need]]
    effects: NotRequired[list[Effect]]


class NodeKey(TypedDict):
    """What the grader knows of a node; ``choices`` are by their id, in order."""

    pick: Annotated[int, Options(min_value=1, max_value=MOST)]
    then: Words
    ending: bool
    choices: dict[str, ChatChoiceKey]
    branches: NotRequired[list[Branch]]


class ChatKey(TypedDict):
    """What the grader needs for a chat; ``signs`` say why a message is a warning sign.

    ``variables`` has the value that each of them starts with.
    """

    start: Words
    nodes: dict[str, NodeKey]
    signs: dict[str, str]
    variables: NotRequired[dict[str, Value]]


class ChatResponse(TypedDict):
    """An answer in its canonical form."""

    path: list[str]
