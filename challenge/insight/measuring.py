"""Count over learners, once a day: who came how far, and how items go together.

Tallies count answers, and cannot say how one learner's answers hang together. This does,
from what is kept of learners anyway, and keeps sums alone. What it says stands still for a
day, so that it cannot be watched while a child plays.

Progress gives starts, finishes and the steps reached; attempts give each learner's first
answers. Both go after a time, so what was counted of a version is replaced only by what as
many learners or more have told: what a busy month has shown stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.db.models import QuerySet

from challenge.insight.models import Measure, Measured
from challenge.progress.marks import thousandths
from challenge.progress.models import Attempt, Phase, Progress
from challenge.progress.private import PRIVATE_SENSITIVITY
from challenge.storage.write_lock import write_lock
from cms.publications.answer_keys import AnswerKey, answer_keys
from quizzes.grading import is_personal, picks
from quizzes.kinds.base import KindResponse

CHUNK = 2000
FROM_ANSWERS = (Measured.ITEM, Measured.GAIN)


class _Name(NamedTuple):
    what: str
    module: str
    version: str
    item: str = ""
    phase: str = ""
    answer: str = ""

    @property
    def sitting(self) -> tuple[str, str, str, str]:
        """Return what is replaced together: a check, the practice, or how far they came."""
        what = self.what if self.what in FROM_ANSWERS else Measured.STARTED
        return self.module, self.version, what, self.phase


class _Sums:
    """Sums over learners; see ``Measure``."""

    __slots__ = ("n", "r", "rr", "x", "xr", "xx")

    def __init__(self) -> None:
        self.n = self.x = self.xx = self.r = self.rr = self.xr = 0

    def add(self, x: int = 0, r: int = 0) -> None:
        """Count one more learner."""
        self.n += 1
        self.x += x
        self.xx += x * x
        self.r += r
        self.rr += r * r
        self.xr += x * r


class _Answer(NamedTuple):
    """The columns of an attempt that matter here."""

    learner_id: int
    module: str
    version: str
    item: str
    phase: str
    response: KindResponse
    numerator: int
    denominator: int


Counts = dict[_Name, _Sums]


class _Keys(dict[str, AnswerKey | None]):
    """The answer keys of versions, each looked for once; None where it is gone."""

    def __missing__(self, version: str) -> AnswerKey | None:
        self[version] = answer_keys({version}).get(version)
        return self[version]


def measure() -> int:
    """Count again and replace what was counted before; give the number of sums."""
    counts: Counts = defaultdict(_Sums)
    keys = _Keys()
    _count_progress(counts, keys)
    _count_answers(counts, keys)
    return _store(counts)


def _count_progress(counts: Counts, keys: _Keys) -> None:
    """Count each learner for each version that they played."""
    rows = Progress.objects.values_list("module", "marks", "versions")
    for module, marks, versions in rows.iterator(chunk_size=CHUNK):
        for version in versions:
            if (key := keys[version]) is None:
                continue
            counts[_Name(Measured.STARTED, module, version)].add()
            if all(step in marks for step in key.steps):
                counts[_Name(Measured.FINISHED, module, version)].add()
            for step in _reached(key.steps, marks):
                counts[_Name(Measured.REACHED, module, version, step)].add()


def _reached(steps: tuple[str, ...], marks: dict) -> tuple[str, ...]:
    """Return the steps up to the last one that is done."""
    last = max((n for n, step in enumerate(steps, 1) if step in marks), default=0)
    return steps[:last]


def _count_answers(counts: Counts, keys: _Keys) -> None:
    answers = Attempt.objects.exclude(phase=Phase.REVIEW).order_by("learner_id", "seq")
    rows = (_Answer(*row) for row in _columns(answers))
    for _learner, theirs in groupby(rows, key=lambda row: row.learner_id):
        firsts: dict[tuple[str, str, str], dict[str, _Answer]] = defaultdict(dict)
        for row in theirs:
            sitting = firsts[row.module, row.version, row.phase]
            sitting.setdefault(row.item, row)
        for sitting in firsts.values():
            _count_sitting(counts, list(sitting.values()), keys)
        _count_gain(counts, firsts)


def _columns(answers: QuerySet[Attempt]) -> Iterator[tuple]:
    return answers.values_list(*_Answer._fields).iterator(chunk_size=CHUNK)


def _count_sitting(counts: Counts, answers: list[_Answer], keys: _Keys) -> None:
    """Add one learner's first answers: each item's score beside the mean of the others."""
    scored = {row.item: score for row in answers if (score := _score(row)) is not None}
    if len(scored) < 2:
        return
    total = sum(scored.values())
    key = keys[answers[0].version]
    for row in answers:
        if row.item not in scored:
            continue
        rest = round((total - scored[row.item]) / (len(scored) - 1))
        name = _Name(Measured.ITEM, row.module, row.version, row.item, row.phase)
        counts[name].add(scored[row.item], rest)
        for answer in _picks(row, key):
            counts[name._replace(answer=answer)].add(scored[row.item], rest)


def _count_gain(
    counts: Counts, firsts: dict[tuple[str, str, str], dict[str, _Answer]]
) -> None:
    """Add a learner who answered the check before and after, of one version."""
    for (module, version, phase), before in firsts.items():
        after = firsts.get((module, version, Phase.POST))
        if phase != Phase.PRE or after is None:
            continue
        pre, post = _mean(before.values()), _mean(after.values())
        if pre is not None and post is not None:
            counts[_Name(Measured.GAIN, module, version)].add(pre, post)


def _mean(answers: Iterable[_Answer]) -> int | None:
    scores = [score for row in answers if (score := _score(row)) is not None]
    return round(sum(scores) / len(scores)) if scores else None


def _score(row: _Answer) -> int | None:
    return thousandths(row.numerator, row.denominator)


def _picks(row: _Answer, key: AnswerKey | None) -> list[str]:
    """Return the answers in a response that may be told: none of a sensitive module."""
    if key is None or row.item not in key.items or not row.response:
        return []
    kind = key.items[row.item].kind
    if key.sensitivity >= PRIVATE_SENSITIVITY or is_personal(kind):
        return []
    return picks(kind, row.response)


def _store(counts: Counts) -> int:
    """Replace the measures, module by module; keep those of which more learners told."""
    by_module: dict[str, Counts] = defaultdict(dict)
    for name, sums in counts.items():
        by_module[name.module][name] = sums
    for module, its_counts in by_module.items():
        with write_lock():
            _replace(module, its_counts)
    return len(counts)


def _replace(module: str, counts: Counts) -> None:
    new = _most((name.sitting, sums.n) for name, sums in counts.items())
    rows = list(Measure.objects.filter(module=module))
    old = _most((_name(row).sitting, row.n) for row in rows)
    better = {sitting for sitting, n in new.items() if n >= old.get(sitting, 0)}
    outdated = [row.pk for row in rows if _name(row).sitting in better]
    Measure.objects.filter(pk__in=outdated).delete()
    Measure.objects.bulk_create(
        Measure(
            **name._asdict(),
            **{field: getattr(sums, field) for field in _Sums.__slots__},
        )
        for name, sums in counts.items()
        if name.sitting in better
    )


def _name(row: Measure) -> _Name:
    return _Name(*(getattr(row, field) for field in _Name._fields))


def _most(entries: Iterable[tuple[tuple, int]]) -> dict[tuple, int]:
    most: dict[tuple, int] = {}
    for sitting, n in entries:
        most[sitting] = max(n, most.get(sitting, 0))
    return most
