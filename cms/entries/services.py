"""Find entries by their facets."""

from dataclasses import dataclass
from typing import TypeVar

from cms.entries.models import Entry

PAGE_SIZE = 20
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet, and how many entries a reader who chooses it would see."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of what was found, in order, and what else could be chosen."""

    ids: list[int]
    facets: dict[str, list[Option]]


def find(model: type[Entry], locale: str, wanted: dict[str, str]) -> Found:
    """Return the entries of a language that have all the wanted values; one query.

    Args:
        model: the section's model.
        locale: a language of the site.
        wanted: value by facet; an empty value asks for nothing.
    """
    rows = list(model.objects.shown(locale).values("pk", *model.facets))
    asked = {name: value for name, value in wanted.items() if value}
    return Found(
        [row["pk"] for row in rows if _fits(row, asked)],
        {name: _options(model, locale, rows, asked, name) for name in model.facets},
    )


def page_of(model: type[Entry], ids: list[int], number: int) -> list[Entry]:
    """Return the entries of one page of a list, in its order; one query."""
    wanted = ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    if not wanted:
        return []
    found = model.objects.select_related("locale").in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def entry_by_slug(model: type[E], locale: str, slug: str) -> E | None:
    """Return the published entry that has an address, or nothing; one query."""
    return model.objects.shown(locale).filter(slug=slug).first()


def _values(row: dict[str, object], name: str) -> list[str]:
    value = row[name]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _fits(row: dict[str, object], asked: dict[str, str]) -> bool:
    return all(value in _values(row, name) for name, value in asked.items())


def _options(
    model: type[Entry],
    locale: str,
    rows: list[dict[str, object]],
    asked: dict[str, str],
    name: str,
) -> list[Option]:
    others = {key: value for key, value in asked.items() if key != name}
    counts: dict[str, int] = {}
    for row in rows:
        if _fits(row, others):
            for value in filter(None, _values(row, name)):
                counts[value] = counts.get(value, 0) + 1
    options = [
        Option(
            value, model.label_of(name, value, locale), count, value == asked.get(name)
        )
        for value, count in counts.items()
    ]
    order = list(model.choices_of(name))
    if order:
        return sorted(options, key=lambda option: order.index(option.value))
    return sorted(options, key=lambda option: option.label)
