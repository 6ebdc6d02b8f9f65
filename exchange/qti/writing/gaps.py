"""A text with gaps."""

from xml.etree.ElementTree import Element, SubElement

from exchange.qti.writing.elements import add, append
from exchange.qti.writing.responses import declare
from exchange.qti.writing.writer import Writer
from exchange.text import tidy
from quizzes.kinds.gap import GAP


def write_gap(writer: Writer, body: Element) -> Element:
    """Write a text with gaps as a gap match interaction."""
    words = writer.named("word", "words")
    decoys = writer.named("decoy", "decoys")
    links = [f"{name} gap-{number}" for number, (name, _w) in enumerate(words, 1)]
    declare(writer.root, "multiple", "directedPair", links, len(links), default=0)
    interaction = writer.interaction(
        body, "gap-match-interaction", shuffle="true", max_associations=len(links)
    )
    for name, word in (*words, *decoys):
        choice = add(interaction, "gap-text", identifier=name, match_max=1)
        writer.side(choice, word.get("text"), None, word.get("feedback"))
    text = SubElement(SubElement(interaction, "blockquote"), "p")
    last: Element | None = None
    # The text between two gaps, and the number of the gap that follows.
    for place, part in enumerate(GAP.split(tidy(writer.value.get("text") or ""))):
        if place % 2:
            last = add(text, "gap", identifier=f"gap-{int(part)}")
        else:
            last = append(text, last, part)
    return interaction
