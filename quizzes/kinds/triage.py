"""Triage: an inbox of messages, each to keep, to report or to ask somebody about."""

from types import MappingProxyType
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Words, serializer_of
from quizzes.kinds.base import Grade, Kind, grade_parts, whole_mapping
from quizzes.kinds.counts import PointSum, point_each
from quizzes.kinds.ids import stable_shuffle
from quizzes.kinds.question import QuestionBlock, right_block, wrong_block
from quizzes.pictures import PictureData, PictureMaker

KEEP, REPORT, ASK = ACTIONS = ("keep", "report", "ask")


class TriageMessageBlock(blocks.StructBlock):
    """One message of the inbox, with what to do about it."""

    sender = blocks.CharBlock(
        default="",
        max_length=80,
        label=_("From"),
        help_text=_("Who seems to have written it, as the inbox shows it."),
    )
    subject = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Subject"),
        help_text=_("The line above the message, or nothing."),
    )
    text = blocks.TextBlock(
        default="",
        max_length=600,
        label=_("Message"),
        help_text=_("Short, as people really write. No real names, numbers or links."),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))
    action = blocks.ChoiceBlock(
        choices=[
            (KEEP, _("Keep it")),
            (REPORT, _("Report it")),
            (ASK, _("Ask someone")),
        ],
        label=_("What to do"),
        help_text=_("What somebody who knows would do first."),
    )
    also_ask = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Asking is right, too"),
        help_text=_("Where it is wise to ask an adult before deciding."),
    )
    genuine = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("It is genuine"),
        help_text=_("Whoever reports it is told that it was a false alarm."),
    )
    feedback = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Feedback"),
        help_text=_("One line why, for whoever decided otherwise; it never blames."),
    )

    class Meta:
        icon = "mail"
        label = _("Message")
        label_format = "{sender}: {subject}"
        description = _("One message of the inbox, and what to do with it.")


class TriageQuestionBlock(QuestionBlock):
    """A question with messages to decide about."""

    kind_name = "triage"

    messages = IdListBlock(
        TriageMessageBlock(),
        min_num=3,
        max_num=8,
        label=_("Messages"),
        help_text=_(
            "Three at least, genuine ones among them; the learner gets them mixed."
        ),
    )
    alarm = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("When a genuine message was reported"),
        help_text=_(
            "One line about the false alarm, before the line that ends it all."
        ),
    )
    right = right_block()
    wrong = wrong_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, an inbox that suspicion or one button alone can solve.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        _check_mixture(result["messages"], errors)
        for index, message in enumerate(result["messages"]):
            if message["genuine"] and message["action"] == REPORT:
                errors.add(
                    *("messages", index, "action"),
                    message=gettext("A genuine message is nothing to report."),
                )
            if not text(message["feedback"]) and not text(result["wrong"]):
                errors.add(
                    *("messages", index, "feedback"),
                    message=gettext(
                        "Say why, or say below what to tell whoever got something wrong."
                    ),
                )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "mail"
        label = _("Inbox")
        label_format = "{prompt}"
        description = _("Messages to keep, report or ask about; some are genuine.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "messages", "alarm", "right", "wrong"],
            settings=["title", "audio"],
        )


def _check_mixture(messages: list[blocks.StructValue], errors: BlockErrors) -> None:
    """Add what is missing from the inbox as a whole."""
    if not any(message["genuine"] for message in messages):
        errors.add(
            "messages",
            message=gettext(
                "Mark a message that is genuine: who only learns to suspect reports "
                "everything."
            ),
        )
    if not any(message["action"] == REPORT for message in messages):
        errors.add("messages", message=gettext("Add a message to report."))
    for action in ACTIONS:
        if all(action in right_actions(message) for message in messages):
            errors.add(
                "messages",
                message=gettext(
                    "Whoever does the same with every message scores. Add one that "
                    "asks for something else."
                ),
            )


def right_actions(message: blocks.StructValue) -> list[str]:
    """Return what is right to do with a stored message; nothing while that is not said."""
    actions = [message["action"]] if message["action"] else []
    if message["also_ask"] and ASK not in actions:
        actions.append(ASK)
    return actions


