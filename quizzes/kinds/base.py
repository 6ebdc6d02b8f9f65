"""The protocol of an interaction kind, and what every kind shares.

A kind is one way to answer a question (QTI calls it an interaction). To add one: write its
file beside this one, add it to the registry in ``__init__``, write its player in
``frontend/src/players/<kind>/``, its print twin in ``templates/quizzes/print/`` and its
test vectors in ``tests/vectors/``. The conformance test finds what is missing.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import (
    ClassVar,
    Generic,
    Literal,
    NotRequired,
    TypedDict,
    TypeVar,
)

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import StructBlock, StructValue

from rest_framework.serializers import Serializer

from quizzes.blocks import text
from quizzes.kinds.counts import Alternatives, PointSum, by_part
from quizzes.kinds.ids import with_public_ids
from quizzes.pictures import PictureData, PictureMaker

Outcome = Literal["correct", "partial", "incorrect", "answered"]
Purpose = Literal["practice", "check"]
Form = Literal["", "A", "B"]
# What a twin on paper is: a sheet to write on, cards to cut out, or something to play on.
Paper = Literal["sheet", "cards", "board"]
T = TypeVar("T")


class KindPublic(TypedDict):
    """What players see of a question beside its head; each kind says which fields."""


class KindKey(TypedDict):
    """What the grader needs for a question; each kind says which fields."""


class KindResponse(TypedDict):
    """A response in its canonical form, made of ids only; each kind says which field."""


PublicT = TypeVar("PublicT", bound=KindPublic)
KeyT = TypeVar("KeyT", bound=KindKey)
ResponseT = TypeVar("ResponseT", bound=KindResponse)


class Item(TypedDict):
    """A compiled question: its head, and what its kind adds (``KindPublic``).

    Only one for practice has its key.
    """

    id: str
    kind: str
    purpose: Purpose
    form: Form
    prompt: str
    picture: PictureData | None
    key: NotRequired[KindKey]


class ClosingLines(TypedDict):
    """The part of a key that says how the feedback ends."""

    right: str
    wrong: str


class Explained(TypedDict):
    """The part of a key that says of one answer why it is right or wrong."""

    feedback: str


class InvalidResponse(ValueError):  # noqa: N818 -- the API's own word
    """A response that the item could not have produced.

    ``reason`` says what is wrong with its shape; it never repeats what was sent.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Grade(Generic[ResponseT]):
    """What a response is worth.

    Points are integers, so that every language and database adds them up alike.
    ``feedback`` is lines joined by a line feed. ``response`` is the canonical form of what
    was graded, made of ids only; it is the only form to store.
    """

    numerator: int
    denominator: int
    outcome: Outcome
    feedback: str
    response: ResponseT

    @property
    def score(self) -> float | None:
        """Return the points as a share from 0 to 1, or None where there is none to score."""
        if not self.denominator:
            return None
        return round(self.numerator / self.denominator, 4)


def make_grade(
    numerator: int, denominator: int, lines: Iterable[str], response: ResponseT
) -> Grade[ResponseT]:
    """Return the Grade for points out of points, with the feedback lines that have words.

    All of the points are "correct", none "incorrect", anything between "partial"; an item
    without points is "answered".
    """
    outcome: Outcome
    if not denominator:
        outcome = "answered"
    elif numerator == denominator:
        outcome = "correct"
    else:
        outcome = "partial" if numerator else "incorrect"
    feedback = "\n".join(line for line in lines if line)
    return Grade(numerator, denominator, outcome, feedback, response)


