"""Fields and blocks as a pack holds them: plain JSON in which things go by their names.

A picture, a document or a quiz that a field or a block refers to is ``{"$ref": uid}``;
rich text is cleaned on both ways.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, JSONField, Model
from django.utils.translation import gettext

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from cms.packs.html import safe_html

REF = "$ref"
# What a draft may lack, by the codes of Django's errors.
INCOMPLETE = {"blank", "null", "required"}
PLAIN = (str, int, float, bool, type(None))

# Gives the uid of the row of a model with a primary key; None if it is gone.
NameOf = Callable[[type[Model], Any], str | None]
# Gives the primary key of what a uid names; None if it is still to be written.
PkOf = Callable[[str, type[Model]], Any]


class Unfit(Exception):  # noqa: N818 -- named after what the value is
    """A value that does not fit its field; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Out


def field_out(instance: Model, field: Field, name_of: NameOf) -> Any:
    """Return what a pack holds of a field of an instance."""
    value = field.value_from_object(instance)
    if isinstance(field, StreamField):
        # Parsed once, so that what older content lacks is there as it would be saved.
        block = field.stream_block
        parsed = block.to_python(list(getattr(instance, field.name).raw_data))
        _unfold(parsed)
        return _block_out(block, block.get_prep_value(parsed), name_of)
    if isinstance(field, ForeignKey):
        return _reference(field.related_model, value, name_of)
    if isinstance(field, RichTextField):
        return safe_html(value or "")
    if isinstance(value, PLAIN) or isinstance(field, JSONField):
        return value
    return field.value_to_string(instance)


def _unfold(value: blocks.StreamValue) -> None:
    for _child in value:
        pass


def _block_out(block: blocks.Block, raw: Any, name_of: NameOf) -> Any:
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            entry
            | {
                "value": _block_out(
                    block.child_blocks[entry["type"]], entry["value"], name_of
                )
            }
            for entry in raw or []
        ]
    if isinstance(block, blocks.ListBlock):
        return [
            entry | {"value": _block_out(block.child_block, entry["value"], name_of)}
            for entry in raw or []
        ]
    if isinstance(block, blocks.BaseStructBlock):
        return {
            name: _block_out(child, raw.get(name), name_of)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ChooserBlock):
        return _reference(block.model_class, raw, name_of)
    if isinstance(block, blocks.RichTextBlock):
        return safe_html(raw or "")
    return raw


def _reference(model: type[Model], pk: Any, name_of: NameOf) -> dict[str, str] | None:
    uid = name_of(model, pk) if pk is not None else None
    return None if uid is None else {REF: uid}


def references(value: Any) -> set[str]:
    """Return the uids that a part of a pack refers to."""
    if isinstance(value, Mapping):
        if isinstance(value.get(REF), str):
            return {value[REF]}
        return set().union(*(references(child) for child in value.values()))
    if isinstance(value, list):
        return set().union(*(references(child) for child in value))
    return set()


# In


