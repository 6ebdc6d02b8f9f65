"""Order: bring things into the order that makes sense, such as the steps of a plan."""

from collections.abc import Sequence
from itertools import count, pairwise
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, comparable, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    InvalidResponse,
    Kind,
    closing,
    distinct_ids,
    make_grade,
    only_field,
)
from quizzes.kinds.counts import Alternatives, PointSum, by_part
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import (
    QuestionBlock,
    ask_for_feedback,
    right_block,
    wrong_block,
)
from quizzes.pictures import PictureData, PictureMaker


class OrderThingBlock(blocks.StructBlock):
    """One thing to bring into order."""

    text = blocks.TextBlock(
        default="",
        max_length=200,
        label=_("Thing"),
        help_text=_(
            "A few words. Write the things in their right order; learners see them mixed."
        ),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_(
            "One line why it comes here, for whoever put something else before."
        ),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))

    class Meta:
        icon = "tag"
        label = _("Thing")
        label_format = "{text}"
        description = _("One thing to bring into order.")


class OrderQuestionBlock(QuestionBlock):
    """A question with things to bring into order."""

    kind_name = "order"

    things = IdListBlock(
        OrderThingBlock(),
        min_num=3,
        max_num=8,
        label=_("Things"),
        help_text=_("In the right order; the learner gets them mixed."),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, things that nobody can tell apart or that lack feedback.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        seen: set[str] = set()
        for index, thing in enumerate(result["things"]):
            words = comparable(thing["text"])
            if words in seen:
                errors.add(
                    *("things", index, "text"),
                    message=gettext(
                        "Another thing has these words, so nobody can tell which of "
                        "them comes first. Use other words."
                    ),
                )
            seen.add(words)
        if not text(result["wrong"]):
            ask_for_feedback(errors, result["things"], "things")
        errors.raise_if_any()
        return result

    class Meta:
        icon = "list-ol"
        label = _("Order")
        label_format = "{prompt}"
        description = _("Three to eight things to bring into the right order.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "things", "right", "wrong"],
            settings=["title", "audio"],
        )


class OrderThingPublic(TypedDict):
    """A thing to bring into order as a player sees it."""

    id: str
    text: Words
    picture: PictureData | None


class OrderPublic(TypedDict):
    """What a player sees of an order."""

    things: list[OrderThingPublic]


class OrderKey(TypedDict):
    """What the grader needs for an order: the ids as they belong, feedback by id."""

    order: list[str]
    feedback: dict[str, Words]
    right: Words
    wrong: Words


class OrderResponse(TypedDict):
    """An answer in its canonical form."""

    order: list[str]


class Order(Kind[OrderPublic, OrderKey, OrderResponse]):
    """Bring things into order. The response is ``{"order": [thingId…]}``.

    It is worth the pairs of neighbours that follow each other as they should, of all such
    pairs (things less one), so whoever moves one thing too far keeps most of it. Either
    all things are there or, by somebody who did nothing, none.
    """

    name = "order"
    label = _("Order")
    checkable = True
    on_paper = "cards"
    answers_all_parts = True
    is_short = True
    public_schema = serializer_of(OrderPublic)
    key_schema = serializer_of(OrderKey)

    def block(self) -> OrderQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return OrderQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> OrderPublic:
        """Return the things mixed: whoever changes nothing is never right."""
        things: list[OrderThingPublic] = [
            {
                "id": thing.id,
                "text": text(thing.value["text"]),
                "picture": picture(thing.value["picture"]),
            }
            for thing in value["things"].bound_blocks
        ]
        return {"things": _mixed(things)}

    def key(self, value: blocks.StructValue) -> OrderKey:
        """Return the ids in the right order, with the feedback."""
        things = value["things"].bound_blocks
        return {
            "order": [thing.id for thing in things],
            "feedback": {thing.id: text(thing.value["feedback"]) for thing in things},
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: OrderKey, response: object) -> Grade[OrderResponse]:
        """Grade the order; each thing that follows the wrong one says why.

        Raises:
            InvalidResponse: for anything but every thing once, or nothing.
        """
        order = key["order"]
        given = only_field(response, "order", list)
        distinct_ids(given, key["feedback"])
        if given and len(given) != len(order):
            raise InvalidResponse("Every thing of the item must be there, or none.")
        # The first thing follows nothing.
        before = dict(zip(given, ["", *given], strict=False))
        strays = [
            id_
            for earlier, id_ in pairwise(["", *order])
            if given and before[id_] != earlier
        ]
        denominator = max(0, len(order) - 1)
        numerator = sum(pair in pairwise(order) for pair in pairwise(given))
        lines = [key["feedback"][id_] for id_ in strays]
        lines += closing(key, numerator, denominator)
        return make_grade(numerator, denominator, lines, {"order": given})

    def perfect(self, key: OrderKey) -> OrderResponse:
        """Return the right order.

        Raises:
            LookupError: if there are not two things to bring into order.
        """
        if len(key["order"]) < 2:
            raise LookupError("There is nothing to bring into order.")
        return {"order": list(key["order"])}

    def empty(self) -> OrderResponse:
        """Return the response with nothing brought into order."""
        return {"order": []}

    def alternatives(self, key: OrderKey, answers: Sequence[str]) -> list[Alternatives]:
        """Return the groups by place and by thing: both are used once each."""
        return [
            group
            for side in (0, 1)
            for group in by_part(answers, side, is_complete=True)
        ]

    def chance(self, key: OrderKey) -> list[tuple[int, int]]:
        """Return that one of all things is the right neighbour, for each pair of them."""
        return [(1, len(key["order"]))] * (len(key["order"]) - 1)

    def point_sums(self, key: OrderKey) -> list[PointSum]:
        """Return what is known of the points from what stands at each place.

        Two things in their places are a pair in order, and who has a wrong thing at any
        place has not all pairs.
        """
        order, pairs = key["order"], len(key["order"]) - 1
        if pairs < 1:
            return []
        right = [f"{place}>{id_}" for place, id_ in enumerate(order, 1)]
        wrong = [
            [f"{place}>{other}" for other in order if other != id_]
            for place, id_ in enumerate(order, 1)
        ]
        weights = dict.fromkeys(right[1:], 1)
        weights |= {answer: -1 for others in wrong[:-1] for answer in others}
        return [PointSum(pairs, weights, is_most=False)] + [
            PointSum(
                pairs, {own: pairs} | dict.fromkeys(others, pairs - 1), is_least=False
            )
            for own, others in zip(right, wrong, strict=True)
        ]

    def picks(self, response: OrderResponse) -> list[str]:
        """Return ``place>thingId`` for each thing, the places counted from 1."""
        return [f"{place}>{id_}" for place, id_ in enumerate(response["order"], 1)]


def _mixed(things: list[OrderThingPublic]) -> list[OrderThingPublic]:
    """Mix things into any order but theirs, each as likely as another."""
    if len({thing["id"] for thing in things}) < 2:
        return things
    orders = (stable_shuffle(things, turn) for turn in count())
    return next(order for order in orders if order != things)
