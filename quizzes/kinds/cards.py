"""Cards: flip cards over and learn what is on their back."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import Grade, Kind, distinct_ids, make_grade, only_field
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureData, PictureMaker


class CardBlock(blocks.StructBlock):
    """One card with two sides."""

    front = blocks.TextBlock(
        default="",
        rows=2,
        max_length=160,
        label=_("Front"),
        help_text=_("A word or a question, short enough to read at a glance."),
    )
    back = blocks.TextBlock(
        default="",
        rows=2,
        max_length=300,
        label=_("Back"),
        help_text=_("What it means, or the answer."),
    )
    picture = PictureBlock(
        required=False,
        collapsed=True,
        label=_("Picture"),
        help_text=_("Shown on the front."),
    )

    class Meta:
        icon = "copy"
        label = _("Card")
        label_format = "{front}"
        description = _("One card with two sides.")


class CardsQuestionBlock(QuestionBlock):
    """A pile of cards to flip."""

    kind_name = "cards"

    cards = IdListBlock(
        CardBlock(),
        min_num=1,
        max_num=10,
        label=_("Cards"),
        help_text=_("Three to five are a good number."),
    )
    after = after_block()

    class Meta:
        icon = "copy"
        label = _("Cards to flip")
        label_format = "{prompt}"
        description = _(
            "Cards with two sides, to look at and learn. Nothing is graded."
        )
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "cards", "after"],
            settings=["title", "audio"],
        )


class CardPublic(TypedDict):
    """A card as a player sees it: both sides, and the picture of the front."""

    id: str
    front: Words
    back: Words
    picture: PictureData | None


class CardsPublic(TypedDict):
    """What a player sees of a pile of cards."""

    cards: list[CardPublic]


class CardsKey(TypedDict):
    """What the grader needs for a pile of cards: their ids, and the closing line."""

    cards: list[str]
    after: Words


class CardsResponse(TypedDict):
    """An answer in its canonical form."""

    seen: list[str]


class Cards(Kind[CardsPublic, CardsKey, CardsResponse]):
    """Cards to flip. The response names the ones that were: ``{"seen": [cardId…]}``."""

    name = "cards"
    label = _("Cards to flip")
    checkable = False
    on_paper = "cards"
    scored = False
    read_one_by_one = ("cards",)
    public_schema = serializer_of(CardsPublic)
    key_schema = serializer_of(CardsKey)

    def block(self) -> CardsQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return CardsQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> CardsPublic:
        """Return the cards in the author's order."""
        return {
            "cards": [
                {
                    "id": card.id,
                    "front": text(card.value["front"]),
                    "back": text(card.value["back"]),
                    "picture": picture(card.value["picture"]),
                }
                for card in value["cards"].bound_blocks
            ]
        }

    def key(self, value: blocks.StructValue) -> CardsKey:
        """Return the ids of the cards, and the closing line."""
        return {
            "cards": [card.id for card in value["cards"].bound_blocks],
            "after": text(value["after"]),
        }

    def grade(self, key: CardsKey, response: object) -> Grade[CardsResponse]:
        """Take the cards that were flipped; there is nothing to score.

        Raises:
            InvalidResponse: for anything but a list of distinct ids of cards.
        """
        known = dict.fromkeys(key["cards"])
        flipped = distinct_ids(only_field(response, "seen", list), known)
        seen = [id_ for id_ in known if id_ in flipped]
        return make_grade(0, 0, [key["after"]], {"seen": seen})

    def perfect(self, key: CardsKey) -> CardsResponse:
        """Return the response of somebody who flipped every card.

        Raises:
            LookupError: if there is no card.
        """
        if not key["cards"]:
            raise LookupError("There is no card to flip.")
        return {"seen": list(key["cards"])}

    def empty(self) -> CardsResponse:
        """Return the response with no card flipped."""
        return {"seen": []}

    def picks(self, response: CardsResponse) -> list[str]:
        """Return the ids of the flipped cards."""
        return list(response["seen"])