class TriageMessagePublic(TypedDict):
    """A message as a player sees it."""

    id: str
    sender: Words
    subject: Words
    text: Words
    picture: PictureData | None


class TriagePublic(TypedDict):
    """What a player sees of an inbox."""

    messages: list[TriageMessagePublic]


class TriageMessageKey(TypedDict):
    """What the grader knows of a message: what is right to do with it."""

    actions: list[str]
    genuine: bool
    feedback: Words


class TriageKey(TypedDict):
    """What the grader needs for an inbox; ``messages`` are by their id."""

    messages: dict[str, TriageMessageKey]
    alarm: Words
    right: Words
    wrong: Words


class TriageResponse(TypedDict):
    """An answer in its canonical form."""

    actions: dict[str, str]


class Triage(Kind[TriagePublic, TriageKey, TriageResponse]):
    """Decide about messages. The response is ``{"actions": {messageId: action}}``.

    An action is "keep", "report" or "ask". It is worth the messages with a right action,
    of all; either all are decided or, by somebody who did nothing, none. A genuine message
    that was reported is a false alarm and is said to be one.
    """

    name = "triage"
    label = _("Inbox")
    checkable = True
    read_one_by_one = ("messages",)
    answers_all_parts = True
    quoted_fields = (
        ("messages", "sender"),
        ("messages", "subject"),
        ("messages", "text"),
    )
    answer_words = MappingProxyType(
        {KEEP: _("Keep it"), REPORT: _("Report it"), ASK: _("Ask someone")}
    )
    public_schema = serializer_of(TriagePublic)
    key_schema = serializer_of(TriageKey)

    def block(self) -> TriageQuestionBlock:
        """Return a new block with which an editor writes the question."""
        return TriageQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> TriagePublic:
        """Return the messages, mixed."""
        return {
            "messages": stable_shuffle(
                [
                    {
                        "id": message.id,
                        "sender": text(message.value["sender"]),
                        "subject": text(message.value["subject"]),
                        "text": text(message.value["text"]),
                        "picture": picture(message.value["picture"]),
                    }
                    for message in value["messages"].bound_blocks
                ]
            )
        }

    def key(self, value: blocks.StructValue) -> TriageKey:
        """Return what is right to do with each message, in the author's order."""
        return {
            "messages": {
                message.id: {
                    "actions": right_actions(message.value),
                    "genuine": bool(message.value["genuine"]),
                    "feedback": text(message.value["feedback"]),
                }
                for message in value["messages"].bound_blocks
            },
            "alarm": text(value["alarm"]),
            "right": text(value["right"]),
            "wrong": text(value["wrong"]),
        }

    def grade(self, key: TriageKey, response: object) -> Grade[TriageResponse]:
        """Grade what was done with the messages.

        Raises:
            InvalidResponse: for anything but an action for every message or for none.
        """
        messages = key["messages"]
        done = whole_mapping(response, "actions", messages, ACTIONS)
        misjudged = {
            id_: messages[id_]
            for id_, action in done.items()
            if action not in messages[id_]["actions"]
        }
        is_alarm = any(
            message["genuine"] and done[id_] == REPORT
            for id_, message in misjudged.items()
        )
        alarm = [key["alarm"]] if is_alarm else []
        return grade_parts(
            key, messages, misjudged.values(), done, {"actions": done}, *alarm
        )

    def perfect(self, key: TriageKey) -> TriageResponse:
        """Return the response that does with each message what is right first of all.

        Raises:
            LookupError: if there is no message, or one about which nothing is right.
        """
        if not key["messages"]:
            raise LookupError("There is no message.")
        return {
            "actions": {
                id_: message["actions"][0] for id_, message in key["messages"].items()
            }
        }

    def empty(self) -> TriageResponse:
        """Return the response with nothing decided."""
        return {"actions": {}}

    def point_sums(self, key: TriageKey) -> list[PointSum]:
        """Return a point for each message with which something right was done."""
        right = [
            f"{id_}>{action}"
            for id_, message in key["messages"].items()
            for action in message["actions"]
        ]
        return point_each(right, len(key["messages"]))

    def picks(self, response: TriageResponse) -> list[str]:
        """Return ``messageId>action`` for each message."""
        return [f"{id_}>{action}" for id_, action in response["actions"].items()]
