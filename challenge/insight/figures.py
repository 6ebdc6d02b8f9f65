"""What may be shown of a module: figures that have come through the gate, with their words."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info, gettext

from challenge.insight import disclosure
from challenge.insight.counted import FULL, Counted, Sums, Version, merged
from challenge.insight.disclosure import Margin, Protected, protect
from challenge.insight.models import Measured
from challenge.insight.shown import (
    Breakdown,
    Figure,
    Gain,
    ItemFigures,
    Line,
    ModuleFigures,
)
from challenge.insight.tables import (
    ALL,
    POINTS,
    Cell,
    ItemCounts,
    N,
    protect_item,
)
from challenge.insight.words import Wording
from challenge.progress.models import Phase
from quizzes.grading import is_personal
from quizzes.kinds import get as get_kind

# Statistics of an item from fewer learners than this would mislead.
RELIABLE = 100
STOPPED = "\0stopped"


def overview(module: Counted) -> ModuleFigures:
    """Return what the list of modules shows of one."""
    table = _plays(module)
    started = _count(table, Cell(ALL, Measured.STARTED))
    return ModuleFigures(
        key=module.key,
        title=module.title(get_language() or ""),
        started=started,
        finished=_count(table, Cell(ALL, Measured.FINISHED)),
        finished_share=_share(
            table, Cell(ALL, Measured.FINISHED), Cell(ALL, Measured.STARTED)
        ),
        gain=_gain(module),
        is_sensitive=module.is_sensitive,
        is_enough=_learners(module) >= disclosure.threshold(),
        by_version=[
            Breakdown(
                scope_label(module, scope),
                _count(table, Cell(scope, Measured.STARTED)),
                _share(
                    table,
                    Cell(scope, Measured.FINISHED),
                    Cell(scope, Measured.STARTED),
                ),
            )
            for scope in _scopes(module)
        ],
    )


def report(module: Counted, words: Wording) -> ModuleFigures:
    """Return all that may be shown of a module."""
    figures = overview(module)
    figures.steps = _steps(module, words)
    if figures.is_enough:
        figures.items = [
            _item(module, words, phase, id_, counts)
            for (phase, id_), counts in module.items.items()
        ]
    return figures


def discrimination(sums: Sums | None) -> int | None:
    """Return the correlation of an item with the other items of a sitting, in per cent.

    As Moodle's discrimination index, with the mean of the other items that were answered.
    None for less than a hundred learners, or where all did alike.
    """
    if sums is None or sums.n < RELIABLE:
        return None
    shared = sums.n * sums.xr - sums.x * sums.r
    own = sums.n * sums.xx - sums.x**2
    other = sums.n * sums.rr - sums.r**2
    if own <= 0 or other <= 0:
        return None
    return round(100 * shared / math.sqrt(own * other))


def scope_label(module: Counted, scope: str) -> str:
    """Return the words for a version or a language."""
    for version in module.versions:
        if version.version == scope:
            return _version_label(version)
    return language(scope)


def language(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return str(get_language_info(code)["name_translated"])


def _version_label(version: Version) -> str:
    if version.is_older:
        return gettext("%(language)s, earlier versions") % {
            "language": language(version.locale)
        }
    words = (
        gettext("%(language)s, published %(day)s, played now")
        if version.is_current
        else gettext("%(language)s, published %(day)s")
    )
    return words % {
        "language": language(version.locale),
        "day": date_format(version.published, "SHORT_DATE_FORMAT"),
    }


def _scopes(module: Counted) -> list[str]:
    """Return the rows of a breakdown, each language before its versions; none of one row."""
    children = module.scopes.children
    rows = []
    for child in children[ALL]:
        rows += [child, *children.get(child, ())]
    return rows if len(rows) > 1 else []


def _learners(module: Counted) -> int:
    return sum(
        module.learners(one.version, Measured.STARTED) for one in module.versions
    )


def _plays(module: Counted) -> Protected:
    """Return starts and finishes, by version and language, through the gate."""
    columns = Measured.STARTED, Measured.FINISHED, STOPPED
    table: dict[Any, int] = {}
    for version, leaf in module.scopes.leaves:
        started = module.learners(version, Measured.STARTED)
        finished = min(started, module.learners(version, Measured.FINISHED))
        values = started, finished, started - finished
        table |= {
            Cell(leaf, column): n for column, n in zip(columns, values, strict=True)
        }
    margins = []
    for scope, children in reversed(module.scopes.children.items()):
        for column in columns:
            parts = tuple(Cell(child, column) for child in children)
            table[Cell(scope, column)] = sum(table[part] for part in parts)
            margins.append(Margin(Cell(scope, column), parts))
    for scope in {cell.scope for cell in table}:
        done, left = Cell(scope, Measured.FINISHED), Cell(scope, STOPPED)
        margins.append(Margin(Cell(scope, Measured.STARTED), (done, left)))
    return protect(table, margins)


def _steps(module: Counted, words: Wording) -> list[Line]:
    """Return how many came to each step of what is played now, in all its languages."""
    head = module.keys.get(module.head.version)
    if head is None:
        return []
    alike = [
        one.version
        for one in module.current
        if one.version in module.keys and module.keys[one.version].steps == head.steps
    ]
    counts = reached(module, alike, head.steps)
    started = sum(module.learners(one, Measured.STARTED) for one in alike)
    shown = disclosure.series([started, *counts])[1:]
    return [
        Line(
            words.step(step, number),
            Figure(n, n is None),
            Figure(None if n is None else disclosure.percent(count, started)),
        )
        for number, (step, count, n) in enumerate(
            zip(head.steps, counts, shown, strict=True), 1
        )
    ]


def reached(
    module: Counted, versions: Iterable[str], steps: Iterable[str]
) -> list[int]:
    """Return how many learners of some versions came to each step; exact, not to be shown."""
    versions = list(versions)
    return [
        sum(module.learners(one, Measured.REACHED, step) for one in versions)
        for step in steps
    ]


def _gain(module: Counted) -> Gain:
    sums = merged(
        module.measures[one.version].get((Measured.GAIN, "", "", ""))
        for one in module.versions
    )
    if sums is None:
        nothing = Figure(None)
        return Gain(nothing, nothing, nothing, nothing)
    table: dict[Any, int] = {"n": sums.n}
    margins = []
    for name, score in (("pre", sums.x), ("post", sums.r)):
        points = min(sums.n, round(score / FULL))
        table |= {name: points, f"not {name}": sums.n - points}
        margins.append(Margin("n", (name, f"not {name}")))
    shown = protect(table, margins)
    before, after = _share(shown, "pre", "n"), _share(shown, "post", "n")
    gain = Figure(None, before.is_hidden or after.is_hidden)
    if before.value is not None and after.value is not None and before.value < 100:
        value = 100 * (after.value - before.value) / (100 - before.value)
        gain = Figure(round(value))
    return Gain(_count(shown, "n"), before, after, gain)


def _item(
    module: Counted, words: Wording, phase: str, id_: str, counts: ItemCounts
) -> ItemFigures:
    kind = get_kind(counts.kind)
    withheld = ""
    if module.is_sensitive:
        withheld = gettext(
            "This module touches on something hard. What was answered is not told, only "
            "how many answers there are and how many were right."
        )
    table = protect_item(counts, module.scopes, with_answers=not withheld)
    tells_score = kind.scored and not (module.is_sensitive and is_personal(kind.name))
    facility = _facility(table, counts, ALL) if tells_score else Figure(None)
    columns = [] if withheld else _columns(table, counts, words, id_)
    return ItemFigures(
        id=id_,
        phase=phase,
        phase_label=str(Phase(phase).label),
        label=words.item(id_),
        kind=str(kind.label),
        n=_count(table, Cell(ALL, N)),
        facility=facility,
        discrimination=Figure(_discrimination(module, phase, id_)),
        answers=list(_answers(table, counts, columns, words, id_)),
        withheld=withheld,
        by_version=[
            Breakdown(
                scope_label(module, scope),
                _count(table, Cell(scope, N)),
                _facility(table, counts, scope) if tells_score else Figure(None),
                [
                    _share(table, Cell(scope, column), Cell(scope, N))
                    for column in columns
                ]
                if columns and get_kind(counts.kind).names_one(counts.key)
                else [],
            )
            for scope in (_scopes(module) if columns or tells_score else [])
        ],
    )


def _discrimination(module: Counted, phase: str, id_: str) -> int | None:
    name = Measured.ITEM, id_, phase, ""
    return discrimination(
        merged(module.measures[one.version].get(name) for one in module.versions)
    )


def _facility(table: Protected, counts: ItemCounts, scope: str) -> Figure:
    points = Cell(scope, POINTS)
    if points in table.cells:
        return _share(table, points, Cell(scope, N))
    right = get_kind(counts.kind).right_option(counts.key)
    return _share(table, Cell(scope, right or POINTS), Cell(scope, N))


def _columns(
    table: Protected, counts: ItemCounts, words: Wording, id_: str
) -> list[str]:
    """Return the answers to show, in the order of the item's parts."""
    place = words.order(id_)
    columns = {
        cell.column
        for cell in table.cells
        if cell.scope == ALL and cell.column != N and not cell.column.startswith("\0")
    }

    def order(column: str) -> list[tuple[int, str]]:
        parts = column.split(">")
        return [(place.get(part, len(place)), part.zfill(8)) for part in parts]

    return sorted(columns, key=order)


def _answers(
    table: Protected,
    counts: ItemCounts,
    columns: Iterable[str],
    words: Wording,
    id_: str,
) -> Iterator[Line]:
    right = get_kind(counts.kind).rightness(counts.key)
    for column in columns:
        cell = Cell(ALL, column)
        yield Line(
            words.answer(id_, column),
            _count(table, cell),
            _share(table, cell, Cell(ALL, N)),
            right.get(column, False) if right else None,
        )


def _count(table: Protected, cell: Any) -> Figure:
    return Figure(table.count(cell), table.is_hidden(cell))


def _share(table: Protected, part: Any, of: Any) -> Figure:
    hidden = table.is_hidden(part) or table.is_hidden(of)
    return Figure(table.share(part, of), hidden)
