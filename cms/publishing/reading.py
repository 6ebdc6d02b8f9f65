"""Read what was published: bytes for players, keys for the grader, lists for pages.

A process keeps what it has read. Content is named by its version and never changes, so a
copy of it stays good; which version is current is asked again after
``CONTENT_TTL_SECONDS``, and the bytes travel from the database only if it has changed.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import BinaryField, Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from wagtail.models import Page

import msgspec

from cms.publishing.encoding import compress, to_bytes
from cms.publishing.memory import Memory
from cms.publishing.models import Publication
from cms.translation.languages import offered_or_default

if TYPE_CHECKING:
    from cms.pages.module import ModulePage


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


@dataclass(frozen=True, slots=True)
class ItemKey:
    """What the grader needs for one item."""

    kind: str
    purpose: str
    key: Mapping[str, Any]


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


@dataclass(frozen=True, slots=True)
class Course:
    """A module whose check can be passed; ``pass_mark`` is in per cent."""

    key: str
    title: str
    summary: str
    url: str
    topic: str
    version: str
    pass_mark: int


C = TypeVar("C", bound=Content | None)


class _Question(msgspec.Struct):
    id: str


class _Check(msgspec.Struct):
    """The part of a payload that tells which questions its check has."""

    check: dict[str, list[_Question]] = {}
    asked: int | None = None


_read_check = msgspec.json.Decoder(_Check).decode
# How long a database that did not answer is left alone.
AWAY_SECONDS = 5
_away_until = 0.0
_TAGS = ("risk_kind", "strand", "digcomp", "itu_band", "help_skill")
_COURSE_FIELDS = ("key", "title", "summary", "url", "topic")
_contents: Memory[str, Content] = Memory(256)
_current: Memory[tuple[str, str], Content] = Memory(1024)
_answers: Memory[tuple, Content] = Memory(1024)
_keys: Memory[str, AnswerKey] = Memory(512)
_steps: Memory[str, Mapping[str, Mapping[str, Any]]] = Memory(64)
_step_types: Memory[str, dict[str, str]] = Memory(512)
_payloads: Memory[str, Mapping[str, Any]] = Memory(64)


def forget() -> None:
    """Forget all copies that this process has."""
    global _away_until
    _away_until = 0.0
    for memory in (
        *(_contents, _current, _answers, _keys),
        *(_steps, _step_types, _payloads),
    ):
        memory.clear()


def page_locale() -> str:
    """Return the language of the page that is being made."""
    return offered_or_default(get_language() or "")


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


def content(version: str) -> Content | None:
    """Return the content of a version, current or retired; no query for one read before."""
    if found := _contents.get(version):
        return found
    row = Publication.objects.filter(version=version).values_list(
        "payload", "br", "gzip"
    )
    for data in row:
        return _contents.put(*_content(version, data))
    return None


def answer(name: tuple, load: Callable[[], object]) -> Content:
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


def module_summaries(locale: str) -> list[dict[str, Any]]:
    """Return the summaries of all current modules in a language, in the order of the tree."""
    return _summaries(
        Publication.objects.current().filter(locale=locale, summary__locale=locale)
    )


def summaries_of(keys: Iterable[str], locale: str) -> dict[str, dict[str, Any]]:
    """Return the summaries of current modules by key, with ``version``; one query.

    A module that the language has not is given in the site's default language, and says
    so in ``locale``; one that is not published is left out.
    """
    wanted = Publication.objects.current().filter(
        module_key__in=keys, locale__in={locale, settings.LANGUAGE_CODE}
    )
    own_language_last = Case(When(locale=locale, then=1), default=0)
    rows = wanted.order_by(own_language_last).values_list(
        "module_key", "summary", "version"
    )
    return {key: summary | {"version": version} for key, summary, version in rows}


def sensitivities(keys: Iterable[str]) -> dict[str, int]:
    """Return the sensitivity of current modules by key, the highest of any language.

    One query, none without keys; a module that is not published is left out.
    """
    if not (wanted := set(keys)):
        return {}
    rows = Publication.objects.current().filter(module_key__in=wanted)
    found: dict[str, int] = {}
    for key, sensitivity in rows.values_list("module_key", "summary__sensitivity"):
        found[key] = max(found.get(key, 0), sensitivity or 0)
    return found


def all_summaries(locale: str) -> dict[str, dict[str, Any]]:
    """Return the summaries of all current modules by key, in the site's order.

    A module that the language has not is given in the site's default language, and says
    so in ``locale``. Two queries at most.
    """
    found = {each["key"]: each for each in module_summaries(settings.LANGUAGE_CODE)}
    if locale != settings.LANGUAGE_CODE:
        found |= {each["key"]: each for each in module_summaries(locale)}
    return found


def titles(locale: str) -> dict[str, str]:
    """Return the titles of all current modules by key, in the default language if need be."""
    wanted = {locale, settings.LANGUAGE_CODE}
    rows = Publication.objects.current().filter(page__isnull=False, locale__in=wanted)
    own_language_last = Case(When(locale=locale, then=1), default=0)
    found = rows.order_by(own_language_last)
    return dict(found.values_list("module_key", "summary__title"))


def courses(locale: str) -> dict[str, Course]:
    """Return the modules that can be passed by key, in the order of the tree; one query.

    A module that the language has not is given in the site's default language.
    """
    wanted = {locale, settings.LANGUAGE_CODE}
    rows = (
        Publication.objects.current()
        .filter(page__isnull=False, pass_mark__gt=0, locale__in=wanted)
        .order_by(Case(When(locale=locale, then=1), default=0), "page__path")
    )
    return {
        summary["key"]: Course(
            **{name: summary[name] for name in _COURSE_FIELDS},
            version=version,
            pass_mark=pass_mark,
        )
        for summary, version, pass_mark in rows.values_list(
            "summary", "version", "pass_mark"
        )
    }


def talk_cards(locale: str) -> list[tuple[dict[str, Any], str]]:
    """Return summary and talk card of all current modules in a language, in their order."""
    rows = Publication.objects.current().filter(
        locale=locale, summary__locale=locale, page__isnull=False
    )
    in_order = rows.order_by("page__path")
    return list(in_order.values_list("summary", "page__talk_card"))


def teaching_of(version: str) -> dict[str, Any]:
    """Return what the page of a version says to educators alone; nothing of a retired page.

    That are ``educator_notes`` (rich text as it is stored) and the tags that players do
    not get: ``risk_kind``, ``strand``, ``digcomp``, ``itu_band``, ``help_skill``.
    One query.
    """
    names = ("educator_notes", *_TAGS)
    rows = Publication.objects.filter(version=version, page__isnull=False)
    found = rows.values_list(*(f"page__{name}" for name in names)).first()
    return dict(zip(names, found, strict=True)) if found else {}


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


def modules_under(track: Page) -> list[dict[str, Any]]:
    """Return the summaries of the current modules right under a page, in their order.

    A module that is not translated yet stands there as an alias; it is given with the
    words of its original and its own address.
    """
    below = {"path__startswith": track.path, "depth": track.depth + 1}
    rows = (
        Publication.objects.current()
        .annotate(
            alias=FilteredRelation(
                "page__aliases",
                condition=Q(
                    page__aliases__live=True,
                    **{
                        f"page__aliases__{name}": value for name, value in below.items()
                    },
                ),
            )
        )
        .filter(
            Q(alias__isnull=False)
            | Q(**{f"page__{name}": value for name, value in below.items()})
        )
        .order_by(Coalesce("alias__path", "page__path"))
        .values_list("summary", "version", "alias__slug")
    )
    return [
        {"size": 0}
        | summary
        | {"version": version}
        | ({"url": f"{track.get_url() or ''}{slug}/"} if slug else {})
        for summary, version, slug in rows
    ]


def current_version(page: "ModulePage") -> str:
    """Return the version that a page's players get; "" if it has none.

    An alias plays what the page it stands for has published.
    """
    current = Publication.objects.current().filter(page=page.alias_of_id or page.pk)
    return current.values_list("version", flat=True).first() or ""


def next_url(page: "ModulePage") -> str:
    """Return the address of the next module of the same track and band; "" at the end."""
    following = Publication.objects.current().filter(
        page__path__startswith=page.path[: -page.steplen],
        page__path__gt=page.path,
        summary__band=page.band,
    )
    urls = following.order_by("page__path").values_list("summary__url", flat=True)
    return urls.first() or ""


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


def steps_of(version: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the steps of a version as players get them, by id; none of an unknown version.

    No query for a version whose steps or content this process has read before.
    """
    if found := _steps.get(version):
        return found
    if not (payload := payload_of(version)):
        return {}
    steps = {step["id"]: step for step in payload["steps"]}
    return _steps.put(version, MappingProxyType(steps))


def payload_of(version: str) -> Mapping[str, Any]:
    """Return a version as players get it; nothing of an unknown version.

    No query for a version that this process has read before.
    """
    if found := _payloads.get(version):
        return found
    if (read := content(version)) is None:
        return {}
    return _payloads.put(version, MappingProxyType(json.loads(read.identity)))


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


def _summaries(publications: Any) -> list[dict[str, Any]]:
    rows = publications.filter(page__isnull=False).order_by("page__path")
    return [
        {"size": 0} | summary | {"version": version}
        for summary, version in rows.values_list("summary", "version")
    ]


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
