"""Sort: put each thing into the group where it belongs."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    Kind,
    grade_parts,
    whole_mapping,
)
from quizzes.kinds.counts import PointSum, point_each
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import (
    QuestionBlock,
    ask_for_feedback,
    right_block,
    wrong_block,
)
from quizzes.pictures import PictureData, PictureMaker

# Further groups would leave the innermost circle no room on a phone.
CIRCLES = 3


class ThingBlock(blocks.StructBlock):
    """One thing to sort."""

    text = blocks.TextBlock(
        default="",
        max_length=200,
        label=_("Thing"),
        help_text=_("A few words. Learners see the things of all groups mixed."),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_("One line why it belongs here, for whoever put it elsewhere."),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))

    class Meta:
        icon = "tag"
        label = _("Thing")
        label_format = "{text}"
        description = _("One thing to sort.")


class BinBlock(blocks.StructBlock):
    """One group, with the things that belong in it."""

    text = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Group"),
        help_text=_("The name of the group, in one to three words."),
    )
    hint = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=_("Hint"),
        help_text=_("What belongs in this group, shown below its name."),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))
    items = IdListBlock(
        ThingBlock(),
        min_num=1,
        max_num=12,
        label=_("Things that belong here"),
        help_text=_("The learner gets the things of all groups, mixed."),
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Group")
        label_format = "{text}"
        description = _("A group, and the things that belong to it.")


class SortQuestionBlock(QuestionBlock):
    """A question with things to sort into groups."""

    kind_name = "sort"

    bins = IdListBlock(
        BinBlock(),
        min_num=2,
        max_num=5,
        label=_("Groups"),
        help_text=_("Two at least, each with the things that belong in it."),
    )
    right = right_block()
    wrong = wrong_block()
    arcade = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("May be played as a game"),
        help_text=_(
            "The things drift by and are caught in the baskets of the groups. It can be "
            "paused, it is never timed, and it counts the same."
        ),
    )
    circles = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Draw circles in circles"),
        help_text=_(
            "For three groups that lie within each other, the innermost first, such as "
            "family, friends and everyone. Up to 13 years they are drawn so."
        ),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, circles that are not three, and a mistake without a why.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        if result["circles"] and len(result["bins"]) != CIRCLES:
            errors.add(
                "circles", message=gettext("Circles in circles need three groups.")
            )
        if not text(result["wrong"]):
            for index, bin_ in enumerate(result["bins"]):
                ask_for_feedback(errors, bin_["items"], "bins", index, "items")
        errors.raise_if_any()
        return result

    class Meta:
        icon = "folder-open-inverse"
        label = _("Sort")
        label_format = "{prompt}"
        description = _("Things to sort into two to five groups.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "bins", "right", "wrong"],
            settings=["title", "audio", "circles", "arcade"],
        )


class BinPublic(TypedDict):
    """A group as a player sees it."""

    id: str
    text: Words
    hint: Words
    picture: PictureData | None


class ThingPublic(TypedDict):
    """A thing to sort as a player sees it."""

    id: str
    text: Words
    picture: PictureData | None


class SortPublic(TypedDict):
    """What a player sees of a sort.

    ``arcade`` tells that it may be played as a game, ``circles`` that each of its three
    groups lies within the next.
    """

    bins: list[BinPublic]
    items: list[ThingPublic]
    arcade: bool
    circles: bool


class ThingKey(TypedDict):
    """What the grader knows of a thing: its right group, by id."""

    bin: str
    feedback: Words


class SortKey(TypedDict):
    """What the grader needs for a sort; ``items`` are by their id."""

    items: dict[str, ThingKey]
    right: Words
    wrong: Words


class SortResponse(TypedDict):
    """An answer in its canonical form."""

    bins: dict[str, str]


class Sort(Kind[SortPublic, SortKey, SortResponse]):
    """Sort things into groups. The response is ``{"bins": {itemId: binId}}``.

    It is worth the things in their right group, of all things; either all things are
    placed or, by somebody who did nothing, none.
    """

    name = "sort"
    label = _("Sort")
    checkable = True
    on_paper = "cards"
    read_one_by_one = ("bins", "items")
    answers_all_parts = True
    is_short = True
    quoted_fields = (("bins", "items", "text"),)
    public_schema = serializer_of(SortPublic)
    key_schema = serializer_of(SortKey)

    def block(self) -> SortQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return SortQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> SortPublic:
        """Return the groups in the author's order and the things of all groups, mixed."""
        return {
            "bins": [
                {
                    "id": bin_.id,
                    "text": text(bin_.value["text"]),
                    "hint": text(bin_.value["hint"]),
                    "picture": picture(bin_.value["picture"]),
                }
                for bin_ in value["bins"].bound_blocks
            ],
            "items": stable_shuffle(
                [
                    {
                        "id": thing.id,
                        "text": text(thing.value["text"]),
                        "picture": picture(thing.value["picture"]),
                    }
                    for bin_ in value["bins"].bound_blocks
                    for thing in bin_.value["items"].bound_blocks
                ]
            ),
            "arcade": bool(value["arcade"]),
            "circles": bool(value["circles"]),
        }

    def key(self, value: blocks.StructValue) -> SortKey:
        """Return each thing's group, with the feedback, in the author's order."""
        return {
            "items": {
                thing.id: {"bin": bin_.id, "feedback": text(thing.value["feedback"])}
                for bin_ in value["bins"].bound_blocks
                for thing in bin_.value["items"].bound_blocks
            },
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: SortKey, response: object) -> Grade[SortResponse]:
        """Grade where the things were put.

        Raises:
            InvalidResponse: for anything but a known group for every thing or for none.
        """
        things = key["items"]
        groups = {thing["bin"] for thing in things.values()}
        placed = whole_mapping(response, "bins", things, groups)
        misplaced = [
            thing
            for id_, thing in things.items()
            if id_ in placed and placed[id_] != thing["bin"]
        ]
        return grade_parts(key, things, misplaced, placed, {"bins": placed})

    def perfect(self, key: SortKey) -> SortResponse:
        """Return the response that puts each thing where it belongs.

        Raises:
            LookupError: if there is nothing to sort.
        """
        if not key["items"]:
            raise LookupError("There is nothing to sort.")
        return {"bins": {id_: thing["bin"] for id_, thing in key["items"].items()}}

    def empty(self) -> SortResponse:
        """Return the response with nothing placed."""
        return {"bins": {}}

    def chance(self, key: SortKey) -> list[tuple[int, int]]:
        """Return that one group of all is right for each thing."""
        groups = {thing["bin"] for thing in key["items"].values()}
        return [(1, len(groups))] * len(key["items"])

    def point_sums(self, key: SortKey) -> list[PointSum]:
        """Return a point for each thing in its group."""
        right = [f"{thing}>{own['bin']}" for thing, own in key["items"].items()]
        return point_each(right, len(key["items"]))

    def picks(self, response: SortResponse) -> list[str]:
        """Return ``itemId>binId`` for each thing."""
        return [f"{item}>{bin_}" for item, bin_ in response["bins"].items()]
