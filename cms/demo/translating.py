"""Give wagtail-localize a translation that we have already, so that editors can go on."""

from collections import defaultdict
from typing import Any

from django.db.models import Model
from django.utils import timezone

from wagtail.models import DraftStateMixin, Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.demo.packs import PackError


def translate(source: Model, words: Model, locale: Locale) -> None:
    """Make or update the translation of an object, and publish it.

    Each string of ``source`` becomes a segment beside its translation, as if a translator
    had typed it. What a translator has typed since stays.

    Args:
        source: the saved object in the language it was written in.
        words: an unsaved object of the same model with the translated words and the same
            ids of blocks and list entries.
        locale: the language of the translation.

    Raises:
        PackError: if the two do not have the same number of strings in each place.
    """
    record, _created = TranslationSource.update_or_create_from_instance(source)
    Translation.objects.get_or_create(source=record, target_locale=locale)
    wanted = defaultdict(list)
    for segment in extract_segments(words):
        if isinstance(segment, StringSegmentValue):
            wanted[segment.path].append(segment.string.data)
    segments = defaultdict(list)
    strings = record.stringsegment_set.select_related("context").order_by("order")
    for segment in strings:
        segments[segment.context.path].append(segment)
    faults = [
        f"{path}: {len(segments[path])} strings, translated {len(wanted[path])}."
        for path in sorted(segments.keys() | wanted.keys())
        if len(segments[path]) != len(wanted[path])
    ]
    if faults:
        raise PackError(faults)
    rows = {
        (segment.string_id, segment.context_id): _row(segment, data, locale)
        for path, own in segments.items()
        for segment, data in zip(own, wanted[path], strict=True)
    }
    _store(rows, locale)
    _publish(record, locale)


def _publish(record: TranslationSource, locale: Locale) -> None:
    # Not Translation.save_target: it publishes at the end of the transaction, from a copy
    # that would undo what has changed in the tree of pages until then.
    has_drafts = issubclass(record.specific_content_type.model_class(), DraftStateMixin)
    target, _created = record.create_or_update_translation(
        locale, publish=not has_drafts, copy_parent_pages=True, fallback=True
    )
    if has_drafts:
        target.latest_revision.publish()


def _row(segment: Any, data: str, locale: Locale) -> StringTranslation:
    return StringTranslation(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        data=data,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        updated_at=timezone.now(),
    )


def _store(rows: dict[tuple[int, int], StringTranslation], locale: Locale) -> None:
    contexts = {context for _string, context in rows}
    typed = StringTranslation.objects.filter(
        locale=locale, context__in=contexts, last_translated_by__isnull=False
    ).values_list("translation_of_id", "context_id")
    for place in typed:
        rows.pop(place, None)
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "updated_at"],
    )
