"""A text with gaps."""

import html
from collections.abc import Sequence
from typing import Any

from exchange.h5p.writing.text import paragraph
from exchange.h5p.writing.writer import Built, Writer
from exchange.text import tidy
from quizzes.kinds.gap import GAP


def write_gap(writer: Writer) -> Built:
    """Write a text with gaps as H5P.DragText."""
    words = writer.parts("words")
    # The text between two gaps, and the number of the gap that follows.
    parts = GAP.split(tidy(writer.value.get("text") or ""))
    text = "".join(
        _solution(words, int(part))
        if place % 2
        else html.escape(_bare(part), quote=False)
        for place, part in enumerate(parts)
    )
    return "H5P.DragText", writer.framed(
        {
            "taskDescription": paragraph(writer.value.get("prompt")),
            "textField": text,
            "distractors": " ".join(
                f"*{_solution_part(decoy.get('text'))}*"
                for decoy in writer.parts("decoys")
            ),
            "behaviour": {"enableRetry": True, "instantFeedback": False},
        }
    )


def _solution(words: Sequence[dict[str, Any]], number: int) -> str:
    """Return what stands for a gap: its word, and what is said to another one."""
    if not 0 < number <= len(words):
        return ""
    word = words[number - 1]
    feedback = _solution_part(word.get("feedback"))
    wrong = f"\\-{feedback}" if feedback else ""
    return f"*{_solution_part(word.get('text'))}{wrong}*"


def _bare(text: Any) -> str:
    """Return words without the signs that mean something in a text with gaps."""
    return str(text or "").replace("*", "").replace("\\", "")


def _solution_part(text: Any) -> str:
    """Return words without the signs that mean something between two asterisks, too."""
    return tidy(_bare(text).replace(":", ""))
