"""Read a PO file that somebody uploads, and doubt all of it."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

import polib

# The largest module in use makes a file of about 60 KB.
MAX_BYTES = 2 * 1024 * 1024
TRANSLATION_ID = "X-WagtailLocalize-TranslationID"
CHARSET = re.compile(rb"Content-Type:[^\n\"\\]*charset=([\w.:-]+)", re.IGNORECASE)
SYNTAX_LINE = re.compile(r"\(line (\d+)\)")
# polib takes a line without its last quotation mark, and then drops a letter of it.
GOOD_LINE = re.compile(r'\s*(?:#.*|(?:msg\w+(?:\[\d\])?\s*)?"(?:[^"\\]|\\.)*"\s*)?')


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file: ``line`` is 0 where it is about the whole of it."""

    message: str
    line: int = 0
    text: str = ""


class PoError(ValueError):
    """A file that cannot be imported, with all that is wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a file with its translation; ``words`` may be empty."""

    line: int
    path: str
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class PoFile:
    """What an upload says.

    Attributes:
        translation_id: the UUID of the translation that the file was made for, or "".
        entries: every text that is neither obsolete nor marked as unsure.
        unsure: how many are marked as unsure ("fuzzy"), which nobody wants published.
    """

    translation_id: str
    entries: tuple[Entry, ...]
    unsure: int


def read(data: bytes) -> PoFile:
    """Read an uploaded file.

    Raises:
        PoError: if it is too big, in another encoding than it says, no PO file, or
            ambiguous.
    """
    if len(data) > MAX_BYTES:
        raise too_big()
    text = _decode(data)
    if "\0" in text or "msgid" not in text or "\n" not in text.strip():
        raise PoError(Problem(gettext("This is no PO file.")))
    if bad := [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if not GOOD_LINE.fullmatch(line)
    ]:
        raise PoError(*(Problem(_no_syntax(), number) for number in bad))
    try:
        # A text of several lines: polib would take a single one for the name of a file.
        found = polib.pofile(text)
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        line = SYNTAX_LINE.search(str(error))
        number = int(line[1]) if line else 0
        raise PoError(Problem(_no_syntax(), number)) from error
    if problems := list(_ambiguous(found)):
        raise PoError(*problems)
    return PoFile(
        translation_id=found.metadata.get(TRANSLATION_ID, "").strip(),
        entries=tuple(
            Entry(entry.linenum, entry.msgctxt or "", entry.msgid, entry.msgstr)
            for entry in found
            if not entry.obsolete and not entry.fuzzy
        ),
        unsure=sum(entry.fuzzy and not entry.obsolete for entry in found),
    )


def too_big() -> PoError:
    """Return the error for a file of more than MAX_BYTES."""
    return PoError(
        Problem(
            gettext("The file is larger than %(limit)d MB.")
            % {"limit": MAX_BYTES // 1024**2}
        )
    )


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _wrong_charset("UTF-16")
    stated = CHARSET.search(data)
    charset = stated[1].decode() if stated else "utf-8"
    try:
        return data.decode("utf-8-sig" if charset.lower() == "utf-8" else charset)
    except (UnicodeError, LookupError) as error:
        raise _wrong_charset(charset) from error


def _wrong_charset(charset: str) -> PoError:
    return PoError(
        Problem(
            gettext(
                "The file is not in the encoding that it should have (%(charset)s)."
                " Save it as UTF-8 and upload it again."
            )
            % {"charset": charset}
        )
    )


def _no_syntax() -> str:
    return gettext("The file cannot be read: a quotation mark or a keyword is amiss.")


def _ambiguous(found: polib.POFile) -> Iterator[Problem]:
    entries = [entry for entry in found if not entry.obsolete]
    seen = Counter((entry.msgctxt, entry.msgid) for entry in entries)
    for entry in entries:
        if entry.msgid_plural:
            message = gettext("Texts here have no plural forms.")
        elif seen[entry.msgctxt, entry.msgid] > 1:
            message = gettext("This text is in the file more than once.")
        else:
            continue
        yield Problem(message, entry.linenum, entry.msgid)
