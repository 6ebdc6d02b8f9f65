"""Cards: flip cards over and learn what is on their back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from rest_framework import serializers

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.kinds.base import Grade, Kind, distinct_ids, make_grade, only_field
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker, PictureSerializer


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


class CardPublic(serializers.Serializer):
    """A card as a player sees it: both sides, and the picture of the front."""

    id = serializers.CharField()
    front = serializers.CharField(allow_blank=True)
    back = serializers.CharField(allow_blank=True)
    picture = PictureSerializer(allow_null=True)


class CardsPublic(serializers.Serializer):
    """What a player sees of a pile of cards."""

    cards = CardPublic(many=True)


class CardsKey(serializers.Serializer):
    """What the grader needs for a pile of cards: their ids, and the closing line."""

    cards = serializers.ListField(child=serializers.CharField())
    after = serializers.CharField(allow_blank=True)


class Cards(Kind):
    """Cards to flip. The response names the ones that were: ``{"seen": [cardId…]}``."""

    name = "cards"
    label = _("Cards to flip")
    checkable = False
    on_paper = "cards"
    scored = False
    read_one_by_one = ("cards",)
    public_schema = CardsPublic
    key_schema = CardsKey

    def block(self) -> CardsQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return CardsQuestionBlock()

    def public(
        self, value: blocks.StructValue, picture: PictureMaker
    ) -> dict[str, Any]:
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

    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the ids of the cards, and the closing line."""
        return {
            "cards": [card.id for card in value["cards"].bound_blocks],
            "after": text(value["after"]),
        }

    def grade(self, key: Mapping[str, Any], response: object) -> Grade:
        """Take the cards that were flipped; there is nothing to score.

        Raises:
            InvalidResponse: for anything but a list of distinct ids of cards.
        """
        known = dict.fromkeys(key["cards"])
        flipped = distinct_ids(only_field(response, "seen", list), known)
        seen = [id_ for id_ in known if id_ in flipped]
        return make_grade(0, 0, [key["after"]], {"seen": seen})

    def perfect(self, key: Mapping[str, Any]) -> dict[str, Any]:
        """Return the response of somebody who flipped every card.

        Raises:
            LookupError: if there is no card.
        """
        if not key["cards"]:
            raise LookupError("There is no card to flip.")
        return {"seen": list(key["cards"])}

    def empty(self) -> dict[str, Any]:
        """Return the response with no card flipped."""
        return {"seen": []}

    def picks(self, response: Mapping[str, Any]) -> list[str]:
        """Return the ids of the flipped cards."""
        return list(response["seen"])
