"""QTI: items and packages of 1EdTech's Question and Test Interoperability.

Reads items of QTI 2.0 to 2.2 and 3.0, by themselves or in a package; writes packages of
QTI 3.0. Source: 1EdTech QTI 3.0 Assessment, Section and Item Information Model (2022).
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from exchange.archives import Archive, is_archive
from exchange.base import Format, Unreadable, Written
from exchange.qti import package, writing
from exchange.questions import LeftOut, Question
from exchange.text import decode

ROOT = re.compile(
    r"<(?:\w+:)?(?:qti-assessment-(?:item|test)|assessment(?:Item|Test))\b"
)


class Qti(Format):
    """Items and packages of QTI."""

    name = "qti"
    label = _("QTI 3.0 package (QTI 2 is read, too)")
    suffix = ".zip"
    content_type = "application/zip"

    def sniff(self, data: bytes, filename: str) -> bool:
        """Return whether it is an item, or a zip file with a manifest or XML files."""
        if is_archive(data):
            try:
                names = Archive(data).names
            except Unreadable:
                # Reading it says what is wrong.
                return not filename.lower().endswith(".h5p")
            return "h5p.json" not in names and any(
                name.lower().endswith(".xml") for name in names
            )
        try:
            return ROOT.search(decode(data[:100_000])) is not None
        except Unreadable:
            return False

    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield the questions of a package, or of one item."""
        return package.read(data, locale)

    def write(self, title: str, questions: list[Question]) -> Written:
        """Return a package of QTI 3.0."""
        return writing.write(title, questions)
