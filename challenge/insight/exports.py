"""Figures as lines of a spreadsheet, in words that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from challenge.insight.shown import Figure, ItemFigures, ModuleFigures

# What spreadsheets start a formula with (OWASP, CSV injection), and full-width twins.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# With it Excel reads the file as UTF-8, which Arabic needs.
BYTE_ORDER_MARK = "\ufeff"


def neutral(value: object) -> object:
    """Return a cell that a spreadsheet shows as it is: what looks like a formula is quoted."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def shown(figure: Figure) -> int | str:
    """Return a figure as a cell: a number, "hidden", or nothing."""
    if figure.is_hidden:
        return gettext("hidden")
    return "" if figure.value is None else figure.value


def csv_response(name: str, rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Answer with rows as a file to download."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return response


def modules_rows(modules: Iterable[tuple[ModuleFigures, int]]) -> Iterator[list[Any]]:
    """Yield the list of modules, each with the number of its hints."""
    yield [
        gettext("Key"),
        gettext("Module"),
        gettext("Started"),
        gettext("Finished"),
        gettext("Finished, %"),
        gettext("Before, %"),
        gettext("After, %"),
        gettext("Gain, %"),
        gettext("Needs attention"),
    ]
    for figures, hints in modules:
        yield [
            figures.key,
            figures.title,
            shown(figures.started),
            shown(figures.finished),
            shown(figures.finished_share),
            shown(figures.gain.before),
            shown(figures.gain.after),
            shown(figures.gain.gain),
            hints,
        ]


def module_rows(figures: ModuleFigures) -> Iterator[list[Any]]:
    """Yield every figure of a module's report, a line each: of what, where, how many."""
    yield [
        gettext("Of what"),
        gettext("Phase"),
        gettext("Question or step"),
        gettext("Answer"),
        gettext("Version"),
        gettext("Number"),
        gettext("%"),
    ]
    every = gettext("all")
    started, finished = gettext("Started"), gettext("Finished")
    yield [started, "", "", "", every, shown(figures.started), ""]
    yield _line(finished, every, figures.finished, figures.finished_share)
    for row in figures.by_version:
        yield [started, "", "", "", row.label, shown(row.n), ""]
        yield [finished, "", "", "", row.label, "", shown(row.share)]
    for line in figures.steps:
        step = [gettext("Reached this step"), "", line.label, "", gettext("played now")]
        yield [*step, shown(line.n), shown(line.share)]
    gain = figures.gain
    yield _line(gettext("Before"), every, gain.n, gain.before)
    yield _line(gettext("After"), every, gain.n, gain.after)
    yield _line(gettext("Gain"), every, gain.n, gain.gain)
    for item in figures.items:
        yield from _item_rows(item, every)


def _item_rows(item: ItemFigures, every: str) -> Iterator[list[Any]]:
    head = [item.phase_label, item.label]
    right = gettext("Right")
    yield [right, *head, "", every, shown(item.n), shown(item.facility)]
    yield [
        gettext("Discrimination"),
        *head,
        "",
        every,
        "",
        shown(item.discrimination),
    ]
    for line in item.answers:
        answer = [gettext("Answer"), *head, line.label, every]
        yield [*answer, shown(line.n), shown(line.share)]
    for row in item.by_version:
        yield [right, *head, "", row.label, shown(row.n), shown(row.share)]
        for line, share in zip(item.answers, row.shares, strict=False):
            answer = [gettext("Answer"), *head, line.label, row.label]
            yield [*answer, "", shown(share)]


def _line(what: str, version: str, n: Figure, share: Figure) -> list[Any]:
    return [what, "", "", "", version, shown(n), shown(share)]
