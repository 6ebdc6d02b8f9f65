"""Assessment items of QTI as questions of ours.

A file becomes an item (``qti.item``), its interactions are grouped by question
(``interactions``), and each group is read by the builder of its type (``question``) with
the help of a ``reader``.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from quizzes.exchange import extras
from quizzes.exchange.archives import Archive
from quizzes.exchange.base import LeaveOut, Unreadable, attempt
from quizzes.exchange.qti.item import read
from quizzes.exchange.qti.notes import is_noted, note_of
from quizzes.exchange.qti.reading.interactions import groups_of
from quizzes.exchange.qti.reading.question import read_group
from quizzes.exchange.qti.reading.reader import Reader
from quizzes.exchange.qti.tree import normalise
from quizzes.exchange.questions import LeftOut, Question, part_of
from quizzes.exchange.text import parse_xml, shorten

ITEM = "assessmentItem"


def read_item(
    data: bytes, locale: str, archive: Archive | None, name: str, where: str
) -> list[Question | LeftOut]:
    """Give the questions of one file with an assessment item, and what is left out.

    Args:
        data: the XML file.
        locale: the language of the questions.
        archive: the package that it is in, if it is in one.
        name: its name in the package.
        where: how the report calls its place.
    """

    def make() -> Iterable[Question | LeftOut]:
        try:
            root = parse_xml(data, locale)
        except Unreadable as error:
            raise LeaveOut(error.reason) from error
        normalise(root)
        note = note_of(root)
        found = read_root(root, locale, archive, name, where, note[0] if note else "")
        if not is_noted(root):
            return found
        return [
            extras.give_back(each, note) if isinstance(each, Question) else each
            for each in found
        ]

    return attempt(where, name, make)


def read_root(
    root: Element,
    locale: str,
    archive: Archive | None,
    name: str,
    where: str,
    kind: str = "",
) -> list[Question | LeftOut]:
    """Give the questions of an item whose tree is normalised.

    ``kind`` is that of the question where it is known.

    Raises:
        LeaveOut: if it is no item, or one that cannot be taken as a whole.
    """
    if root.tag != ITEM:
        raise LeaveOut(gettext("It is no assessment item of QTI."))
    item = read(root)
    try:
        groups = groups_of(item)
    except LeaveOut as error:
        return [LeftOut(where, item.title or item.identifier, error.reason)]
    found: list[Question | LeftOut] = []
    reader = partial(Reader, item, locale, archive, name, kind)
    for number, group in enumerate(groups, 1):
        place = part_of(where, number) if len(groups) > 1 else where
        what = item.title or shorten(reader().prompt(group), 80) or item.identifier
        found += [
            replace(each, where=place) if isinstance(each, Question) else each
            for each in attempt(place, what, partial(read_group, reader(), group))
        ]
    return found
