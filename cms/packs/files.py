"""The file of a pack: a zip with a table of contents, its signature, and the parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from cms.packs import format, signing
from cms.packs.errors import PackError
from exchange.archives import MAX_ENTRIES, Archive
from exchange.archives import pack as zip_of
from exchange.base import Unreadable

# A record is words; what is longer is no module.
MAX_RECORD_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class PackFile:
    """A pack that was read: its parts are what the manifest says, byte for byte."""

    manifest: format.Manifest
    signer: signing.Signer
    records: Mapping[str, format.Record]
    archive: Archive

    def bytes_of(self, record: format.Record) -> bytes:
        """Return the bytes of a picture or a document."""
        return self.archive.read(record.file or "")


def write(manifest: format.Manifest, parts: Mapping[str, bytes]) -> bytes:
    """Return the signed file of a pack.

    Raises:
        PackError: if it would be larger than sites take.
    """
    if len(parts) > MAX_ENTRIES - 2 or (
        sum(map(len, parts.values())) > settings.PACK_MAX_BYTES
    ):
        raise PackError(
            gettext(
                "The pack would be larger than %(size)d MB, which no site takes. Export "
                "a track or a module at a time."
            )
            % {"size": settings.PACK_MAX_BYTES // 1024 // 1024}
        )
    head = format.to_bytes(manifest)
    return zip_of(
        {format.MANIFEST: head, format.SIGNATURE: signing.sign(head)} | dict(parts)
    )


def read(data: bytes) -> PackFile:
    """Read a pack: whole, unchanged since it was signed, and in a format that is known.

    Raises:
        PackError: saying what is wrong with it.
    """
    try:
        return _read(data)
    except Unreadable as error:
        raise PackError(error.reason) from error


def _read(data: bytes) -> PackFile:
    if len(data) > settings.PACK_MAX_BYTES:
        raise PackError(
            gettext("The file is larger than %(size)d MB.")
            % {"size": settings.PACK_MAX_BYTES // 1024 // 1024}
        )
    archive = Archive(data, max_total=settings.PACK_MAX_BYTES)
    if archive.has_twins:
        raise PackError(gettext("The zip file has two files of the same name."))
    if format.MANIFEST not in archive:
        raise PackError(gettext("This is no content pack of COP Challenge."))
    head = archive.read(format.MANIFEST)
    signature = archive.read(format.SIGNATURE) if format.SIGNATURE in archive else None
    # Before anything else in it is looked at.
    signer = signing.signer_of(head, signature)
    manifest = format.read_manifest(head)
    _check_parts(manifest, archive)
    records = {content.uid: _record(content, archive) for content in manifest.contents}
    if len(records) < len(manifest.contents):
        raise PackError(gettext("The pack names one thing twice."))
    return PackFile(manifest, signer, records, archive)


def _check_parts(manifest: format.Manifest, archive: Archive) -> None:
    """Refuse parts that are missing, changed, unnamed or oddly named.

    Raises:
        PackError: with a line for each.
    """
    faults = []
    named = {part.path for part in manifest.parts}
    if len(named) < len(manifest.parts):
        faults.append(gettext("The pack names one part twice."))
    for part in manifest.parts:
        if not format.PATH.match(part.path):
            faults.append(
                gettext(
                    "A part of the pack has the name “%(path)s”, which none may have."
                )
                % {"path": part.path[:80]}
            )
        elif part.path not in archive:
            faults.append(
                gettext("The part “%(path)s” is missing from the pack.")
                % {"path": part.path}
            )
        elif format.sha256(archive.read(part.path)) != part.sha256:
            faults.append(
                gettext("The part “%(path)s” was changed after the pack was made.")
                % {"path": part.path}
            )
    others = set(archive.names) - named - {format.MANIFEST, format.SIGNATURE}
    faults += [
        gettext("The pack holds “%(path)s”, which its list does not name.")
        % {"path": path[:80]}
        for path in sorted(others)[:10]
    ]
    if faults:
        raise PackError(*faults[:20])


def _record(content: format.Content, archive: Archive) -> format.Record:
    if content.path not in archive:
        raise PackError(
            gettext("The part “%(path)s” is missing from the pack.")
            % {"path": content.path[:80]}
        )
    data = archive.read(content.path)
    if len(data) > MAX_RECORD_BYTES:
        raise PackError(
            gettext("The part “%(path)s” is too long.") % {"path": content.path}
        )
    record = format.read_record(data, content.path)
    if record.uid != content.uid:
        raise PackError(
            gettext("The part “%(path)s” is about another thing than the list says.")
            % {"path": content.path}
        )
    return record
