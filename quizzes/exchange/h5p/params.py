"""Values out of a content.json of any shape: whatever is not as expected is not there."""

import math
from typing import Any

from django.utils.translation import gettext

from quizzes.exchange.base import Unreadable
from quizzes.exchange.text import decode, plain
from quizzes.nesting import load_json


def parse(data: bytes) -> Any:
    """Give what a JSON file holds.

    Raises:
        Unreadable: if it is no JSON, or nested too deeply.
    """
    try:
        return load_json(decode(data))
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(gettext("A file in the package is no proper JSON.")) from error


def at(data: Any, *path: str | int) -> Any:
    """Give the value at a path of names and indexes, or None."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def string(data: Any, *path: str | int) -> str:
    """Give the string at a path; "" for anything else."""
    value = at(data, *path)
    return value if isinstance(value, str) else ""


def words(data: Any, *path: str | int) -> str:
    """Give the words of the HTML at a path."""
    return plain(string(data, *path))


def entries(data: Any, *path: str | int) -> list:
    """Give the list at a path; an empty one for anything else."""
    value = at(data, *path)
    return value if isinstance(value, list) else []


def flag(data: Any, *path: str | int, default: bool = False) -> bool:
    """Give the boolean at a path, which old versions write as a string."""
    value = at(data, *path)
    if value is None:
        return default
    return value is True or value == "true"


def number(data: Any, *path: str | int) -> float | None:
    """Give the number at a path, which may be written as a string, if it is not huge."""
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
