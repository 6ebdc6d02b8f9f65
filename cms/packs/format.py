"""What is in the file of a pack, and in which shape (docs/operators/packs.md)."""

import hashlib
import json
import re
import uuid
from typing import Annotated, Any

from django.utils.translation import gettext

import msgspec

from cms.packs.errors import PackError
from quizzes.nesting import decode_json, load_json

FORMAT = "cop-challenge-pack"
# Raise it when an older site could not read what is written now.
VERSION = 1
MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
PATH = re.compile(r"^(content|pictures|documents)/[A-Za-z0-9_-]+(\.[a-z0-9]{1,8})?$")

Text = Annotated[str, msgspec.Meta(max_length=2000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A part of a pack that has these fields and no others."""


class Scope(Strict, frozen=True):
    """What the pack was made of: a whole ``site``, a ``track`` or a ``module``."""

    kind: Name
    key: Text = ""


class Part(Strict, frozen=True):
    """A file of the archive, its SHA-256 and its size in bytes."""

    path: Name
    sha256: Digest
    size: Annotated[int, msgspec.Meta(ge=0)]


class Content(Strict, frozen=True):
    """One thing, and the file that says what it is like.

    A ``frame`` is only made where it is missing: the pages above a module.
    """

    uid: Name
    kind: Name
    title: Text
    path: Name
    frame: bool = False


class Manifest(Strict, frozen=True):
    """The table of contents; the signature is over its bytes."""

    format: str
    version: int
    created: Text
    site: Text
    scope: Scope
    contents: list[Content]
    parts: list[Part]


class Strings(Strict, frozen=True):
    """The work of translators on one thing: path, words, translation."""

    of: Name
    enabled: bool
    strings: list[tuple[str, str, str]]


class Record(Strict, frozen=True):
    """One thing: how it is known, and what it says.

    ``fields`` is what is published, or the draft of what is not; ``draft`` what an editor
    has changed since. ``file`` is the part with the bytes of a picture or a document.
    """

    uid: Name
    fields: dict[str, object]
    key: Text = ""
    locale: Text = ""
    translation_key: uuid.UUID | None = None
    parent: str | None = None
    live: bool = True
    draft: dict[str, object] | None = None
    translation: Strings | None = None
    file: str | None = None
    tags: list[Text] = []


def to_bytes(value: Any) -> bytes:
    """Return JSON; the same content gives the same bytes."""
    return json.dumps(
        msgspec.to_builtins(value), sort_keys=True, ensure_ascii=False, indent=1
    ).encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def content_of(record: Record) -> dict[str, object]:
    """Return what a record says, without how it is known and where it stands."""
    strings = record.translation
    return {
        "fields": record.fields,
        "live": record.live,
        "draft": record.draft,
        "tags": record.tags,
        "translation": strings and msgspec.to_builtins(strings),
    }


def digest(record: Record) -> str:
    """Return the SHA-256 of what a record says."""
    return sha256(to_bytes(content_of(record)))


def read_manifest(data: bytes) -> Manifest:
    """Read the table of contents.

    Raises:
        PackError: if it is none, or of a version that this program does not know.
    """
    try:
        head = load_json(data)
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise PackError(gettext("This is no content pack of COP Challenge."))
    if head.get("version") != VERSION:
        raise PackError(
            gettext(
                "The pack has version %(version)s of the format; this site reads version "
                "%(known)d. Update this site, or ask for a pack made for it."
            )
            % {"version": str(head.get("version"))[:20], "known": VERSION}
        )
    return _decode(data, Manifest, MANIFEST)


def read_record(data: bytes, path: str) -> Record:
    """Read one thing.

    Raises:
        PackError: if it is not in the shape of a ``Record``.
    """
    return _decode(data, Record, path)


def _decode(data: bytes, type_: Any, path: str) -> Any:
    try:
        return decode_json(data, type_)
    except ValueError as error:
        raise PackError(
            gettext("%(path)s of the pack cannot be read: %(reason)s")
            % {"path": path, "reason": str(error)[:200]}
        ) from error
