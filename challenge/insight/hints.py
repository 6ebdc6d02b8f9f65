"""What needs an editor's attention, and what to do about it.

A hint says of at least a hundred learners that a figure lies beyond a limit, and not where:
nobody's answer can be told from it. It is about what is played now.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenge.insight.counted import Counted, Sums, Version, counted
from challenge.insight.figures import RELIABLE, discrimination, language, reached
from challenge.insight.models import Measure, Measured
from challenge.insight.tables import ItemCounts, N
from challenge.insight.words import Wording, wording
from challenge.progress.models import Phase
from challenge.progress.private import PRIVATE_SENSITIVITY
from quizzes.kinds import get as get_kind
from quizzes.statistics import random_guess

PERMISSION = "challenge.view_tally"
CACHE_KEY = "insight:attention"
CACHE_SECONDS = 300

TOO_EASY = 95
TOO_HARD = 30
# Haladyna & Downing (1993); see quizzes.statistics.items.
DEAD_BELOW = 5
# A step at which so many of those who came to it, in per cent, stop.
CLIFF = 20
# Two means that differ by so many standard errors differ by no accident.
CLEARLY = 2.0

KEY_SUSPECT, BELOW_CHANCE, TOO_HARD_HINT, CLIFF_HINT, DEAD, TOO_EASY_HINT = range(6)

TEXTS: dict[int, tuple[Promise, Promise]] = {
    KEY_SUSPECT: (
        _("The right answer may be wrong"),
        _(
            "Learners who do well elsewhere get this wrong more often than the others. "
            "Check which answer is marked as right, and whether the question can be read in "
            "two ways."
        ),
    ),
    BELOW_CHANCE: (
        _("Fewer get it right than by guessing"),
        _(
            "Check which answer is marked as right, and whether a wrong one is worded so "
            "well that it misleads. Play the steps before it: do they teach this?"
        ),
    ),
    TOO_HARD_HINT: (
        _("Too hard"),
        _(
            "Fewer than three in ten points are earned. Make the words shorter, or show an "
            "example in the step before."
        ),
    ),
    CLIFF_HINT: (
        _("Many stop here"),
        _(
            "One in five of those who come to this step goes no further. Play it on a phone: "
            "is it long, unclear, upsetting or slow? Split it or make it shorter."
        ),
    ),
    DEAD: (
        _("An answer that nobody takes"),
        _(
            "Fewer than one in twenty choose it, so it tells nothing. Write one that is "
            "tempting for a reason, or leave it out: three good answers are enough."
        ),
    ),
    TOO_EASY_HINT: (
        _("Too easy"),
        _(
            "Nearly everybody gets it right. As a warm-up that is fine; as a question of the "
            "check it measures nothing. Make the wrong answers more tempting."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at: ``kind`` is one of this module's constants, worst first."""

    kind: int
    module: str
    title: str
    locales: tuple[str, ...]
    where: str
    item: str = ""
    phase: str = ""
    answer: str = ""

    @property
    def heading(self) -> str:
        """Say in a few words what is the matter."""
        return str(TEXTS[self.kind][0])

    @property
    def advice(self) -> str:
        """Say what to do."""
        return str(TEXTS[self.kind][1])

    @property
    def languages(self) -> str:
        """Return the names of the languages that it is about."""
        return ", ".join(language(code) for code in self.locales)

    @property
    def phase_label(self) -> str:
        """Return the words for the phase; "" for a step."""
        return str(Phase(self.phase).label) if self.phase else ""

    @property
    def url(self) -> str:
        """Return the address of the place in the report."""
        anchor = f"item-{self.phase}-{self.item}" if self.phase else "steps"
        return f"{reverse('insight:module', args=[self.module])}#{anchor}"


def attention(user: Any) -> list[Hint]:
    """Return what needs attention in all modules, worst first; nothing without the right."""
    if not user.has_perm(PERMISSION):
        return []
    found = (hint for hints in by_module().values() for hint in hints)
    return sorted(found, key=lambda hint: hint.kind)


def by_module() -> dict[str, list[Hint]]:
    """Return the hints of all modules that have any, by their key.

    Kept for a few minutes, as it reads what was counted of every module that is played
    enough. The words follow the language of whoever looks.
    """
    found: dict[str, list[Hint]] | None = cache.get(CACHE_KEY)
    if found is None:
        modules = counted(_played_enough())
        words = wording(
            one.version for module in modules.values() for one in module.current
        )
        found = {
            key: hints
            for key, module in modules.items()
            if (hints := hints_of(module, words))
        }
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def forget() -> None:
    """Forget the hints that are kept; they are worked out anew when somebody looks."""
    cache.delete(CACHE_KEY)


