"""What is different between a thing here and the same thing in a pack, in words."""

from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext

from wagtail.fields import StreamField

from cms.packs.format import Record
from cms.packs.kinds import Kind

WORDS = 60


def between(kind: Kind, here: Record, there: Record) -> list[str]:
    """Return a line for each difference that an import would bring; [] if it brings none.

    Fields that the pack does not have stay as they are here.
    """
    lines = _fields(kind, here.fields, there.fields)
    if here.live != there.live:
        lines.append(
            gettext("It becomes published.")
            if there.live
            else gettext("It is no longer published.")
        )
    if here.draft != there.draft:
        lines += _drafts(kind, here.draft, there.draft)
    if here.tags != there.tags:
        lines.append(
            _changed(gettext("Tags"), ", ".join(here.tags), ", ".join(there.tags))
        )
    if there.translation and here.translation != there.translation:
        lines.append(gettext("The work of the translators."))
    return lines


def _drafts(kind: Kind, here: Any, there: Any) -> list[str]:
    if there is None:
        return [gettext("The draft here gives way to what is published.")]
    if here is None:
        return [gettext("A draft comes with it.")]
    draft = gettext("Draft")
    return [f"{draft} – {line}" for line in _fields(kind, here, there)]


def _fields(kind: Kind, here: dict[str, object], there: dict[str, object]) -> list[str]:
    lines = []
    for field in kind.fields():
        if field.name not in there:
            continue
        old, new = here.get(field.name), there[field.name]
        if old == new:
            continue
        label = capfirst(str(field.verbose_name))
        if isinstance(field, StreamField):
            lines.append(f"{label}: {_blocks(old, new)}")
        else:
            lines.append(_changed(label, old, new))
    # What this site has no field for is told when the import is tried out.
    known = {field.name for field in kind.fields()}
    lines += [name[:40] for name in there.keys() - known]
    return lines


def _changed(label: str, old: Any, new: Any) -> str:
    return f"{label}: {_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return gettext("nothing")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        return gettext("another one")
    return f"“{Truncator(str(value)).chars(WORDS)}”"


def _blocks(old: Any, new: Any) -> str:
    before, after = _by_id(old), _by_id(new)
    added, gone = after.keys() - before.keys(), before.keys() - after.keys()
    changed = [id_ for id_ in before.keys() & after.keys() if before[id_] != after[id_]]
    parts = []
    if added:
        parts.append(ngettext("%(n)d new", "%(n)d new", len(added)) % {"n": len(added)})
    if changed:
        parts.append(
            ngettext("%(n)d changed", "%(n)d changed", len(changed))
            % {"n": len(changed)}
        )
    if gone:
        parts.append(
            ngettext("%(n)d removed", "%(n)d removed", len(gone)) % {"n": len(gone)}
        )
    return ", ".join(parts) or gettext("another order")


def _by_id(entries: Any) -> dict[str, object]:
    if not isinstance(entries, list):
        return {}
    return {str(entry.get("id")): entry for entry in entries if isinstance(entry, dict)}
