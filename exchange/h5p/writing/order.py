"""Things to put in order."""

from exchange.h5p.writing.text import paragraph
from exchange.h5p.writing.writer import Built, Writer


def write_order(writer: Writer) -> Built:
    """Write an order as H5P.SortParagraphs."""
    things = writer.parts("things")
    writer.no_pictures(*(thing.get("picture") for thing in things))
    return "H5P.SortParagraphs", writer.framed(
        {
            "taskDescription": paragraph(writer.value.get("prompt")),
            "paragraphs": [paragraph(thing.get("text")) for thing in things],
            "behaviour": {
                "scoringMode": "transitions",
                "applyPenalties": False,
                "duplicatesInterchangeable": False,
            },
        }
    )
