"""One worked example of each kind, in every language of the project.

The block picker shows it to editors, the kitchen sink and the browser tests play it. A
file ``kinds/examples/<kind>.json`` holds ``question`` (the fields of the kind's block),
``draft`` (a response on the way) and ``wrong`` (one that is handed in and not right). A
leaf ``{"en": …, "ar": …}`` gives words by language; each entry of a list has its ``id``; a
picture is ``{"file", "alt"}``.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(__file__).parent / "kinds" / "examples"

# Gives the primary key of the library's picture for a file name, or None.
FindPicture = Callable[[str], int | None]


def no_picture(name: str) -> None:
    """Find no picture: every library has others."""
    return


@cache
def _read(kind: str) -> dict[str, dict[str, object]]:
    return json.loads((FOLDER / f"{kind}.json").read_bytes())


def question(
    kind: str, language: str = "", find_picture: FindPicture = no_picture
) -> dict[str, object]:
    """Return the example of a kind as its block stores it, in one language.

    ``language`` falls back to the site's own, and that to English.
    """
    wanted = (language.split("-")[0], settings.LANGUAGE_CODE, "en")
    return _stored(_read(kind)["question"], wanted, find_picture)


def responses(kind: str) -> dict[str, dict[str, object]]:
    """Return ``{"draft", "wrong"}``: a response on the way, and one that is not right."""
    return {name: _read(kind)[name] for name in ("draft", "wrong")}


def picture_files(kind: str) -> set[str]:
    """Return the names of the picture files that the example of a kind shows."""
    found: set[str] = set()
    _stored(_read(kind)["question"], ("en",), lambda name: found.add(name))
    return found


def _stored(data: Any, wanted: tuple[str, ...], find_picture: FindPicture) -> Any:
    if isinstance(data, list):
        if not all(isinstance(part, dict) for part in data):
            return data
        return [_entry(part, wanted, find_picture) for part in data]
    if not isinstance(data, dict):
        return data
    if "en" in data:
        return next(data[language] for language in wanted if language in data)
    if "file" in data:
        image = find_picture(data["file"])
        alt = _stored(data["alt"], wanted, find_picture)
        return {"image": image, "alt": alt if image else ""}
    return {name: _stored(part, wanted, find_picture) for name, part in data.items()}


def _entry(
    part: dict[str, object], wanted: tuple[str, ...], find_picture: FindPicture
) -> dict[str, object]:
    value = {name: field for name, field in part.items() if name != "id"}
    stored = _stored(value, wanted, find_picture)
    return {"type": "item", "id": part["id"], "value": stored}