class Kind(ABC, Generic[PublicT, KeyT, ResponseT]):
    """One kind of interaction: how it is written, shown, graded and printed."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    # True where the kind may be used in a pre- or post-check.
    checkable: ClassVar[bool]
    # False where the kind is played and not graded: its grade has no points.
    scored: ClassVar[bool] = True
    # True where a response tells something of who gave it (the way through a story, a
    # feeling): in sensitive modules it is counted and then not kept.
    is_personal: ClassVar[bool] = False
    # True where it is graded and answered on one screen in less than a minute.
    is_short: ClassVar[bool] = False
    # True where a response answers every part of the item, or none.
    answers_all_parts: ClassVar[bool] = False
    # True where a response is a way through the nodes of the key, from choice to choice.
    is_story: ClassVar[bool] = False
    # True where a class can answer together, each pupil with a vote for one option.
    is_votable: ClassVar[bool] = False
    # True where each answer needs a line of feedback of its own.
    explains_each: ClassVar[bool] = False
    # The words that are what others say, or a tempting answer; see ``is_quoted``.
    quoted_fields: ClassVar[Collection[tuple[str, ...]]] = ()
    # The lists of the question of which one entry is read at a time.
    read_one_by_one: ClassVar[tuple[str, ...]] = ()
    # The words of answers that ``picks`` names and that are no part of the item.
    answer_words: ClassVar[Mapping[str, str | Promise]] = MappingProxyType({})
    # Where the twin on paper lies in a print pack.
    on_paper: ClassVar[Paper] = "sheet"
    # Serializers that describe public() and key() in the OpenAPI document.
    public_schema: ClassVar[type[Serializer]]
    key_schema: ClassVar[type[Serializer]]

    @property
    def group(self) -> Promise:
        """Return the part of the palette in which editors find the kind."""
        if self.checkable:
            return _("Ask, and say what is right")
        return _("Play and practise") if self.scored else _("Make and think about")

    @property
    def print_template(self) -> str:
        """Name the template of the unplugged twin on paper."""
        return f"quizzes/print/{self.name}.html"

    @abstractmethod
    def block(self) -> StructBlock:
        """Return a new block with which an editor writes the question."""

    @abstractmethod
    def public(self, value: StructValue, picture: PictureMaker) -> PublicT:
        """Return what a player may see: nothing that says which answer is right.

        A half-written draft gives what is there; it raises nothing.
        """

    @abstractmethod
    def key(self, value: StructValue) -> KeyT:
        """Return what the grader needs, in the author's order."""

    @abstractmethod
    def grade(self, key: KeyT, response: object) -> Grade[ResponseT]:
        """Grade a response of any JSON shape.

        Raises:
            InvalidResponse: if the item could not have produced the response.
        """

    @abstractmethod
    def perfect(self, key: KeyT) -> ResponseT:
        """Return a response that scores 1; of a kind without points, one that did all of it.

        Raises:
            LookupError: if there is none, as in a half-written draft.
        """

    @abstractmethod
    def empty(self) -> ResponseT:
        """Return the response of someone who did nothing; it is valid and earns no point."""

    @abstractmethod
    def picks(self, response: ResponseT) -> list[str]:
        """Return the answers inside a canonical response, one string each, for tallies."""

    def solution(self, key: KeyT) -> list[str]:
        """Return the best answer for the answer sheet on paper, in ids as ``picks`` does.

        A kind that is not graded has none, unless it says so itself.

        Raises:
            LookupError: as ``perfect`` does.
        """
        return self.picks(self.perfect(key)) if self.scored else []

    def names_one(self, key: KeyT) -> bool:
        """Return whether a response names one answer at most."""
        return False

    def offered(self, key: KeyT) -> list[str]:
        """Return the answers to choose among, where a response names one at most."""
        return []

    def right_option(self, key: KeyT) -> str | None:
        """Return the one answer that is right, where its share is the share of points."""
        return None

    def alternatives(self, key: KeyT, answers: Sequence[str]) -> list[Alternatives]:
        """Return groups of answers, as ``picks`` names them, of which a response has one.

        The disclosure gate must know how answers add up. Without a word of the kind itself,
        they hang together by the part of the item that stands before ``>``.
        """
        if self.names_one(key):
            return [Alternatives(list(answers), is_complete=False)]
        return by_part(answers, 0, is_complete=self.answers_all_parts)

    def point_sums(self, key: KeyT) -> list[PointSum]:
        """Return what the points of a response are in terms of its answers.

        The disclosure gate must know it, as the mean of the points is shown beside how
        often each answer was given.
        """
        return []

    def chance(self, key: KeyT) -> list[tuple[int, int]]:
        """Return what blind guessing earns: for each point, so many guesses of so many.

        Empty where that cannot be said.
        """
        return []

    def rightness(self, key: KeyT) -> dict[str, bool | None]:
        """Return of each answer that is right or wrong which it is; None for neither."""
        try:
            return dict.fromkeys(self.solution(key), True)
        except LookupError:
            return {}

    def is_quoted(self, names: tuple[str, ...], entry: StructValue) -> bool:
        """Return whether words of the question are what others say, or a tempting answer.

        Args:
            names: the field, and the lists that it is in: ``("options", "text")``.
            entry: the entry that has the field.
        """
        return names in self.quoted_fields

    def texts_by_rightness(self, value: StructValue) -> tuple[list[str], list[str]]:
        """Return the words of right and of wrong answers, where they can be compared."""
        return [], []

    def normalise(self, key: KeyT, response: object) -> ResponseT:
        """Return the canonical response, made of ids only.

        Raises:
            InvalidResponse: if the item could not have produced the response.
        """
        return self.grade(key, response).response


def only_field(response: object, name: str, wanted: type[T]) -> T:
    """Return the one field that a response may have.

    Nothing unlisted may be stored about a child, so a further field is refused, too.

    Raises:
        InvalidResponse: if the field is missing, of another type, or not alone.
    """
    if not isinstance(response, dict) or name not in response:
        raise InvalidResponse(f"The response must be an object with “{name}”.")
    if len(response) > 1:
        raise InvalidResponse(f"The response may hold “{name}” and nothing else.")
    value = response[name]
    if not isinstance(value, wanted):
        raise InvalidResponse(f"“{name}” has the wrong type.")
    return value


