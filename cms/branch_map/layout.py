"""Where the nodes of a graph are drawn, and which way its lines go.

Pure functions over numbers, so that they can be tried on random graphs. Layers after
Sugiyama, Tagawa and Toda 1981 (*Methods for visual understanding of hierarchical system
structures*), made small: a node's rank is its shortest distance from the start, so a line
leads one rank down, along a rank or back up and never has to pass a rank by; the order in
a rank comes from the barycentres of the neighbours. All lengths are CSS pixels.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

WIDTH, HEIGHT = 132, 92
GAP_X, GAP_Y = 24, 58
MARGIN = 14
# A rank with more nodes goes on in a row of its own below.
PER_ROW = 4
SWEEPS = 4
# How far the lines that lead back stand from each other and from the nodes.
LANE = 10
CORNER = 8
# Where lines enter and leave a node, from its middle: those that lead back stand apart.
BACK_OUT, BACK_IN = 26, 40

Edge = tuple[int, int]


class Way(StrEnum):
    """How a line runs."""

    ON = "on"  # down to a later row
    ACROSS = "across"  # along its row
    BACK = "back"  # up to an earlier row
    SELF = "self"  # to the node it comes from


@dataclass(frozen=True, slots=True)
class Spot:
    """The upper left corner of a node; ``row`` counts from 0 downwards."""

    x: int
    y: int
    row: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one node to another; ``path`` is written as SVG's ``d``."""

    source: int
    target: int
    way: Way
    path: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing: a spot for each node in their order, and a line for each pair."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


