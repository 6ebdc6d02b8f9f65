"""How an editor writes a chat, and what is checked before it is published."""

from collections.abc import Iterator
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, KeyBlock, PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.kinds.chat_graph import find_faults
from quizzes.kinds.chat_reading import read_node, read_start
from quizzes.kinds.chat_state_blocks import (
    branches_block,
    effects_block,
    needs_block,
    variables_block,
)
from quizzes.kinds.question import QuestionBlock

# What a choice adds to the path's good or bad ones.
WEIGHTS: dict[str, Literal[-1, 0, 1]] = {"helpful": 1, "neutral": 0, "unhelpful": -1}
MAX_PICK = 3


class CastBlock(blocks.StructBlock):
    """Somebody who writes in the chat."""

    name = KeyBlock(
        label=_("Handle"),
        help_text=_("Short and in Latin letters, such as “sam”; messages refer to it."),
    )
    label = blocks.CharBlock(
        default="",
        max_length=60,
        label=_("Name"),
        help_text=_("What the learner reads above the messages."),
    )
    side = blocks.ChoiceBlock(
        choices=[("start", _("The others’ side")), ("end", _("The learner’s side"))],
        default="start",
        label=_("Side"),
        help_text=_(
            "Where the messages stand. The learner’s own go on the learner’s side."
        ),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))

    class Meta:
        icon = "user"
        label = _("Character")
        label_format = "{label}"
        description = _("Somebody who writes in the chat.")


class MessageBlock(blocks.StructBlock):
    """One message."""

    sender = KeyBlock(
        required=False,
        label=_("From"),
        help_text=_("The handle of a character; nothing for the narrator."),
    )
    text = blocks.TextBlock(
        default="",
        max_length=600,
        label=_("Message"),
        help_text=_("Short, as people really write. No real names, numbers or links."),
    )
    sign = blocks.TextBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Warning sign"),
        help_text=_("If it is one: why. The learner can spot it and reads this then."),
    )

    class Meta:
        icon = "comment"
        label = _("Message")
        label_format = "{sender}: {text}"
        description = _("One message.")


class ChatChoiceBlock(blocks.StructBlock):
    """One thing the learner can say or do."""

    text = blocks.TextBlock(
        default="",
        max_length=300,
        label=_("Choice"),
        help_text=_("What the learner says or does, in words of their age."),
    )
    goto = KeyBlock(
        required=False,
        label=_("Leads to"),
        help_text=_("The handle of a node; nothing for where the whole node leads."),
    )
    weight = blocks.ChoiceBlock(
        choices=[
            ("helpful", _("Helpful")),
            ("neutral", _("Neutral")),
            ("unhelpful", _("Unhelpful")),
        ],
        default="neutral",
        label=_("How it works out"),
        help_text=_(
            "Moves the comfort face. Nobody is told “wrong” for a conversation."
        ),
    )
    note = blocks.TextBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Note"),
        help_text=_("One line shown once it is chosen; it never blames."),
    )
    needs = needs_block()
    effects = effects_block()

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        label_format = "{text}"
        description = _("One thing the learner can say or do.")
        form_layout = blocks.BlockGroup(
            children=["text", "goto", "weight", "note"], settings=["effects", "needs"]
        )


