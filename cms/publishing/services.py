"""Publish, retire, rebuild: what happens when content changes."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from wagtail.models import Page, ReferenceIndex, Revision, TranslatableMixin
from wagtail_localize.models import Translation

from cms.pages.module import ModulePage
from cms.publications.compile import compile_page
from cms.publications.encoding import compress, to_bytes
from cms.publications.models import Publication
from cms.publications.payload import StoredSummary
from cms.publications.weight import media_bytes
from cms.publishing import clock

logger = logging.getLogger(__name__)

# How far a change may be from the page it shows in: picture -> quiz -> module.
REFERENCE_DEPTH = 3


def publish(page: ModulePage) -> Publication:
    """Compile a page and make that what players get in its language.

    Publishing what is out already changes nothing; going back to an earlier wording
    brings that version back.

    Returns:
        The current publication of the page.

    Raises:
        ValueError: if the page is not fit to be published.
    """
    original = original_of_begun(page)
    compiled = compile_page(original or page, url=page.get_url() or "")
    locale = page.locale.language_code
    payload = to_bytes(compiled.payload)
    packed = compress(payload, quality=11)
    size = len(packed["br"]) + media_bytes(compiled.payload)
    summary: StoredSummary = {**compiled.summary, "size": size}
    with transaction.atomic():
        known = (
            Publication.objects.without_bytes().filter(version=compiled.version).first()
        )
        if (
            known
            and known.is_current
            and known.page_id == page.pk
            and known.summary == summary
            and known.pass_mark == compiled.pass_mark
        ):
            return known
        _retire(Q(page=page) | Q(module_key=page.key, locale=locale))
        if not known:
            return Publication.objects.create(
                page=page,
                module_key=page.key,
                locale=locale,
                version=compiled.version,
                payload=payload,
                **packed,
                key=to_bytes(compiled.key),
                steps=compiled.steps,
                summary=summary,
                graded=compiled.graded,
                pass_mark=compiled.pass_mark,
            )
        known.page, known.is_current, known.retired_on = page, True, None
        known.summary, known.pass_mark = summary, compiled.pass_mark
        known.save(
            update_fields=["page", "is_current", "retired_on", "summary", "pass_mark"]
        )
        return known


def retire(page: Page) -> int:
    """Take a page back: players get it no longer, answers to it are still graded.

    Returns:
        How many publications were retired.
    """
    return _retire(Q(page_id=page.pk))


def refresh(page_id: int) -> Publication | None:
    """Bring what players get in line with the page as it is in the database.

    A page that is not live, not public, or only an alias of another is retired.

    Returns:
        The current publication, or None when there is none.
    """
    page = ModulePage.objects.filter(pk=page_id).first()
    if page is None:
        return None
    if not page.live or page.alias_of_id or page.get_view_restrictions().exists():
        retire(page)
        return None
    return publish(page)


def original_of_begun(page: ModulePage) -> ModulePage | None:
    """Return the module whose words a page shows because it was never published itself.

    A translation that was begun where an alias stood takes the alias's place in the tree,
    live as that was. Until somebody publishes it, its readers get the original.
    """
    # An alias has the live revision of its original, and so has what took its place.
    own = Revision.objects.filter(pk=page.live_revision_id, object_id=str(page.pk))
    if not page.live or own.exists():
        return None
    begun = Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale_id=page.locale_id,
        enabled=True,
    ).select_related("source")
    translation = begun.first()
    if translation is None:
        return None
    originals = ModulePage.objects.filter(
        translation_key=page.translation_key,
        locale_id=translation.source.locale_id,
        live=True,
    )
    return originals.exclude(pk=page.pk).first()


def refresh_all(page_ids: Iterable[int]) -> None:
    """Refresh several pages; one that fails keeps what it had and is logged."""
    for page_id in page_ids:
        try:
            refresh(page_id)
        except Exception:
            logger.exception("Module page %s could not be compiled.", page_id)


def refresh_later(page_ids: Iterable[int]) -> None:
    """Refresh pages once the change at hand is really in the database."""
    ids = list(page_ids)
    if ids:
        transaction.on_commit(lambda: refresh_all(ids))


def refresh_with_begun_later(page: ModulePage) -> None:
    """Refresh a page, and begun translations that show its words."""
    others = ModulePage.objects.filter(translation_key=page.translation_key, live=True)
    begun = [other.pk for other in others if original_of_begun(other)]
    refresh_later({page.pk, *begun})


def refresh_tree_later(page: Page) -> None:
    """Refresh a page and all below it: an address or a right to see them has changed."""
    modules = ModulePage.objects.descendant_of(page, inclusive=True)
    refresh_later(modules.values_list("pk", flat=True))


def refresh_users_of_later(instance: Model) -> None:
    """Refresh every page that shows an object, be it through another object."""
    refresh_later(pages_showing(instance))


def pages_showing(instance: Model) -> list[int]:
    """Return the ids of the module pages that show an object.

    Wagtail's reference index knows who refers to whom. A translation counts as its
    original: a page shows the check in its own language whichever one it refers to.
    """
    found: set[int] = set()
    seen: set[tuple[type, object]] = set()
    layer: list[Model] = [instance]
    for _step in range(REFERENCE_DEPTH):
        following: list[Model] = []
        for target in _with_translations(layer):
            if (type(target), target.pk) in seen:
                continue
            seen.add((type(target), target.pk))
            for model, pk in _referrers(target):
                if model is ModulePage:
                    found.add(int(pk))
                elif not issubclass(model, Page):
                    following += model._default_manager.filter(pk=pk)
        layer = following
    return sorted(found)


def prune(before: date | None) -> int:
    """Delete versions that were retired before a date; None if there is no such date yet.

    Returns:
        How many were deleted.
    """
    if before is None:
        return 0
    limit = timezone.make_aware(datetime.combine(before, time()))
    deleted, _by_model = Publication.objects.filter(
        is_current=False, retired_on__lt=limit
    ).delete()
    return deleted


def _retire(which: Q) -> int:
    return (
        Publication.objects.current()
        .filter(which)
        .update(is_current=False, retired_on=clock.now())
    )


def _with_translations(targets: Iterable[Model]) -> Iterable[Model]:
    for target in targets:
        if isinstance(target, TranslatableMixin):
            yield from target.get_translations(inclusive=True)
        else:
            yield target


def _referrers(target: Model) -> set[tuple[type[Model], str]]:
    references = ReferenceIndex.get_references_to(target).select_related("content_type")
    return {
        (model, reference.object_id)
        for reference in references
        if (model := reference.content_type.model_class())
    }
