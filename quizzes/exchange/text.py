"""Text of foreign files, made safe and plain."""

import codecs
import html
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from django.utils.translation import gettext

import nh3
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizzes.exchange.base import Unreadable
from quizzes.exchange.questions import shorten

__all__ = [
    "MAX_BYTES",
    "MAX_QUESTIONS",
    "as_text",
    "decode",
    "parse_xml",
    "pictures_in",
    "plain",
    "shorten",
    "tidy",
]

MAX_BYTES = 20 * 1024 * 1024
MAX_QUESTIONS = 2000
MAX_DEPTH = 60
MAX_ELEMENTS = 500_000

# The byte order marks, longest first: that of UTF-32 begins like that of UTF-16.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What old Windows programs wrote, by language.
OLD_ENCODINGS = {"ar": "windows-1256"}
OLD_ENCODING = "windows-1252"

BLOCKS = [
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
    ),
    *(
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
    ),
    *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
]
INLINE = [
    *(
        "a",
        "abbr",
        "b",
        "big",
        "br",
        "center",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
    ),
    *("iframe", "img", "ins", "kbd", "mark", "q", "s", "script", "small", "span"),
    *("strike", "strong", "style", "sub", "sup", "tbody", "thead", "tt", "u", "var"),
]
ALLOWED = {*BLOCKS, "br"}
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(BLOCKS)})>")
_TAG = re.compile(r"<[^<>]*>")
# What tells HTML from plain text with a "<" in it.
_HTML = re.compile(
    rf"</?(?:{'|'.join(BLOCKS + INLINE)})(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);",
    re.IGNORECASE,
)
_DECLARATION = re.compile(
    r"""\A\s*<\?xml\s[^>]*?(?:encoding\s*=\s*["']([A-Za-z0-9._-]+)["'])?[^>]*\?>"""
)
# Encodings that XML files are really in; Python knows stranger and slower ones.
_PLAIN_ENCODING = re.compile(r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[ru]")
# A line break that stands for "between two blocks", however many of their tags meet.
_EDGE = "\x1e"
_SPACE = re.compile(rf"[ \n{_EDGE}]+")
# No text of a question is longer; some of what is done to it takes the square of its length.
MAX_TEXT = 20_000
_DATA = re.compile(r"data:image/[^\"'\s<>]*")
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)


