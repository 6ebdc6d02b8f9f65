"""The content of H5P packages as questions of ours.

A package may bring programs; they are never looked at. What its ``content.json`` says is
read as the ``semantics.json`` of the library describes it, in the version of today and in
earlier ones (``upgrades.js`` tells what changed).

The contents that are nested in each other are gone through (``containers``), and each one
that asks something is read by the builder of its library (``content``) with the help of a
``reader``.
"""

from collections.abc import Iterator

from django.utils.translation import gettext

from quizzes.exchange.archives import Archive
from quizzes.exchange.base import Unreadable
from quizzes.exchange.h5p.package import CONTENT, META
from quizzes.exchange.h5p.params import parse, string
from quizzes.exchange.h5p.reading.containers import Walker
from quizzes.exchange.questions import LeftOut, Question


def read(archive: Archive, locale: str) -> Iterator[Question | LeftOut]:
    """Yield the questions of a package.

    Raises:
        Unreadable: if it is no package of H5P.
    """
    for name in (META, CONTENT):
        if name not in archive:
            raise Unreadable(
                gettext("The file is no H5P package: it has no “%(name)s”.")
                % {"name": name}
            )
    meta = parse(archive.read(META))
    library = string(meta, "mainLibrary")
    if not library:
        raise Unreadable(gettext("The H5P package does not say what it holds."))
    content = {
        "library": library,
        "params": parse(archive.read(CONTENT)),
        "metadata": {"title": string(meta, "title")},
    }
    yield from Walker(archive, locale).walk(content, 0)
