"""Nothing but what a question says may help to answer it.

The whole demo is compiled for several sites, in both languages, as a client gets it. A guesser
is told the answers of one half of the questions and must answer the other half by ids, by
hashes of ids, by place, or by length.

How far above chance it may come is a bound on ``z``, the sum of what it gets right above
chance in its standard deviations: 5, which chance passes in 1 of 3.5 million tries. Secrets are
those of the test, so it passes or fails alike each time it is run.
"""

import json
import math
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.test import override_settings

import pytest

from cms.demo.loader import FOLDER
from cms.demo.packs import NAMESPACE, RawBuilder
from cms.pages.module import ModulePage
from quizzes.kinds import KINDS
from quizzes.kinds.base import compile_item
from quizzes.models import Quiz
from tests.adversary import rounds
from tests.adversary.guesser import (
    HASHED,
    HASHES,
    IDS,
    LENGTH,
    PLACE,
    Decision,
    Guesser,
    decisions,
)
from tests.adversary.guesser import KINDS as GUESSED

LANGUAGES = ("en", "ar")
SITES = rounds(3, 30)
LIMIT = 5.0
PACKS = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("content/*"))]
# Their parts stand in a text or a picture, where mixing would break it.
IN_ORDER = ("mark", "hotspot")
# Each of their decisions has parts of its own; elsewhere they hang together.
SEPARATE = ("chat", "lock")


@dataclass(frozen=True)
class Asked:
    """A question as one site shows it, with its answers; ``number`` is the same on all."""

    site: int
    number: int
    name: str
    band: str
    purpose: str
    item: Mapping[str, Any]
    decisions: tuple[Decision, ...]


def no_picture(value: object) -> None:
    return None


@cache
def everything() -> list[Asked]:
    """Compile all questions of the demo for every site, in both languages."""
    return [asked for site in range(SITES) for asked in compiled(site, f"pack {site}")]


def compiled(site: int, secret: str) -> Iterator[Asked]:
    """Compile all questions of the demo for a site, whose packs have a secret."""
    with override_settings(SECRET_KEY=f"site {site}"):
        for language in LANGUAGES:
            number = 0
            for pack in PACKS:
                for purpose, place, child in questions_of(pack, language, secret):
                    number += 1
                    form = "A" if purpose == "check" else ""
                    item, key = compile_item(
                        *(child.block_type, child.id, child.value),
                        *(purpose, form, no_picture),
                    )
                    yield Asked(
                        *(site, number, f"{pack['key']}/{place}/{language}"),
                        *(pack["band"], purpose, item, tuple(decisions(item, key))),
                    )


def questions_of(
    pack: Mapping[str, Any], language: str, secret: str
) -> Iterator[tuple[str, str, Any]]:
    builder = RawBuilder(pack["key"], language, lambda name: None, secret)
    steps = [step for step in pack["steps"] if step["type"] in GUESSED]
    streams = [(ModulePage, "steps", "practice", "steps", steps)]
    for form in ("form_a", "form_b"):
        entries = pack.get("check", {}).get(form, [])
        streams.append((Quiz, form, "check", f"check/{form}", entries))
    for model, field, purpose, path, entries in streams:
        block = model._meta.get_field(field).stream_block
        stream = block.to_python(builder.stream(block, entries, path))
        for entry, child in zip(entries, stream, strict=True):
            yield purpose, f"{path}/{entry['id']}", child


@dataclass(frozen=True)
class Guess:
    """How a guesser did: the share it got right, what chance gives, and how sure that is."""

    right: float
    chance: float
    z: float
    items: int
    rule: str

    def __str__(self) -> str:
        return f"{self.right:.0%} right, chance {self.chance:.0%} (z {self.z:.1f})"


