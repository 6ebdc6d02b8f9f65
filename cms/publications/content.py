"""Read what was published as it is sent: bytes for players, a version's payload and steps.

A process keeps what it has read. Content is named by its version and never changes, so a
copy of it stays good; which version is current is asked again after
``CONTENT_TTL_SECONDS``, and the bytes travel from the database only if it has changed.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import BinaryField, Case, F, Value, When

from cms.languages import offered_or_default
from cms.memory import Memory, when_forgetting
from cms.publications.encoding import compress, to_bytes
from cms.publications.models import Publication
from cms.publications.payload import ModuleData
from cms.steps import Step


@dataclass(frozen=True, slots=True)
class Content:
    """An answer ready to be sent: its version, and its bytes in each encoding."""

    version: str
    identity: bytes
    br: bytes
    gzip: bytes


class StaleContent(Content):
    """Content read before the database went away; another may be current by now."""

    __slots__ = ()

    @classmethod
    def of(cls, known: Content) -> "StaleContent":
        """Return a copy of ``known`` that says what it is."""
        return cls(known.version, known.identity, known.br, known.gzip)


C = TypeVar("C", bound=Content | None)
# How long a database that did not answer is left alone.
AWAY_SECONDS = 5
_away_until = 0.0
_contents: Memory[str, Content] = Memory(256)
_current: Memory[tuple[str, str], Content] = Memory(1024)
_answers: Memory[tuple, Content] = Memory(1024)
_steps: Memory[str, Mapping[str, Step]] = Memory(64)
_step_types: Memory[str, dict[str, str]] = Memory(512)
_payloads: Memory[str, ModuleData] = Memory(64)


@when_forgetting
def _forget() -> None:
    global _away_until
    _away_until = 0.0
    for memory in (_contents, _current, _answers, _steps, _step_types, _payloads):
        memory.clear()


def module_content(key: str, locale: str) -> Content | None:
    """Return the current content of a module, in the default language if need be.

    One query at most; none while the copy at hand is younger than CONTENT_TTL_SECONDS.
    """
    place = key, offered_or_default(locale)
    if found := _current.get_fresh(place, settings.CONTENT_TTL_SECONDS):
        return found
    known = _current.get(place)
    return _or_copy(known, lambda: _read_module(place, known))


def _read_module(place: tuple[str, str], known: Content | None) -> Content | None:
    key, locale = place
    wanted = Publication.objects.current().filter(
        module_key=key, locale__in={locale, settings.LANGUAGE_CODE}
    )
    own_language_first = Case(When(locale=locale, then=0), default=1)
    row = wanted.order_by(own_language_first).values_list(
        "version", *_bytes_unless(known.version if known else "")
    )[:1]
    for version, *data in row:
        content = known if known and known.version == version else None
        return _current.put(place, content or _contents.put(*_content(version, data)))
    return None


def content_of(version: str) -> Content | None:
    """Return the content of a version, current or retired; no query for one read before."""
    if found := _contents.get(version):
        return found
    row = Publication.objects.filter(version=version).values_list(
        "payload", "br", "gzip"
    )
    for data in row:
        return _contents.put(*_content(version, data))
    return None


def ready_answer(name: tuple, load: Callable[[], object]) -> Content:
    """Return a small answer, made ready once and loaded again after CONTENT_TTL_SECONDS.

    Args:
        name: tells this answer from others; made of closed lists only, never of input.
        load: gives what the answer says, as JSON knows it.
    """
    if found := _answers.get_fresh(name, settings.CONTENT_TTL_SECONDS):
        return found
    known = _answers.get(name)
    return _or_copy(known, lambda: _read_answer(name, known, load))


def _read_answer(
    name: tuple, known: Content | None, load: Callable[[], object]
) -> Content:
    data = to_bytes(load())
    version = hashlib.sha256(data).hexdigest()[:32]
    if known is None or known.version != version:
        known = Content(version, data, **compress(data, quality=5))
    return _answers.put(name, known)


def _or_copy(known: Content | None, read: Callable[[], C]) -> C | Content:
    """Return what ``read`` returns, or the copy, marked stale, if the database is away.

    While it is away it is asked again every ``AWAY_SECONDS`` only: waiting for it holds a
    thread of the server.
    """
    global _away_until
    if known is not None and time.monotonic() < _away_until:
        return StaleContent.of(known)
    try:
        return read()
    except (InterfaceError, OperationalError):
        if known is None:
            raise
        _away_until = time.monotonic() + AWAY_SECONDS
        return StaleContent.of(known)


def payload_of(version: str) -> ModuleData | None:
    """Return a version as players get it; None of an unknown version.

    The process shares one copy of it, so it is read and never changed. No query for a
    version that this process has read before.
    """
    if found := _payloads.get(version):
        return found
    if (read := content_of(version)) is None:
        return None
    payload: ModuleData = json.loads(read.identity)
    return _payloads.put(version, payload)


def steps_of(version: str) -> Mapping[str, Step]:
    """Return the steps of a version as players get them, by id; none of an unknown version.

    No query for a version whose steps or content this process has read before.
    """
    if found := _steps.get(version):
        return found
    if not (payload := payload_of(version)):
        return {}
    steps = {step["id"]: step for step in payload["steps"]}
    return _steps.put(version, MappingProxyType(steps))


def steps_of_type(type_: str, versions: Iterable[str]) -> dict[str, list[str]]:
    """Return the ids of the steps of a type in each version.

    One query for all that this process has not read yet, none if it has read them all.
    """
    wanted = set(versions)
    known = {
        version: types for version in wanted if (types := _step_types.get(version))
    }
    if missing := wanted - known.keys():
        rows = Publication.objects.filter(version__in=missing)
        for version, payload in rows.values_list("version", "payload"):
            steps = json.loads(bytes(payload))["steps"]
            types = {step["id"]: step["type"] for step in steps}
            known[version] = _step_types.put(version, types)
    return {
        version: [id_ for id_, its in known.get(version, {}).items() if its == type_]
        for version in wanted
    }


def _content(version: str, data: Iterable[Any]) -> tuple[str, Content]:
    return version, Content(version, *(bytes(part) for part in data))


def _bytes_unless(known_version: str) -> list[Any]:
    if not known_version:
        return [F("payload"), F("br"), F("gzip")]
    nothing = Value(None, output_field=BinaryField())
    return [
        Case(When(version=known_version, then=nothing), default=F(column))
        for column in ("payload", "br", "gzip")
    ]
