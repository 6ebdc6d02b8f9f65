"""Steps to talk about, to rehearse, to look back on and to calm down with."""

from typing import Literal, final

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from cms.steps.base import (
    TALK,
    StepBlock,
    StepFields,
    StepHead,
    TextEntryData,
    text_entries,
    words,
)
from quizzes.blocks import IdListBlock, text
from quizzes.json_types import Words


class PromptBlock(blocks.StructBlock):
    """One question to talk about."""

    text = words(
        label=_("Question"),
        help_text=_(
            "Safe to answer in a group: nobody has to tell what happened to them."
        ),
    )

    class Meta:
        icon = "comment"
        label_format = "{text}"
        label = _("Question")
        description = _("One question to talk about together.")


class TalkFields(StepFields):
    """What players get of questions to talk about."""

    prompts: list[TextEntryData]


@final
class TalkStepData(StepHead, TalkFields):
    """A step of type talk."""

    type: Literal["talk"]


class TalkStep(StepBlock):
    """Questions to talk about together."""

    prompts = IdListBlock(
        PromptBlock(),
        min_num=1,
        max_num=6,
        label=_("Questions"),
        help_text=_("One to three are enough; nothing is typed or kept."),
    )

    shape = TalkStepData

    def public(self, value: blocks.StructValue) -> TalkFields:
        """Return the questions."""
        return {"prompts": text_entries(value["prompts"])}

    class Meta:
        icon = "group"
        label = _("Talk")
        group = TALK
        description = _("Questions to talk about together; nothing is typed.")
        form_layout = blocks.BlockGroup(
            children=["title", "prompts"], settings=["audio"]
        )
        preview_value = {"prompts": [{"text": "What made Dana easy to tell?"}]}


class TileBlock(blocks.StructBlock):
    """A piece of a sentence."""

    text = blocks.CharBlock(
        default="",
        max_length=120,
        label=_("Words"),
        help_text=_("A few words that fit before or after every other piece."),
    )

    class Meta:
        icon = "form"
        label_format = "{text}"
        label = _("Piece")
        description = _("A piece of the first sentence.")


class RehearseFields(StepFields):
    """What players get of a sentence to build."""

    intro: Words
    tiles: list[TextEntryData]


@final
class RehearseStepData(StepHead, RehearseFields):
    """A step of type rehearse."""

    type: Literal["rehearse"]


class RehearseStep(StepBlock):
    """The first sentence to tell somebody, built from pieces."""

    intro = words(
        required=False,
        label=_("Introduction"),
        help_text=_("One line that says what to do."),
    )
    tiles = IdListBlock(
        TileBlock(),
        min_num=2,
        max_num=12,
        label=_("Pieces"),
        help_text=_("Pieces that give a good first sentence in any order."),
    )

    shape = RehearseStepData

    def public(self, value: blocks.StructValue) -> RehearseFields:
        """Return the introduction and the pieces."""
        return {
            "intro": text(value["intro"]),
            "tiles": text_entries(value["tiles"]),
        }

    class Meta:
        icon = "openquote"
        label = _("Rehearse")
        group = TALK
        description = _("Build the first sentence to tell somebody, from pieces.")
        form_layout = blocks.BlockGroup(
            children=["title", "intro", "tiles"], settings=["audio"]
        )
        preview_value = {
            "intro": "Build your first sentence.",
            "tiles": [{"text": "Can I tell you something"}, {"text": "I’m worried"}],
        }


class CardBlock(blocks.StructBlock):
    """A card to look at again."""

    text = words(
        label=_("Words"), help_text=_("What was said or done, in a few words.")
    )
    sign = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("This one is a warning sign"),
        help_text=_("Leave some harmless cards without the tick."),
    )
    why = words(label=_("Why"), help_text=_("One line shown when it is turned."))

    class Meta:
        icon = "view"
        label_format = "{text}"
        label = _("Card")
        description = _("A moment of the story to look at again.")


class RevealCardData(TextEntryData):
    """A card of a reveal."""

    sign: bool
    why: Words


class LineBlock(PromptBlock):
    """A sentence to take along."""

    text = words(
        label=_("Sentence"),
        help_text=_("Short enough to remember, such as “I can always tell somebody.”"),
    )

    class Meta:
        label = _("Sentence")
        description = _("A sentence to take along.")


class RevealFields(StepFields):
    """What players get of a look back."""

    intro: Words
    cards: list[RevealCardData]
    lines: list[TextEntryData]


@final
class RevealStepData(StepHead, RevealFields):
    """A step of type reveal."""

    type: Literal["reveal"]


class RevealStep(StepBlock):
    """A look back: which were the signs, and why."""

    intro = words(
        required=False,
        label=_("Introduction"),
        help_text=_("One line that says what to do."),
    )
    cards = IdListBlock(
        CardBlock(),
        min_num=1,
        max_num=12,
        label=_("Cards"),
        help_text=_(
            "Moments of the story to turn over, warning signs and harmless ones mixed."
        ),
    )
    lines = IdListBlock(
        LineBlock(),
        min_num=0,
        max_num=4,
        default=[],
        label=_("To take along"),
        help_text=_("Sentences shown at the end."),
    )

    shape = RevealStepData

    def public(self, value: blocks.StructValue) -> RevealFields:
        """Return the cards and the sentences to take along."""
        return {
            "intro": text(value["intro"]),
            "cards": [
                {
                    "id": card.id,
                    "text": text(card.value["text"]),
                    "sign": bool(card.value["sign"]),
                    "why": text(card.value["why"]),
                }
                for card in value["cards"].bound_blocks
            ],
            "lines": text_entries(value["lines"]),
        }

    class Meta:
        icon = "view"
        label = _("Reveal")
        group = TALK
        description = _("Look back: find the signs, and read why they are signs.")
        form_layout = blocks.BlockGroup(
            children=["title", "intro", "cards", "lines"], settings=["audio"]
        )
        preview_value = {
            "intro": "Which of these were signs?",
            "cards": [
                {"text": "our secret!", "sign": True, "why": "A gift and a secret."}
            ],
        }


class PauseFields(StepFields):
    """What players get of a quiet screen."""

    text: Words


@final
class PauseStepData(StepHead, PauseFields):
    """A step of type pause."""

    type: Literal["pause"]


class PauseStep(StepBlock):
    """A quiet screen after something heavy."""

    text = words(
        rows=3,
        label=_("Words"),
        help_text=_("Calm words: breathe, you can stop, whom to turn to."),
    )

    shape = PauseStepData

    def public(self, value: blocks.StructValue) -> PauseFields:
        """Return the words."""
        return {"text": text(value["text"])}

    class Meta:
        icon = "time"
        label = _("Calm down")
        group = TALK
        description = _("A quiet screen to breathe, after something heavy.")
        form_layout = blocks.BlockGroup(children=["title", "text"], settings=["audio"])
        preview_value = {"text": "Breathe in, breathe out. You can stop at any time."}