def guess(group: str, asked: Iterable[Asked]) -> Guess:
    """Let a guesser learn from every second question, and answer the others.

    Answers to one question hang together, and so do its languages; those of several sites do
    unless ids are drawn or places are mixed for each.
    """
    own = list(asked)
    order = {
        number: place for place, number in enumerate(sorted({a.number for a in own}))
    }
    known = [d for a in own if order[a.number] % 2 == 0 for d in a.decisions]
    guesser = Guesser(group, known)
    is_fixed = group == LENGTH or (group == PLACE and own[0].item["kind"] in IN_ORDER)
    clusters: dict[tuple[int, int], list[Decision]] = defaultdict(list)
    for one in own:
        if order[one.number] % 2:
            clusters[0 if is_fixed else one.site, one.number] += one.decisions
    gained = variance = 0.0
    for cluster in clusters.values():
        gained += mean(guesser.share(d) - d.chance for d in cluster)
        several = own[0].item["kind"] in SEPARATE
        variance += mean(d.variance for d in cluster) / (
            len(cluster) / len(LANGUAGES) if several else 1
        )
    answered = [decision for cluster in clusters.values() for decision in cluster]
    return Guess(
        mean(map(guesser.share, answered)),
        mean(decision.chance for decision in answered),
        gained / math.sqrt(variance),
        len({number for _site, number in clusters}),
        guesser.rule[0] if len(guesser.rule) == 1 else "all together",
    )


def mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def tasks(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return what is asked by purpose, kind and what there is to decide, if it is twice."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        for name in {decision.asked for decision in one.decisions}:
            own = tuple(d for d in one.decisions if d.asked == name)
            kind = f"{one.purpose} {one.item['kind']}: {name}"
            found[kind].append(replace(one, decisions=own))
    return {
        kind: own
        for kind, own in sorted(found.items())
        if len({one.number for one in own}) > 1
    }


def test_every_kind_of_the_checks_is_guessed_at() -> None:
    checkable = {kind.name for kind in KINDS.values() if kind.checkable}
    assert checkable <= GUESSED.keys()
    shown = {one.item["kind"] for one in everything() if one.purpose == "check"}
    assert shown <= checkable


@pytest.mark.parametrize("group", [IDS, HASHED, PLACE])
def test_nobody_can_answer_by_ids_or_by_order(group: str, figure: Any) -> None:
    above = {}
    for kind, own in tasks(everything()).items():
        found = guess(group, own)
        figure(f"by {group}, {kind}, {found.items} items", found)
        if found.z > LIMIT:
            above[kind] = f"{found} by {found.rule}"
    assert above == {}


def test_nobody_can_answer_by_length(figure: Any) -> None:
    above = {}
    for kind, own in tasks(everything()).items():
        found = guess(LENGTH, [one for one in own if one.site == 0])
        figure(f"by {LENGTH}, {kind}, {found.items} items", found)
        if found.z > LIMIT:
            above[kind] = f"{found} by {found.rule}"
    assert above == {}


def test_the_longest_option_is_right_about_as_often_as_chance_may_bring(
    figure: Any,
) -> None:
    bands = defaultdict(list)
    for one in everything():
        if one.site == 0 and one.purpose == "check" and one.item["kind"] == "choice":
            bands[one.band or "adults", one.name[-2:]] += one.decisions
    for (band, language), own in sorted(bands.items()):
        longest = mean(right_is_longest(decision) for decision in own)
        chance = mean(decision.chance for decision in own)
        figure(
            f"right option of a check is the longest, {band}, {language}",
            f"{longest:.0%} of {len(own)}, chance {chance:.0%}",
        )
        deviation = math.sqrt(mean(d.variance for d in own) / len(own))
        assert abs(longest - chance) <= LIMIT * deviation, (band, language)


def right_is_longest(decision: Decision) -> bool:
    longest = max(decision.parts, key=lambda part: len(part.words))
    others = [part for part in decision.parts if part.id != longest.id]
    is_alone = all(len(part.words) < len(longest.words) for part in others)
    return is_alone and longest.id in decision.right


def test_the_guesser_finds_a_hint_where_there_is_one() -> None:
    """Without this, the tests above could pass because the guesser learns nothing."""

    def right_comes_first(decision: Decision) -> Decision:
        order = sorted(decision.parts, key=lambda part: part.id not in decision.right)
        parts = [replace(part, place=place) for place, part in enumerate(order)]
        return replace(decision, parts=parts)

    def wrong_looks_other(decision: Decision) -> Decision:
        new = {
            part.id: part.id if part.id in decision.right else part.id.replace("-", "")
            for part in decision.parts
        }
        parts = [replace(part, id=new[part.id]) for part in decision.parts]
        return replace(decision, parts=parts)

    def right_has_the_least_hash(decision: Decision) -> Decision:
        ids = sorted(
            (part.id for part in decision.parts),
            key=lambda id_: HASHES["sha256"](id_.encode()),
        )
        named = sorted(decision.parts, key=lambda part: part.id not in decision.right)
        parts = [replace(part, id=id_) for part, id_ in zip(named, ids, strict=True)]
        right = frozenset(ids[: len(decision.right)])
        return replace(decision, parts=parts, right=right)

    whole = tasks(everything())
    for kind, group, plant in (
        ("check match: no decoy", IDS, wrong_looks_other),
        ("check myth: fact", PLACE, right_comes_first),
        ("check choice: option", HASHED, right_has_the_least_hash),
        ("check choice: option", IDS, wrong_looks_other),
        ("practice chat: helpful of one", PLACE, right_comes_first),
    ):
        planted = [
            replace(one, decisions=tuple(map(plant, one.decisions)))
            for one in whole[kind]
        ]
        found = guess(group, planted)
        assert found.z > LIMIT, (kind, group)
        assert found.right == 1


def test_no_order_is_that_of_a_hash_that_anybody_can_compute(figure: Any) -> None:
    orders = {"id": lambda id_: id_} | {
        name: lambda id_, digest=digest: digest(id_.encode())
        for name, digest in HASHES.items()
    }
    lists = [
        ids
        for one in everything()
        if one.name.endswith("/en")
        for ids in shown_lists(one.item)
        if len(ids) > 3
    ]
    for name, rank in orders.items():
        sorted_ = sum(ids in (up := sorted(ids, key=rank), up[::-1]) for ids in lists)
        chances = [2 / math.factorial(len(ids)) for ids in lists]
        deviation = math.sqrt(sum(chance * (1 - chance) for chance in chances))
        figure(
            f"lists in the order of {name}",
            f"{sorted_} of {len(lists)}, by chance {sum(chances):.0f}",
        )
        assert sorted_ <= sum(chances) + LIMIT * deviation


def shown_lists(part: object) -> Iterator[list[str]]:
    """Yield the ids of each list of parts in an item."""
    if isinstance(part, dict):
        for child in part.values():
            yield from shown_lists(child)
    elif isinstance(part, list):
        ids = [
            child["id"] for child in part if isinstance(child, dict) and child.get("id")
        ]
        if ids:
            yield ids
        for child in part:
            yield from shown_lists(child)


def test_nobody_who_has_the_packs_can_name_an_id() -> None:
    """The demo's packs are public, and so is what their ids were hashed with."""
    known = {
        str(uuid.uuid5(NAMESPACE, f"{pack['key']}/{place}"))
        for pack in PACKS
        for place in places(pack)
    }
    sites = [set(), set()]
    for one in everything():
        if one.site < 2:
            sites[one.site] |= {one.item["id"]}.union(*shown_lists(one.item))
    assert len(sites[0]) > 1000
    assert not sites[0] & known
    shared = {id_ for id_ in sites[0] & sites[1] if len(id_) == 36}
    assert shared == set()


def places(part: object, path: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, child in part.items():
            yield from places(child, f"{path}/{name}" if path else name)
    elif isinstance(part, list):
        for child in part:
            if isinstance(child, dict) and (
                short := child.get("id") or child.get("name")
            ):
                yield f"{path}/{short}"
                yield from places(child, f"{path}/{short}")


def test_where_packs_were_loaded_before_ids_were_secret_parts_have_other_ids_now() -> (
    None
):
    """Steps and questions keep theirs there, so that nobody loses what they have done."""
    known = {
        str(uuid.uuid5(NAMESPACE, f"{pack['key']}/{place}"))
        for pack in PACKS
        for place in places(pack)
    }
    for one in compiled(0, ""):
        assert one.item["id"] in known
        assert not set().union(*shown_lists(one.item)) & known
