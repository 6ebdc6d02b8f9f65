"""Hidden score: choose what looks like fun, then see what each choice was paid with."""

from collections.abc import Sequence
from typing import Annotated, Any, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Options, Words, serializer_of
from quizzes.kinds.base import (
    Grade,
    InvalidResponse,
    Kind,
    make_grade,
    only_field,
)
from quizzes.kinds.counts import Alternatives
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker

# What can be paid with, in the order in which it is shown.
COSTS = ("time", "data", "money", "sleep", "mood")
MOST = 5


def cost_block(label: Any) -> blocks.IntegerBlock:
    """Return a block for how much of something a choice costs, from 0 to 5."""
    return blocks.IntegerBlock(
        default=0,
        min_value=0,
        max_value=MOST,
        label=label,
        help_text=_("From 0, nothing, to 5, very much."),
    )


class HiddenScoreCostsBlock(blocks.StructBlock):
    """What a choice is paid with, each from 0 (nothing) to 5 (very much)."""

    time = cost_block(_("Time"))
    data = cost_block(_("Data about you"))
    money = cost_block(_("Money"))
    sleep = cost_block(_("Sleep"))
    mood = cost_block(_("Good mood"))

    class Meta:
        icon = "no-view"
        label = _("What it costs")
        description = _("What a choice is paid with.")


