"""What belongs into the pack of a module, a track or the whole site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from wagtail.models import Page

from cms.packs import format, kinds
from cms.packs.errors import PackError
from cms.packs.records import Recorder
from cms.packs.values import references
from cms.pages.country import CountryPage
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage

SITE, TRACK, MODULE = "site", "track", "module"


@dataclass(frozen=True)
class Gathered:
    """A thing of a pack; a ``frame`` only holds what the pack is about."""

    record: format.Record
    kind: kinds.Kind
    title: str
    frame: bool = False


def gather(scope: format.Scope, recorder: Recorder) -> list[Gathered]:
    """Return all that a pack of this scope holds, in the order in which it is written.

    Raises:
        PackError: if there is no such module or track, or something cannot go into a pack.
    """
    about, frame = _pages(scope)
    if not about:
        raise PackError(
            gettext("There is nothing here that could go into such a pack.")
        )
    wanted: list[tuple[Any, bool]] = [(page, False) for page in about]
    wanted += [(page, True) for page in frame]
    if scope.kind == SITE:
        wanted += [(thing, False) for thing in _whole_site()]
    found = _with_references(wanted, recorder)
    order = {kind.name: number for number, kind in enumerate(kinds.kinds())}
    # Pages stay in the order of the tree, all else in one that is the same everywhere.
    return sorted(
        found.values(),
        key=lambda each: (
            order[each.kind.name],
            "" if each.kind.is_page else each.record.uid,
        ),
    )


def _with_references(
    wanted: Iterable[tuple[Any, bool]], recorder: Recorder
) -> dict[str, Gathered]:
    found: dict[str, Gathered] = {}
    queue = list(wanted)
    while queue:
        instance, frame = queue.pop(0)
        uid = recorder.uid_of(instance)
        if uid is None or uid in found:
            continue
        record = recorder.record(instance)
        kind = kinds.kind_of(type(instance))
        if kind is None:
            continue
        found[uid] = Gathered(record, kind, str(instance)[:200], frame)
        uids = references(record.fields) | references(record.draft or {})
        for each in sorted(uids):
            queue += _in_all_languages(recorder.instances[each])
    return found


def _in_all_languages(instance: Any) -> list[tuple[Any, bool]]:
    # A page names the check of the first language; learners get that of their own.
    if hasattr(instance, "get_translations"):
        rows = instance.get_translations(inclusive=True).select_related("locale")
        return [(row, False) for row in rows.order_by("pk")]
    return [(instance, False)]


def _pages(scope: format.Scope) -> tuple[list[Page], list[Page]]:
    if scope.kind == SITE:
        return [
            *_all(HomePage),
            *_all(CountryPage),
            *_all(TrackPage),
            *_all(ModulePage),
        ], []
    if scope.kind == TRACK:
        tracks = list(_all(TrackPage, key=scope.key))
        modules = [
            page for page in _all(ModulePage) if any(map(page.is_child_of, tracks))
        ]
        return [*tracks, *modules], list(_above(tracks))
    modules = list(_all(ModulePage, key=scope.key))
    return list(modules), list(_above(modules))


def _all(model: type[Page], **which: str) -> Iterator[Any]:
    """Yield pages in the order of the tree; aliases are only shadows of others."""
    pages = model.objects.filter(alias_of=None, **which).select_related("locale")
    yield from pages.order_by("path")


def _above(pages: list[Page]) -> Iterator[Any]:
    seen: set[int] = set()
    for page in pages:
        for above in page.get_ancestors().specific():
            if kinds.kind_of(type(above)) and above.pk not in seen:
                seen.add(above.pk)
                yield above


def _whole_site() -> Iterator[Any]:
    for kind in kinds.kinds():
        if kind.whole_site:
            rows = kind.model._default_manager.select_related("locale")
            yield from rows.order_by("locale__language_code", "translation_key")