class Incoming:
    """Turns what a pack holds of a thing into values of its fields.

    Attributes:
        faults: what did not fit, a line each.
        awaited: the places of references to what is not written yet, such as
            ``("steps", 0, "picture", "image")``.
    """

    def __init__(self, pk_of: PkOf, draft: bool = False) -> None:
        """Look references up with ``pk_of``; a ``draft`` need not be complete."""
        self.pk_of = pk_of
        self.draft = draft
        self.faults: list[str] = []
        self.awaited: set[tuple[str | int, ...]] = set()

    def fill(
        self, instance: Model, fields: Mapping[str, Field], data: Mapping[str, Any]
    ) -> None:
        """Set the fields of an instance, streams checked as the editor's form would."""
        for name, value in data.items():
            field = fields.get(name)
            if field is None:
                self._fault((name,), gettext("This site has no such field."))
                continue
            try:
                self._set(instance, field, value)
            except Unfit as error:
                self._fault((name,), error.reason)
            except ValidationError as error:
                self._fault((name,), " ".join(error.messages))

    def _set(self, instance: Model, field: Field, value: Any) -> None:
        if isinstance(field, StreamField):
            self._set_stream(instance, field, value)
        elif isinstance(field, ForeignKey):
            pk = self._reference(field.related_model, value, (field.name,))
            setattr(instance, field.attname, pk)
        elif isinstance(field, JSONField) and _is_flat(value):
            setattr(instance, field.name, value)
        elif not isinstance(value, PLAIN):
            raise Unfit(_unexpected(value))
        else:
            if isinstance(field, RichTextField):
                value = safe_html(_text(value))
            setattr(instance, field.name, self._clean(instance, field, value))

    def _clean(self, instance: Model, field: Field, value: Any) -> Any:
        try:
            return field.clean(value, instance)
        except ValidationError as error:
            if self.draft and all(each.code in INCOMPLETE for each in error.error_list):
                return field.to_python(value)
            raise

    def _set_stream(self, instance: Model, field: StreamField, data: Any) -> None:
        before = len(self.faults)
        block = field.stream_block
        raw = self._block(block, data, (field.name,))
        if len(self.faults) > before:
            return
        value = block.to_python(raw)
        try:
            block.clean_deferred(value) if self.draft else block.clean(value)
        except ValidationError as error:
            for path, message in block_faults(error, (field.name,)):
                # What is still to be written cannot be there yet.
                if path not in self.awaited and (*path, "image") not in self.awaited:
                    self._fault(path, message)
        # Not the cleaned value: nothing may change that the pack's author did not write.
        setattr(instance, field.name, block.to_python(raw))

    def _block(
        self, block: blocks.Block, data: Any, path: tuple[str | int, ...]
    ) -> Any:
        try:
            if isinstance(block, blocks.BaseStreamBlock):
                return self._entries(
                    data, path, lambda type_: block.child_blocks[type_]
                )
            if isinstance(block, blocks.ListBlock):
                return self._entries(data, path, lambda _type: block.child_block)
            if isinstance(block, blocks.BaseStructBlock):
                return self._struct(block, data, path)
            if isinstance(block, blocks.ChooserBlock):
                return self._reference(block.model_class, data, path)
            if isinstance(block, blocks.RichTextBlock):
                return safe_html(_text(data))
            if not _is_flat(data):
                raise Unfit(_unexpected(data))
        except Unfit as error:
            self._fault(path, error.reason)
        return data

    def _entries(
        self,
        data: Any,
        path: tuple[str | int, ...],
        block_for: Callable[[str], blocks.Block],
    ) -> list[dict[str, object]]:
        if not isinstance(data, list):
            raise Unfit(_unexpected(data))
        result = []
        for number, entry in enumerate(data):
            place = (*path, number)
            if not isinstance(entry, dict) or not _is_name(entry.get("id")):
                self._fault(place, gettext("An entry has no id."))
                continue
            try:
                block = block_for(str(entry.get("type")))
            except KeyError:
                unknown = gettext("This site has no block “%(type)s”.")
                self._fault(place, unknown % {"type": str(entry.get("type"))[:40]})
                continue
            value = self._block(block, entry.get("value"), place)
            result.append({"type": entry["type"], "value": value, "id": entry["id"]})
        if len({entry["id"] for entry in result}) < len(result):
            self._fault(path, gettext("Two entries have the same id."))
        return result

    def _struct(
        self, block: blocks.BaseStructBlock, data: Any, path: tuple[str | int, ...]
    ) -> dict[str, object]:
        if not isinstance(data, dict):
            raise Unfit(_unexpected(data))
        for name in data.keys() - block.child_blocks.keys():
            self._fault((*path, name), gettext("This site has no such field."))
        return {
            name: self._block(child, data[name], (*path, name))
            for name, child in block.child_blocks.items()
            if name in data
        }

    def _reference(
        self, model: type[Model], data: Any, path: tuple[str | int, ...]
    ) -> Any:
        if data is None:
            return None
        if not isinstance(data, dict) or not isinstance(data.get(REF), str):
            raise Unfit(_unexpected(data))
        pk = self.pk_of(data[REF], model)
        if pk is None:
            self.awaited.add(path)
        return pk

    def _fault(self, path: tuple[str | int, ...], message: str) -> None:
        self.faults.append(f"{place_words(path)}: {message}")


def block_faults(
    error: ValidationError, path: tuple[str | int, ...]
) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the messages of a block's validation, each with its place."""
    own = getattr(error, "non_block_errors", None)
    children = getattr(error, "block_errors", None)
    if own is None and children is None:
        return [(path, message) for message in error.messages]
    found = [(path, str(message)) for message in _messages(own)]
    pairs = (
        children.items() if isinstance(children, dict) else enumerate(children or ())
    )
    for place, child in pairs:
        if child is not None:
            found += block_faults(child, (*path, place))
    return found


def _messages(own: Any) -> list[str]:
    return list(own.messages) if isinstance(own, ValidationError) else list(own or [])


def place_words(path: tuple[str | int, ...]) -> str:
    """Return a place in words: entries are counted from 1."""
    return " › ".join(
        str(part + 1) if isinstance(part, int) else str(part)[:60] for part in path
    )


def _text(value: Any) -> str:
    if not isinstance(value, str | None):
        raise Unfit(_unexpected(value))
    return value or ""


def _is_flat(value: Any) -> bool:
    """Return whether a value is plain, or a list of plain ones, as ours are."""
    return isinstance(value, PLAIN) or (
        isinstance(value, list) and all(isinstance(each, PLAIN) for each in value)
    )


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 100


def _unexpected(value: Any) -> str:
    return gettext("Something else was expected here, not “%(value)s”.") % {
        "value": str(value)[:40]
    }
