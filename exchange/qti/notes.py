"""What our own export notes beside an item; see ``extras``."""

from xml.etree.ElementTree import Element

from exchange import extras

# The attribute of an interaction that holds what QTI has no place for.
NOTE = f"data-{extras.MARK}"


def body_of(root: Element) -> str:
    """Return the words of an item, of which a note says what is missing."""
    return " ".join(text for text in root.itertext())


def is_noted(root: Element) -> bool:
    """Return whether anything is noted, be it of this item or not."""
    return any(each.get(NOTE) is not None for each in root.iter())


def note_of(root: Element) -> extras.Note | None:
    """Return the note of an item; None if there is none that fits it."""
    notes = [each.get(NOTE) for each in root.iter() if each.get(NOTE)]
    return extras.load(notes[0] or "", body_of(root)) if len(notes) == 1 else None
