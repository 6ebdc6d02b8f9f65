"""Match: find for each thing what belongs to it."""

import uuid
from collections.abc import Sequence
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from quizzes.blocks import IdBlock, IdListBlock, PictureBlock, comparable, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    InvalidResponse,
    Kind,
    closing,
    make_grade,
    only_field,
)
from quizzes.kinds.counts import Alternatives, PointSum, by_part, point_each
from quizzes.kinds.ids import derived_id, stable_shuffle
from quizzes.kinds.question import (
    QuestionBlock,
    ask_for_feedback,
    right_block,
    wrong_block,
)
from quizzes.pictures import PictureData, PictureMaker


class PairBlock(blocks.StructBlock):
    """Two things that belong together; the pair's own id names the left one."""

    left = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=200,
        label=_("This"),
        help_text=_("Words, or a picture, or both."),
    )
    right = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=200,
        label=_("Belongs to this"),
        help_text=_("Words, or a picture, or both. The learner gets these mixed."),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_(
            "One line why they belong together, for whoever paired it otherwise."
        ),
    )
    left_picture = PictureBlock(
        required=False, collapsed=True, label=_("Picture of this")
    )
    right_picture = PictureBlock(
        required=False, collapsed=True, label=_("Picture of what belongs to it")
    )
    right_id = IdBlock()

    class Meta:
        icon = "link"
        label = _("Pair")
        label_format = "{left} – {right}"
        description = _("Two things that belong together.")


class DecoyBlock(blocks.StructBlock):
    """A thing that belongs to nothing."""

    text = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=200,
        label=_("Belongs to nothing"),
        help_text=_("Words, or a picture, or both."),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))

    class Meta:
        icon = "cross"
        label = _("Decoy")
        label_format = "{text}"
        description = _("A thing that belongs to nothing.")


class PairListBlock(IdListBlock):
    """The pairs of a question; each right half has an id that no other has."""

    def clean(self, value: ListValue) -> ListValue:
        """Return a right half a new id where it has none, or one that came before.

        The form's button "Duplicate" copies the hidden id with the rest.

        Raises:
            ListBlockValidationError: for whatever else is wrong.
        """
        result = super().clean(value)
        seen = {""}
        for pair in result:
            if pair["right_id"] in seen:
                pair["right_id"] = str(uuid.uuid4())
            seen.add(pair["right_id"])
        return result


