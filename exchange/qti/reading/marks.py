"""What stands in rendered words for something that is no text: letters of nobody's."""

import re

# A line break that is none of the paragraph's.
BREAK = "\ue003"
# Where one piece of plain text ends and another begins.
SPLIT = "\ue004"
# A numbered part: a gap, or words that can be marked.
PART = re.compile("\ue001([0-9]+)\ue002")
# In a gap's text, what would look like one of our gaps.
BRACES = re.compile(r"\{(\s*\d{1,2}\s*)\}")


def part(number: int) -> str:
    """Return what stands for a numbered part."""
    return f"\ue001{number}\ue002"


def with_gaps(text: str) -> str:
    """Return a text with our gaps in place of its parts, and no other braces like them."""
    return PART.sub(r"{\1}", BRACES.sub(r"(\1)", text))


def parted(text: str) -> tuple[str, str]:
    """Part a text into the paragraphs before its first part, and the rest."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if PART.search(line)), 0)
    before, after = (
        re.sub(f" *{BREAK} *", "\n", "\n".join(each))
        for each in (lines[:first], lines[first:])
    )
    return before, after
