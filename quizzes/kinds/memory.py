"""Memory: turn cards over two by two and find the pairs that belong together."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Options, Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    InvalidResponse,
    Kind,
    make_grade,
    only_field,
    whole_number,
)
from quizzes.kinds.counts import PointSum
from quizzes.kinds.ids import RANDOM, derived_id, stable_shuffle
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureData, PictureMaker

# The two cards of a pair: the field of its words, and how the card's id ends.
HALVES = (("first", "1"), ("second", "2"))


class PairBlock(blocks.StructBlock):
    """Two cards that belong together; each has words, a picture, or both."""

    first = blocks.CharBlock(
        required=False,
        default="",
        max_length=80,
        label=_("First card"),
        help_text=_("A word or two, or a picture, or both."),
    )
    first_picture = PictureBlock(
        required=False, collapsed=True, label=_("Picture of the first card")
    )
    second = blocks.CharBlock(
        required=False,
        default="",
        max_length=80,
        label=_("Second card"),
        help_text=_("A word or two, or a picture, or both."),
    )
    second_picture = PictureBlock(
        required=False, collapsed=True, label=_("Picture of the second card")
    )

    class Meta:
        icon = "copy"
        label = _("Pair")
        label_format = "{first} – {second}"
        description = _("Two cards that belong together.")


class MemoryQuestionBlock(QuestionBlock):
    """A question with pairs of cards to find."""

    kind_name = "memory"

    pairs = IdListBlock(
        PairBlock(),
        min_num=2,
        max_num=8,
        label=_("Pairs"),
        help_text=_("Few words fit on a card. Four pairs are plenty for a phone."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, an empty card and one that would fit into two pairs.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        owners: dict[tuple, int] = {}
        for index, pair in enumerate(result["pairs"]):
            for half, _end in HALVES:
                face = _face(pair, half)
                if not any(face):
                    errors.add(
                        *("pairs", index, half),
                        message=gettext("Write words or choose a picture."),
                    )
                elif owners.setdefault(face, index) != index:
                    errors.add(
                        *("pairs", index, half),
                        message=gettext(
                            "Another pair has this card, too, so nobody can tell "
                            "which two belong together."
                        ),
                    )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "grid"
        label = _("Memory")
        label_format = "{prompt}"
        description = _("Cards to turn over two by two, to find what belongs together.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "pairs", "after"],
            settings=["title", "audio"],
        )


class MemoryCardPublic(TypedDict):
    """A card as a player sees it once it is turned."""

    id: str
    text: Words
    picture: PictureData | None


class MemoryPublic(TypedDict):
    """What a player sees of a memory."""

    cards: list[MemoryCardPublic]


class MemoryKey(TypedDict):
    """What the grader needs for a memory: the ids of the cards, pair by pair."""

    pairs: list[Annotated[list[str], Options(min_length=2, max_length=2)]]
    after: Words


class MemoryResponse(TypedDict):
    """An answer in its canonical form."""

    found: list[list[str]]


class Memory(Kind[MemoryPublic, MemoryKey, MemoryResponse]):
    """A game of pairs: ``{"found": [[cardId, cardId]…], "turns": n}``.

    It is worth 1 of 1 once every pair is found; what was found so far is worth nothing
    yet. ``turns`` may be left out. It is checked and not kept: how long somebody needed
    is nobody's business.
    """

    name = "memory"
    label = _("Memory")
    checkable = False
    on_paper = "cards"
    read_one_by_one = ("pairs",)
    public_schema = serializer_of(MemoryPublic)
    key_schema = serializer_of(MemoryKey)

    def block(self) -> MemoryQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return MemoryQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> MemoryPublic:
        """Return the cards of all pairs, mixed; a device mixes them again for each play."""
        return {
            "cards": stable_shuffle(
                [
                    {
                        "id": _card_id(pair.id, end),
                        "text": text(pair.value[half]),
                        "picture": picture(pair.value[f"{half}_picture"]),
                    }
                    for pair in value["pairs"].bound_blocks
                    for half, end in HALVES
                ]
            )
        }

    def key(self, value: blocks.StructValue) -> MemoryKey:
        """Return which cards belong together, in the author's order."""
        return {
            "pairs": [
                [_card_id(pair.id, end) for _half, end in HALVES]
                for pair in value["pairs"].bound_blocks
            ],
            "after": text(value["after"]),
        }

    def grade(self, key: MemoryKey, response: object) -> Grade[MemoryResponse]:
        """Grade the pairs that were found.

        Raises:
            InvalidResponse: for anything but distinct pairs of the item, each in either
                order, and for turns that are no whole number.
        """
        if isinstance(response, dict) and "turns" in response:
            response = dict(response)
            if whole_number(response.pop("turns")) < 0:
                raise InvalidResponse("There cannot be less than no turn.")
        partners = {a: b for pair in key["pairs"] for a, b in (pair, pair[::-1])}
        found: set[str] = set()
        for pair in only_field(response, "found", list):
            found.update(_pair(pair, partners, found))
        pairs = [list(pair) for pair in key["pairs"] if pair[0] in found]
        is_done = len(pairs) == len(key["pairs"])
        denominator = int(bool(key["pairs"]))
        return make_grade(
            denominator if is_done else 0,
            denominator,
            [key["after"]] if denominator and is_done else [],
            {"found": pairs},
        )

    def perfect(self, key: MemoryKey) -> MemoryResponse:
        """Return the response with every pair found.

        Raises:
            LookupError: if there is no pair.
        """
        if not key["pairs"]:
            raise LookupError("There is no pair to find.")
        return {"found": [list(pair) for pair in key["pairs"]]}

    def empty(self) -> MemoryResponse:
        """Return the response with nothing found."""
        return {"found": []}

    def point_sums(self, key: MemoryKey) -> list[PointSum]:
        """Return that a learner with the point found each pair."""
        pairs = [">".join(pair) for pair in key["pairs"]]
        alone = len(pairs) == 1
        return [PointSum(1, {pair: 1}, is_least=alone) for pair in pairs]

    def picks(self, response: MemoryResponse) -> list[str]:
        """Return ``cardId>cardId`` for each pair."""
        return [">".join(pair) for pair in response["found"]]


def _card_id(pair: str, end: str) -> str:
    """Return the id of a card, from the id of its pair.

    A public id does not show the other card of the pair.
    """
    return derived_id(pair, end) if RANDOM.fullmatch(pair) else f"{pair}-{end}"


def _pair(value: object, partners: Mapping[str, str], found: set[str]) -> list[str]:
    """Return a pair of a response, having checked that it is one and new."""
    if not isinstance(value, list) or len(value) != 2:
        raise InvalidResponse("A pair must be a list of two ids.")
    if not all(isinstance(card, str) and card in partners for card in value):
        raise InvalidResponse("The response names an id that the item has not.")
    if partners[value[0]] != value[1]:
        raise InvalidResponse("The response names two cards that are no pair.")
    if value[0] in found:
        raise InvalidResponse("The response names a pair twice.")
    return value


def _face(pair: blocks.StructValue, half: str) -> tuple[str, int | None]:
    """Return what somebody sees of a card, alike for cards that look alike."""
    words = unicodedata.normalize("NFC", text(pair[half])).casefold()
    image = (pair[f"{half}_picture"] or {}).get("image")
    return words, image.pk if image else None
