"""A guesser that learns to answer questions from what is no knowledge of their subject.

It reads items as a client gets them. Whatever is asked is a ``Decision``: which of these parts
are right? The guesser learns from decisions whose answer it is told, how often each value of a
feature goes with what is right (naive Bayes), and keeps the feature, or all of them together,
that does best there.
"""

import hashlib
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from quizzes.kinds.myth import FACT
from quizzes.kinds.triage import KEEP

HASHES = {
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "md5": lambda data: hashlib.md5(data, usedforsecurity=False).digest(),
    "crc32": lambda data: zlib.crc32(data).to_bytes(4, "big"),
}
Features = dict[str, Any]
# What a feature may be made of.
IDS, HASHED, PLACE, LENGTH = GROUPS = ("ids", "hashes", "position", "length")


@dataclass(frozen=True)
class Part:
    """Something that can be chosen: its id, words and place among those that are shown."""

    id: str
    words: str
    place: int


@dataclass(frozen=True)
class Decision:
    """Which of the parts are right? ``beside`` is the part that one of them belongs to."""

    asked: str
    parts: Sequence[Part]
    right: frozenset[str]
    beside: Part | None = None

    @property
    def chance(self) -> float:
        """Return the share that somebody who guesses gets right."""
        return len(self.right) / len(self.parts)

    @property
    def variance(self) -> float:
        """Return the variance of that share (hypergeometric)."""
        n, share = len(self.parts), self.chance
        return share * (1 - share) / len(self.right) * (n - len(self.right)) / (n - 1)


