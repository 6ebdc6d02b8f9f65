"""A choice."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.base import LeaveOut
from exchange.qti.writing.elements import add
from exchange.qti.writing.responses import declare
from exchange.qti.writing.writer import Writer


def write_choice(writer: Writer, body: Element) -> Element:
    """Write a choice as a choice interaction."""
    multiple = bool(writer.value.get("multiple"))
    options = writer.named("option", "options")
    right = [name for name, option in options if option.get("correct")]
    if not right:
        raise LeaveOut(gettext("No answer is marked as right."))
    if multiple:
        declare(writer.root, "multiple", "identifier", right, len(right), default=-1)
    else:
        declare(writer.root, "single", "identifier", right[:1], 1)
    interaction = writer.interaction(
        body,
        "choice-interaction",
        max_choices=0 if multiple else 1,
        shuffle="true" if writer.value.get("shuffle", True) else "false",
    )
    for name, option in options:
        choice = add(interaction, "simple-choice", identifier=name)
        writer.side(
            choice, option.get("text"), option.get("picture"), option.get("feedback")
        )
    return interaction
