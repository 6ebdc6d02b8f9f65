"""Receive the body of a request, within limits of size and time, without a thread."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from io import BytesIO
from typing import IO, Any

from django.conf import settings

from config.prefixes import API_PREFIX, UPLOAD_PREFIX

# A body that is longer goes to a file while it arrives.
IN_MEMORY_BYTES = 1024 * 1024
# How slowly a body may arrive: settings.BODY_SECONDS, and one more for each so many bytes.
BYTES_A_SECOND = 16 * 1024
# How much of a body that is refused is read, so that its sender can read the refusal.
MOST_DISCARDED_BYTES = 64 * 1024 * 1024
DISCARD_SECONDS = 5.0


class Refusal(Exception):  # noqa: N818 -- it is an answer, not a fault
    """A body that the site does not take; ``closes`` if the connection cannot go on."""

    def __init__(self, status: int, code: str, detail: str, *, closes: bool) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.closes = closes


def has_body(headers: Any) -> bool:
    """Return whether a request says that a body follows its head (RFC 9112, section 6.3)."""
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def most_bytes(path: str, cookies: str) -> int:
    """Return the size of the largest body that an address takes.

    Files are uploaded by people who are signed in to the admin, and by nobody else.
    """
    if path.startswith(API_PREFIX):
        return settings.API_MAX_BODY_BYTES
    if path.startswith(UPLOAD_PREFIX) and f"{settings.SESSION_COOKIE_NAME}=" in cookies:
        return settings.UPLOAD_MAX_BODY_BYTES
    return settings.PAGE_MAX_BODY_BYTES


async def receive(scope: Any, protocol: Any) -> tuple[IO[bytes], int]:
    """Return the body of a request as a file at its beginning, and its length.

    Raises:
        Refusal: if it is too long (413), arrives too slowly (408) or breaks off (400).
    """
    headers = scope.headers
    most = most_bytes(scope.path, headers.get("cookie", ""))
    declared = headers.get("content-length")
    length = int(declared) if declared and declared.isdecimal() else None
    if length is not None and length > most:
        raise _too_large(most, closes=not await _discard(_chunks(protocol)))
    try:
        if length is not None and length <= IN_MEMORY_BYTES:
            async with asyncio.timeout(_seconds(length)):
                body = await protocol()
            if len(body) != length:
                raise _broken_off()
            return BytesIO(body), length
        return await _stream(protocol, most, length)
    except TimeoutError:
        raise Refusal(
            408,
            "too_slow",
            "The body did not arrive in time. Send it again.",
            closes=True,
        ) from None
    except RuntimeError:
        # granian's, for a connection that ended.
        raise _broken_off() from None


async def _stream(
    protocol: Any, most: int, length: int | None
) -> tuple[IO[bytes], int]:
    loop = asyncio.get_running_loop()
    began = loop.time()
    file: Any = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115
    received = 0
    try:
        chunks = _chunks(protocol)
        async with asyncio.timeout(_seconds(0)) as limit:
            async for chunk in chunks:
                received += len(chunk)
                if received > most:
                    raise _too_large(most, closes=not await _discard(chunks))
                file.write(chunk)
                limit.reschedule(began + _seconds(received))
        if length is not None and received != length:
            raise _broken_off()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file, received


async def _chunks(protocol: Any) -> AsyncIterator[bytes]:
    """Yield what arrives; granian's own iterator can be begun only once."""
    async for chunk in protocol:
        yield chunk


async def _discard(chunks: AsyncIterator[bytes]) -> bool:
    """Read what is left of a body that is not wanted; return whether that was all.

    A sender reads the refusal when it has sent, and can use the connection again.
    """
    discarded = 0
    try:
        async with asyncio.timeout(DISCARD_SECONDS):
            async for chunk in chunks:
                discarded += len(chunk)
                if discarded >= MOST_DISCARDED_BYTES:
                    return False
    except (TimeoutError, RuntimeError):
        return False
    return True


def _seconds(length: int) -> float:
    return settings.BODY_SECONDS + length / BYTES_A_SECOND


def _too_large(most: int, *, closes: bool) -> Refusal:
    detail = f"A body may have {most} bytes at most. Send less at a time."
    return Refusal(413, "too_large", detail, closes=closes)


def _broken_off() -> Refusal:
    return Refusal(400, "broken_off", "The body broke off.", closes=True)
