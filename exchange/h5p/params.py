"""Values out of a content.json of any shape: whatever is not as expected is not there."""

import math
import re
from typing import Any

from django.utils.translation import gettext

from exchange.base import LeaveOut, TooMuch, Unreadable
from exchange.text import decode, plain
from quizzes.nesting import TooDeeplyNested, load_json

# No more is between the brackets and commas of a file; commas in words count, too.
MAX_VALUES = 200_000
HALF = re.compile(r"\\u[dD][89a-fA-F]")
HALF_SIGN = re.compile("[\ud800-\udfff]")


def parse(data: bytes) -> Any:
    """Return what a JSON file holds; half of a pair of surrogates becomes U+FFFD.

    Raises:
        LeaveOut: if it is nested too deeply.
        TooMuch: if it has too many values.
        Unreadable: if it is no JSON.
    """
    text = decode(data)
    if sum(map(text.count, ",[{")) > MAX_VALUES:
        raise TooMuch(gettext("A file in the package has too many values. Split it."))
    try:
        found = load_json(text)
    except TooDeeplyNested as error:
        raise LeaveOut(too_deep()) from error
    except ValueError as error:
        raise Unreadable(no_json()) from error
    # Only an escape can bring one in: the text itself was decoded.
    return _whole(found) if HALF.search(text) else found


def no_json() -> str:
    """Return why a package whose JSON cannot be read is refused."""
    return gettext("A file in the package is no proper JSON.")


def too_deep() -> str:
    """Return why contents that are too deep in each other are left out."""
    return gettext("Its contents are nested too deeply.")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return HALF_SIGN.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return value


def longest_list(value: Any) -> int:
    """Return the length of the longest list in a value."""
    if isinstance(value, dict):
        return max(map(longest_list, value.values()), default=0)
    if isinstance(value, list):
        return max(len(value), *map(longest_list, value)) if value else 0
    return 0


def at(data: Any, *path: str | int) -> Any:
    """Return the value at a path of names and indexes, or None."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def string(data: Any, *path: str | int) -> str:
    """Return the string at a path; "" for anything else."""
    value = at(data, *path)
    return value if isinstance(value, str) else ""


def words(data: Any, *path: str | int) -> str:
    """Return the words of the HTML at a path."""
    return plain(string(data, *path))


def entries(data: Any, *path: str | int) -> list:
    """Return the list at a path; an empty one for anything else."""
    value = at(data, *path)
    return value if isinstance(value, list) else []


def flag(data: Any, *path: str | int, default: bool = False) -> bool:
    """Return the boolean at a path, which old versions write as a string."""
    value = at(data, *path)
    if value is None:
        return default
    return value is True or value == "true"


def number(data: Any, *path: str | int) -> float | None:
    """Return the number at a path, which may be written as a string, if it is not huge."""
    value = at(data, *path)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > 20:
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and abs(found) < 10**9 else None
