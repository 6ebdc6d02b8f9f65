"""Poster: stickers and fixed phrases on a background, for the wall."""

from typing import Annotated, TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import Options, serializer_of
from quizzes.kinds.making import MakingKey, MakingKind
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker

# The pictures of frontend/src/art that make good stickers, by their name there.
STICKERS = [
    ("poster-shield", _("Shield")),
    ("poster-lock", _("Padlock")),
    ("poster-heart", _("Heart")),
    ("poster-bubble", _("Speech bubble")),
    ("poster-phone", _("Phone")),
    ("poster-hand", _("Raised hand")),
    ("poster-turtle", _("Turtle")),
    ("poster-crab", _("Crab")),
    ("poster-octopus", _("Octopus")),
    ("dugong-hello", _("Dugong that waves")),
    ("dugong-cheer", _("Dugong that cheers")),
    ("dugong-think", _("Dugong that thinks")),
    ("dugong-calm", _("Dugong with a heart")),
    ("fish", _("Fish")),
    ("weed", _("Coral")),
    ("shell", _("Shell")),
    ("pearl", _("Pearl")),
    ("star", _("Star")),
    ("buoy", _("Lifebuoy")),
    ("dhow", _("Dhow")),
    ("chest-open", _("Treasure chest")),
]


class PhraseBlock(blocks.StructBlock):
    """One phrase that may stand on the poster."""

    text = blocks.CharBlock(
        default="",
        max_length=60,
        label=_("Phrase"),
        help_text=_("Six words at most, so that it can be read from afar."),
    )

    class Meta:
        icon = "openquote"
        label = _("Phrase")
        label_format = "{text}"
        description = _("One phrase for the poster.")


class StickerBlock(blocks.StructBlock):
    """One sticker that may stand on the poster."""

    name = blocks.ChoiceBlock(
        choices=STICKERS,
        label=_("Sticker"),
        help_text=_("One of the project’s own drawings."),
    )

    class Meta:
        icon = "pick"
        label = _("Sticker")
        label_format = "{name}"
        description = _("One drawing for the poster.")


class PosterQuestionBlock(QuestionBlock):
    """A poster to make of phrases and stickers."""

    kind_name = "poster"

    phrases = IdListBlock(
        PhraseBlock(),
        min_num=3,
        max_num=12,
        label=_("Phrases"),
        help_text=_("The learner chooses up to three of them; nothing can be typed."),
    )
    stickers = IdListBlock(
        StickerBlock(),
        min_num=3,
        max_num=len(STICKERS),
        default=[{"name": name} for name, _label in STICKERS[:10]],
        label=_("Stickers"),
        help_text=_("The drawings that can be put on the poster."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a sticker that is there twice.

        Raises:
            StructBlockValidationError: with the message at the second one.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        seen: set[str] = set()
        for index, sticker in enumerate(result["stickers"]):
            if sticker["name"] in seen:
                errors.add(
                    *("stickers", index, "name"),
                    message=gettext("This sticker is in the list already."),
                )
            seen.add(sticker["name"])
        errors.raise_if_any()
        return result

    class Meta:
        icon = "image"
        label = _("Poster")
        label_format = "{prompt}"
        description = _(
            "Stickers and phrases to arrange on a poster, to save or print."
        )
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "phrases", "stickers", "after"],
            settings=["title", "audio"],
        )


class PosterPhrasePublic(TypedDict):
    """A phrase as a player sees it."""

    id: str
    text: str


class PosterPublic(TypedDict):
    """What a player sees of a poster; a sticker is a name of the project's own art."""

    phrases: list[PosterPhrasePublic]
    stickers: list[Annotated[str, Options(choices=[name for name, _label in STICKERS])]]


class PosterKey(MakingKey):
    """The line that ends a poster."""


class Poster(MakingKind[PosterPublic]):
    """Make a poster. The response is ``{"done": true}`` or false.

    The poster itself is saved or printed on the device and goes nowhere else.
    """

    name = "poster"
    label = _("Poster")
    on_paper = "board"
    public_schema = serializer_of(PosterPublic)
    key_schema = serializer_of(PosterKey)

    def block(self) -> PosterQuestionBlock:
        """Return a new block with which an editor writes the poster's parts."""
        return PosterQuestionBlock()

    def public(self, value: blocks.StructValue, picture: PictureMaker) -> PosterPublic:
        """Return the phrases and the stickers, in the author's order."""
        phrases: list[PosterPhrasePublic] = [
            {"id": phrase.id, "text": text(phrase.value["text"])}
            for phrase in value["phrases"].bound_blocks
        ]
        return {
            "phrases": [phrase for phrase in phrases if phrase["text"]],
            "stickers": [
                sticker["name"] for sticker in value["stickers"] if sticker["name"]
            ],
        }
