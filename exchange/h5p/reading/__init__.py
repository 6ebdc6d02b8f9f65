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

from exchange.archives import Archive
from exchange.base import LeaveOut, Unreadable
from exchange.budget import Budget
from exchange.h5p.package import CONTENT, META
from exchange.h5p.params import no_json, parse, string
from exchange.h5p.reading.containers import Walker
from exchange.questions import LeftOut, Question, place, shorten
from exchange.text import plain


def read(archive: Archive, locale: str) -> Iterator[Question | LeftOut]:
    """Yield the questions of a package.

    Raises:
        Unreadable: if it is no package of H5P.
        TooMuch: if there is more in it than may be read at a time.
    """
    budget = Budget()
    for name in (META, CONTENT):
        if name not in archive:
            raise Unreadable(
                gettext("The file is no H5P package: it has no “%(name)s”.")
                % {"name": name}
            )
        budget.take_text(archive.size(name))
    try:
        meta = parse(archive.read(META))
    except LeaveOut as error:
        raise Unreadable(no_json()) from error
    library = string(meta, "mainLibrary")
    if not library:
        raise Unreadable(gettext("The H5P package does not say what it holds."))
    title = string(meta, "title")
    try:
        params = parse(archive.read(CONTENT))
    except LeaveOut as error:
        yield LeftOut(place(1), shorten(plain(title), 80) or library, error.reason)
        return
    content = {"library": library, "params": params, "metadata": {"title": title}}
    yield from Walker(archive, locale, budget).walk(content, 0)
