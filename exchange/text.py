"""Text of foreign files, made safe and plain."""

import codecs
import html
import re
import unicodedata
from itertools import islice
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from django.utils.translation import gettext

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from exchange.base import TooMuch, Unreadable
from exchange.budget import Budget
from exchange.questions import shorten

__all__ = [
    "MAX_BYTES",
    "MAX_QUESTIONS",
    "as_text",
    "beginning",
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
# How many images of one text are looked at; it has room for one.
MAX_IMAGES = 4
# Attributes of one XML file; a text in it that quotes some counts, too.
MAX_ATTRIBUTES = 200_000
# The elements of Moodle XML that hold a file in Base64.
ENCODED = ("file", "image_base64")
# How long the name of a namespace may be: it becomes part of each element's.
MAX_NAMESPACE = 300
# XML is read in pieces, so that nothing is read after a fault.
PIECE = 64 * 1024
# How much of a file is looked at to tell its format.
BEGINNING = 200_000

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
# Attributes of a tag. A quote counts only after "=", as in browsers.
_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+"""
# Comments, scripts and styles with what is in them, and tags. Each alternative that begins
# also ends, at the end of the text if need be, so no text takes more than one pass.
_MARKUP = re.compile(
    rf"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|(script|style)(?=[\s/>]){_ATTRIBUTES}>?.*?(?:</\1(?=[\s/>]){_ATTRIBUTES}>?|\Z)"
    rf"|[!?][^>]*+>?"
    rf"|/(?![a-z])[^>]*+>?"
    rf"|/?([a-z][^\s/>]*+){_ATTRIBUTES}>?)",
    re.IGNORECASE | re.DOTALL,
)
# Emphasis in Markdown, from the inside out. What is inside has not the sign itself, so no
# sign looks farther than to the next one.
_EMPHASIS = [
    re.compile(rf"{before}{sign}(?=\S)([^{sign[-1]}\n]++)(?<=\S){sign}{after}")
    for before, sign, after in (
        *((r"(?<![\w*_])", sign, r"(?![\w*_])") for sign in (r"\*", "_")),
        *(("", sign, "") for sign in (r"\*\*", "__", "~~", "`")),
        *((r"(?<![\w*_])", sign, r"(?![\w*_])") for sign in (r"\*", "_")),
    )
]
# What tells HTML from plain text with a "<" in it.
_HTML = re.compile(
    rf"<(?=[a-z/])/?(?:{'|'.join(BLOCKS + INLINE)})(?:\s[^<>]*)?/?>"
    r"|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);",
    re.IGNORECASE,
)
# A character reference that no character has; Python refuses to read longer ones.
_NO_CHARACTER = re.compile(r"&#(?:\d{8,}|x[0-9a-f]{8,});?", re.IGNORECASE)
_DECLARATION = re.compile(
    r"""\A\s*<\?xml\s[^>]*?(?:encoding\s*=\s*["']([A-Za-z0-9._-]+)["'])?[^>]*\?>"""
)
# Encodings that XML files are really in; Python knows stranger and slower ones.
_PLAIN_ENCODING = re.compile(r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[ru]")
# A line break that stands for "between two blocks", however many of their tags meet.
_EDGE = "\x1e"
_SPACE = re.compile(rf"[ \n{_EDGE}]+")
_INSTEAD = {**dict.fromkeys(BLOCKS, _EDGE), "br": "\n"}
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'])(src|alt)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""",
    re.IGNORECASE,
)
# Attributes of XML; in a text that only quotes some, it finds a few too many.
_XML_ATTRIBUTE = re.compile(rb"=\s*+[\"']")
_XML_NAMESPACE = re.compile(rb"""\sxmlns[^\s=]*+\s*+=\s*+(?:"([^"<]*+)|'([^'<]*+))""")


def decode(data: bytes, locale: str = "en") -> str:
    """Return the text of a file in UTF-8, in UTF-16 or -32 with a mark, or from old Windows.

    Line ends become line feeds.

    Raises:
        Unreadable: if the file is no text.
    """
    text = _decoded(data, locale)
    _refuse_nul(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_nul(text: str) -> None:
    if "\x00" in text:
        raise Unreadable(gettext("The file is not a text: it holds NUL bytes."))


def beginning(data: bytes) -> str:
    """Return the beginning of a file as text, to tell its format; of no text, nothing."""
    try:
        return _decoded(data[:BEGINNING], "en", "replace").replace("\r", "\n")
    except Unreadable:
        return ""


def _decoded(data: bytes, locale: str, errors: str = "strict") -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding, errors)
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
    """Return plain text in Unicode's NFC, without control characters and outer space.

    Line feeds stay, two at most in a row.
    """
    # Most texts are in order, and a bank has ten thousands of them.
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\t", " ")
    # A text has few different characters, however long it is.
    if gone := dict.fromkeys(ord(sign) for sign in set(text) if not _may_stay(sign)):
        text = text.translate(gone)
    text = re.sub(r" {2,}", " ", text).replace(" \n", "\n").replace("\n ", "\n")
    text = re.sub(r"\n{3,}", "\n\n", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _may_stay(letter: str) -> bool:
    if letter == "\n":
        return True
    # Controls, halves of pairs, unassigned ones; the mark U+FEFF is a format character.
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cn") and (
        letter != "\ufeff"
    )


def plain(source: str) -> str:
    """Return the words of HTML as plain text with line breaks; scripts and styles go.

    An image, a formula's markup and the like leave nothing behind. It takes one pass over
    the markup and builds no tree, as trees of HTML can grow with the square of its length.
    """
    # In HTML a line end is a space.
    text = re.sub(r"\s+", " ", source)
    if "<" in text:
        text = _MARKUP.sub(_instead_of, text)
    if "&" in text:
        text = html.unescape(_NO_CHARACTER.sub("\ufffd", text))
    text = _SPACE.sub(_between_blocks, text)
    return tidy(text.replace("\u00a0", " "))


def _instead_of(tag: re.Match[str]) -> str:
    """Return what stands for a tag in plain text."""
    name = (tag[2] or "").lower()
    if name == "li" and tag[0][1] != "/":
        return f"{_EDGE}• "
    return _INSTEAD.get(name, "")


def _between_blocks(space: re.Match[str]) -> str:
    """Return one line break for the edges of blocks that meet, and what breaks after them."""
    if _EDGE not in space[0]:
        return space[0]
    return "\n" + "\n" * space[0].rpartition(_EDGE)[2].count("\n")


def looks_like_html(source: str) -> bool:
    """Return whether a text has tags or entities of HTML."""
    return bool(_HTML.search(source))


def without_markdown(source: str) -> str:
    """Return the words of Markdown, which may hold HTML, as plain text."""
    text = re.sub(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)", r"\1", source)
    text = re.sub(r"^ {0,3}(?:#{1,6}|>) +", "", text, flags=re.MULTILINE)
    text = re.sub(r"^ {0,3}[*+-] +", "• ", text, flags=re.MULTILINE)
    for sign in _EMPHASIS:
        text = sign.sub(r"\1", text)
    return as_text(re.sub(r"\\([^\w\s])", r"\1", text), "moodle")


def as_text(source: str, markup: str) -> str:
    """Return the words of a text as plain text.

    Args:
        source: the text as it is in the file.
        markup: "html", "markdown" or "plain"; anything else is plain text that may have
            some HTML in it, as Moodle's own format.
    """
    if markup == "html":
        return plain(source)
    if markup == "markdown":
        return without_markdown(source)
    if markup != "plain" and looks_like_html(source):
        return plain(source.strip().replace("\n", "<br>"))
    return tidy(source)


def pictures_in(source: str) -> list[tuple[str, str]]:
    """Return address and words of each image in a piece of HTML, MAX_IMAGES at most."""
    found = []
    for tag in islice(_IMAGE.finditer(source), MAX_IMAGES):
        values: dict[str, str] = {}
        for name, *given in _ATTRIBUTE.findall(tag[0]):
            values.setdefault(name.lower(), html.unescape("".join(given)))
        found.append((values.get("src", ""), tidy(values.get("alt", ""))))
    return found


class _Limited(TreeBuilder):
    """Build a tree that is neither too deep nor too large.

    What is encoded in a ``<file>`` of Moodle's is no text.
    """

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget
        self._depth = 0
        self._is_file = False

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """Begin an element.

        Raises:
            Unreadable: if it is nested too deeply.
            TooMuch: if it is one too many.
        """
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable(gettext("The file’s XML is nested too deeply."))
        self._budget.take_elements(1)
        self._budget.take_text(sum(map(len, attrs.values())))
        self._is_file = tag in ENCODED
        return super().start(tag, attrs)

    def data(self, data: str) -> None:
        """Add text to an element.

        Raises:
            TooMuch: if it is too much.
        """
        if not (self._is_file and data.isascii()):
            self._budget.take_text(len(data))
        super().data(data)

    def end(self, tag: str) -> Element:
        """End an element."""
        self._depth -= 1
        self._is_file = False
        return super().end(tag)


def parse_xml(data: bytes, locale: str = "en", budget: Budget | None = None) -> Element:
    """Return the root of an XML file that has no DTD, no entities and nothing external.

    Args:
        data: the file.
        locale: the language of its words, which tells an old encoding.
        budget: what its text and elements are taken from; without it, one of its own.

    Raises:
        Unreadable: with the place of the first fault.
        TooMuch: if it has more text or elements than the budget.
    """
    budget = Budget() if budget is None else budget
    source = _xml_source(data, locale)
    _check_attributes(source)
    parser = DefusedXMLParser(target=_Limited(budget), forbid_dtd=True)
    try:
        for start in range(0, len(source), PIECE):
            parser.feed(source[start : start + PIECE])
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


def _check_attributes(source: bytes) -> None:
    """Refuse what the parser would copy many times before it tells of an element.

    Raises:
        TooMuch: if there are too many attributes.
        Unreadable: if a namespace is too long.
    """
    if sum(1 for _each in _XML_ATTRIBUTE.finditer(source)) > MAX_ATTRIBUTES:
        raise TooMuch(gettext("The file’s XML has too many attributes. Split it."))
    for found in _XML_NAMESPACE.finditer(source):
        if len(found[1] or found[2] or b"") > MAX_NAMESPACE:
            raise Unreadable(gettext("The file’s XML has too long a namespace."))


def _xml_source(data: bytes, locale: str) -> bytes:
    """Return an XML file in UTF-8, without its declaration, which names its encoding."""
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
        text = _decoded(data, locale)
        _refuse_nul(text)
    declared = _DECLARATION.match(text[:500])
    source = text.encode()
    return source[len(declared[0].encode()) :] if declared else source
