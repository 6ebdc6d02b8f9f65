"""Paragraphs to put in order."""

from django.utils.translation import gettext

from exchange import building
from exchange.h5p.params import entries, string, words
from exchange.h5p.reading.reader import Reader, answer
from exchange.parts import Found, Word
from exchange.text import plain


def read_sort_paragraphs(reader: Reader) -> Found:
    """Read H5P.SortParagraphs."""
    prompt = words(reader.params, "taskDescription")
    things = [
        Word(plain(text), answer(number))
        for number, text in enumerate(entries(reader.params, "paragraphs"), 1)
        if isinstance(text, str)
    ]
    if string(reader.params, "behaviour", "scoringMode") != "transitions":
        reader.notes.append(
            gettext(
                "The file scores each place; here each pair of neighbours in the right "
                "order counts."
            )
        )
    value, source = building.order(prompt, things)
    return reader.closed(Found("order", value, source, prompt))