def decisions(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    """Yield what an item asks, each with its answer; nothing where all is right."""
    for decision in KINDS[item["kind"]](item, key):
        if 0 < len(decision.right) < len(decision.parts):
            yield decision


def _choice(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    yield _which("option", item["options"], lambda id_: key["options"][id_]["correct"])


def _myth(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    yield _which("fact", item["cards"], lambda id_: key["cards"][id_][FACT])


def _triage(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    yield _which(
        "keep",
        item["messages"],
        lambda id_: KEEP in key["messages"][id_]["actions"],
    )


def _mark(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    parts = [part for part in item["parts"] if part["markable"]]
    yield _which("sign", parts, lambda id_: key["parts"][id_]["sign"])


def _hotspot(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    parts = [part for part in item["parts"] if part["spot"]]
    yield _which("trick", parts, lambda id_: key["spots"][id_]["trick"])


def _match(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    partners = {pair["to"] for pair in key["pairs"].values()}
    yield _which("no decoy", item["rights"], partners.__contains__)
    for left in _parts(item["lefts"]):
        to = key["pairs"][left.id]["to"]
        yield _which("partner", item["rights"], to.__eq__, left)


def _sort(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    for thing in _parts(item["items"]):
        bin_ = key["items"][thing.id]["bin"]
        yield _which("bin", item["bins"], bin_.__eq__, thing)


def _gap(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    used = {id_ for gap in key["gaps"].values() for id_ in gap["words"]}
    yield _which("no decoy", item["words"], used.__contains__)
    gaps = [part for part in item["parts"] if part["type"] == "gap"]
    for gap in _parts(gaps):
        words = key["gaps"][gap.id]["words"]
        yield _which("word", item["words"], words.__contains__, gap)


def _order(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    place = {id_: number for number, id_ in enumerate(key["order"])}
    for one, two in combinations(_parts(item["things"]), 2):
        first = min(one, two, key=lambda part: place[part.id])
        yield Decision("earlier", (one, two), frozenset({first.id}))


def _lock(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    for puzzle in item["puzzles"]:
        right = key["puzzles"][puzzle["id"]]["option"]
        yield _which("option", puzzle["options"], right.__eq__)


def _chat(item: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Decision]:
    for node in item["nodes"]:
        choices = key["nodes"][node["id"]]["choices"]
        helpful = {id_ for id_, choice in choices.items() if choice["weight"] > 0}
        asked = "helpful of one" if node["pick"] == 1 else "helpful of several"
        yield _which(asked, node["choices"], helpful.__contains__)


KINDS = {
    "choice": _choice,
    "myth": _myth,
    "triage": _triage,
    "mark": _mark,
    "hotspot": _hotspot,
    "match": _match,
    "sort": _sort,
    "gap": _gap,
    "order": _order,
    "lock": _lock,
    "chat": _chat,
}


def _which(
    asked: str, shown: Sequence[Mapping[str, Any]], is_right: Any, beside: Any = None
) -> Decision:
    parts = _parts(shown)
    right = frozenset(part.id for part in parts if is_right(part.id))
    return Decision(asked, parts, right, beside)


def _parts(shown: Sequence[Mapping[str, Any]]) -> list[Part]:
    return [
        Part(part["id"], part.get("text", ""), place)
        for place, part in enumerate(shown)
    ]


def features(decision: Decision, group: str) -> list[Features]:
    """Return the features of each part of a decision, by name; their values are few."""
    parts, beside = decision.parts, decision.beside
    found: list[Features] = [{} for _part in parts]

    def add(name: str, values: Iterable[Any]) -> None:
        for own, value in zip(found, values, strict=True):
            own[name] = value

    def ranked(name: str, values: Sequence[Any]) -> None:
        order = sorted(values)
        ranks = [order.index(value) for value in values]
        add(name, ranks)
        add(f"{name}, from the end", [rank - len(parts) for rank in ranks])

    ids = [part.id for part in parts]
    if group == IDS:
        add("shape", map(_shape, ids))
        add("length", map(len, ids))
        for place in (0, 1, 14, -2, -1):
            add(f"character {place}", (id_[place : place + 1 or None] for id_ in ids))
        add("parity", (ord(id_[-1]) % 2 for id_ in ids))
        ranked("rank", ids)
        if beside:
            add("begins alike", (_common(id_, beside.id) for id_ in ids))
            add("same shape", (_shape(id_) == _shape(beside.id) for id_ in ids))
    elif group == HASHED:
        for name, digest in HASHES.items():
            digests = [digest(id_.encode()) for id_ in ids]
            ranked(name, digests)
            add(f"{name}, parity", (value[-1] % 2 for value in digests))
            if beside:
                own = digest(beside.id.encode())
                add(f"{name}, above", (value > own for value in digests))
    elif group == PLACE:
        ranked("place", [part.place for part in parts])
        if beside:
            add("place apart", (part.place - beside.place for part in parts))
            add("in turn", ((beside.place - part.place) % len(parts) for part in parts))
    elif group == LENGTH:
        ranked("characters", [len(part.words) for part in parts])
        ranked("words", [len(part.words.split()) for part in parts])
        add("five characters", (len(part.words) // 5 for part in parts))
    return found


def _shape(id_: str) -> str:
    """Return what an id looks like: "9" for a digit, "a" for a letter; dashes as they are.

    A UUID is its version, as digits and letters of a random one are no shape.
    """
    if len(id_) == 36 and id_.count("-") == 4:
        return f"UUID {id_[14]}"
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in id_)


def _common(one: str, two: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )


class Guesser:
    """Learns from decisions, by one group of features, and then answers others."""

    def __init__(self, group: str, known: Sequence[Decision]) -> None:
        self.group = group
        seen = [(one, features(one, group)) for one in known]
        self.odds = _odds(seen)
        names = sorted({name for (_asked, name) in self.odds})
        rules = [*((name,) for name in names), tuple(names)]
        self.rule = max(
            rules,
            key=lambda rule: sum(
                self._share(one, own, rule) - one.chance for one, own in seen
            ),
        )

    def share(self, decision: Decision) -> float:
        """Return the share of a decision that it gets right."""
        return self._share(decision, features(decision, self.group), self.rule)

    def _share(
        self, decision: Decision, seen: Sequence[Features], rule: tuple[str, ...]
    ) -> float:
        odds = [(name, self.odds.get((decision.asked, name), {})) for name in rule]
        scores = [sum(of.get(own.get(name), 0.0) for name, of in odds) for own in seen]
        return _expected(decision, scores)


def _odds(
    known: Sequence[tuple[Decision, Sequence[Features]]],
) -> dict[tuple[str, str], dict]:
    """Return for each value of a feature how it speaks for a part, as a logarithm."""
    counts: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for decision, seen in known:
        weight = 1 / decision.chance, 1 / (1 - decision.chance)
        for part, own in zip(decision.parts, seen, strict=True):
            is_right = part.id in decision.right
            for name, value in own.items():
                count = weight[0] if is_right else weight[1]
                counts[decision.asked, name][value, is_right] += count
    return {
        feature: {
            value: math.log((count[value, True] + 1) / (count[value, False] + 1))
            for value, _is_right in count
        }
        for feature, count in counts.items()
    }


def _expected(decision: Decision, scores: Sequence[float]) -> float:
    """Return the expected share of right parts among the best; equal ones by lot."""
    wanted = len(decision.right)
    ranked = sorted(round(score, 9) for score in scores)[::-1]
    limit = ranked[wanted - 1]
    above = [round(score, 9) > limit for score in scores]
    equal = [round(score, 9) == limit for score in scores]
    right = [part.id in decision.right for part in decision.parts]
    hits = sum(a and r for a, r in zip(above, right, strict=True))
    lots = sum(e and r for e, r in zip(equal, right, strict=True)) / sum(equal)
    return (hits + lots * (wanted - sum(above))) / wanted
