"""The paragraphs of a GIFT file, and the signs that are escaped in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext

from exchange.base import TooMuch
from exchange.building import GAP

MAX_LINES = 100_000

# While a question is parsed, an escaped character is one of these controls, which tidy()
# takes out of foreign text anyway.
ESCAPED = "\\:#={}~n"
PLACEHOLDERS = {mark: chr(number) for number, mark in enumerate(ESCAPED, start=1)}
_TO_PLACEHOLDER = re.compile(r"\\([\\:#={}~n])")
_CONTROLS = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f{GAP}]")


@dataclass(slots=True)
class Paragraph:
    """Lines of a file that belong together; ``line`` is the number of the first one."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the lines without their comments."""
        return "\n".join(self.lines).strip(" \t\n")


def hide(text: str) -> str:
    """Replace what is escaped by placeholders."""
    text = _CONTROLS.sub("", text)
    return _TO_PLACEHOLDER.sub(lambda found: PLACEHOLDERS[found[1]], text)


def show(text: str) -> str:
    """Put back what was escaped."""
    for mark, placeholder in PLACEHOLDERS.items():
        text = text.replace(placeholder, "\n" if mark == "n" else mark)
    return text


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file, a category line being one of its own.

    A paragraph ends with a blank line, except inside braces that are closed later, and
    where a line ends with the closing brace and the next ones have braces again.

    Raises:
        TooMuch: if the file has too many lines.
    """
    if text.count("\n") > MAX_LINES:
        raise TooMuch(
            gettext("The file has more than %(limit)d lines. Split it.")
            % {"limit": MAX_LINES}
        )
    found = list(_blocks(text))
    index = 0
    while index < len(found):
        paragraph, after = found[index], index + 1
        if _is_open(paragraph):
            closing = _closing(found, after)
            for more in found[after:closing]:
                paragraph.lines += more.lines
                paragraph.comments += more.comments
            after = max(after, closing)
        yield from _split(paragraph)
        index = after


def _blocks(text: str) -> Iterator[Paragraph]:
    current = Paragraph(1)
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip(" \t")
        if stripped.upper().startswith("$CATEGORY:"):
            if current.lines or current.comments:
                yield current
            yield Paragraph(number, [stripped])
            current = Paragraph(number + 1)
        elif not stripped:
            if current.lines or current.comments:
                yield current
                current = Paragraph(number + 1)
        elif stripped.startswith("//"):
            current.comments.append(stripped[2:].strip())
        else:
            if not current.lines:
                current.line = number
            current.lines.append(stripped)
    yield current


def _is_open(paragraph: Paragraph) -> bool:
    text = hide(paragraph.text)
    return text.count("{") > text.count("}")


def _closing(found: list[Paragraph], start: int) -> int:
    """Return the index after the paragraph that closes a brace; ``start`` if none does."""
    for index in range(start, min(start + 20, len(found))):
        text = hide(found[index].text)
        opens, closes = text.find("{"), text.find("}")
        if closes >= 0 and (opens < 0 or closes < opens):
            return index + 1
        if opens >= 0 or text.startswith("::"):
            return start
    return start


def _split(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Part questions that no blank line parts."""
    hidden = [hide(line) for line in paragraph.lines]
    last = max((n for n, line in enumerate(hidden) if "{" in line), default=-1)
    first = Paragraph(paragraph.line, comments=paragraph.comments)
    opens = closes = 0
    for number, line in enumerate(hidden):
        first.lines.append(paragraph.lines[number])
        opens += line.count("{")
        closes += line.count("}")
        if 0 < opens <= closes and line.endswith("}") and number < last:
            yield first
            first = Paragraph(paragraph.line + number + 1)
            opens = closes = 0
    if first.lines:
        yield first
