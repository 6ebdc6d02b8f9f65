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

from exchange import extras
from exchange.archives import Archive
from exchange.base import LeaveOut, TooMuch, Unreadable, attempt
from exchange.qti.item import read
from exchange.qti.notes import is_noted, note_of
from exchange.qti.reading.interactions import groups_of
from exchange.qti.reading.question import read_group
from exchange.qti.reading.reader import Reader
from exchange.qti.reading.shared import Shared
from exchange.qti.tree import normalise
from exchange.questions import LeftOut, Question, part_of
from exchange.text import parse_xml, shorten

ITEM = "assessmentItem"
# How many elements are looked at in the time of one step of response processing.
PER_STEP = 10


def read_item(
    data: bytes,
    locale: str,
    archive: Archive | None,
    name: str,
    where: str,
    shared: Shared | None = None,
) -> list[Question | LeftOut]:
    """Return the questions of one file with an assessment item, and what is left out.

    Args:
        data: the XML file.
        locale: the language of the questions.
        archive: the package that it is in, if it is in one.
        name: its name in the package.
        where: how the report calls its place.
        shared: what the items of the file share.

    Raises:
        TooMuch: if the file has more than the budget.
    """
    shared = shared or Shared()

    def make() -> Iterable[Question | LeftOut]:
        try:
            root = parse_xml(data, locale, shared.budget)
        except TooMuch:
            raise
        except Unreadable as error:
            raise LeaveOut(error.reason) from error
        normalise(root)
        note = note_of(root)
        kind = note[0] if note else ""
        found = read_root(root, locale, archive, name, where, kind, shared)
        if not is_noted(root):
            return found
        return [
            extras.give_back(each, note) if isinstance(each, Question) else each
            for each in found
        ]

    return attempt(where, shorten(name, 80), make)


def read_root(
    root: Element,
    locale: str,
    archive: Archive | None,
    name: str,
    where: str,
    kind: str = "",
    shared: Shared | None = None,
) -> list[Question | LeftOut]:
    """Return the questions of an item whose tree is normalised.

    ``kind`` is that of the question where it is known. ``shared`` is what the
    items of the file share.

    Raises:
        LeaveOut: if it is no item, or one that cannot be taken as a whole.
        TooMuch: if the file has more than the budget.
    """
    shared = shared or Shared()
    if root.tag != ITEM:
        raise LeaveOut(gettext("It is no assessment item of QTI."))
    item = read(root, shared.budget)
    try:
        groups = groups_of(item)
    except LeaveOut as error:
        what = shorten(item.title or item.identifier, 80)
        return [LeftOut(where, what, error.reason)]
    # Each group looks through the body.
    item.steps.take(len(groups) * sum(1 for _each in root.iter()) // PER_STEP)
    found: list[Question | LeftOut] = []
    reader = partial(Reader, item, locale, archive, name, kind, shared)
    for number, group in enumerate(groups, 1):
        place = part_of(where, number) if len(groups) > 1 else where
        what = shorten(item.title or reader().prompt(group) or item.identifier, 80)
        found += [
            replace(each, where=place) if isinstance(each, Question) else each
            for each in attempt(place, what, partial(read_group, reader(), group))
        ]
    return found
