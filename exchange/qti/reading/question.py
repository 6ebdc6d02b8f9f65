"""One question out of the interactions that ask it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.base import LeaveOut
from exchange.budget import MAX_PARTS
from exchange.parts import Found
from exchange.qti.item import CHOICES, Item
from exchange.qti.reading.choices import read_choice
from exchange.qti.reading.gaps import read_gap_match, read_inline_choice
from exchange.qti.reading.hotspots import read_hotspot
from exchange.qti.reading.hottext import read_hottext
from exchange.qti.reading.interactions import (
    SIDE_SHOWS,
    interactions_in,
    is_for_learners,
)
from exchange.qti.reading.order import read_order
from exchange.qti.reading.pairs import read_associate, read_match
from exchange.qti.reading.reader import Reader
from exchange.questions import ITSELF, Question

OTHERS = {
    "textEntryInteraction": _("Words are typed in; here nobody types."),
    "extendedTextInteraction": _("A text is written; here nobody types."),
    "uploadInteraction": _("A file is handed in; children hand in nothing here."),
    "drawingInteraction": _("A picture is drawn; children hand in nothing here."),
    "graphicOrderInteraction": _("Places in a picture are put in order."),
    "graphicAssociateInteraction": _("Places in a picture are joined by lines."),
    "graphicGapMatchInteraction": _("Things are put on places in a picture."),
    "selectPointInteraction": _("Any point of a picture may be picked."),
    "positionObjectInteraction": _("A picture is put on a point of another one."),
    "sliderInteraction": _("A number is set on a scale, and there is a right one."),
    "customInteraction": _("It runs a program; foreign programs are never run."),
    "portableCustomInteraction": _(
        "It runs a program; foreign programs are never run."
    ),
}

# The interactions of a group: several inline choices, or one of any other type.
BUILDERS: Mapping[str, Callable[[Reader, list[Element]], Found]] = MappingProxyType(
    {
        "choiceInteraction": read_choice,
        "orderInteraction": read_order,
        "matchInteraction": read_match,
        "associateInteraction": read_associate,
        "gapMatchInteraction": read_gap_match,
        "inlineChoiceInteraction": read_inline_choice,
        "hottextInteraction": read_hottext,
        "hotspotInteraction": read_hotspot,
    }
)


def read_group(reader: Reader, group: list[Element]) -> list[Question]:
    """Return the question of one group of interactions.

    Raises:
        LeaveOut: if it is none of ours.
        TooMuch: if the file has more than the reader's budget.
    """
    item, type_ = reader.item, group[0].tag
    if type_ in OTHERS:
        raise LeaveOut(str(OTHERS[type_]))
    build = BUILDERS.get(type_)
    if build is None:
        raise LeaveOut(gettext("“%(name)s” is not known here.") % {"name": type_})
    for interaction in group:
        count = sum(1 for each in interaction.iter() if each.tag in CHOICES)
        # The builders say what is too much of which part.
        reader.shared.budget.take_parts(min(count, MAX_PARTS))
    found = build(reader, group)
    value = {"title": item.title, "prompt": found.prompt or "", **found.value}
    if found.prompt is None:
        value["prompt"] = reader.prompt(group)
    if "picture" not in value:
        picture = reader.picture_of_question(group[0])
        if picture:
            value["picture"] = picture
    reader.notes += _notes_on_the_rest(item)
    source = dict(found.source)
    if item.identifier:
        source[ITSELF] = item.identifier
    return [
        Question(
            kind=found.kind,
            title=item.title,
            value=value,
            source=source,
            pictures=reader.pictures,
            notes=tuple(reader.notes),
        )
    ]


def _notes_on_the_rest(item: Item) -> list[str]:
    """Say what of an item, beside its interactions, has no place here."""
    notes = []
    body = item.body
    assert body is not None  # noqa: S101 -- it holds the interaction
    if item.is_adaptive:
        notes.append(
            gettext("In the file the attempt has several steps; here it has one.")
        )
    notes += [
        str(SIDE_SHOWS[each.tag])
        for each in interactions_in(body)
        if each.tag in SIDE_SHOWS
    ]
    if any(_is_heard(each) for each in body.iter()):
        notes.append(gettext("Sound and film are left out."))
    if any(each.tag == "math:math" for each in body.iter()):
        notes.append(gettext("Formulas are written on one line; look at them."))
    if any(
        each.tag == "rubricBlock" and not is_for_learners(each) for each in body.iter()
    ):
        notes.append(gettext("Notes for those who score or teach are left out."))
    return notes


def _is_heard(element: Element) -> bool:
    return element.tag in ("audio", "video") or (
        element.tag == "object"
        and not element.get("type", "image/").startswith("image/")
    )
