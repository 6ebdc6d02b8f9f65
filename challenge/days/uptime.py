"""Time that really passed, by a clock that nobody can set."""

import time
import uuid
from pathlib import Path
from typing import NamedTuple

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_PROCESS = uuid.uuid4().hex


class Uptime(NamedTuple):
    """Seconds since a moment that ``boot`` names; two of one boot may be subtracted."""

    boot: str
    seconds: float


def read_uptime() -> Uptime:
    """Return the time since the machine started, or else since some moment of this process.

    Linux counts for all processes alike, and while it is suspended (clock_gettime(2)).
    """
    try:
        boot = _BOOT_ID.read_text().strip()
        return Uptime(boot, time.clock_gettime(time.CLOCK_BOOTTIME))
    except (OSError, AttributeError):
        return Uptime(_PROCESS, time.monotonic())
