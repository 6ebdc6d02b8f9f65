"""Words of a text to be picked out."""

from xml.etree.ElementTree import Element

from exchange import building
from exchange.parts import Found, Piece
from exchange.qti import scoring
from exchange.qti.reading.marks import PART, SPLIT, part
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.responses import check_right, choices_in, id_of
from exchange.qti.tree import words


def read_hottext(reader: Reader, group: list[Element]) -> Found:
    """Read a hottext interaction."""
    interaction, item = group[0], reader.item
    choices = choices_in(interaction, "hottext", deep=True)
    name, right = reader.right(interaction, choices)
    check_right(right, choices)
    ids = list(choices)

    def numbered(element: Element) -> str | None:
        if element.tag == "hottext" and id_of(element) in choices:
            return part(ids.index(id_of(element)))
        if element.get("data-piece") is not None:
            return SPLIT
        return "" if element.tag == "prompt" else None

    feedback, when_right, when_wrong = scoring.feedback_of_choices(
        item, name, ids, right
    )
    pieces = []
    # The text between two parts, and the number of the part that follows.
    for number, piece in enumerate(PART.split(words(interaction, numbered))):
        if number % 2 == 0:
            pieces += [Piece(each, "plain") for each in piece.split(SPLIT)]
            continue
        id_ = ids[int(piece)]
        role = "sign" if id_ in right else "fine"
        text = words(choices[id_]) or id_
        pieces.append(Piece(text, role, id_, feedback[id_]))
    value, source = building.mark(reader.seed(interaction), pieces)
    reader.notes += scoring.notes_on_picks(item, name, choices, right)
    return building.closed(Found("mark", value, source), when_right, when_wrong)
