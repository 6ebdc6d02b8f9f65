"""What wagtail-localize knows of a translation, string by string."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from cms.packs.html import safe_html


def strings_out(instance: Any) -> dict[str, object] | None:
    """Return the translator's work on an object; None if it is no translation.

    Returns:
        ``of``: the language it is translated from; ``enabled``: whether translators still
        work on it; ``strings``: path, words and their translation, sorted.
    """
    translation = (
        Translation.objects.filter(
            source__object=instance.translation_key, target_locale=instance.locale_id
        )
        .select_related("source__locale")
        .order_by("source_id")
        .first()
    )
    if translation is None:
        return None
    source = translation.source.locale
    rows = _rows(instance).filter(translation_of__locale=source)
    strings = sorted(
        [path, words, safe_html(data)]
        for path, words, data in rows.values_list(
            "context__path", "translation_of__data", "data"
        )
    )
    return {
        "of": source.language_code,
        "enabled": translation.enabled,
        "strings": strings,
    }


def strings_in(instance: Any, data: Any, user: Any = None) -> None:
    """Give wagtail-localize the translator's work on an object that was just written.

    The object it is a translation of must be there; without it nothing is linked.
    """
    source = (
        type(instance)
        .objects.filter(
            translation_key=instance.translation_key, locale__language_code=data.of
        )
        .first()
    )
    if source is None:
        return
    record, _created = TranslationSource.update_or_create_from_instance(source)
    Translation.objects.update_or_create(
        source=record,
        target_locale=instance.locale,
        defaults={"enabled": data.enabled},
    )
    wanted = [_row(record, instance, entry, user) for entry in data.strings]
    places = {(row.translation_of_id, row.context_id) for row in wanted}
    gone = [
        row.pk
        for row in _rows(instance).filter(translation_of__locale=source.locale)
        if (row.translation_of_id, row.context_id) not in places
    ]
    StringTranslation.objects.filter(pk__in=gone).delete()
    StringTranslation.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "updated_at"],
    )


def _rows(instance: Any) -> Any:
    return StringTranslation.objects.filter(
        locale=instance.locale_id, context__object=instance.translation_key
    )


def _row(
    record: TranslationSource,
    instance: Model,
    entry: tuple[str, str, str],
    user: Any,
) -> StringTranslation:
    path, words, data = entry
    context, _created = TranslationContext.objects.get_or_create(
        object_id=record.object_id,
        path_id=TranslationContext._get_path_id(path),
        defaults={"path": path},
    )
    return StringTranslation(
        translation_of=String.from_value(record.locale, StringValue(words)),
        context=context,
        locale=instance.locale,  # type: ignore[attr-defined]
        data=safe_html(data),
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=user,
        updated_at=timezone.now(),
    )


def locale_of(code: str, known: set[str]) -> Locale | None:
    """Return a language of the site, made if the settings have it; else None."""
    if code not in known:
        return None
    return Locale.objects.get_or_create(language_code=code)[0]
