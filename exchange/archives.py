"""Zip files of strangers, read with care.

Nothing is ever unpacked to disk, so a name in the archive is only a name; still, one that
would leave its folder tells of a broken or hostile file, and such a file is refused. A zip
inside a zip is never opened.
"""

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext

from exchange.base import Unreadable

MAX_ENTRIES = 5_000
MAX_TOTAL = 100 * 1024 * 1024
# What is kept in memory of one file, unpacked.
MAX_KEPT = 30 * 1024 * 1024
# How an entry of the table of contents begins, where the length of what programs add to it
# stands there, and how much that may be in all: it is read in the square of its length.
ENTRY = b"PK\x01\x02"
EXTRA_AT = 30
MAX_EXTRAS = 256 * 1024
MAX_RATIO = 200
# A small entry may be all spaces; only what takes room can be a bomb.
RATIO_FROM = 1024 * 1024
# The ways to pack that can be undone step by step, within a limit.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
SIGNATURE = b"PK\x03\x04"


class Archive:
    """A zip file that has been looked over.

    Its files are read one by one, when they are asked for.
    """

    def __init__(self, data: bytes, max_total: int | None = None) -> None:
        """Look over a zip file; unpacked it may take ``max_total`` bytes, else MAX_TOTAL.

        Raises:
            Unreadable: if it is broken or encrypted, holds too much, or has names that
                would leave its folder.
        """
        _check_table(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise _broken() from error
        for entry in entries:
            _check(entry)
        limit = MAX_TOTAL if max_total is None else max_total
        if sum(entry.file_size for entry in entries) > limit:
            raise Unreadable(
                gettext("Unpacked, the zip file would take more than %(size)d MB.")
                % {"size": limit // 1024 // 1024}
            )
        self._entries: Mapping[str, zipfile.ZipInfo] = {
            _normal(entry.filename): entry for entry in entries if not entry.is_dir()
        }
        self._kept: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> list[str]:
        """Return the names of the files, in the order of the archive."""
        return list(self._entries)

    @property
    def has_twins(self) -> bool:
        """Return whether two files have the same name, so that only one can be read."""
        files = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        return len(files) > len(self._entries)

    def size(self, name: str) -> int:
        """Return how many bytes a file has when it is unpacked.

        Raises:
            KeyError: if there is none of that name.
        """
        return self._entries[name].file_size

    def keep(self, name: str) -> bytes:
        """Return the bytes of a file that may be asked for often: it is unpacked once.

        Raises:
            KeyError: if there is none of that name.
            Unreadable: if it cannot be unpacked, or such files are too large together.
        """
        if name not in self._kept:
            kept = sum(map(len, self._kept.values()))
            if kept + self.size(name) > MAX_KEPT:
                raise Unreadable(gettext("the files are too large together"))
            self._kept[name] = self.read(name)
        return self._kept[name]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            KeyError: if there is none of that name.
            Unreadable: if it cannot be unpacked.
        """
        entry = self._entries[name]
        try:
            # Never more than the size that was checked, whatever really comes out.
            with self._zip.open(entry) as file:
                return file.read(entry.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise _broken() from error

    def find(self, reference: str, base: str = "") -> str | None:
        """Return the name of the file that another file refers to, or None.

        Args:
            reference: a relative reference, such as "../images/a%20map.png".
            base: the name of the file that it stands in.
        """
        try:
            parts = urlsplit(reference.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        for path in (unquote(parts.path), parts.path):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
            if name in self._entries:
                return name
        return None


def is_archive(data: bytes) -> bool:
    """Return whether a file begins as zip files do."""
    return data.startswith(SIGNATURE)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these files; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _check_table(data: bytes) -> None:
    """Refuse a table of contents that is too long, before anything reads it.

    Raises:
        Unreadable: if it is.
    """
    count = extras = 0
    at = data.find(ENTRY)
    while at >= 0:
        count += 1
        extras += int.from_bytes(data[at + EXTRA_AT : at + EXTRA_AT + 2], "little")
        if count > MAX_ENTRIES:
            raise Unreadable(
                gettext("The zip file holds more than %(count)d files.")
                % {"count": MAX_ENTRIES}
            )
        if extras > MAX_EXTRAS:
            raise Unreadable(
                gettext(
                    "The zip file is packed in an unusual way. Pack it anew as a zip."
                )
            )
        at = data.find(ENTRY, at + len(ENTRY))


def _check(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry that no program that packs questions would write.

    Raises:
        Unreadable: if its name leaves the archive, or it is a link, encrypted, packed in
            an unusual way or a bomb.
    """
    name = entry.orig_filename.replace("\\", "/")
    if (
        name.startswith("/")
        or name[1:2] == ":"
        or "\x00" in name
        or ".." in name.split("/")
        or stat.S_ISLNK(entry.external_attr >> 16)
    ):
        raise Unreadable(
            gettext("The zip file has names that lead out of it, so it is refused.")
        )
    if entry.flag_bits & ENCRYPTED:
        raise Unreadable(
            gettext("The zip file is encrypted. Save it without a password.")
        )
    if entry.compress_type not in METHODS:
        raise Unreadable(
            gettext("The zip file is packed in an unusual way. Pack it anew as a zip.")
        )
    if entry.file_size > RATIO_FROM and (
        entry.file_size > MAX_RATIO * max(1, entry.compress_size)
    ):
        raise Unreadable(
            gettext("The zip file unpacks to far more than it holds, so it is refused.")
        )


def _normal(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/"))


def _broken() -> Unreadable:
    return Unreadable(gettext("The zip file is broken. Download or save it once more."))
