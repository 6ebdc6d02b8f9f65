"""Read what the grader needs of a version: its answer key. It never leaves the server.

A process keeps what it has read: the key of a version never changes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from cms.memory import Memory, when_forgetting
from cms.publications.models import Publication
from quizzes.kinds.base import KindKey


@dataclass(frozen=True, slots=True)
class ItemKey:
    """What the grader needs for one item."""

    kind: str
    purpose: str
    key: KindKey


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What the grader needs for one version of a module.

    ``forms`` has the ids of the questions of each form of the check, by the phase in which
    it is answered; a learner answers ``asked`` of them, or all if there are fewer. A form
    of a module that educators can pass, ``is_passable``, may be answered again.
    """

    module_key: str
    locale: str
    items: Mapping[str, ItemKey]
    steps: tuple[str, ...]
    graded: tuple[str, ...]
    sensitivity: int = 0
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: int | None = None
    is_passable: bool = False


class _Question(msgspec.Struct):
    id: str


class _Check(msgspec.Struct):
    """The part of a payload that tells which questions its check has."""

    check: dict[str, list[_Question]] = {}
    asked: int | None = None


_read_check = msgspec.json.Decoder(_Check).decode
_keys: Memory[str, AnswerKey] = Memory(512)
when_forgetting(_keys.clear)


def answer_keys(versions: Iterable[str]) -> dict[str, AnswerKey]:
    """Return the answer keys of versions, by version; unknown versions are left out.

    One query for all that this process has not read yet, none if it has read them all.
    """
    wanted = set(versions)
    found = {version: key for version in wanted if (key := _keys.get(version))}
    if missing := wanted - found.keys():
        rows = Publication.objects.filter(version__in=missing).values_list(
            "version",
            "module_key",
            "locale",
            "key",
            "steps",
            "graded",
            "summary__sensitivity",
            "payload",
            "pass_mark",
        )
        for version, *row in rows:
            found[version] = _keys.put(version, _answer_key(*row))
    return found


def _answer_key(
    module_key: str,
    locale: str,
    key: bytes,
    steps: list[str],
    graded: list[str],
    sensitivity: int | None,
    payload: bytes,
    pass_mark: int,
) -> AnswerKey:
    items = {id_: ItemKey(**item) for id_, item in json.loads(bytes(key)).items()}
    found = _read_check(bytes(payload))
    forms = {phase: tuple(q.id for q in form) for phase, form in found.check.items()}
    return AnswerKey(
        module_key,
        locale,
        MappingProxyType(items),
        tuple(steps),
        tuple(graded),
        sensitivity or 0,
        MappingProxyType(forms),
        found.asked,
        pass_mark > 0,
    )
