"""Things to put in order."""

from xml.etree.ElementTree import Element

from exchange.qti.writing.elements import add
from exchange.qti.writing.responses import declare
from exchange.qti.writing.writer import Writer


def write_order(writer: Writer, body: Element) -> Element:
    """Write an order as an order interaction."""
    things = writer.named("thing", "things")
    names = [name for name, _thing in things]
    declare(writer.root, "ordered", "identifier", names, max(1, len(names) - 1))
    interaction = writer.interaction(body, "order-interaction", shuffle="true")
    for name, thing in things:
        choice = add(interaction, "simple-choice", identifier=name)
        writer.side(
            choice, thing.get("text"), thing.get("picture"), thing.get("feedback")
        )
    return interaction
