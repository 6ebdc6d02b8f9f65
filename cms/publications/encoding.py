"""How what we publish becomes bytes."""

import gzip
import json

import brotli


def to_bytes(data: object) -> bytes:
    """Write JSON the one way that is hashed, stored and sent."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def compress(data: bytes, quality: int) -> dict[str, bytes]:
    """Compress ``data`` with brotli (quality 0–11) and gzip, alike on every run.

    Returns:
        The bytes as ``br`` and ``gzip``.
    """
    return {
        "br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality),
        "gzip": gzip.compress(data, compresslevel=min(quality, 9), mtime=0),
    }
