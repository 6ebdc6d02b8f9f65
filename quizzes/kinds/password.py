"""Password: a workshop for passwords of random words.

The rule that is taught, several words drawn by chance, is that of the United Kingdom's
National Cyber Security Centre ("Three random words").
"""

import unicodedata
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from quizzes.blocks import IdListBlock, text
from quizzes.errors import BlockErrors
from quizzes.json_types import serializer_of
from quizzes.kinds.making import MakingKey, MakingKind
from quizzes.kinds.question import QuestionBlock, after_block
from quizzes.pictures import PictureMaker

COUNT = 3


class WordBlock(blocks.StructBlock):
    """One word that may be drawn."""

    text = blocks.CharBlock(
        default="",
        max_length=24,
        label=_("Word"),
        help_text=_("Easy to spell, to picture and to tell from the others."),
    )

    class Meta:
        icon = "tag"
        label = _("Word")
        label_format = "{text}"
        description = _("One word that may be drawn.")


class PasswordQuestionBlock(QuestionBlock):
    """A workshop with words to draw from."""

    kind_name = "password"

    words = IdListBlock(
        WordBlock(),
        min_num=12,
        max_num=60,
        label=_("Words"),
        help_text=_("Plain words that every child can spell; things one can picture."),
    )
    count = blocks.IntegerBlock(
        default=COUNT,
        min_value=3,
        max_value=5,
        label=_("How many are drawn"),
        help_text=_("Three are enough for most; each more makes it stronger."),
    )
    after = after_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse, on publish, a word that is none, or that is there twice.

        Raises:
            StructBlockValidationError: with each message at the word it is about.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = BlockErrors()
        seen: set[str] = set()
        for index, word in enumerate(result["words"]):
            plain = unicodedata.normalize("NFC", text(word["text"])).casefold()
            if len(plain.split()) > 1:
                errors.add(
                    *("words", index, "text"),
                    message=gettext("Write one word here, without a space."),
                )
            elif plain in seen:
                errors.add(
                    *("words", index, "text"),
                    message=gettext("This word is in the list already."),
                )
            seen.add(plain)
        errors.raise_if_any()
        return result

    class Meta:
        icon = "key"
        label = _("Password workshop")
        label_format = "{prompt}"
        description = _(
            "Chance draws words; the learner makes a strong password of them."
        )
        form_layout = blocks.BlockGroup(
            children=["prompt", "picture", "words", "after"],
            settings=["title", "audio", "count"],
        )


class PasswordWordPublic(TypedDict):
    """A word as a player sees it."""

    id: str
    text: str


class PasswordPublic(TypedDict):
    """What a player sees of a password workshop; ``count`` words are drawn."""

    words: list[PasswordWordPublic]
    count: int


class PasswordKey(MakingKey):
    """The line that ends a password workshop."""


class Password(MakingKind[PasswordPublic]):
    """Make a password of random words. The response is ``{"done": true}`` or false.

    Neither the words that were drawn nor what was typed ever leaves the page.
    """

    name = "password"
    label = _("Password workshop")
    on_paper = "cards"
    public_schema = serializer_of(PasswordPublic)
    key_schema = serializer_of(PasswordKey)

    def block(self) -> PasswordQuestionBlock:
        """Return a new block with which an editor writes the workshop."""
        return PasswordQuestionBlock()

    def public(
        self, value: blocks.StructValue, picture: PictureMaker
    ) -> PasswordPublic:
        """Return the words, and how many of them are drawn."""
        words: list[PasswordWordPublic] = [
            {"id": word.id, "text": text(word.value["text"])}
            for word in value["words"].bound_blocks
        ]
        return {
            "words": [word for word in words if word["text"]],
            "count": value["count"] or COUNT,
        }
