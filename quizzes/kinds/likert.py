"""Likert: say how you feel, how sure you are or how likely; no option is wrong."""

from typing import Annotated, TypedDict

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
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker

FACES = {
    "1": _("Not good at all"),
    "2": _("Not so good"),
    "3": _("In between"),
    "4": _("Good"),
    "5": _("Very good"),
}
# Whoever chooses one of these must be answered, and shown a way to help.
LOW_FACES = ("1", "2")


class LikertOptionBlock(blocks.StructBlock):
    """One option of a scale."""

    text = blocks.CharBlock(
        default="",
        max_length=80,
        label=_("Option"),
        help_text=_("A word or two, such as “Not at all” or “Very much”."),
    )
    face = blocks.ChoiceBlock(
        choices=[("", _("No face")), *FACES.items()],
        required=False,
        default="",
        label=_("Face"),
        help_text=_("Drawn above the words; give every option one, or none."),
    )
    reply = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Reply"),
        help_text=_(
            "A kind line for whoever chose it. Where somebody is not well, name a way "
            "to help: somebody to tell."
        ),
    )

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{text}"
        description = _("One step of the scale; none is wrong.")


class LikertQuestionBlock(QuestionBlock):
    """A question with a scale of options, none of them right."""

    kind_name = "likert"

    options = IdListBlock(
        LikertOptionBlock(),
        min_num=2,
        max_num=7,
        label=_("Options"),
        help_text=_("From one end of the scale to the other, in steps that feel even."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, mixed faces and a hard answer left without a word.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        faces = [option["face"] for option in result["options"]]
        for index, option in enumerate(result["options"]):
            face = option["face"]
            if not face and any(faces):
                errors.add(
                    *("options", index, "face"),
                    message=gettext("Choose a face here, too, or for no option."),
                )
            elif face and face in faces[:index]:
                errors.add(
                    *("options", index, "face"),
                    message=gettext("Another option has this face already."),
                )
            if text(option["reply"]):
                continue
            if face in LOW_FACES:
                errors.add(
                    *("options", index, "reply"),
                    message=gettext(
                        "Whoever feels like this needs an answer: a kind word, and "
                        "whom to tell."
                    ),
                )
            elif not text(result["after"]):
                errors.add(
                    *("options", index, "reply"),
                    message=gettext(
                        "Answer with a kind word here, or with one for all below."
                    ),
                )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "user"
        label = _("Scale with faces")
        label_format = "{prompt}"
        description = _("How somebody feels, or how sure they are: a scale, unscored.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "options", "after"],
            settings=["title", "audio"],
        )


class LikertOptionPublic(TypedDict):
    """An option of a scale as a player sees it; ``face`` is "" where it has none."""

    id: str
    text: Words
    face: Annotated[str, Options(choices=[*FACES], allow_blank=True)]


class LikertPublic(TypedDict):
    """What a player sees of a scale."""

    options: list[LikertOptionPublic]


class LikertOptionKey(TypedDict):
    """What is said to whoever chooses an option of a scale."""

    reply: Words


class LikertKey(TypedDict):
    """What the grader needs for a scale; ``options`` are by their id."""

    options: dict[str, LikertOptionKey]
    after: Words


class LikertResponse(TypedDict):
    """An answer in its canonical form."""

    choice: str | None


class Likert(Kind[LikertPublic, LikertKey, LikertResponse]):
    """A scale of options. The response is ``{"choice": optionId}``, or null for none.

    It is played and not graded; what somebody chooses tells something of them.
    """

    name = "likert"
    label = _("Scale with faces")
    checkable = False
    scored = False
    is_personal = True
    public_schema = serializer_of(LikertPublic)
    key_schema = serializer_of(LikertKey)

    def block(self) -> LikertQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return LikertQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> LikertPublic:
        """Return the options in the author's order, which is that of the scale."""
        return {
            "options": [
                {
                    "id": option.id,
                    "text": text(option.value["text"]),
                    "face": text(option.value["face"]),
                }
                for option in value["options"].bound_blocks
            ]
        }

    def key(self, value: blocks.StructValue) -> LikertKey:
        """Return the reply to each option, and the closing line."""
        return {
            "options": {
                option.id: {"reply": text(option.value["reply"])}
                for option in value["options"].bound_blocks
            },
            "after": text(value["after"]),
        }

    def grade(self, key: LikertKey, response: object) -> Grade[LikertResponse]:
        """Take the chosen option, and reply to it.

        Raises:
            InvalidResponse: for anything but null or the id of an option.
        """
        chosen = only_field(response, "choice", object)
        lines = [key["after"]]
        if chosen is not None:
            if not isinstance(chosen, str) or chosen not in key["options"]:
                raise InvalidResponse("The response names an id that the item has not.")
            lines.insert(0, key["options"][chosen]["reply"])
        return make_grade(0, 0, lines, {"choice": chosen})

    def perfect(self, key: LikertKey) -> LikertResponse:
        """Return the response with the first option, which is as good as any.

        Raises:
            LookupError: if there is no option.
        """
        for option in key["options"]:
            return {"choice": option}
        raise LookupError("The scale has no option.")

    def empty(self) -> LikertResponse:
        """Return the response with nothing chosen."""
        return {"choice": None}

    def names_one(self, key: LikertKey) -> bool:
        """Return True: a response names one place on the scale."""
        return True

    def offered(self, key: LikertKey) -> list[str]:
        """Return the ids of the options."""
        return list(key["options"])

    def picks(self, response: LikertResponse) -> list[str]:
        """Return the id of the chosen option, or nothing."""
        return [] if response["choice"] is None else [response["choice"]]
