"""Choice: tick one option, or all that fit."""

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
    closing,
    distinct_ids,
    make_grade,
    only_field,
)
from quizzes.kinds.counts import PointSum, hits_less_misses, point_each
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import QuestionBlock, right_block, wrong_block
from quizzes.pictures import PictureData, PictureMaker

LIST, PICTURES = "list", "pictures"


class OptionBlock(blocks.StructBlock):
    """One option of a choice."""

    text = blocks.TextBlock(
        default="",
        max_length=300,
        label=_("Option"),
        help_text=_(
            "Keep options about equally long, or the long one gives itself away."
        ),
    )
    correct = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("This one is right"),
        help_text=_("Learners never see this mark before they have answered."),
    )
    feedback = blocks.TextBlock(
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_("One line why, for whoever chose it; it never blames."),
    )
    picture = PictureBlock(
        required=False,
        collapsed=True,
        label=_("Picture"),
        help_text=_("The layout “Pictures” needs one for each option."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{text}"
        description = _("One answer to tick, and why.")


class ChoiceQuestionBlock(QuestionBlock):
    """A question with options to tick."""

    kind_name = "choice"

    multiple = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Several may be ticked"),
        help_text=_("Each right tick counts; each wrong one takes a right one back."),
    )
    options = IdListBlock(
        OptionBlock(),
        min_num=2,
        max_num=8,
        label=_("Options"),
        help_text=_("Two at least. Mark what is right, and say why for each."),
    )
    right = right_block()
    wrong = wrong_block()
    layout = blocks.ChoiceBlock(
        choices=[(LIST, _("List")), (PICTURES, _("Pictures"))],
        default=LIST,
        label=_("Layout"),
        help_text=_("Words below each other, or pictures side by side."),
    )
    shuffle = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Mix the options"),
        help_text=_("Switch it off where their order means something, as on a scale."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a question that cannot be answered fairly.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        right = sum(option["correct"] for option in result["options"])
        if not right:
            errors.add("options", message=gettext("Mark the option that is right."))
        elif result["multiple"]:
            if right == len(result["options"]):
                errors.add(
                    "options",
                    message=gettext(
                        "Every option is marked as right, so whoever ticks everything "
                        "scores. Add one that is not."
                    ),
                )
        elif right > 1:
            errors.add(
                "options",
                message=gettext(
                    "%(count)d options are marked as right. Leave one, or allow that "
                    "several are ticked."
                )
                % {"count": right},
            )
        if result["layout"] == PICTURES:
            for index, option in enumerate(result["options"]):
                if not option["picture"]["image"]:
                    errors.add(
                        *("options", index, "picture", "image"),
                        message=gettext("The layout “Pictures” needs a picture here."),
                    )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "tick-inverse"
        label = _("Choice")
        label_format = "{prompt}"
        description = _("A question with options: tick one, or all that fit.")
        form_layout = blocks.BlockGroup(
            children=[
                "prompt",
                "picture",
                "multiple",
                "options",
                "right",
                "wrong",
            ],
            settings=["title", "audio", "layout", "shuffle"],
        )


class OptionPublic(TypedDict):
    """An option as a player sees it."""

    id: str
    text: Words
    picture: PictureData | None


class ChoicePublic(TypedDict):
    """What a player sees of a choice."""

    multiple: bool
    layout: Annotated[str, Options(choices=[LIST, PICTURES])]
    options: list[OptionPublic]


class OptionKey(TypedDict):
    """What the grader knows of an option."""

    correct: bool
    feedback: Words


class ChoiceKey(TypedDict):
    """What the grader needs for a choice; ``options`` are by their id."""

    multiple: bool
    options: dict[str, OptionKey]
    right: Words
    wrong: Words


class ChoiceResponse(TypedDict):
    """An answer in its canonical form."""

    choices: list[str]


class Choice(Kind[ChoicePublic, ChoiceKey, ChoiceResponse]):
    """Single and multiple choice. The response is ``{"choices": [optionId…]}``.

    A single choice is worth 1 or 0 of 1. A multiple choice is worth the right ticks less
    the wrong ones, not below 0, of the number of right options: QTI's ``map_response``
    with a lower bound.
    """

    name = "choice"
    label = _("Choice")
    checkable = True
    is_short = True
    is_votable = True
    explains_each = True
    public_schema = serializer_of(ChoicePublic)
    key_schema = serializer_of(ChoiceKey)

    def block(self) -> ChoiceQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return ChoiceQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> ChoicePublic:
        """Return the options, mixed unless their order means something."""
        options: list[OptionPublic] = [
            {
                "id": option.id,
                "text": text(option.value["text"]),
                "picture": picture(option.value["picture"]),
            }
            for option in value["options"].bound_blocks
        ]
        return {
            "multiple": bool(value["multiple"]),
            "layout": value["layout"] or LIST,
            "options": stable_shuffle(options) if value["shuffle"] else options,
        }

    def key(self, value: blocks.StructValue) -> ChoiceKey:
        """Return which options are right, with the feedback, in the author's order."""
        return {
            "multiple": bool(value["multiple"]),
            "options": {
                option.id: {
                    "correct": bool(option.value["correct"]),
                    "feedback": text(option.value["feedback"]),
                }
                for option in value["options"].bound_blocks
            },
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: ChoiceKey, response: object) -> Grade[ChoiceResponse]:
        """Grade the ticked options.

        Raises:
            InvalidResponse: for anything but a list of distinct ids of options, and for
                more than one where one may be ticked.
        """
        options = key["options"]
        ticked = distinct_ids(only_field(response, "choices", list), options)
        if not key["multiple"] and len(ticked) > 1:
            raise InvalidResponse("Only one option may be chosen.")
        chosen = [id_ for id_ in options if id_ in ticked]
        right = sum(options[id_]["correct"] for id_ in chosen)
        if key["multiple"]:
            numerator = max(0, 2 * right - len(chosen))
            denominator = sum(option["correct"] for option in options.values())
        else:
            numerator, denominator = right, 1
        lines = [options[id_]["feedback"] for id_ in chosen]
        lines += closing(key, numerator, denominator)
        return make_grade(numerator, denominator, lines, {"choices": chosen})

    def perfect(self, key: ChoiceKey) -> ChoiceResponse:
        """Return the response that ticks what is right and nothing else.

        Raises:
            LookupError: if nothing is marked as right.
        """
        right = [id_ for id_, option in key["options"].items() if option["correct"]]
        if not right:
            raise LookupError("No option is right.")
        return {"choices": right if key["multiple"] else right[:1]}

    def empty(self) -> ChoiceResponse:
        """Return the response without any tick."""
        return {"choices": []}

    def names_one(self, key: ChoiceKey) -> bool:
        """Return whether one option may be ticked."""
        return not key["multiple"]

    def offered(self, key: ChoiceKey) -> list[str]:
        """Return the ids of the options, where one may be ticked."""
        return [] if key["multiple"] else list(key["options"])

    def right_option(self, key: ChoiceKey) -> str | None:
        """Return the one right option, where one may be ticked."""
        if key["multiple"]:
            return None
        right = [id_ for id_, option in key["options"].items() if option["correct"]]
        return right[0] if len(right) == 1 else None

    def chance(self, key: ChoiceKey) -> list[tuple[int, int]]:
        """Return that one option of all is right, where one may be ticked."""
        return [] if key["multiple"] else [(1, len(key["options"]))]

    def is_quoted(self, names: tuple[str, ...], entry: blocks.StructValue) -> bool:
        """Return whether words are those of a wrong option."""
        return names == ("options", "text") and not entry["correct"]

    def texts_by_rightness(
        self, value: blocks.StructValue
    ) -> tuple[list[str], list[str]]:
        """Return the words of the options."""
        texts: tuple[list[str], list[str]] = [], []
        for option in value["options"].bound_blocks:
            texts[not option.value["correct"]].append(text(option.value["text"]))
        return texts

    def point_sums(self, key: ChoiceKey) -> list[PointSum]:
        """Return a point for a right option; for several, the right less the wrong ones."""
        options = key["options"].items()
        right = [id_ for id_, option in options if option["correct"]]
        if not key["multiple"]:
            return point_each(right, 1)
        return hits_less_misses(
            right, [id_ for id_, _option in options if id_ not in right]
        )

    def picks(self, response: ChoiceResponse) -> list[str]:
        """Return the ids of the ticked options."""
        return list(response["choices"])