class EndingBlock(blocks.StructBlock):
    """How the chat ends, if it ends at this node."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("", _("No, the chat goes on")),
            ("early", _("Yes: help came early")),
            ("help", _("Yes: help came")),
            ("open", _("Yes: open, help is at hand")),
        ],
        required=False,
        default="",
        label=_("Does the chat end here?"),
        help_text=_("A node goes on with choices, or the chat ends there."),
    )
    title = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Title"),
        help_text=_("A heading for the ending, such as “You were not alone”."),
    )
    text = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=800,
        label=_("Text"),
        help_text=_("How it went on. No ending punishes, none is without help."),
    )
    help = blocks.MultipleChoiceBlock(
        choices=[
            ("adult", _("An adult I trust")),
            ("helpline", _("The country’s helpline")),
            ("report", _("Report it")),
            ("friend", _("A friend who comes along")),
            ("sentence", _("A sentence saved for later")),
        ],
        required=False,
        default=[],
        widget=forms.CheckboxSelectMultiple,
        label=_("Ways to help"),
        help_text=_("What the ending offers; each ending needs one at least."),
    )
    quality = blocks.ChoiceBlock(
        choices=[
            ("", _("As the line above says")),
            ("best", _("The best that can happen")),
            ("good", _("Good")),
            ("hard", _("Hard, and help is there")),
        ],
        required=False,
        default="",
        label=_("How well it turns out"),
        help_text=_(
            "For the checks: taps at random should seldom come to the best one."
        ),
    )
    picture = PictureBlock(required=False, collapsed=True, label=_("Picture"))
    epilogue = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=600,
        label=_("Epilogue"),
        help_text=_("What became of everybody some days or weeks later."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, an ending without words or help, and words without an ending.

        Raises:
            StructBlockValidationError: with each message at the field it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        if result["kind"]:
            if not text(result["text"]):
                errors.add("text", message=gettext("Say how it ends."))
            if not result["help"]:
                errors.add("help", message=gettext("Offer one way to help at least."))
        elif (
            any(text(result[name]) for name in ("title", "text", "quality", "epilogue"))
            or result["help"]
            or result["picture"]["image"]
        ):
            errors.add(
                "kind",
                message=gettext("Say which ending it is, or empty the fields below."),
            )
        errors.raise_if_any()
        return result

    class Meta:
        icon = "success"
        label = _("Ending")
        label_format = "{kind} {title}"
        description = _("How the chat ends, if it ends at this node.")
        help_text = _("Only where the chat ends at this node.")


class NodeBlock(blocks.StructBlock):
    """A part of the chat: messages, then choices or an ending."""

    name = KeyBlock(
        label=_("Handle"),
        help_text=_("Short, such as “n5” or “tells-aunt”; choices refer to it."),
    )
    messages = IdListBlock(
        MessageBlock(),
        default=[],
        max_num=20,
        label=_("Messages"),
        help_text=_("What is written here, in this order."),
    )
    choices = IdListBlock(
        ChatChoiceBlock(),
        default=[],
        max_num=6,
        label=_("Choices"),
        help_text=_("None if the chat ends here."),
    )
    pick = blocks.IntegerBlock(
        default=1,
        min_value=1,
        max_value=MAX_PICK,
        label=_("How many to take"),
        help_text=_(
            "Usually 1. With more, the first of them that leads somewhere counts."
        ),
    )
    then = KeyBlock(
        required=False,
        label=_("Leads to"),
        help_text=_("The node after every choice that says nothing else."),
    )
    branches = branches_block()
    ending = EndingBlock(collapsed=True)

    class Meta:
        icon = "comment"
        label = _("Node")
        label_format = "{name}"
        description = _("A part of the chat: messages, then choices or an ending.")


class ChatBlock(QuestionBlock):
    """A branching conversation."""

    kind_name = "chat"

    meter = blocks.CharBlock(
        required=False,
        default="",
        max_length=80,
        label=_("Comfort face"),
        help_text=_("Whose comfort a face shows, such as “Sam’s comfort”, or nothing."),
    )
    cast = IdListBlock(
        CastBlock(),
        collapsed=True,
        default=[],
        max_num=8,
        label=_("Characters"),
        help_text=_("Everybody who writes; messages name them by their handle."),
    )
    nodes = IdListBlock(
        NodeBlock(),
        collapsed=True,
        min_num=2,
        max_num=60,
        label=_("Nodes"),
        help_text=_("The chat starts at the first one."),
    )
    variables = variables_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a chat in which somebody could get lost or stuck.

        Raises:
            StructBlockValidationError: with each message at the node, choice or message
                it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        _check_senders(result, errors)
        start = read_start(result["variables"])
        are_known = _check_variables(result, errors)
        nodes = [read_node(text(node["name"]), node) for node in result["nodes"]]
        for fault in find_faults(nodes, start if are_known else None):
            errors.add("nodes", *fault.path, message=fault.message)
        errors.raise_if_any()
        return result

    class Meta:
        icon = "comment"
        label = _("Chat")
        label_format = "{title} {prompt}"
        description = _("A conversation that branches, with warning signs and endings.")
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "cast", "variables", "nodes"],
            settings=["title", "audio", "meter"],
        )


def _check_senders(chat: blocks.StructValue, errors: BlockErrors) -> None:
    names: set[str] = set()
    for index, member in enumerate(chat["cast"]):
        if member["name"] in names:
            errors.add(
                *("cast", index, "name"),
                message=gettext("Another character is called “%(name)s”, too.")
                % {"name": member["name"]},
            )
        names.add(member["name"])
    for index, node in enumerate(chat["nodes"]):
        for number, message in enumerate(node["messages"]):
            sender = text(message["sender"])
            if sender and sender not in names:
                errors.add(
                    *("nodes", index, "messages", number, "sender"),
                    message=gettext("There is no character called “%(name)s”.")
                    % {"name": sender},
                )


def _check_variables(chat: blocks.StructValue, errors: BlockErrors) -> bool:
    """Add what is wrong with the handles of variables; return whether each is known."""
    names: set[str] = set()
    for index, variable in enumerate(chat["variables"]):
        if variable["name"] in names:
            errors.add(
                *("variables", index, "name"),
                message=gettext("Another variable is called “%(name)s”, too.")
                % {"name": variable["name"]},
            )
        names.add(variable["name"])
    are_known = True
    for path, name in _variable_uses(chat):
        if name not in names:
            are_known = False
            errors.add(
                *path,
                message=gettext("There is no variable called “%(name)s”.")
                % {"name": name},
            )
    return are_known


def _variable_uses(chat: blocks.StructValue) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield the path of each field that names a variable, and the name."""
    for index, node in enumerate(chat["nodes"]):
        for kind, entries in (
            ("choices", ("needs", "effects")),
            ("branches", ("needs",)),
        ):
            for number, part in enumerate(node[kind]):
                for name in entries:
                    for place, entry in enumerate(part[name]):
                        path = ("nodes", index, kind, number, name, place, "variable")
                        yield path, text(entry["variable"])