class MatchQuestionBlock(QuestionBlock):
    """A question with pairs to find."""

    kind_name = "match"

    pairs = PairListBlock(
        PairBlock(),
        min_num=2,
        max_num=8,
        label=_("Pairs"),
        help_text=_("Two at least, each with the two halves side by side."),
    )
    decoys = IdListBlock(
        DecoyBlock(),
        default=[],
        max_num=4,
        label=_("Decoys"),
        help_text=_("Mixed among what belongs to something; none is fine, too."),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, halves with nothing to see or that nobody can tell apart.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        lefts: set[tuple[str, object]] = set()
        rights: set[tuple[str, object]] = set()
        for index, pair in enumerate(result["pairs"]):
            _check_half(errors, lefts, pair, "left", "left_picture", "pairs", index)
            _check_half(errors, rights, pair, "right", "right_picture", "pairs", index)
        for index, decoy in enumerate(result["decoys"]):
            _check_half(errors, rights, decoy, "text", "picture", "decoys", index)
        if not text(result["wrong"]):
            ask_for_feedback(errors, result["pairs"], "pairs")
        errors.raise_if_any()
        return result

    class Meta:
        icon = "link"
        label = _("Match")
        label_format = "{prompt}"
        description = _("Two to eight pairs: each thing has one that belongs to it.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "pairs", "decoys", "right", "wrong"],
            settings=["title", "audio"],
        )


def _check_half(
    errors: BlockErrors,
    seen: set[tuple[str, object]],
    value: blocks.StructValue,
    words: str,
    picture: str,
    *path: str | int,
) -> None:
    """Add what is wrong with the half in the fields ``words`` and ``picture``.

    ``seen`` has what is already on the same side, and gets this one.
    """
    look = (comparable(value[words]), value[picture]["image"])
    if not any(look):
        errors.add(
            *path, words, message=gettext("Write something, or choose a picture.")
        )
    elif look in seen:
        errors.add(
            *(*path, words),
            message=gettext(
                "Another one looks just like this, so nobody can tell which of them "
                "belongs where. Change one of them."
            ),
        )
    seen.add(look)


class HalfPublic(TypedDict):
    """One half of a pair as a player sees it; its text may be empty beside a picture."""

    id: str
    text: Words
    picture: PictureData | None


class MatchPublic(TypedDict):
    """What a player sees of a match."""

    lefts: list[HalfPublic]
    rights: list[HalfPublic]


class PairKey(TypedDict):
    """What the grader knows of a left half: the id of the right one that belongs to it."""

    to: str
    feedback: Words


class MatchKey(TypedDict):
    """What the grader needs for a match; ``pairs`` are by the id of their left half."""

    pairs: dict[str, PairKey]
    rights: list[str]
    right: Words
    wrong: Words


class MatchResponse(TypedDict):
    """An answer in its canonical form."""

    pairs: list[list[str]]


class Match(Kind[MatchPublic, MatchKey, MatchResponse]):
    """Find the pairs. The response is ``{"pairs": [[leftId, rightId]…]}``.

    It is worth the right pairs, of all. Either every left half has its right one or, by
    somebody who did nothing, none has; no right half is used twice, decoys may be used.
    """

    name = "match"
    label = _("Match")
    checkable = True
    answers_all_parts = True
    is_short = True
    quoted_fields = (("decoys", "text"),)
    public_schema = serializer_of(MatchPublic)
    key_schema = serializer_of(MatchKey)

    def block(self) -> MatchQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return MatchQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> MatchPublic:
        """Return the left halves mixed, and the right ones and decoys mixed."""
        pairs = value["pairs"].bound_blocks
        return {
            "lefts": stable_shuffle(
                [
                    {
                        "id": pair.id,
                        "text": text(pair.value["left"]),
                        "picture": picture(pair.value["left_picture"]),
                    }
                    for pair in pairs
                ]
            ),
            "rights": stable_shuffle(
                [
                    {
                        "id": _right_id(pair),
                        "text": text(pair.value["right"]),
                        "picture": picture(pair.value["right_picture"]),
                    }
                    for pair in pairs
                ]
                + [
                    {
                        "id": decoy.id,
                        "text": text(decoy.value["text"]),
                        "picture": picture(decoy.value["picture"]),
                    }
                    for decoy in value["decoys"].bound_blocks
                ]
            ),
        }

    def key(self, value: blocks.StructValue) -> MatchKey:
        """Return what belongs to each left half, with the feedback, in the author's order."""
        pairs: dict[str, PairKey] = {
            pair.id: {
                "to": _right_id(pair),
                "feedback": text(pair.value["feedback"]),
            }
            for pair in value["pairs"].bound_blocks
        }
        return {
            "pairs": pairs,
            "rights": [
                *(pair["to"] for pair in pairs.values()),
                *(decoy.id for decoy in value["decoys"].bound_blocks),
            ],
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: MatchKey, response: object) -> Grade[MatchResponse]:
        """Grade the pairs.

        Raises:
            InvalidResponse: for anything but one known right half, each used once, for
                every left one or for none.
        """
        given: dict[str, str] = {}
        for pair in only_field(response, "pairs", list):
            if not isinstance(pair, list) or len(pair) != 2:
                raise InvalidResponse("Each pair must be a list of two ids.")
            left, right = pair
            if not isinstance(left, str) or left not in key["pairs"]:
                raise InvalidResponse("The response names an id that the item has not.")
            if not isinstance(right, str) or right not in key["rights"]:
                raise InvalidResponse("The response names an id that the item has not.")
            if left in given or right in given.values():
                raise InvalidResponse("The response names an id twice.")
            given[left] = right
        if given and len(given) != len(key["pairs"]):
            raise InvalidResponse("Every part of the item must be answered, or none.")
        strays = [
            pair
            for left, pair in key["pairs"].items()
            if given and given[left] != pair["to"]
        ]
        numerator, denominator = len(given) - len(strays), len(key["pairs"])
        lines = [pair["feedback"] for pair in strays]
        lines += closing(key, numerator, denominator)
        pairs = [[left, given[left]] for left in key["pairs"] if given]
        return make_grade(numerator, denominator, lines, {"pairs": pairs})

    def perfect(self, key: MatchKey) -> MatchResponse:
        """Return the response with every pair as it belongs.

        Raises:
            LookupError: if there is no pair.
        """
        if not key["pairs"]:
            raise LookupError("There is no pair.")
        return {"pairs": [[left, pair["to"]] for left, pair in key["pairs"].items()]}

    def empty(self) -> MatchResponse:
        """Return the response without a pair."""
        return {"pairs": []}

    def alternatives(self, key: MatchKey, answers: Sequence[str]) -> list[Alternatives]:
        """Return the groups by left half and by right half; some right halves are left over."""
        lefts = by_part(answers, 0, is_complete=True)
        return lefts + by_part(answers, 1, is_complete=False)

    def point_sums(self, key: MatchKey) -> list[PointSum]:
        """Return a point for each pair that belongs together."""
        right = [f"{left}>{pair['to']}" for left, pair in key["pairs"].items()]
        return point_each(right, len(key["pairs"]))

    def picks(self, response: MatchResponse) -> list[str]:
        """Return ``leftId>rightId`` for each pair."""
        return [f"{left}>{right}" for left, right in response["pairs"]]


def _right_id(pair: ListValue.ListChild) -> str:
    """Return the id of a pair's right half.

    Content that came past the form may lack it; then it is made from the pair's, such that
    it stays the same and does not show which halves belong together.
    """
    return pair.value["right_id"] or derived_id(pair.id, "right")