def hints_of(module: Counted, words: Wording) -> list[Hint]:
    """Return the hints about a module, worst first."""
    found: list[Hint] = []
    for version in module.current:
        # A hundred answers of a few who answered again and again say little, and too much.
        if module.learners(version.version, Measured.STARTED) < RELIABLE:
            continue
        found += _about_steps(module, version, words)
        for (phase, item), counts in module.items.items():
            if counts.n.get(version.version, {}).get(N, 0) >= RELIABLE:
                found += _about_item(module, version, words, phase, item, counts)
    return sorted(_merged(found), key=lambda hint: hint.kind)


def _merged(hints: Iterable[Hint]) -> list[Hint]:
    """Say once what is so in several languages."""
    once: dict[Hint, list[str]] = {}
    first: dict[Hint, Hint] = {}
    for hint in hints:
        name = replace(hint, locales=(), title="")
        first.setdefault(name, hint)
        once.setdefault(name, []).extend(hint.locales)
    return [replace(first[name], locales=tuple(codes)) for name, codes in once.items()]


def _played_enough() -> list[str]:
    started = Measure.objects.filter(what=Measured.STARTED, n__gte=RELIABLE)
    return sorted(set(started.values_list("module", flat=True)))


def _about_steps(module: Counted, version: Version, words: Wording) -> Iterator[Hint]:
    key = module.keys.get(version.version)
    if key is None:
        return
    came = reached(module, [version.version], key.steps)
    for number, (before, here) in enumerate(pairwise(came), 2):
        if before >= RELIABLE and 100 * (before - here) > CLIFF * before:
            # They came to the step before and did it; this one they left.
            step = key.steps[number - 1]
            yield Hint(
                CLIFF_HINT,
                module.key,
                version.title,
                (version.locale,),
                words.step(step, number),
                item=step,
            )


def _about_item(
    module: Counted,
    version: Version,
    words: Wording,
    phase: str,
    item: str,
    counts: ItemCounts,
) -> Iterator[Hint]:
    def hint(kind: int, answer: str = "") -> Hint:
        return Hint(
            kind,
            module.key,
            version.title,
            (version.locale,),
            words.item(item),
            item,
            phase,
            words.answer(item, answer) if answer else "",
        )

    kind = get_kind(counts.kind)
    if not kind.scored or kind.is_personal:
        return  # There is no wrong way to feel, and none to walk through a story.
    n = counts.n[version.version][N]
    facility = 100 * counts.points.get(version.version, 0) / n
    if _is_key_suspect(module, version, phase, item, counts):
        yield hint(KEY_SUSPECT)
    chance = chance_of(counts)
    if chance is not None and facility < chance:
        yield hint(BELOW_CHANCE)
    elif facility < TOO_HARD and phase != Phase.PRE:
        yield hint(TOO_HARD_HINT)
    # After the module, that nearly all know it is what it was made for.
    if facility > TOO_EASY and phase != Phase.POST:
        yield hint(TOO_EASY_HINT)
    if version.sensitivity < PRIVATE_SENSITIVITY and phase != Phase.POST:
        for answer in _dead(version, counts, n):
            yield hint(DEAD, answer)


def _is_key_suspect(
    module: Counted, version: Version, phase: str, item: str, counts: ItemCounts
) -> bool:
    """Return whether those who do well elsewhere choose what is marked as wrong."""
    measures = module.measures[version.version]
    strength = discrimination(measures.get((Measured.ITEM, item, phase, "")))
    if strength is None:
        return False
    if strength < 0:
        return True
    right = get_kind(counts.kind).right_option(counts.key)
    own = measures.get((Measured.ITEM, item, phase, right or N))
    if right is None or own is None or own.n < RELIABLE * DEAD_BELOW / 100:
        return False
    others = (
        measures.get((Measured.ITEM, item, phase, option))
        for option in counts.options.get(version.version, ())
        if option != right
    )
    return any(sums is not None and _is_stronger(sums, own) for sums in others)


def _is_stronger(these: Sums, those: Sums) -> bool:
    """Return whether some learners clearly do better elsewhere than others."""
    if these.n < RELIABLE * DEAD_BELOW / 100:
        return False
    means = [sums.r / sums.n for sums in (these, those)]
    errors = [
        (sums.rr / sums.n - mean**2) / sums.n
        for sums, mean in zip((these, those), means, strict=True)
    ]
    return means[0] - means[1] > CLEARLY * math.sqrt(max(0.0, sum(errors)))


def _dead(version: Version, counts: ItemCounts, n: int) -> Iterable[str]:
    right = get_kind(counts.kind).right_option(counts.key)
    if right is None:
        return []
    return [
        option
        for option in counts.options.get(version.version, ())
        if option != right
        and 100 * counts.n[version.version].get(option, 0) < DEAD_BELOW * n
    ]


def chance_of(counts: ItemCounts) -> float | None:
    """Return the facility of blind guessing in per cent, None where there is none."""
    return random_guess(get_kind(counts.kind).chance(counts.key))
