"""Cards: to turn, or to find in pairs."""

from django.utils.translation import gettext

from exchange import building
from exchange.base import LeaveOut
from exchange.h5p.params import at, entries, string, words
from exchange.h5p.reading.reader import Reader
from exchange.parts import Card, Found


def read_memory_game(reader: Reader) -> Found:
    """Read H5P.MemoryGame."""
    found = []
    for number, card in enumerate(entries(reader.params, "cards"), 1):
        front = reader.picture(at(card, "image"), string(card, "imageAlt"))
        back = reader.picture(at(card, "match"), string(card, "matchAlt")) or front
        found.append(
            Card(
                front="",
                back="",
                source=f"card {number}",
                front_picture=front,
                back_picture=back,
            )
        )
    if any(card.front_picture is None for card in found):
        raise LeaveOut(gettext("A card has no picture."))
    seed = " ".join(card.front_picture["file"] for card in found if card.front_picture)
    value, source = building.memory(seed, found)
    return Found("memory", value, source, "")


def read_dialog_cards(reader: Reader) -> Found:
    """Read H5P.Dialogcards."""
    parts = [words(reader.params, name) for name in ("title", "description")]
    return _cards(reader, entries(reader.params, "dialogs"), parts)


def read_flash_cards(reader: Reader) -> Found:
    """Read H5P.Flashcards, whose answers are typed."""
    reader.notes.append(
        gettext("In the file the answer is typed; here the card is turned.")
    )
    prompts = [words(reader.params, "description")]
    return _cards(reader, entries(reader.params, "cards"), prompts)


def _cards(reader: Reader, given: list, prompts: list[str]) -> Found:
    found = []
    for number, card in enumerate(given, 1):
        picture = reader.picture(at(card, "image"), string(card, "imageAltText"))
        found.append(
            Card(
                front=words(card, "text"),
                back=words(card, "answer"),
                source=f"card {number}",
                front_picture=picture,
            )
        )
    prompt = "\n".join(part for part in prompts if part)
    value, source = building.cards(prompt, found)
    return Found("cards", value, source, prompt)
