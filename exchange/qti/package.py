"""Packages of QTI: a zip file with a manifest, items, and what they show."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from exchange.archives import Archive, is_archive
from exchange.base import TooMuch, Unreadable
from exchange.budget import Budget
from exchange.qti.reading import ITEM, read_item
from exchange.qti.reading.shared import Shared, read_xml
from exchange.qti.tree import normalise
from exchange.questions import LeftOut, Question, place, shorten
from exchange.text import parse_xml

MANIFEST = "imsmanifest.xml"
TEST = "assessmentTest"
# Each is a file of its own with scoring of its own, so fewer than in other formats.
MAX_ITEMS = 1_000
MAX_REFERENCE = 1_000


def read(data: bytes, locale: str) -> Iterator[Question | LeftOut]:
    """Yield the questions of a package, or of one item in a file of its own.

    Each file of a package is read once, however often its manifest names it.

    Raises:
        TooMuch: if there is more in it than may be read at a time.
        Unreadable: if it is neither.
    """
    if not is_archive(data):
        yield from _read_alone(data, locale)
        return
    archive = Archive(data)
    shared = Shared()
    number = 0
    of_form_b = _of_form_b(archive, shared.budget)
    for name, reason in _items(archive, locale, shared.budget):
        number += 1
        if number > MAX_ITEMS:
            raise TooMuch(
                gettext("The package has more than %(limit)d items. Split it.")
                % {"limit": MAX_ITEMS}
            )
        where = place(number)
        if reason:
            yield LeftOut(where, shorten(name, 80), reason)
            continue
        for found in _read_item(archive, name, locale, where, shared):
            if isinstance(found, Question) and name in of_form_b:
                found = replace(found, form="B")
            yield found
    if not number:
        raise Unreadable(gettext("The package holds no items of QTI 2 or 3."))


def _read_item(
    archive: Archive, name: str, locale: str, where: str, shared: Shared
) -> list[Question | LeftOut]:
    shared.budget.take_source(archive.size(name))
    try:
        data = archive.read(name)
    except Unreadable as error:
        return [LeftOut(where, shorten(name, 80), error.reason)]
    return read_item(data, locale, archive, name, where, shared)


def _read_alone(data: bytes, locale: str) -> Iterator[Question | LeftOut]:
    root = parse_xml(data, locale)
    normalise(root)
    if root.tag == TEST:
        raise Unreadable(
            gettext(
                "The file says in which order a test asks; its questions are in other "
                "files. Import the whole package, the zip file."
            )
        )
    if root.tag != ITEM:
        raise Unreadable(gettext("The file is no item of QTI 2 or 3."))
    yield from read_item(data, locale, None, "", place(1))


def form_section(form: str) -> str:
    """Return the identifier of the test's section with the questions of a form."""
    return f"form-{form.lower()}"


def _of_form_b(archive: Archive, budget: Budget) -> set[str]:
    """Return the names of the items that our own export put into form B."""
    found: set[str] = set()
    for name in archive.names:
        if not name.lower().endswith("test.xml"):
            continue
        try:
            root = read_xml(archive, name, "en", budget)
        except TooMuch:
            raise
        except Unreadable:
            continue
        if root.tag != TEST:
            continue
        for section in root.iter("assessmentSection"):
            if section.get("identifier") == form_section("B"):
                for item in section.iter("assessmentItemRef"):
                    found.add(archive.find(_reference(item), name) or "")
    return found


def _items(archive: Archive, locale: str, budget: Budget) -> Iterator[tuple[str, str]]:
    """Yield the name of each item, and why it is left out or ""."""
    manifest = _manifest(archive)
    if manifest is None:
        # Some programs pack items without a manifest.
        # What is read again as an item is counted twice, but not together.
        looking = Budget()
        for name in archive.names:
            if name.lower().endswith(".xml") and _is_item(
                archive, name, locale, looking
            ):
                yield name, ""
        return
    root = read_xml(archive, manifest, locale, budget)
    seen: set[str] = set()
    for base, resource in _resources(root, ""):
        kind = (resource.get("type") or "").lower()
        reference = base + _reference(resource)
        if kind.startswith(("imsqti_xmlv1", "imsqti_assessment_xmlv1")):
            yield (
                reference,
                gettext(
                    "It is QTI 1.2. Export it as QTI 2.1 or later, or as Moodle XML."
                ),
            )
        elif "item" in kind.split("_xml")[0] and "imsqti" in kind:
            found = archive.find(reference, manifest)
            if found is None:
                yield reference, gettext("Its file is not in the package.")
            elif found not in seen:
                seen.add(found)
                yield found, ""


def _manifest(archive: Archive) -> str | None:
    """Return the name of the manifest; a package may lie in a folder of the zip file."""
    found = [n for n in archive.names if n.rpartition("/")[2].lower() == MANIFEST]
    return min(found, key=lambda name: name.count("/"), default=None)


def _is_item(archive: Archive, name: str, locale: str, budget: Budget) -> bool:
    try:
        return read_xml(archive, name, locale, budget).tag == ITEM
    except TooMuch:
        raise
    except Unreadable:
        return False


def _reference(element: Element) -> str:
    """Return what an element refers to; no file's name is longer."""
    return (element.get("href") or "")[:MAX_REFERENCE]


def _resources(element: Element, base: str) -> Iterator[tuple[str, Element]]:
    """Yield each resource of a manifest with the base that its references have."""
    base = (base + (element.get("xml:base") or ""))[:MAX_REFERENCE]
    if element.tag == "resource":
        yield base, element
        return
    for child in element:
        yield from _resources(child, base)
