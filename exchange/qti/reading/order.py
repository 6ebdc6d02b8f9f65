"""Things to put in order."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange import building
from exchange.base import LeaveOut
from exchange.parts import Found, Word
from exchange.qti import scoring
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.responses import check_right, choices_in


def read_order(reader: Reader, group: list[Element]) -> Found:
    """Read an order interaction."""
    interaction, item = group[0], reader.item
    choices = choices_in(interaction, "simpleChoice")
    name, right = reader.right(interaction)
    check_right(right, choices)
    if len(right) < len(choices):
        raise LeaveOut(gettext("Only some of the things are to be put in order."))
    things = []
    for id_ in right:
        text, picture = reader.side(choices[id_])
        feedback = scoring.feedback_in(item, id_)
        things.append(Word(text, id_, picture, feedback))
    value, source = building.order(reader.seed(interaction), things)
    reader.notes += scoring.notes_on_order(item, name, right)
    lines = scoring.closing_lines(item, {name: right}, [{name: list(reversed(right))}])
    return building.closed(Found("order", value, source), *lines)
