"""H5P: packages of the open format for interactive content.

Only the content is read; the programs that a package brings are never run, and none are
written. Source: the ``semantics.json`` of each library, and h5p.org's specification.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from exchange.archives import Archive, is_archive
from exchange.base import Format, Unreadable, Written
from exchange.h5p import reading, writing
from exchange.h5p.package import META
from exchange.questions import LeftOut, Question


class H5p(Format):
    """Packages of H5P."""

    name = "h5p"
    label = _("H5P package")
    suffix = ".h5p"
    content_type = "application/zip"

    def sniff(self, data: bytes, filename: str) -> bool:
        """Return whether its name says that it is H5P, or what is in it.

        So reading a broken one says what is wrong with it.
        """
        if filename.lower().endswith(self.suffix):
            return True
        try:
            return is_archive(data) and META in Archive(data)
        except Unreadable:
            return False

    def read(self, data: bytes, locale: str) -> Iterator[Question | LeftOut]:
        """Yield the questions of a package."""
        return reading.read(Archive(data), locale)

    def write(self, title: str, questions: list[Question]) -> Written:
        """Return a package with the questions' content."""
        return writing.write(title, questions)
