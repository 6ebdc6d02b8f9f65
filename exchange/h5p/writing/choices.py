"""A choice."""

from exchange.h5p.writing.text import paragraph
from exchange.h5p.writing.writer import Built, Writer


def write_choice(writer: Writer) -> Built:
    """Write a choice as H5P.MultiChoice."""
    value = writer.value
    options = writer.parts("options")
    writer.no_pictures(*(option.get("picture") for option in options))
    return "H5P.MultiChoice", writer.framed(
        {
            "question": paragraph(value.get("prompt")),
            "answers": [
                {
                    "text": paragraph(option.get("text")),
                    "correct": bool(option.get("correct")),
                    "tipsAndFeedback": {
                        "tip": "",
                        "chosenFeedback": paragraph(option.get("feedback")),
                        "notChosenFeedback": "",
                    },
                }
                for option in options
            ],
            "behaviour": {
                "type": "multi" if value.get("multiple") else "single",
                "singlePoint": False,
                "randomAnswers": bool(value.get("shuffle", True)),
            },
        }
    )
