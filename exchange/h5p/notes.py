"""What our own export notes in a content; see ``extras``."""

import json
from typing import Any

from exchange import extras
from exchange.h5p.params import at, string

# The field of a content's parameters with what H5P has no place for.
NOTE = extras.MARK
# The field that our own export gives to a question of form B.
FORM = f"{extras.MARK}-form"


def body_of(content: Any) -> str:
    """Return what a note is about: the parameters without the note."""
    params = at(content, "params")
    own = dict(params) if isinstance(params, dict) else {}
    for name in (NOTE, FORM):
        own.pop(name, None)
    return json.dumps(own, ensure_ascii=False, sort_keys=True)


def is_noted(content: Any) -> bool:
    """Return whether anything is noted, be it of this content or not."""
    return bool(string(content, "params", NOTE))


def note_of(content: Any) -> extras.Note | None:
    """Return the note of a content; None if there is none that fits it."""
    line = string(content, "params", NOTE)
    return extras.load(line, body_of(content)) if line else None
