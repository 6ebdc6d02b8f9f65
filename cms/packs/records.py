"""From what is in the database to the records of a pack. Nothing here writes."""

from typing import Any

from django.db.models import Model

import msgspec

from cms.packs import format, media
from cms.packs.errors import PackError
from cms.packs.kinds import Kind, kind_of
from cms.packs.translations import strings_out
from cms.packs.values import field_out


class Recorder:
    """Makes records; it remembers the names and bytes that it has looked up."""

    def __init__(self) -> None:
        self._uids: dict[tuple[type[Model], Any], str | None] = {}
        self.instances: dict[str, Model] = {}
        self.files: dict[str, bytes] = {}

    def uid_of(self, instance: Any) -> str | None:
        """Return the name of a thing; None for a file that the store has lost.

        Raises:
            PackError: if packs hold no such things.
        """
        kind = kind_of(type(instance))
        if kind is None:
            raise PackError(f"Packs hold no “{instance._meta.verbose_name}”.")
        if not kind.is_media:
            key = getattr(instance, kind.key) if kind.key else ""
            locale = instance.locale.language_code
            uid = kind.uid(key, instance.translation_key, locale)
        else:
            data = media.read_file(instance)
            if data is None:
                return None
            uid = f"{kind.name}:{format.sha256(data)}"
            self.files[uid] = data
        self.instances.setdefault(uid, instance)
        return uid

    def name_of(self, model: type[Model], pk: Any) -> str | None:
        """Return the name of a row of a model; None if it is gone."""
        place = (model, pk)
        if place not in self._uids:
            instance = model._default_manager.filter(pk=pk).first()
            self._uids[place] = self.uid_of(instance) if instance else None
        return self._uids[place]

    def record(self, instance: Any) -> format.Record:
        """Return all that a pack holds of a thing.

        Raises:
            PackError: if it, or what it refers to, cannot go into a pack.
        """
        kind = kind_of(type(instance))
        uid = self.uid_of(instance)
        if kind is None or uid is None:
            raise PackError(f"The file of “{instance}” is lost.")
        if kind.is_media:
            return self._media(kind, uid, instance)
        live, fields, draft = self._states(kind, instance)
        strings = strings_out(instance)
        return format.Record(
            uid=uid,
            key=getattr(instance, kind.key) if kind.key else "",
            locale=instance.locale.language_code,
            translation_key=instance.translation_key,
            parent=self._parent(instance) if kind.is_page else None,
            live=live,
            fields=fields,
            draft=draft,
            translation=msgspec.convert(strings, format.Strings) if strings else None,
        )

    def fields(self, kind: Kind, instance: Any) -> dict[str, object]:
        """Return the fields of a thing as it is in memory."""
        return {
            field.name: field_out(instance, field, self.name_of)
            for field in kind.fields()
        }

    def _states(
        self, kind: Kind, instance: Any
    ) -> tuple[bool, dict[str, object], dict[str, object] | None]:
        if not kind.has_drafts:
            return True, self.fields(kind, instance), None
        latest = instance
        if instance.has_unpublished_changes and instance.latest_revision_id:
            latest = instance.get_latest_revision_as_object()
        if not instance.live:
            return False, self.fields(kind, latest), None
        published = self.fields(kind, instance)
        draft = None if latest is instance else self.fields(kind, latest)
        return True, published, None if draft == published else draft

    def _parent(self, page: Any) -> str | None:
        parent = page.get_parent()
        known = parent and kind_of(parent.specific_class)
        return self.name_of(known.model, parent.pk) if known else None

    def _media(self, kind: Kind, uid: str, instance: Any) -> format.Record:
        name = uid.partition(":")[2]
        return format.Record(
            uid=uid,
            fields=self.fields(kind, instance),
            file=f"{kind.name}s/{name}{media.suffix_of(instance)}",
            tags=sorted(tag.name for tag in instance.tags.all()),
        )
