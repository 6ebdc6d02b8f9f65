"""The registry of formats, in the order in which they look at an unknown file."""

from collections.abc import Mapping
from types import MappingProxyType

from exchange.base import Format, LeaveOut, Unreadable, Written, attempt
from exchange.gift import Gift
from exchange.h5p import H5p
from exchange.moodle_xml import MoodleXml
from exchange.qti import Qti

__all__ = [
    "FORMATS",
    "Format",
    "LeaveOut",
    "Unreadable",
    "Written",
    "attempt",
    "get",
    "sniff",
]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {each.name: each for each in (Gift(), MoodleXml(), H5p(), Qti())}
)


def get(name: str) -> Format:
    """Return the format of that name.

    Raises:
        KeyError: if no format has the name.
    """
    return FORMATS[name]


def sniff(data: bytes, filename: str) -> Format | None:
    """Return the format that a file is in; None if it looks like none of ours."""
    return next((f for f in FORMATS.values() if f.sniff(data, filename)), None)
