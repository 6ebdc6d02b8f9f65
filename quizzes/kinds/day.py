"""Day builder: give the hours of a day to activities, and see whether the mix is good."""

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
    whole_number,
)
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker

HOURS_OF_A_DAY = 24
# What an activity does for somebody; each has its own drawing and colour.
SORTS = {
    "sleep": _("Sleep"),
    "move": _("Moving and being outside"),
    "people": _("Time with people"),
    "learn": _("Learning and helping"),
    "quiet": _("Rest and quiet"),
    "screen": _("Screens"),
}


def hours_block(default: int, **kwargs: Any) -> blocks.IntegerBlock:
    """Return a block for a number of hours from 0 to 24."""
    return blocks.IntegerBlock(
        default=default, min_value=0, max_value=HOURS_OF_A_DAY, **kwargs
    )


def line_block(**kwargs: Any) -> blocks.TextBlock:
    """Return a block for a line that is said when an activity has few or many hours."""
    return blocks.TextBlock(
        required=False, default="", rows=2, max_length=300, **kwargs
    )


class DayActivityBlock(blocks.StructBlock):
    """One activity that hours can be given to."""

    text = blocks.CharBlock(
        default="",
        max_length=80,
        label=_("Activity"),
        help_text=_("As learners would call it, such as “Football” or “Homework”."),
    )
    sort = blocks.ChoiceBlock(
        choices=list(SORTS.items()),
        default="quiet",
        label=_("What it is for"),
        help_text=_("Gives the activity its drawing and its colour."),
    )
    least = hours_block(
        0,
        label=_("Good from, hours"),
        help_text=_("Fewer hours than this bring up the line for too few."),
    )
    most = hours_block(
        HOURS_OF_A_DAY,
        label=_("Good up to, hours"),
        help_text=_("More hours than this bring up the line for too many."),
    )
    little = line_block(
        label=_("When the hours are few"),
        help_text=_("What the body or a friend would notice; it never blames."),
    )
    much = line_block(
        label=_("When the hours are many"),
        help_text=_("What there is less room for then; it never blames."),
    )

    class Meta:
        icon = "time"
        label = _("Activity")
        label_format = "{text}"
        description = _("Something that hours can be given to.")


