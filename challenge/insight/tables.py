"""What is offered of an item, as one table for the gate; pure.

The table has a column for each answer and one for all, and a row for each version, with the
sums of each language and of all. It knows how answers hang together: what a reader could
add up, the gate must know of.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from challenge.insight.disclosure import Margin, Protected, Relation, protect
from quizzes import kinds
from quizzes.kinds.counts import PointSum

ALL = ""
N = ""  # the column of all answers, as tallies have it
POINTS = "\0points"
LOST = "\0lost"
NONE = "\0none"
FULL = 1000  # thousandths of a point in one


class Cell(NamedTuple):
    """A cell: ``scope`` is a version's or language's name, or ALL; ``column`` an answer."""

    scope: str
    column: str


@dataclass(frozen=True, slots=True)
class Scopes:
    """The versions behind a table, by language: ``{"en": ["v2", "v1"], "ar": ["v3"]}``."""

    by_locale: Mapping[str, list[str]]

    @property
    def children(self) -> dict[str, list[str]]:
        """Return what each sum is made of: all of languages, a language of its versions.

        A sum of one is left out, as it says the same twice.
        """
        if len(self.by_locale) == 1:
            (versions,) = self.by_locale.values()
            return {ALL: versions}
        return {ALL: list(self.by_locale)} | {
            locale: versions
            for locale, versions in self.by_locale.items()
            if len(versions) > 1
        }

    def leaf(self, locale: str, version: str) -> str:
        """Return the scope in which a version is counted."""
        alone = len(self.by_locale) > 1 and len(self.by_locale[locale]) == 1
        return locale if alone else version

    @property
    def leaves(self) -> Iterator[tuple[str, str]]:
        """Yield each version with the scope in which it is counted."""
        for locale, versions in self.by_locale.items():
            for version in versions:
                yield version, self.leaf(locale, version)


@dataclass(slots=True)
class ItemCounts:
    """What the tallies say of an item: by version, by answer ("" for all).

    ``points`` are in whole answers: the score added up. ``key`` is the item's, in the
    newest version; ``options`` are what a single choice offers, by version, and ``sums``
    what points are given for; of older versions that count together, what holds for each.
    """

    kind: str
    key: Mapping[str, Any]
    n: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    points: dict[str, int] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    sums: dict[str, list[list[PointSum]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add_sums(self, version: str, sums: list[PointSum]) -> None:
        """Add what points are given for in a version, or in one of older ones."""
        if sums not in self.sums[version]:
            self.sums[version].append(sums)

    def total(self, answer: str = N) -> int:
        """Return a count over all versions."""
        return sum(counts.get(answer, 0) for counts in self.n.values())


def protect_item(
    counts: ItemCounts, scopes: Scopes, *, with_answers: bool
) -> Protected:
    """Return an item's counts as they may be seen: all, points, and what was answered.

    Answers are offered by version and by language where one response names one answer;
    else over all alone, as a table of all of them would hide more than it shows.
    """
    columns = _columns(counts) if with_answers else {}
    deep = kinds.get(counts.kind).names_one(counts.key)
    has_points = not (with_answers and _is_facility_a_share(counts))
    table: dict[Cell, int] = {}
    for version, leaf in scopes.leaves:
        if version not in counts.n:
            continue
        n = counts.n[version].get(N, 0)
        points = min(n, counts.points.get(version, 0))
        table |= {Cell(leaf, N): n}
        if has_points:
            table |= {Cell(leaf, POINTS): points, Cell(leaf, LOST): n - points}
        for column in columns if deep else ():
            count = counts.n[version].get(column, 0)
            if count or column in counts.options.get(version, ()):
                table[Cell(leaf, column)] = count
    _add_sums(table, scopes)
    if not deep:
        table |= {Cell(ALL, column): counts.total(column) for column in columns}
    margins = list(_sums(table, scopes))
    margins += _parts(table, counts, columns, deep)
    every = {cell.scope for cell in table} if has_points else set()
    relations = _points(table, counts, scopes, columns, deep=deep) if has_points else []
    return protect(
        table,
        margins,
        relations=relations,
        shares={Cell(scope, POINTS): Cell(scope, N) for scope in every},
        unseen=[Cell(scope, LOST) for scope in every],
    )


def _points(
    table: Mapping[Cell, int],
    counts: ItemCounts,
    scopes: Scopes,
    columns: Iterable[str],
    *,
    deep: bool,
) -> list[Relation]:
    """Return how the points follow from the answers, where those are told."""
    versions = {leaf: version for version, leaf in scopes.leaves if version in counts.n}
    rows = [(leaf, [leaf]) for leaf in versions] if deep else [(ALL, [*versions])]
    found: dict[frozenset, Relation] = {}
    for scope, leaves in rows if columns else ():
        parts = {leaf: versions[leaf] for leaf in leaves}
        for is_least in (True, False):
            for sums in _combined(counts, parts, is_least=is_least):
                limit = _limit(table, counts, scope, sums, is_least=is_least)
                name = frozenset(limit.weights.items())
                other = found.get(name, limit)
                # What limits a sum from both sides is one relation, of half the unknowns.
                low = other.low if limit.low is None else limit.low
                high = other.high if limit.high is None else limit.high
                found[name] = Relation(limit.weights, low, high)
    return list(found.values())


Sums = Mapping[tuple[str, str], list[PointSum]]


def _combined(
    counts: ItemCounts, versions: Mapping[str, str], *, is_least: bool
) -> list[Sums]:
    """Return sums that limit the points of some versions together, by leaf and version."""
    fitting = {
        (leaf, version): [
            [one for one in sums if (one.is_least if is_least else one.is_most)]
            for sums in counts.sums.get(version, ())
        ]
        for leaf, version in versions.items()
    }
    every = [sums for those in fitting.values() for sums in those]
    if not all(fitting.values()) or not all(every):
        return []
    # Any sum of one version holds together with any of another.
    return [
        {
            name: [sums[min(number, len(sums) - 1)] for sums in those]
            for name, those in fitting.items()
        }
        for number in range(max(map(len, every)))
    ]


def _limit(
    table: Mapping[Cell, int],
    counts: ItemCounts,
    scope: str,
    sums: Sums,
    *,
    is_least: bool,
) -> Relation:
    """Return between which values points less the weights of answers lie, on one side.

    Points are rounded to whole ones in each version, and each score to thousandths. Where
    versions weigh an answer differently, the limit is that of the weight that allows more.
    """
    weights: dict[Cell, int] = {}
    off = 0
    for (leaf, _version), those in sums.items():
        wholes = [one.whole for one in those]
        weights[Cell(leaf, POINTS)] = max(wholes) if is_least else min(wholes)
        off += weights[Cell(leaf, POINTS)] * (FULL + table[Cell(leaf, N)])
    for cell in table:
        if cell.scope != scope or cell.column == N or cell.column.startswith("\0"):
            continue
        givers = [v for _leaf, v in sums if counts.n[v].get(cell.column)]
        weighed = [
            one.weights.get(cell.column, 0)
            for (_leaf, version), those in sums.items()
            if version in givers or not givers
            for one in those
        ]
        if weight := min(weighed) if is_least else max(weighed):
            weights[cell] = -weight
    sum_now = sum(weight * table[cell] for cell, weight in weights.items())
    off //= 2 * FULL
    # Should what was counted not fit, as after a change of the rules, it is no secret.
    if is_least:
        return Relation(weights, min(-off, sum_now), None)
    return Relation(weights, None, max(off, sum_now))


def _is_facility_a_share(counts: ItemCounts) -> bool:
    """Return whether the points are how often the right option was chosen, in every version."""
    right = kinds.get(counts.kind).right_option(counts.key)
    return right is not None and all(
        counts.points.get(version, 0) == by_answer.get(right, 0)
        for version, by_answer in counts.n.items()
    )


def _add_sums(table: dict[Cell, int], scopes: Scopes) -> None:
    for scope, children in reversed(scopes.children.items()):
        for column in {cell.column for cell in table}:
            parts = [Cell(child, column) for child in children]
            table[Cell(scope, column)] = sum(table.get(part, 0) for part in parts)


def _sums(table: Mapping[Cell, int], scopes: Scopes) -> Iterator[Margin]:
    for scope, children in scopes.children.items():
        for column in sorted({cell.column for cell in table}):
            parts = [Cell(child, column) for child in children]
            there = tuple(part for part in parts if part in table)
            if there:
                yield Margin(Cell(scope, column), there)


def _columns(counts: ItemCounts) -> list[str]:
    tallied = {answer for by in counts.n.values() for answer in by if answer != N}
    offered = kinds.get(counts.kind).offered(counts.key)
    return list(dict.fromkeys([*offered, *sorted(tallied)]))


def _parts(
    table: dict[Cell, int], counts: ItemCounts, columns: Iterable[str], deep: bool
) -> Iterator[Margin]:
    """Yield what the answers of each row add up to, and add what is left of the sum."""
    columns = list(columns)
    for scope in sorted({cell.scope for cell in table}):
        if Cell(scope, POINTS) in table:
            yield Margin(Cell(scope, N), (Cell(scope, POINTS), Cell(scope, LOST)))
        if not columns or (scope != ALL and not deep):
            continue
        kind = kinds.get(counts.kind)
        if kind.is_story:
            yield from _story(table, scope, counts.key, columns)
            continue
        for number, group in enumerate(kind.alternatives(counts.key, columns)):
            rest = f"{NONE}{number}"
            if group.is_complete and _are_left_over(table, scope, group.answers):
                rest = NONE
            yield from _whole(table, scope, N, group.answers, rest)


def _are_left_over(table: Mapping[Cell, int], scope: str, answers: list[str]) -> bool:
    """Return whether those without these answers may be those who answered nothing.

    They are not where versions differ: nobody answered a part before it was added.
    """
    given = sum(table.get(Cell(scope, answer), 0) for answer in answers)
    left = table[Cell(scope, N)] - given
    return table.get(Cell(scope, NONE), left) == left


def _whole(
    table: dict[Cell, int], scope: str, of: str, group: list[str], rest: str
) -> Iterator[Margin]:
    """Yield the sum of a group; those who gave none of its answers are a part, if any did.

    Where everybody gave one, a reader knows that: the part is 0 and no secret. Where the
    answers are more than those who answered, they are no group, and there is no sum.
    """
    parts = tuple(cell for column in group if (cell := Cell(scope, column)) in table)
    left = table[Cell(scope, of)] - sum(table[part] for part in parts)
    if left > 0:
        table[Cell(scope, rest)] = left
        parts = (*parts, Cell(scope, rest))
    if parts and left >= 0:
        yield Margin(Cell(scope, of), parts)


def _story(
    table: dict[Cell, int], scope: str, key: Mapping[str, Any], columns: list[str]
) -> Iterator[Margin]:
    """Yield how the ways through a story hang together: who comes to a part leaves it.

    Where several choices are taken in one part, what it adds up to is several times those
    who came; that is left out, and no more than each choice's own count is known. Parts to
    which one part branches share those who come: together they are left by as many.
    """
    arrivals: dict[str, list[str]] = defaultdict(list)
    shared = _branched_to(key)
    for node in key["nodes"].values():
        for id_, choice in node["choices"].items():
            if node["pick"] == 1 and id_ in columns:
                target = choice["goto"] or node["then"]
                arrivals[shared.get(target, target)].append(id_)
    came_to: dict[str, list[Cell]] = defaultdict(list)
    for name, node in key["nodes"].items():
        own = [id_ for id_ in node["choices"] if id_ in columns]
        if node["pick"] != 1 or not own:
            for id_ in own:
                yield from _whole(table, scope, N, [id_], f"{NONE}{id_}")
            continue
        if name == key["start"] and not arrivals[shared.get(name, name)]:
            yield from _whole(table, scope, N, own, f"{NONE}{name}")
            continue
        came = Cell(scope, f"\0came{name}")
        table[came] = sum(table.get(Cell(scope, id_), 0) for id_ in own)
        yield Margin(came, tuple(Cell(scope, id_) for id_ in own))
        came_to[shared.get(name, name)].append(came)
    for name, cells in came_to.items():
        into = tuple(Cell(scope, id_) for id_ in arrivals[name])
        whole = cells[0]
        if len(cells) > 1:
            whole = Cell(scope, f"\0came to one of {name}")
            table[whole] = sum(table[cell] for cell in cells)
            yield Margin(whole, tuple(cells))
        if into and sum(table[cell] for cell in into) == table[whole]:
            yield Margin(whole, into)


def _branched_to(key: Mapping[str, Any]) -> dict[str, str]:
    """Return for each part that a branch leads to one name that it shares with the others."""
    shared: dict[str, str] = {}
    for node in key["nodes"].values():
        group = [branch["goto"] for branch in node.get("branches", [])]
        if not group:
            continue
        names = {shared.get(name, name) for name in [*group, node["then"]]}
        first = min(names)
        shared |= {name: first for name, of in shared.items() if of in names}
        shared |= dict.fromkeys([*names, *group, node["then"]], first)
    return shared
