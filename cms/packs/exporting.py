"""From content to the file of a pack."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from cms.packs import files, format
from cms.packs.collecting import Gathered, gather
from cms.packs.records import Recorder


@dataclass(frozen=True)
class Exported:
    """A pack: its bytes, a name for the file, and how many things it holds."""

    data: bytes
    name: str
    count: int


def export(kind: str, key: str = "") -> Exported:
    """Return the signed pack of the whole ``site``, or of the ``track`` or ``module`` ``key``.

    Raises:
        PackError: if there is no such thing, or it cannot go into a pack.
    """
    scope = format.Scope(kind=kind, key=key)
    recorder = Recorder()
    gathered = gather(scope, recorder)
    parts: dict[str, bytes] = {}
    contents = []
    for each in gathered:
        path = _path(each)
        parts[path] = format.to_bytes(each.record)
        if each.record.file:
            parts[each.record.file] = recorder.files[each.record.uid]
        contents.append(
            format.Content(
                uid=each.record.uid,
                kind=each.kind.name,
                title=each.title,
                path=path,
                frame=each.frame,
            )
        )
    now = timezone.now()
    manifest = format.Manifest(
        format=format.FORMAT,
        version=format.VERSION,
        created=now.isoformat(timespec="seconds"),
        site=settings.WAGTAIL_SITE_NAME,
        scope=scope,
        contents=contents,
        parts=[
            format.Part(path=path, sha256=format.sha256(data), size=len(data))
            for path, data in sorted(parts.items())
        ],
    )
    name = "-".join(filter(None, ("pack", kind, key, f"{now:%Y-%m-%d}")))
    return Exported(files.write(manifest, parts), f"{name}.zip", len(contents))


def _path(each: Gathered) -> str:
    return f"content/{re.sub(r'[^A-Za-z0-9_-]', '-', each.record.uid)}.json"