class DayQuestionBlock(QuestionBlock):
    """A question that is answered by filling a day."""

    kind_name = "day"

    hours = blocks.IntegerBlock(
        default=HOURS_OF_A_DAY,
        min_value=6,
        max_value=HOURS_OF_A_DAY,
        label=_("Hours to fill"),
        help_text=_("24 for a whole day; fewer for a day after school."),
    )
    activities = IdListBlock(
        DayActivityBlock(),
        min_num=3,
        max_num=8,
        label=_("Activities"),
        help_text=_("Three to eight that make a day, rest and fun among them."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a day that cannot be balanced or that is not answered.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        for index, activity in enumerate(result["activities"]):
            path = ("activities", index)
            if activity["least"] > activity["most"]:
                errors.add(
                    *(*path, "most"),
                    message=gettext("It must not be less than what is good from."),
                )
            if activity["least"] and not text(activity["little"]):
                errors.add(
                    *(*path, "little"),
                    message=gettext("Say what there is to notice with fewer hours."),
                )
            if activity["most"] < result["hours"] and not text(activity["much"]):
                errors.add(
                    *(*path, "much"),
                    message=gettext("Say what there is to notice with more hours."),
                )
        wanted = sum(activity["least"] for activity in result["activities"])
        if wanted > result["hours"]:
            errors.add(
                "activities",
                message=gettext(
                    "Together they want %(wanted)d hours at least, and the day has "
                    "%(hours)d: no day would be balanced."
                )
                % {"wanted": wanted, "hours": result["hours"]},
            )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "calendar"
        label = _("Day builder")
        label_format = "{prompt}"
        description = _("The hours of a day to give to activities; a mix, unscored.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "hours", "activities", "after"],
            settings=["title", "audio"],
        )


class DayActivityPublic(TypedDict):
    """An activity as a player sees it."""

    id: str
    text: Words
    sort: Annotated[str, Options(choices=[*SORTS])]


class DayPublic(TypedDict):
    """What a player sees of a day builder; ``hours`` are there to give away."""

    hours: Annotated[int, Options(min_value=0)]
    activities: list[DayActivityPublic]


class DayActivityKey(TypedDict):
    """From and up to how many hours an activity is good, and what is said outside."""

    least: Annotated[int, Options(min_value=0)]
    most: Annotated[int, Options(min_value=0)]
    little: Words
    much: Words


class DayKey(TypedDict):
    """What the grader needs for a day builder; ``activities`` are by their id."""

    hours: Annotated[int, Options(min_value=0)]
    activities: dict[str, DayActivityKey]
    after: Words


class DayResponse(TypedDict):
    """An answer in its canonical form."""

    hours: dict[str, int]


class Day(Kind[DayPublic, DayKey, DayResponse]):
    """Fill a day. The response is ``{"hours": {activityId: whole number}}``.

    It names every activity, and not more hours than the day has; somebody who did nothing
    names none. It is played and not graded: where an activity has few or many hours, the
    author's line says what there is to notice.
    """

    name = "day"
    label = _("Day builder")
    checkable = False
    on_paper = "board"
    scored = False
    is_personal = True
    answers_all_parts = True
    public_schema = serializer_of(DayPublic)
    key_schema = serializer_of(DayKey)

    def block(self) -> DayQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return DayQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> DayPublic:
        """Return the hours and the activities in the author's order."""
        return {
            "hours": value["hours"] or 0,
            "activities": [
                {
                    "id": activity.id,
                    "text": text(activity.value["text"]),
                    "sort": activity.value["sort"] or "quiet",
                }
                for activity in value["activities"].bound_blocks
            ],
        }

    def key(self, value: blocks.StructValue) -> DayKey:
        """Return when each activity is good, with the lines, in the author's order."""
        return {
            "hours": value["hours"] or 0,
            "activities": {
                activity.id: {
                    "least": activity.value["least"] or 0,
                    "most": activity.value["most"] or 0,
                    "little": text(activity.value["little"]),
                    "much": text(activity.value["much"]),
                }
                for activity in value["activities"].bound_blocks
            },
            "after": text(value["after"]),
        }

    def grade(self, key: DayKey, response: object) -> Grade[DayResponse]:
        """Take the day, and say what there is to notice in it.

        Raises:
            InvalidResponse: for anything but a whole number of hours for every activity,
                not more than the day has together, or no activity at all.
        """
        given = only_field(response, "hours", dict)
        activities = key["activities"]
        if given and given.keys() != activities.keys():
            raise InvalidResponse("Every part of the item must be answered, or none.")
        hours = {id_: whole_number(given[id_]) for id_ in activities if id_ in given}
        if any(number < 0 for number in hours.values()):
            raise InvalidResponse("The response has fewer than no hours.")
        if sum(hours.values()) > key["hours"]:
            raise InvalidResponse("The response has more hours than the day.")
        lines = []
        for id_, number in hours.items():
            if number < activities[id_]["least"]:
                lines.append(activities[id_]["little"])
            elif number > activities[id_]["most"]:
                lines.append(activities[id_]["much"])
        return make_grade(0, 0, [*lines, key["after"]], {"hours": hours})

    def perfect(self, key: DayKey) -> DayResponse:
        """Return a day with each activity's least hours, and the others where they fit.

        Raises:
            LookupError: if there is nothing to give hours to.
        """
        if not key["activities"]:
            raise LookupError("The day has no activity.")
        left, hours = key["hours"], {}
        for id_, activity in key["activities"].items():
            hours[id_] = min(left, activity["least"])
            left -= hours[id_]
        for id_, activity in key["activities"].items():
            more = max(0, min(left, activity["most"] - hours[id_]))
            hours[id_] += more
            left -= more
        return {"hours": hours}

    def empty(self) -> DayResponse:
        """Return the response with no hour given to anything."""
        return {"hours": {}}

    def picks(self, response: DayResponse) -> list[str]:
        """Return ``activityId>hours`` for each activity."""
        return [f"{id_}>{number}" for id_, number in response["hours"].items()]
