"""Slider: say how much, on a line between two words. There is no wrong place on it."""

from typing import Annotated, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import text
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
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker

# More places than this on a phone's width cannot be told apart.
MOST_STEPS = 100


class SliderQuestionBlock(QuestionBlock):
    """A question that is answered by a place on a line."""

    kind_name = "slider"

    low = blocks.CharBlock(
        default="",
        max_length=60,
        label=_("Words at the low end"),
        help_text=_("Such as “Not sure yet”; no end is better than the other."),
    )
    high = blocks.CharBlock(
        default="",
        max_length=60,
        label=_("Words at the high end"),
        help_text=_("Such as “Very sure”."),
    )
    least = blocks.IntegerBlock(
        default=0,
        min_value=-1000,
        max_value=1000,
        label=_("Lowest number"),
        help_text=_("What the low end stands for, often 0."),
    )
    most = blocks.IntegerBlock(
        default=10,
        min_value=-1000,
        max_value=1000,
        label=_("Highest number"),
        help_text=_("What the high end stands for. For young children, 4 is enough."),
    )
    step = blocks.IntegerBlock(
        default=1,
        min_value=1,
        max_value=1000,
        label=_("Step"),
        help_text=_("How far one place is from the next; usually 1."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a line without places and an answer left without a word.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        length, step = result["most"] - result["least"], result["step"]
        if length <= 0:
            errors.add(
                "most", message=gettext("It must be more than the lowest number.")
            )
        elif length % step:
            errors.add(
                "step",
                message=gettext(
                    "Steps of %(step)d do not reach the highest number. Take a step "
                    "that %(length)d can be divided by."
                )
                % {"step": step, "length": length},
            )
        elif length // step > MOST_STEPS:
            errors.add(
                "step",
                message=gettext(
                    "That makes %(count)d places; a finger can tell %(most)d apart at "
                    "the most. Take a bigger step."
                )
                % {"count": length // step, "most": MOST_STEPS},
            )
        if not text(result["after"]):
            errors.add(
                "after",
                message=gettext(
                    "Answer with a kind word that fits wherever the learner is, the "
                    "low end too."
                ),
            )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "sliders"
        label = _("Slider")
        label_format = "{prompt}"
        description = _("How much, how sure, how likely: a place on a line, unscored.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "low", "high", "after"],
            settings=["title", "audio", "least", "most", "step"],
        )


class SliderPublic(TypedDict):
    """What a player sees of a slider."""

    low: Words
    high: Words
    least: int
    most: int
    step: Annotated[int, Options(min_value=1)]


class SliderKey(TypedDict):
    """What the grader needs for a slider: its places, and the word to end with."""

    least: int
    most: int
    step: Annotated[int, Options(min_value=1)]
    after: Words


class SliderResponse(TypedDict):
    """An answer in its canonical form."""

    value: int | None


class Slider(Kind[SliderPublic, SliderKey, SliderResponse]):
    """A place on a line. The response is ``{"value": number}``, or null for none.

    It is played and not graded; where somebody is on the line tells something of them.
    """

    name = "slider"
    label = _("Slider")
    checkable = False
    scored = False
    is_personal = True
    public_schema = serializer_of(SliderPublic)
    key_schema = serializer_of(SliderKey)

    def block(self) -> SliderQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return SliderQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> SliderPublic:
        """Return the words of the ends and the numbers between them."""
        return {
            "low": text(value["low"]),
            "high": text(value["high"]),
            "least": _least(value),
            "most": _most(value),
            "step": _step(value),
        }

    def key(self, value: blocks.StructValue) -> SliderKey:
        """Return the numbers, and the closing line."""
        return {
            "least": _least(value),
            "most": _most(value),
            "step": _step(value),
            "after": text(value["after"]),
        }

    def grade(self, key: SliderKey, response: object) -> Grade[SliderResponse]:
        """Take the place on the line.

        Raises:
            InvalidResponse: for anything but null or the number of a place.
        """
        given = only_field(response, "value", object)
        place = None if given is None else whole_number(given)
        if place is not None and place not in _places(key):
            raise InvalidResponse("The number is none of the slider.")
        return make_grade(0, 0, [key["after"]], {"value": place})

    def perfect(self, key: SliderKey) -> SliderResponse:
        """Return the response at the low end, which is as good as any.

        Raises:
            LookupError: if there is no place on the line.
        """
        if not _places(key):
            raise LookupError("The slider has no place.")
        return {"value": key["least"]}

    def empty(self) -> SliderResponse:
        """Return the response of who has not touched the slider."""
        return {"value": None}

    def names_one(self, key: SliderKey) -> bool:
        """Return True: a response names one place on the scale."""
        return True

    def picks(self, response: SliderResponse) -> list[str]:
        """Return the number as a string, or nothing."""
        return [] if response["value"] is None else [str(response["value"])]


def _least(value: blocks.StructValue) -> int:
    return value["least"] or 0


def _most(value: blocks.StructValue) -> int:
    return value["most"] or 0


def _step(value: blocks.StructValue) -> int:
    return max(1, value["step"] or 1)


def _places(key: SliderKey) -> range:
    """Return the numbers that are places on the line."""
    return range(key["least"], key["most"] + 1, key["step"])
