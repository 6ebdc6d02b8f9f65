"""Which thing of this site is the one that a pack means."""

import uuid
from typing import Any

from django.db.models import Model

from wagtail.models import Page

from cms.packs import media
from cms.packs.files import PackFile
from cms.packs.format import Record
from cms.packs.kinds import Kind


class Finder:
    """Finds things; ask for what was written first before its translations.

    Two sites that made the same module each by itself gave it different translation keys:
    the key of the one here then stands for that of the pack.
    """

    def __init__(self, pack: PackFile) -> None:
        self.pack = pack
        self._keys: dict[tuple[str, uuid.UUID], uuid.UUID] = {}

    def find(self, kind: Kind, record: Record) -> Any:
        """Return the thing that is here; None if there is none."""
        if kind.is_media:
            return media.find(kind, self.pack.bytes_of(record))
        rows = kind.model._default_manager.filter(locale__language_code=record.locale)
        found = None
        if kind.is_only or (kind.key and record.key):
            named = rows if kind.is_only else rows.filter(**{kind.key: record.key})
            if issubclass(kind.model, Page):
                named = named.filter(alias_of=None)
            found = named.order_by("pk").first()
        found = (
            found
            or rows.filter(translation_key=self.translation_key(kind, record)).first()
        )
        if found is not None:
            self.remember(kind, record, found)
        return found

    def remember(self, kind: Kind, record: Record, instance: Model) -> None:
        """Note that a thing of the pack is this one here."""
        if record.translation_key:
            place = (kind.name, record.translation_key)
            self._keys.setdefault(place, instance.translation_key)  # type: ignore[attr-defined]

    def translation_key(self, kind: Kind, record: Record) -> uuid.UUID | None:
        """Return the key that the translations of a thing share here."""
        if record.translation_key is None:
            return None
        place = (kind.name, record.translation_key)
        return self._keys.get(place, record.translation_key)
