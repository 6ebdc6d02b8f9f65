"""A text to mark."""

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.h5p.writing.text import paragraph
from exchange.h5p.writing.writer import Built, Writer
from exchange.text import tidy
from quizzes.kinds.mark import CLOSING, OPENING


def write_mark(writer: Writer) -> Built:
    """Write a text to mark as H5P.MarkTheWords, in which only single words are marked."""
    text = ""
    for part in writer.parts("parts"):
        words = tidy(part.get("text") or "").replace("*", "**")
        is_sign = part.get("role") == "sign"
        if is_sign and len(words.split()) > 1:
            raise LeaveOut(gettext("In H5P only single words can be marked."))
        space = "" if OPENING.search(text) or CLOSING.match(words) else " "
        text += space + (f"*{words}*" if is_sign else words)
    return "H5P.MarkTheWords", writer.framed(
        {
            "taskDescription": paragraph(writer.value.get("prompt")),
            "textField": paragraph(text),
        }
    )
