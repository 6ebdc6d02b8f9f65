"""The block that every kind of question builds on."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from quizzes.blocks import PictureBlock, text
from quizzes.errors import BlockErrors
from quizzes.examples import question
from quizzes.kinds.base import compile_item
from quizzes.pictures import picture_data


class QuestionBlock(blocks.StructBlock):
    """What every kind of question begins with, and its preview in the block picker.

    The picker shows the kind's example (see ``quizzes.examples``) as its twin on paper.
    """

    # The name of the kind, which the registry knows.
    kind_name = ""

    title = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Title"),
        help_text=_("A short heading above the question, or nothing."),
    )
    prompt = blocks.TextBlock(
        default="",
        rows=2,
        max_length=600,
        label=_("Prompt"),
        help_text=_("What the learner is asked to do, in the words of their age band."),
    )
    picture = PictureBlock(
        required=False,
        collapsed=True,
        label=_("Picture"),
        help_text=_("Shown above the question."),
    )
    audio = DocumentChooserBlock(
        required=False,
        label=_("Recording"),
        help_text=_("The prompt read aloud; without it the browser’s voice reads it."),
    )

    def get_preview_value(self) -> blocks.StructValue:
        """Return the example for the block picker, in the editor's language."""
        return self.to_python(question(self.kind_name, get_language() or ""))

    def get_preview_context(
        self, value: blocks.StructValue, parent_context: dict[str, object] | None = None
    ) -> dict[str, object]:
        """Return what the example's twin on paper needs."""
        item, _key = compile_item(
            self.kind_name, "example", value, "practice", "", picture_data
        )
        return {
            **(parent_context or {}),
            "item": item,
            "print_template": f"quizzes/print/{self.kind_name}.html",
        }

    class Meta:
        preview_template = "quizzes/block_preview.html"


def right_block() -> blocks.TextBlock:
    """Return the block for the closing line after a full score."""
    return blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("When all of it is right"),
        help_text=_("One line after the feedback of the answers."),
    )


def wrong_block() -> blocks.TextBlock:
    """Return the block for the closing line after anything less than a full score."""
    return blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("When something is missing or wrong"),
        help_text=_("What to look at once more; the learner may try again."),
    )


def after_block() -> blocks.TextBlock:
    """Return the block for the closing line of a kind that is played and not graded."""
    return blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("When it is done"),
        help_text=_("One line to end with, whatever was chosen."),
    )


def ask_for_feedback(
    errors: BlockErrors, entries: Iterable[blocks.StructValue], *path: str | int
) -> None:
    """Add a message for each entry of the list at ``path`` that has no feedback.

    For questions without a line for whoever got something wrong: nobody is told "wrong"
    without a word why.
    """
    for index, entry in enumerate(entries):
        if not text(entry["feedback"]):
            errors.add(
                *(*path, index, "feedback"),
                message=gettext(
                    "Say why it belongs here, or say below what to tell whoever got "
                    "something wrong."
                ),
            )
