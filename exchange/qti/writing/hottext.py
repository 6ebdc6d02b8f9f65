"""A text to mark."""

from xml.etree.ElementTree import Element, SubElement

from exchange.qti.writing.elements import add, append
from exchange.qti.writing.responses import declare
from exchange.qti.writing.writer import Writer
from exchange.text import tidy
from quizzes.kinds.mark import CLOSING, OPENING


def write_mark(writer: Writer, body: Element) -> Element:
    """Write a text to mark as a hottext interaction."""
    parts = writer.named("part", "parts")
    signs = [name for name, part in parts if part.get("role") == "sign"]
    declare(writer.root, "multiple", "identifier", signs, len(signs), default=-1)
    interaction = writer.interaction(body, "hottext-interaction", max_choices=0)
    text = SubElement(interaction, "p")
    last: Element | None = None
    was_plain, before = False, ""
    for name, part in parts:
        words = tidy(part.get("text") or "")
        is_plain = part.get("role") not in ("sign", "fine")
        if is_plain and was_plain:
            last = SubElement(text, "span", {"data-piece": ""})
        if before and not (OPENING.search(before) or CLOSING.match(words)):
            last = append(text, last, " ")
        if is_plain:
            last = append(text, last, words)
        else:
            last = add(text, "hottext", identifier=name)
            writer.side(last, words, None, part.get("feedback"))
        was_plain, before = is_plain, words
    return interaction
