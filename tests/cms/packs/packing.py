"""Packs taken apart and put together again, as an author elsewhere would, or an attacker."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from cms.packs import exporting, format, signing

Files = dict[str, bytes]


def site_pack() -> bytes:
    """Return the pack of the whole site."""
    return exporting.export("site").data


def module_pack(key: str = "t4-1113-storm") -> bytes:
    """Return the pack of a module."""
    return exporting.export("module", key).data


def unpack(data: bytes) -> Files:
    """Return the files of a pack by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(files: Files) -> dict[str, Any]:
    """Return the table of contents."""
    return json.loads(files["manifest.json"])


def repack(
    files: Files, head: dict[str, Any] | None = None, sign: bool = True
) -> bytes:
    """Return the pack of these files, listed and signed anew."""
    head = head or manifest(files)
    own = {"manifest.json", "signature.json"}
    head["parts"] = [
        {"path": path, "sha256": format.sha256(data), "size": len(data)}
        for path, data in sorted(files.items())
        if path not in own
    ]
    return zipped(files | {"manifest.json": json.dumps(head).encode()}, sign)


def zipped(files: Files, sign: bool = True) -> bytes:
    """Return the zip of these files, signed anew."""
    files = dict(files)
    files.pop("signature.json", None)
    if sign:
        files["signature.json"] = signing.sign(files["manifest.json"])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def path_of(files: Files, uid: str) -> str:
    """Return the name of the part about one thing; ``uid`` may be its beginning."""
    return next(
        content["path"]
        for content in manifest(files)["contents"]
        if content["uid"].startswith(uid)
    )


def edited(
    data: bytes, uid: str, edit: Callable[[dict[str, Any]], None], sign: bool = True
) -> bytes:
    """Return a pack in which one thing is another, as from a newer edition."""
    files = unpack(data)
    path = path_of(files, uid)
    record = json.loads(files[path])
    edit(record)
    files[path] = json.dumps(record).encode()
    return repack(files, sign=sign)


def titled(data: bytes, uid: str, title: str) -> bytes:
    """Return a pack in which one thing has another title."""
    return edited(data, uid, lambda record: record["fields"].update(title=title))