def decode(data: bytes, locale: str = "en") -> str:
    """Give the text of a file in UTF-8, in UTF-16 or -32 with a mark, or from old Windows.

    Line ends become line feeds.

    Raises:
        Unreadable: if the file is no text.
    """
    text = _decoded(data, locale)
    if "\x00" in text:
        raise Unreadable(gettext("The file is not a text: it holds NUL bytes."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, locale: str) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    gettext("The file says that it is in %(encoding)s, but it is not.")
                    % {"encoding": encoding.upper()}
                ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Some bytes have no letter in these encodings.
        return data.decode(OLD_ENCODINGS.get(locale, OLD_ENCODING), errors="replace")


def tidy(text: str) -> str:
    """Give plain text in Unicode's NFC, without control characters and outer space.

    Line feeds stay, two at most in a row.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(letter for letter in text.replace("\t", " ") if _may_stay(letter))
    lines = (re.sub(r" {2,}", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _may_stay(letter: str) -> bool:
    if letter == "\n":
        return True
    # Controls, halves of pairs, unassigned ones; the mark U+FEFF is a format character.
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cn") and (
        letter != "\ufeff"
    )


def plain(source: str) -> str:
    """Give the words of HTML as plain text with line breaks; scripts and styles go.

    An image, a formula's markup and the like leave nothing behind.
    """
    # In HTML a line end is a space; nh3 drops what a browser would not show as text.
    text = nh3.clean(source, tags=ALLOWED, attributes={}, link_rel=None)
    text = re.sub(r"\s+", " ", text)
    text = text.replace("<li>", f"{_EDGE}• ")
    text = re.sub(r"<br */?>", "\n", text)
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub(_EDGE, text)))
    text = _SPACE.sub(_between_blocks, text)
    return tidy(text.replace("\u00a0", " "))


def _between_blocks(space: re.Match[str]) -> str:
    """Give one line break for the edges of blocks that meet, and what breaks after them."""
    if _EDGE not in space[0]:
        return space[0]
    return "\n" + "\n" * space[0].rpartition(_EDGE)[2].count("\n")


def looks_like_html(source: str) -> bool:
    """Tell whether a text has tags or entities of HTML."""
    return bool(_HTML.search(source))


def without_markdown(source: str) -> str:
    """Give the words of Markdown, which may hold HTML, as plain text."""
    text = re.sub(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)", r"\1", source)
    text = re.sub(r"^ {0,3}(?:#{1,6}|>) +", "", text, flags=re.MULTILINE)
    text = re.sub(r"^ {0,3}[*+-] +", "• ", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__|~~|`)(?=\S)([^\n]*?\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])([*_])(?=\S)([^\n]*?\S)\1(?![\w*])", r"\2", text)
    return as_text(re.sub(r"\\([^\w\s])", r"\1", text), "moodle")


def as_text(source: str, markup: str) -> str:
    """Give the words of a text as plain text.

    Args:
        source: the text as it is in the file.
        markup: "html", "markdown" or "plain"; anything else is plain text that may have
            some HTML in it, as Moodle's own format.
    """
    if len(source) > MAX_TEXT:
        source = _DATA.sub("", source)[:MAX_TEXT]
    if markup == "html":
        return plain(source)
    if markup == "markdown":
        return without_markdown(source)
    if markup != "plain" and looks_like_html(source):
        return plain(source.strip().replace("\n", "<br>"))
    return tidy(source)


class _Pictures(HTMLParser):
    """Collect the images of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an image."""
        if tag == "img":
            values = dict(attrs)
            alt = tidy(values.get("alt") or "")
            self.found.append((values.get("src") or "", alt))


def pictures_in(source: str) -> list[tuple[str, str]]:
    """Give address and words of each image in a piece of HTML."""
    parser = _Pictures()
    for tag in _IMAGE.findall(source):
        parser.feed(tag)
    parser.close()
    return parser.found


class _Limited(TreeBuilder):
    """Build a tree that is neither too deep nor too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """Begin an element.

        Raises:
            Unreadable: if it is nested too deeply, or is one too many.
        """
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable(gettext("The file’s XML is nested too deeply."))
        if self._count > MAX_ELEMENTS:
            raise Unreadable(gettext("The file’s XML has too many elements."))
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)


def parse_xml(data: bytes, locale: str = "en") -> Element:
    """Give the root of an XML file that has no DTD, no entities and nothing external.

    Raises:
        Unreadable: with the place of the first fault.
    """
    text = _xml_text(data, locale)
    parser = DefusedXMLParser(target=_Limited(), forbid_dtd=True)
    try:
        parser.feed(text.encode())
        return parser.close()
    except DefusedXmlException as error:
        raise Unreadable(
            gettext(
                "The file declares a document type or entities. They could read other "
                "files, so such a file is refused. Take out the “<!DOCTYPE …>”."
            )
        ) from error
    except ParseError as error:
        line, column = error.position
        raise Unreadable(
            gettext("The file is no well-formed XML: line %(line)d, column %(column)d.")
            % {"line": line, "column": column + 1}
        ) from error


def _xml_text(data: bytes, locale: str) -> str:
    """Give the text of an XML file, without its declaration, which names its encoding."""
    declared = _DECLARATION.match(data[:200].decode("latin-1"))
    text = None
    if declared and declared[1]:
        try:
            encoding = codecs.lookup(declared[1]).name
            if _PLAIN_ENCODING.fullmatch(encoding):
                text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            text = None
    if text is None:
        text = decode(data, locale)
    return _DECLARATION.sub("", text, count=1)
