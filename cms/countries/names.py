"""The names of countries in the languages that are prepared.

``names.json`` was written from CLDR (``Intl.DisplayNames``); ``tiles.json`` places each
country on a grid, roughly where it is on the globe: column and row of its tile.
"""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def _names() -> dict[str, dict[str, str]]:
    return json.loads((FOLDER / "names.json").read_bytes())


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Return the column and row of each country's tile, by its ISO 3166 code."""
    places = json.loads((FOLDER / "tiles.json").read_bytes())
    return {code: (column, row) for code, (column, row) in places.items()}


def name_of(country: str, locale: str) -> str:
    """Return the name of a country by its ISO 3166 code; the code itself if it has none."""
    names = _names().get(country, {})
    return names.get(locale) or names.get("en") or country
