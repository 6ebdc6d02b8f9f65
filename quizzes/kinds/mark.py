"""Mark: find the words of a text that warn."""

import re
from itertools import pairwise
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import Grade, Kind
from quizzes.kinds.counts import PointSum, hits_less_misses
from quizzes.kinds.question import QuestionBlock, right_block, wrong_block
from quizzes.kinds.spotting import FINE, PLAIN, check_spots, grade_spots, picked_spots
from quizzes.pictures import PictureMaker

SIGN = "sign"

# Between a piece that ends so, or one that begins so, and its neighbour is no space.
OPENING = re.compile(r"[(\[{«“‘]\Z")
CLOSING = re.compile(r"[.,;:!?…)\]}»”’%،؛؟]")


class MarkPartBlock(blocks.StructBlock):
    """A piece of the text."""

    text = blocks.TextBlock(
        default="",
        max_length=600,
        label=_("Words"),
        help_text=_(
            "A few words or a sentence; the pieces follow each other as one text."
        ),
    )
    role = blocks.ChoiceBlock(
        choices=[
            (PLAIN, _("Plain text")),
            (SIGN, _("A warning sign: should be marked")),
            (FINE, _("Harmless: can be marked, but should not")),
        ],
        default=PLAIN,
        label=_("What it is"),
        help_text=_("Plain text cannot be marked; the other two can."),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_(
            "One line for whoever marked it: what it warns of, or why it is harmless."
        ),
    )

    class Meta:
        icon = "openquote"
        label = _("Piece of the text")
        label_format = "{text}"
        description = _("A piece of the text, to mark or only to read.")


class MarkQuestionBlock(QuestionBlock):
    """A text in which the words that warn are to be marked."""

    kind_name = "mark"

    parts = IdListBlock(
        MarkPartBlock(),
        min_num=2,
        max_num=40,
        label=_("Text, in pieces"),
        help_text=_(
            "The pieces become one text; the spaces between them come by themselves. A "
            "line that ends inside a piece stays so."
        ),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a text that cannot be marked fairly.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        check_spots(errors, result["parts"], "role", SIGN)
        errors.raise_if_any()
        return result

    class Meta:
        icon = "openquote"
        label = _("Mark the words")
        label_format = "{prompt}"
        description = _("A text in which the learner marks the words that warn.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "parts", "right", "wrong"],
            settings=["title", "audio"],
        )


class MarkPartPublic(TypedDict):
    """A piece as a player sees it; its text ends with the space that follows it."""

    id: str
    text: Words
    markable: bool


class MarkPublic(TypedDict):
    """What a player sees of a text to mark: its pieces, in reading order."""

    parts: list[MarkPartPublic]


class MarkPartKey(TypedDict):
    """What the grader knows of a piece that can be marked."""

    sign: bool
    feedback: Words


class MarkKey(TypedDict):
    """What the grader needs for a text; ``parts`` are the markable ones, by their id."""

    parts: dict[str, MarkPartKey]
    right: Words
    wrong: Words


class MarkResponse(TypedDict):
    """An answer in its canonical form."""

    marks: list[str]


class Mark(Kind[MarkPublic, MarkKey, MarkResponse]):
    """Mark the words that warn. The response is ``{"marks": [partId…]}``.

    It is worth the signs that are marked less the harmless pieces that are, not below 0,
    of all signs.
    """

    name = "mark"
    label = _("Mark the words")
    checkable = True
    is_short = True
    quoted_fields = (("parts", "text"),)
    public_schema = serializer_of(MarkPublic)
    key_schema = serializer_of(MarkKey)

    def block(self) -> MarkQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return MarkQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> MarkPublic:
        """Return the pieces in reading order, and which of them can be marked."""
        parts = value["parts"].bound_blocks
        return {
            "parts": [
                {
                    "id": part.id,
                    "text": words,
                    "markable": _is_markable(part.value),
                }
                for part, words in zip(
                    parts,
                    _spaced([text(part.value["text"]) for part in parts]),
                    strict=True,
                )
            ]
        }

    def key(self, value: blocks.StructValue) -> MarkKey:
        """Return which pieces warn, with the feedback, in reading order."""
        return {
            "parts": {
                part.id: {
                    "sign": part.value["role"] == SIGN,
                    "feedback": text(part.value["feedback"]),
                }
                for part in value["parts"].bound_blocks
                if _is_markable(part.value)
            },
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: MarkKey, response: object) -> Grade[MarkResponse]:
        """Grade the marked pieces.

        Raises:
            InvalidResponse: for anything but a list of distinct ids of markable pieces.
        """
        parts = key["parts"]
        marks = picked_spots(response, "marks", parts)
        return grade_spots(key, marks, parts, _signs(key), {"marks": marks})

    def perfect(self, key: MarkKey) -> MarkResponse:
        """Return the response that marks what warns and nothing else.

        Raises:
            LookupError: if nothing warns.
        """
        if not (signs := _signs(key)):
            raise LookupError("Nothing is to be found.")
        return {"marks": signs}

    def empty(self) -> MarkResponse:
        """Return the response without any mark."""
        return {"marks": []}

    def point_sums(self, key: MarkKey) -> list[PointSum]:
        """Return the signs that were marked less the harmless pieces."""
        signs = _signs(key)
        return hits_less_misses(
            signs, [id_ for id_ in key["parts"] if id_ not in signs]
        )

    def picks(self, response: MarkResponse) -> list[str]:
        """Return the ids of the marked pieces."""
        return list(response["marks"])


def _signs(key: MarkKey) -> list[str]:
    return [id_ for id_, part in key["parts"].items() if part["sign"]]


def _is_markable(part: blocks.StructValue) -> bool:
    return part["role"] in (SIGN, FINE)


def _spaced(pieces: list[str]) -> list[str]:
    """Return the pieces, each with the space that parts it from the next one."""
    spaces = [
        "" if OPENING.search(one) or CLOSING.match(two) else " "
        for one, two in pairwise(pieces)
    ]
    return [piece + space for piece, space in zip(pieces, [*spaces, ""], strict=False)]
