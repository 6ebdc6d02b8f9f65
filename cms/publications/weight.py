"""How much a module weighs for whoever takes it along."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage

# The fields of a payload that name a file: pictures, recordings, films and their captions.
FILE_FIELDS = ("src", "captions")


def media_bytes(payload: Any) -> int:
    """Return the bytes of every file that a payload names, each once, in all its sizes.

    A file that has gone from the store counts nothing: a module must not fail with it.
    """
    return sum(_bytes_of(url) for url in set(_files_in(payload)))


def _files_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from _files_in(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name in FILE_FIELDS and isinstance(entry, str):
                yield entry
            elif name == "srcset":
                # "a.webp 320w, b.webp 640w" (HTML, section 4.8.4.2.1).
                yield from (
                    size.split()[0] for size in entry.split(",") if size.strip()
                )
            else:
                yield from _files_in(entry)


def _bytes_of(url: str) -> int:
    if not url.startswith(settings.MEDIA_URL):
        return 0
    try:
        return default_storage.size(unquote(url.removeprefix(settings.MEDIA_URL)))
    except OSError:
        return 0
