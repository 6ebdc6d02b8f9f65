"""How an editor writes the variables of a chat: what changes them, and what depends on them."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, KeyBlock
from quizzes.kinds.chat_types import MOST

MAX_VARIABLES = 6


class VariableBlock(blocks.StructBlock):
    """A number from 0 to 3 that the chat keeps while it is played."""

    name = KeyBlock(
        label=_("Handle"),
        help_text=_("Short, such as “trust”; effects and conditions refer to it."),
    )
    label = blocks.CharBlock(
        default="",
        max_length=40,
        label=_("Name"),
        help_text=_(
            "In the learner’s words, such as “Trust”; on paper it is counted by hand."
        ),
    )
    start = blocks.IntegerBlock(
        default=0,
        min_value=0,
        max_value=MOST,
        label=_("Value at the start"),
        help_text=_("A whole number from 0 to 3; it never leaves that range."),
    )

    class Meta:
        icon = "tag"
        label = _("Variable")
        label_format = "{name}"
        description = _("A number from 0 to 3 that the chat keeps while it is played.")


class NeedBlock(blocks.StructBlock):
    """A condition on a variable."""

    variable = KeyBlock(label=_("Variable"), help_text=_("The handle of a variable."))
    compare = blocks.ChoiceBlock(
        choices=[(">=", _("is at least")), ("<=", _("is at most"))],
        default=">=",
        label=_("Comparison"),
        help_text=_("How the variable has to compare with the value."),
    )
    value = blocks.IntegerBlock(
        default=1,
        min_value=0,
        max_value=MOST,
        label=_("Value"),
        help_text=_("A whole number from 0 to 3."),
    )

    class Meta:
        icon = "view"
        label = _("Condition")
        label_format = "{variable} {compare} {value}"
        description = _("A condition on a variable.")


class EffectBlock(blocks.StructBlock):
    """What a choice does to a variable."""

    variable = KeyBlock(label=_("Variable"), help_text=_("The handle of a variable."))
    change = blocks.ChoiceBlock(
        choices=[
            ("+1", _("one more")),
            ("-1", _("one less")),
            ("=0", _("becomes 0")),
            ("=1", _("becomes 1")),
            ("=2", _("becomes 2")),
            ("=3", _("becomes 3")),
        ],
        default="+1",
        label=_("Change"),
        help_text=_("A variable never leaves 0 to 3."),
    )

    class Meta:
        icon = "plus"
        label = _("Effect")
        label_format = "{variable} {change}"
        description = _("What a choice does to a variable.")


class BranchBlock(blocks.StructBlock):
    """Where a node leads if its conditions hold."""

    needs = IdListBlock(
        NeedBlock(),
        min_num=1,
        max_num=MAX_VARIABLES,
        label=_("If"),
        help_text=_("All of them have to hold."),
    )
    goto = KeyBlock(label=_("Leads to"), help_text=_("The handle of a node."))

    class Meta:
        icon = "arrow-right"
        label = _("Branch")
        label_format = "{goto}"
        description = _("Where a node leads if its conditions hold.")


def needs_block() -> IdListBlock:
    """Return the list of a choice's conditions."""
    return IdListBlock(
        NeedBlock(),
        default=[],
        collapsed=True,
        max_num=MAX_VARIABLES,
        label=_("Only on offer if"),
        help_text=_("All of them have to hold; without any it is always on offer."),
    )


def effects_block() -> IdListBlock:
    """Return the list of a choice's effects."""
    return IdListBlock(
        EffectBlock(),
        default=[],
        collapsed=True,
        max_num=MAX_VARIABLES,
        label=_("What it changes"),
        help_text=_("Happens when the choice is taken; the next node knows it."),
    )


def branches_block() -> IdListBlock:
    """Return the list of a node's branches."""
    return IdListBlock(
        BranchBlock(),
        default=[],
        collapsed=True,
        max_num=6,
        label=_("Leads elsewhere if"),
        help_text=_(
            "After a choice that leads nowhere of its own. The first that holds "
            "counts; if none does, the node leads where the field above says."
        ),
    )


def variables_block() -> IdListBlock:
    """Return the list of a chat's variables."""
    return IdListBlock(
        VariableBlock(),
        default=[],
        collapsed=True,
        max_num=MAX_VARIABLES,
        label=_("Variables"),
        help_text=_(
            "What the chat remembers, such as trust or the evidence that was kept. "
            "Two or three are enough; without any, every visit to a node is alike."
        ),
    )