def distinct_ids(values: list, known: Collection[str]) -> set[str]:
    """Return the ids in a list, having checked that each is known and there once.

    Raises:
        InvalidResponse: if an entry is no known id or is repeated.
    """
    ids: set[str] = set()
    for value in values:
        if not isinstance(value, str) or value not in known:
            raise InvalidResponse("The response names an id that the item has not.")
        if value in ids:
            raise InvalidResponse("The response names an id twice.")
        ids.add(value)
    return ids


def whole_mapping(
    response: object, name: str, things: Collection[str], allowed: Collection[str]
) -> dict[str, str]:
    """Return the one field of a response as a mapping that has a value for every thing.

    Args:
        response: what was sent, of any JSON shape.
        name: the field, such as "bins".
        things: the ids that must all be there, or, by somebody who did nothing, none.
        allowed: the ids that may be values.

    Returns:
        The values by thing, in the order of ``things``.

    Raises:
        InvalidResponse: for anything else.
    """
    given = only_field(response, name, dict)
    if given and given.keys() != set(things):
        raise InvalidResponse("Every part of the item must be answered, or none.")
    if not all(isinstance(value, str) and value in allowed for value in given.values()):
        raise InvalidResponse("The response names an id that the item has not.")
    return {thing: given[thing] for thing in things if thing in given}


def whole_number(value: object) -> int:
    """Return a JSON number that is whole; 3.0 is 3, while true is no number.

    Raises:
        InvalidResponse: for anything else.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidResponse("The response needs a number here.")
    if isinstance(value, float) and not value.is_integer():
        raise InvalidResponse("The response needs a whole number here.")
    return int(value)


def closing(key: ClosingLines, numerator: int, denominator: int) -> list[str]:
    """Return the line that ends the feedback; none where there is nothing to score."""
    if not denominator:
        return []
    return [key["right"] if numerator == denominator else key["wrong"]]


def grade_parts(
    key: ClosingLines,
    parts: Collection[str],
    misjudged: Collection[Explained],
    answered: Collection[str],
    response: ResponseT,
    *more: str,
) -> Grade[ResponseT]:
    """Grade a response that says one thing of every part: what is right, of all parts.

    Args:
        key: the key, with its closing lines.
        parts: the ids of all parts.
        misjudged: what the key says of each part that was answered wrongly; the
            ``feedback`` of each is told.
        answered: the ids of the parts that were answered: all, or none.
        response: the canonical response.
        more: lines to tell after those.
    """
    numerator, denominator = len(answered) - len(misjudged), len(parts)
    lines = [part["feedback"] for part in misjudged]
    lines += [*more, *closing(key, numerator, denominator)]
    return make_grade(numerator, denominator, lines, response)


def class_prefix(name: str) -> str:
    """Return how the classes of a kind begin: "hidden_score" is "HiddenScore"."""
    return "".join(word.capitalize() for word in name.split("_"))


def compile_item(
    kind_name: str,
    block_id: str,
    value: StructValue,
    purpose: Purpose,
    form: Form,
    picture: PictureMaker,
) -> tuple[Item, KindKey]:
    """Compile one question into what players see and what the grader needs.

    Its parts have their public ids in both (see ``quizzes.kinds.ids``).

    Args:
        kind_name: the name of the question's kind.
        block_id: the id of its StreamField block, which becomes the item's id.
        value: what the editor wrote.
        purpose: "practice" or "check".
        form: "A" or "B" for a check item, else "".
        picture: turns the value of a PictureBlock into what players get.

    Returns:
        The item without its key, and the key. Whether the key goes out with the item
        (practice) or never (check) is the caller's decision.

    Raises:
        KeyError: if no kind has the name.
    """
    public = with_public_ids(block_id, value)
    return compile_stored(kind_name, block_id, public, purpose, form, picture)


def compile_stored(
    kind_name: str,
    block_id: str,
    value: StructValue,
    purpose: Purpose,
    form: Form,
    picture: PictureMaker,
) -> tuple[Item, KindKey]:
    """Compile one question as ``compile_item`` does, with the ids of its parts as stored.

    It is for editors, who look at a question that is not published; never for players.
    """
    from quizzes.kinds import get  # the registry imports this module

    kind = get(kind_name)
    item: Item = {
        "id": block_id,
        "kind": kind.name,
        "purpose": purpose,
        "form": form,
        "prompt": text(value["prompt"]),
        "picture": picture(value["picture"]),
    }
    item.update(kind.public(value, picture))
    return item, kind.key(value)