def lay_out(following: Sequence[Iterable[int]]) -> Layout:
    """Lay a graph out from its first node downwards.

    Args:
        following: for each node the numbers of those that its lines lead to. What cannot
            be reached from the first is drawn below the rest.
    """
    targets = [sorted(set(steps)) for steps in following]
    edges = [(source, to) for source, steps in enumerate(targets) for to in steps]
    rows = _in_rows(_ordered(_ranks(targets), edges))
    lanes = _lanes(edges, rows)
    widest = max((len(row) for row in rows), default=0)
    inner = widest * (WIDTH + GAP_X) - GAP_X if widest else 0
    spots = _spots(rows, inner)
    room = LANE * (len(lanes) + 1) if lanes else 0
    return Layout(
        width=inner + 2 * MARGIN + room,
        height=len(rows) * (HEIGHT + GAP_Y) + 2 * MARGIN - (GAP_Y // 2 if rows else 0),
        spots=spots,
        lines=tuple(_line(edge, spots, lanes, MARGIN + inner) for edge in edges),
    )


def _ranks(targets: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the nodes by their distance from the start, those that are cut off last.

    Of these, the ones that nothing leads to begin.
    """
    led_to = {
        to for source, steps in enumerate(targets) for to in steps if to != source
    }
    rank: dict[int, int] = {}
    parts = [[0]] if targets else []
    parts.append([node for node in range(1, len(targets)) if node not in led_to])
    parts.extend([node] for node in range(len(targets)))
    for starts in parts:
        base = max(rank.values(), default=-1) + 1
        queue = deque(node for node in starts if node not in rank)
        rank.update(dict.fromkeys(queue, base))
        while queue:
            node = queue.popleft()
            for to in targets[node]:
                if to not in rank:
                    rank[to] = rank[node] + 1
                    queue.append(to)
    ranks: list[list[int]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for node in range(len(targets)):
        ranks[rank[node]].append(node)
    return ranks


def _ordered(ranks: list[list[int]], edges: Sequence[Edge]) -> list[list[int]]:
    """Order each rank by where the neighbours above, and then below, stand."""
    rank = {node: number for number, row in enumerate(ranks) for node in row}
    above: dict[int, list[int]] = {node: [] for node in rank}
    below: dict[int, list[int]] = {node: [] for node in rank}
    for source, target in edges:
        if rank[target] == rank[source] + 1:
            above[target].append(source)
            below[source].append(target)
    ordered = [list(row) for row in ranks]
    for sweep in range(SWEEPS):
        neighbours = below if sweep % 2 else above
        place = _places(ordered)
        for row in ordered[::-1] if sweep % 2 else ordered:
            centres = {
                node: fmean(place[other] for other in neighbours[node])
                if neighbours[node]
                else place[node]
                for node in row
            }
            row.sort(key=lambda node: (centres[node], node))
            place.update(_places([row]))
    return ordered


def _places(rows: Iterable[Sequence[int]]) -> dict[int, float]:
    """Return how far each node stands from the middle of its row."""
    return {
        node: number - (len(row) - 1) / 2
        for row in rows
        for number, node in enumerate(row)
    }


def _in_rows(ranks: Iterable[Sequence[int]]) -> list[Sequence[int]]:
    return [
        rank[start : start + PER_ROW]
        for rank in ranks
        for start in range(0, len(rank), PER_ROW)
    ]


def _spots(rows: Sequence[Sequence[int]], inner: int) -> tuple[Spot, ...]:
    spots: dict[int, Spot] = {}
    for number, row in enumerate(rows):
        free = inner - (len(row) * (WIDTH + GAP_X) - GAP_X)
        for place, node in enumerate(row):
            x = MARGIN + free // 2 + place * (WIDTH + GAP_X)
            spots[node] = Spot(x, MARGIN + number * (HEIGHT + GAP_Y), number)
    return tuple(spots[node] for node in range(len(spots)))


def _lanes(edges: Sequence[Edge], rows: Sequence[Sequence[int]]) -> dict[Edge, int]:
    """Give each line that leads back a lane beside the nodes, the shortest ways inside."""
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    back = [
        (row_of[source] - row_of[target], source, target)
        for source, target in edges
        if row_of[source] > row_of[target]
    ]
    return {
        (source, target): lane
        for lane, (_height, source, target) in enumerate(sorted(back))
    }


def _line(edge: Edge, spots: Sequence[Spot], lanes: dict[Edge, int], side: int) -> Line:
    start, end = spots[edge[0]], spots[edge[1]]
    if edge[0] == edge[1]:
        way, path = Way.SELF, _round(start)
    elif edge in lanes:
        lane = lanes[edge]
        way, path = Way.BACK, _back(start, end, side + LANE * (lane + 1), lane)
    elif start.row == end.row:
        way, path = Way.ACROSS, _across(start, end)
    else:
        way, path = Way.ON, _on(start, end)
    return Line(*edge, way, path)


def _on(start: Spot, end: Spot) -> str:
    x1, y1 = start.x + WIDTH // 2, start.y + HEIGHT
    x2, y2 = end.x + WIDTH // 2, end.y
    bend = GAP_Y // 2
    return f"M{x1} {y1}C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"


def _across(start: Spot, end: Spot) -> str:
    """Hang below the row, so that no node is crossed."""
    shift = 14 if end.x > start.x else -14
    x1, x2 = start.x + WIDTH // 2 + shift, end.x + WIDTH // 2 - shift
    y = start.y + HEIGHT
    return f"M{x1} {y}C{x1} {y + 32} {x2} {y + 32} {x2} {y}"


def _round(spot: Spot) -> str:
    x, y = spot.x + WIDTH, spot.y + HEIGHT // 2
    return f"M{x} {y + 14}C{x + 26} {y + 22} {x + 26} {y - 22} {x} {y - 14}"


def _back(start: Spot, end: Spot, lane_x: int, lane: int) -> str:
    """Leave below, go up beside all nodes, come in from above: no node is crossed."""
    x1, y1 = start.x + WIDTH // 2 + BACK_OUT, start.y + HEIGHT
    x2, y2 = end.x + WIDTH // 2 + BACK_IN, end.y
    under = y1 + 10 + 4 * (lane % 4)
    over = y2 - MARGIN + 2 + 2 * (lane % 4)
    return (
        f"M{x1} {y1}V{under - CORNER}Q{x1} {under} {x1 + CORNER} {under}"
        f"H{lane_x - CORNER}Q{lane_x} {under} {lane_x} {under - CORNER}"
        f"V{over + CORNER}Q{lane_x} {over} {lane_x - CORNER} {over}"
        f"H{x2 + 4}Q{x2} {over} {x2} {over + 4}V{y2}"
    )
