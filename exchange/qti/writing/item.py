"""The file of one item."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext

from exchange import extras
from exchange.archives import Archive, pack
from exchange.base import LeaveOut
from exchange.qti.notes import NOTE, body_of
from exchange.qti.reading import read_root
from exchange.qti.tree import normalise
from exchange.qti.writing.choices import write_choice
from exchange.qti.writing.elements import add, say, to_bytes
from exchange.qti.writing.gaps import write_gap
from exchange.qti.writing.hotspots import write_hotspot
from exchange.qti.writing.hottext import write_mark
from exchange.qti.writing.order import write_order
from exchange.qti.writing.packaging import path_of
from exchange.qti.writing.pairs import write_match, write_sort
from exchange.qti.writing.processing import processing_of
from exchange.qti.writing.responses import FEEDBACK, VERDICT
from exchange.qti.writing.writer import Writer
from exchange.questions import LeftOut, Question
from exchange.text import tidy

# Each declares the response, and adds the interaction to the body.
WRITERS: Mapping[str, Callable[[Writer, Element], Element]] = MappingProxyType(
    {
        "choice": write_choice,
        "order": write_order,
        "match": write_match,
        "sort": write_sort,
        "gap": write_gap,
        "mark": write_mark,
        "hotspot": write_hotspot,
    }
)


def write_item(writer: Writer) -> bytes:
    """Return the item's file.

    Raises:
        LeaveOut: if QTI has no such question, or cannot say it as it is.
    """
    question, root = writer.question, writer.root
    build = WRITERS.get(question.kind)
    if build is None:
        raise LeaveOut(gettext("QTI has no questions of this kind."))
    root.set("identifier", writer.identifier)
    root.set("title", tidy(question.title))
    root.set("adaptive", "false")
    root.set("time-dependent", "false")
    body = Element("qti-item-body")
    interaction = build(writer, body)
    root.append(body)
    root.append(processing_of(root[0], interaction, writer.comments))
    for verdict in ("right", "wrong"):
        if writer.value.get(verdict):
            _modal(root, VERDICT, verdict, writer.value[verdict])
    if interaction.tag == "qti-hotspot-interaction":
        for identifier, comment in writer.comments.items():
            _modal(root, FEEDBACK, identifier, comment)
    _note(writer, interaction)
    return to_bytes(root)


def _modal(root: Element, outcome: str, identifier: str, words: str) -> None:
    feedback = add(
        root,
        "modal-feedback",
        outcome_identifier=outcome,
        identifier=identifier,
        show_hide="show",
    )
    say(SubElement(add(feedback, "content-body"), "p"), words)


def _note(writer: Writer, interaction: Element) -> None:
    """Note what a reader would not find, at the interaction."""
    archive = Archive(pack(writer.files))

    def read(kind: str, locale: str) -> Question:
        root = ElementTree.fromstring(  # noqa: S314 -- just written here
            ElementTree.tostring(writer.root)
        )
        normalise(root)
        name = path_of(writer.identifier)
        (found,) = read_root(root, locale, archive, name, "", kind)
        if isinstance(found, LeftOut):
            raise LeaveOut(found.reason)
        return found

    kind, fields = extras.not_said(writer.question, read)
    if kind:
        interaction.set(NOTE, extras.dump(body_of(writer.root), kind, fields))
