"""Steps to talk about, to rehearse, to look back on and to calm down with."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from rest_framework import serializers

from cms.steps.base import TALK, StepBlock, TextEntrySerializer, entries, words
from quizzes.blocks import IdListBlock, text


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


class TalkStep(StepBlock):
    """Questions to talk about together."""

    prompts = IdListBlock(
        PromptBlock(),
        min_num=1,
        max_num=6,
        label=_("Questions"),
        help_text=_("One to three are enough; nothing is typed or kept."),
    )

    schema = {"prompts": TextEntrySerializer(many=True)}

    def public(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the questions."""
        return {"prompts": list(entries(value["prompts"], "text"))}

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

    schema = {
        "intro": serializers.CharField(allow_blank=True),
        "tiles": TextEntrySerializer(many=True),
    }

    def public(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the introduction and the pieces."""
        return {
            "intro": text(value["intro"]),
            "tiles": list(entries(value["tiles"], "text")),
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


class RevealCardSerializer(TextEntrySerializer):
    """A card of a reveal."""

    sign = serializers.BooleanField()
    why = serializers.CharField(allow_blank=True)


class LineBlock(PromptBlock):
    """A sentence to take along."""

    text = words(
        label=_("Sentence"),
        help_text=_("Short enough to remember, such as “I can always tell somebody.”"),
    )

    class Meta:
        label = _("Sentence")
        description = _("A sentence to take along.")


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

    schema = {
        "intro": serializers.CharField(allow_blank=True),
        "cards": RevealCardSerializer(many=True),
        "lines": TextEntrySerializer(many=True),
    }

    def public(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the cards and the sentences to take along."""
        signs = [bool(card.value["sign"]) for card in value["cards"].bound_blocks]
        return {
            "intro": text(value["intro"]),
            "cards": [
                {
                    "id": entry["id"],
                    "text": entry["text"],
                    "sign": sign,
                    "why": entry["why"],
                }
                for entry, sign in zip(
                    entries(value["cards"], "text", "why"), signs, strict=True
                )
            ],
            "lines": list(entries(value["lines"], "text")),
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


class PauseStep(StepBlock):
    """A quiet screen after something heavy."""

    text = words(
        rows=3,
        label=_("Words"),
        help_text=_("Calm words: breathe, you can stop, whom to turn to."),
    )

    schema = {"text": serializers.CharField(allow_blank=True)}

    def public(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the words."""
        return {"text": text(value["text"])}

    class Meta:
        icon = "time"
        label = _("Calm down")
        group = TALK
        description = _("A quiet screen to breathe, after something heavy.")
        form_layout = blocks.BlockGroup(children=["title", "text"], settings=["audio"])
        preview_value = {"text": "Breathe in, breathe out. You can stop at any time."}