class HiddenScoreOptionBlock(blocks.StructBlock):
    """One thing to choose in a round."""

    text = blocks.TextBlock(
        default="",
        rows=2,
        max_length=160,
        label=_("Option"),
        help_text=_("What the learner can do now, in a few words."),
    )
    fun = blocks.IntegerBlock(
        default=3,
        min_value=1,
        max_value=MOST,
        label=_("How much fun it looks, 1 to 5"),
        help_text=_("The learner sees this, and nothing of what it costs."),
    )
    costs = HiddenScoreCostsBlock(
        help_text=_("From 0, nothing, to 5, very much; shown after the last round.")
    )
    why = blocks.TextBlock(
        default="",
        rows=2,
        max_length=300,
        label=_("Why it costs that"),
        help_text=_("One line for the reveal: who gains, and how it works on people."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{text}"
        description = _("Something to choose, and its price.")


class HiddenScoreRoundBlock(blocks.StructBlock):
    """One moment with something to choose."""

    text = blocks.TextBlock(
        default="",
        rows=2,
        max_length=300,
        label=_("What happens"),
        help_text=_("Such as “Five o’clock. A new game is out.”"),
    )
    options = IdListBlock(
        HiddenScoreOptionBlock(),
        min_num=2,
        max_num=4,
        label=_("Options"),
        help_text=_("Two to four. Each one must look tempting in its own way."),
    )

    class Meta:
        icon = "rotate"
        label = _("Round")
        label_format = "{text}"
        description = _("A moment with something to choose.")


class HiddenScoreQuestionBlock(QuestionBlock):
    """A few rounds of choices whose price is shown at the end."""

    kind_name = "hidden_score"

    rounds = IdListBlock(
        HiddenScoreRoundBlock(),
        min_num=3,
        max_num=6,
        label=_("Rounds"),
        help_text=_("Three to six, one after the other, such as an evening."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a round in which choosing changes nothing.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        for index, round_ in enumerate(result["rounds"]):
            if len({_total(option["costs"]) for option in round_["options"]}) < 2:
                errors.add(
                    *("rounds", index, "options"),
                    message=gettext(
                        "All options of this round cost the same, so another way "
                        "through changes nothing. Let one cost less."
                    ),
                )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "no-view"
        label = _("Hidden score")
        label_format = "{prompt}"
        description = _(
            "Choices that look like fun, and a reveal of what they cost; unscored."
        )
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "rounds", "after"],
            settings=["title", "audio"],
        )


class HiddenScoreOptionPublic(TypedDict):
    """An option of a round as a player sees it before the reveal."""

    id: str
    text: Words
    fun: Annotated[int, Options(min_value=1)]


class HiddenScoreRoundPublic(TypedDict):
    """A round as a player sees it."""

    id: str
    text: Words
    options: list[HiddenScoreOptionPublic]


class HiddenScorePublic(TypedDict):
    """What a player sees of a hidden score before the reveal."""

    rounds: list[HiddenScoreRoundPublic]


class HiddenScoreCosts(TypedDict):
    """What an option is paid with, each from 0 to 5."""

    time: Annotated[int, Options(min_value=0)]
    data: Annotated[int, Options(min_value=0)]
    money: Annotated[int, Options(min_value=0)]
    sleep: Annotated[int, Options(min_value=0)]
    mood: Annotated[int, Options(min_value=0)]


class HiddenScoreOptionKey(TypedDict):
    """What the reveal shows of an option."""

    costs: HiddenScoreCosts
    why: Words


class HiddenScoreKey(TypedDict):
    """What the reveal needs; options by their id, within rounds by theirs."""

    rounds: dict[str, dict[str, HiddenScoreOptionKey]]
    after: Words


class HiddenScoreResponse(TypedDict):
    """An answer in its canonical form."""

    choices: list[str]


class HiddenScore(Kind[HiddenScorePublic, HiddenScoreKey, HiddenScoreResponse]):
    """Choose in every round. The response is ``{"choices": [optionId…]}``, one a round.

    Somebody who did nothing has chosen none. It is played and not graded: the reveal
    shows what was paid, and another way through shows another sum.
    """

    name = "hidden_score"
    label = _("Hidden score")
    checkable = False
    on_paper = "board"
    scored = False
    is_personal = True
    read_one_by_one = ("rounds",)
    answers_all_parts = True
    public_schema = serializer_of(HiddenScorePublic)
    key_schema = serializer_of(HiddenScoreKey)

    def block(self) -> HiddenScoreQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return HiddenScoreQuestionBlock()

    def public(
        self, value: blocks.StructValue, picture: PictureMaker
    ) -> HiddenScorePublic:
        """Return the rounds and their options, without what they cost."""
        return {
            "rounds": [
                {
                    "id": round_.id,
                    "text": text(round_.value["text"]),
                    "options": [
                        {
                            "id": option.id,
                            "text": text(option.value["text"]),
                            "fun": max(1, option.value["fun"] or 1),
                        }
                        for option in round_.value["options"].bound_blocks
                    ],
                }
                for round_ in value["rounds"].bound_blocks
            ]
        }

    def key(self, value: blocks.StructValue) -> HiddenScoreKey:
        """Return what each option costs and why, in the author's order."""
        return {
            "rounds": {
                round_.id: {
                    option.id: {
                        "costs": _costs(option.value["costs"]),
                        "why": text(option.value["why"]),
                    }
                    for option in round_.value["options"].bound_blocks
                }
                for round_ in value["rounds"].bound_blocks
            },
            "after": text(value["after"]),
        }

    def grade(
        self, key: HiddenScoreKey, response: object
    ) -> Grade[HiddenScoreResponse]:
        """Take what was chosen in each round.

        Raises:
            InvalidResponse: for anything but an option of each round, in the order of
                the rounds, or none at all.
        """
        choices = only_field(response, "choices", list)
        rounds = key["rounds"].values()
        if choices and len(choices) != len(rounds):
            raise InvalidResponse("Every round must be answered, or none.")
        for choice, options in zip(choices, rounds, strict=False):
            if not isinstance(choice, str) or choice not in options:
                raise InvalidResponse(
                    "The response names an id that the round has not."
                )
        return make_grade(0, 0, [key["after"]], {"choices": [*choices]})

    def perfect(self, key: HiddenScoreKey) -> HiddenScoreResponse:
        """Return the response with the first option of each round; none is wrong.

        Raises:
            LookupError: if there is a round without options, or no round.
        """
        rounds = key["rounds"].values()
        if not rounds or not all(rounds):
            raise LookupError("There is nothing to choose.")
        return {"choices": [next(iter(options)) for options in rounds]}

    def empty(self) -> HiddenScoreResponse:
        """Return the response of who has not chosen in any round."""
        return {"choices": []}

    def alternatives(
        self, key: HiddenScoreKey, answers: Sequence[str]
    ) -> list[Alternatives]:
        """Return the options of each round."""
        groups = [
            [answer for answer in answers if answer in options]
            for options in key.get("rounds", {}).values()
        ]
        return [Alternatives(group, is_complete=True) for group in groups if group]

    def picks(self, response: HiddenScoreResponse) -> list[str]:
        """Return the ids of the chosen options."""
        return list(response["choices"])


def _costs(value: blocks.StructValue) -> HiddenScoreCosts:
    """Return what an option is paid with; what a draft has not said yet costs nothing."""
    return {
        "time": max(0, value["time"] or 0),
        "data": max(0, value["data"] or 0),
        "money": max(0, value["money"] or 0),
        "sleep": max(0, value["sleep"] or 0),
        "mood": max(0, value["mood"] or 0),
    }


def _total(costs: blocks.StructValue) -> int:
    """Add up what an option costs."""
    return sum(costs[cost] for cost in COSTS)
