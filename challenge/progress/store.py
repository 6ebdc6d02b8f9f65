"""The one way in and out for attempts and progress.

A batch costs the same statements whatever its size: find and lock the learner, read the
progress it touches, insert the attempts, write the progress. Only what the database says it
inserted counts (``ON CONFLICT DO NOTHING RETURNING``), so a replay changes nothing and a
race between two requests cannot count twice. Two of the statements look like one, a join,
but must not be: PostgreSQL gives the row it had to wait for anew, not the rows joined to
it, and the progress would be that of before the wait.

The SQL is written by hand because Django's ``bulk_create`` cannot say which rows were new.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

import msgspec

from challenge.classrooms import locks
from challenge.learners.models import Learner
from challenge.progress import sql
from challenge.progress.handover import with_former
from challenge.progress.intake import (
    Accepted,
    Answer,
    RefusedStep,
    Rejected,
    SentStep,
)
from challenge.progress.marks import ModuleProgress, thousandths
from challenge.progress.models import Attempt, Phase, Progress, State
from challenge.progress.spacing import Days
from challenge.progress.tallies import hold_watermark, uncount
from challenge.progress.together import Together
from challenge.progress.turn import writing
from cms.publishing.reading import AnswerKey, answer_keys
from quizzes.grading import Grade, grade
from quizzes.kinds.base import make_grade

# Ten values a row: far below what SQLite (32,766) and PostgreSQL (65,535) take.
MOST_ROWS = 2000


class UnknownLearnerError(Exception):
    """No learner has the token: it was replaced, or its learner was forgotten."""


class Points(NamedTuple):
    """What one answer was worth."""

    item: str
    version: str
    numerator: int
    denominator: int


@dataclass(slots=True)
class Receipt:
    """What became of a batch: a result for each answer, in order, and the progress.

    ``refused`` are the steps of modules that are locked for the learner.
    """

    results: list[Accepted | Rejected]
    progress: list[dict[str, object]]
    refused: list[RefusedStep] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Batch:
    digests: Sequence[str]
    answers: Sequence[Answer]
    steps: Sequence[SentStep]
    keys: Mapping[str, AnswerKey]
    today: datetime.date
    learner_id: int = 0
    locked: set[str] = field(default_factory=set)
    receipt: Receipt | None = None
    error: Exception | None = None

    def __len__(self) -> int:
        return len(self.answers) + len(self.steps) + 1

    @property
    def open_answers(self) -> Sequence[Answer]:
        """The answers that may be recorded."""
        return [one for one in self.answers if one.module not in self.locked]

    @property
    def open_steps(self) -> Sequence[SentStep]:
        """The steps that may be recorded."""
        return [one for one in self.steps if one.module not in self.locked]

    @property
    def modules(self) -> set[str]:
        answered = {answer.module for answer in self.open_answers}
        return answered | {step.module for step in self.open_steps}


@dataclass(slots=True)
class _Stored:
    """The first result of an attempt that was there before."""

    version: str
    item: str
    grade: Grade


@dataclass(slots=True)
class _Ledger:
    """What a transaction knows and changes, by learner and uid or module."""

    keys: dict[str, AnswerKey] = field(default_factory=dict)
    progress: dict[tuple[int, str], ModuleProgress] = field(default_factory=dict)
    recorded: dict[tuple[int, str], Answer] = field(default_factory=dict)
    stored: dict[tuple[int, str], _Stored] = field(default_factory=dict)

    def is_new(self, learner_id: int, answer: Answer) -> bool:
        """Tell whether this answer is the one that was inserted under its uid."""
        return self.recorded.get((learner_id, answer.uid)) is answer


def record(
    digests: Sequence[str],
    answers: Sequence[Answer],
    steps: Sequence[SentStep],
    keys: Mapping[str, AnswerKey],
    today: datetime.date,
) -> Receipt:
    """Record graded answers and finished steps of the learner with one of ``digests``.

    When this returns, what it says is recorded is on disk. ``keys`` holds the answer key of
    every version that ``answers`` and ``steps`` name.

    Raises:
        UnknownLearnerError: if no learner has the token. Nothing is recorded.
        django.db.OperationalError: if the database cannot be written. The same batch may be
            sent again.
    """
    batch = _Batch(digests, answers, steps, keys, today)
    _together.submit(batch)
    if batch.receipt is None:
        raise RuntimeError("The commit was broken off; nothing was recorded.")
    return batch.receipt


def is_known(digests: Sequence[str]) -> bool:
    """Tell whether a learner has one of the digests."""
    return Learner.objects.filter(token_digest__in=digests).exists()


def progress_of(learner_id: int) -> list[ModuleProgress]:
    """Give how far a learner is, by module; one query."""
    rows = Progress.objects.filter(learner_id=learner_id).order_by("module")
    return [
        ModuleProgress(
            row.module,
            row.marks,
            row.versions,
            row.state,
            row.stars,
            Days(row.finished_on, row.reviewed_on, row.reviewed_again_on),
        )
        for row in rows
    ]


def finished_on(learner_id: int, module: str) -> datetime.date | None:
    """Give the day on which a learner finished a module; None if they have not."""
    done = Progress.objects.filter(
        learner_id=learner_id, module=module, state=State.FINISHED
    )
    return done.values_list("finished_on", flat=True).first()


def answers_in(learner_id: int, module: str, phase: str) -> list[Points]:
    """Give the points of a learner's answers in a phase, in the order of their receipt.

    Only of answers that are kept still: 30 days (ATTEMPT_KEEP_DAYS).
    """
    kept = Attempt.objects.filter(learner_id=learner_id, module=module, phase=phase)
    rows = kept.order_by("seq").values_list(*Points._fields)
    return [Points(*row) for row in rows]


def forget(learner_ids: Sequence[int]) -> None:
    """Erase progress and attempts of learners, and take the attempts out of the tallies.

    Runs inside the caller's transaction, which locks the learners first: an answer on its
    way waits, and then finds nobody to belong to.
    """
    hold_watermark()
    theirs = Learner.objects.select_for_update().filter(pk__in=learner_ids)
    list(theirs.order_by("pk").values_list("pk"))
    uncount(learner_ids)
    Progress.objects.filter(learner_id__in=with_former(learner_ids)).delete()
    Attempt.objects.filter(learner_id__in=learner_ids).delete()


def _commit(batches: list[_Batch]) -> None:
    with writing(), connection.cursor() as cursor:
        _find_learners(cursor, batches)
        known = [batch for batch in batches if batch.learner_id]
        if not known:
            return
        _find_locked(known)
        ledger = _open_ledger(cursor, known)
        _insert(cursor, known, ledger)
        _merge(known, ledger)
        _write_progress(cursor, known, ledger)
    for batch in known:
        batch.receipt = _receipt(batch, ledger)


def _find_learners(cursor: CursorWrapper, batches: list[_Batch]) -> None:
    """Set each batch's learner, locked, or its error; note who was seen on this day."""
    wanted = {digest for batch in batches for digest in batch.digests}
    vendor = cursor.db.vendor
    cursor.execute(sql.find_learners(len(wanted), vendor), sorted(wanted))
    found = {digest: (pk, seen) for pk, digest, seen in cursor.fetchall()}
    stale = set()
    for batch in batches:
        own = next((found[digest] for digest in batch.digests if digest in found), None)
        batch.learner_id, seen = own or (0, "")
        batch.error = None if own else UnknownLearnerError()
        if own and str(seen) < batch.today.isoformat():
            stale.add(batch.learner_id)
    if stale:
        today = max(batch.today for batch in batches).isoformat()
        cursor.execute(sql.touch_learners(len(stale)), [today, *sorted(stale), today])


def _find_locked(batches: list[_Batch]) -> None:
    """Set the modules of each batch that its learner's class keeps locked."""
    learners = {batch.learner_id for batch in batches}
    keys = {name: key for batch in batches for name, key in batch.keys.items()}
    pairs = locks.locked_among(learners, keys)
    for batch in batches:
        batch.locked = {
            module for learner, module in pairs if learner == batch.learner_id
        }


def _open_ledger(cursor: CursorWrapper, batches: list[_Batch]) -> _Ledger:
    """Read the progress that the batches touch, and the keys of the versions in it."""
    learners = sorted({batch.learner_id for batch in batches})
    modules = sorted({module for batch in batches for module in batch.modules})
    ledger = _Ledger()
    for batch in batches:
        ledger.keys.update(batch.keys)
    if modules:
        statement = sql.read_progress(len(learners), len(modules), cursor.db.vendor)
        cursor.execute(statement, [*learners, *modules])
        for learner_id, module, *columns in cursor.fetchall():
            marks, versions, state, stars, *days = columns
            ledger.progress[learner_id, module] = ModuleProgress(
                module,
                _from_json(marks),
                _from_json(versions),
                state,
                stars,
                Days(*map(_day, days)),
            )
    played = {v for entry in ledger.progress.values() for v in entry.versions}
    if missing := played - ledger.keys.keys():
        ledger.keys.update(answer_keys(missing))
    return ledger


def _insert(cursor: CursorWrapper, batches: list[_Batch], ledger: _Ledger) -> None:
    """Insert the attempts; note which were new and the first results of the others."""
    firsts: dict[tuple[int, str], Answer] = {}
    values: list[Any] = []
    for batch in batches:
        for answer in batch.open_answers:
            own = batch.learner_id, answer.uid
            if own not in firsts:
                firsts[own] = answer
                values += _row(batch, answer)
    if not firsts:
        return
    cursor.execute(sql.insert_attempts(len(firsts)), values)
    for learner, uid in cursor.fetchall():
        own = learner, sql.hex_of(uid)
        ledger.recorded[own] = firsts[own]
    if old := firsts.keys() - ledger.recorded.keys():
        learners = sorted({learner for learner, _ in old})
        uids = sorted({uid for _, uid in old})
        statement = sql.read_attempts(len(learners), len(uids), cursor.db.vendor)
        cursor.execute(statement, [*learners, *uids])
        for learner, uid, *row in cursor.fetchall():
            ledger.stored[learner, sql.hex_of(uid)] = _graded_again(ledger, *row)


def _row(batch: _Batch, answer: Answer) -> tuple[object, ...]:
    return (
        answer.uid,
        batch.learner_id,
        answer.module,
        answer.version,
        answer.item,
        answer.phase,
        _to_json(answer.grade.response),
        answer.grade.numerator,
        answer.grade.denominator,
        batch.today.isoformat(),
    )


def _graded_again(
    ledger: _Ledger,
    version: str,
    item: str,
    response: str,
    numerator: int,
    denominator: int,
) -> _Stored:
    """Give the first result again: graded by the same key, or by its points alone."""
    key = ledger.keys.get(version) or answer_keys({version}).get(version)
    answered = _from_json(response)
    if key is not None:
        ledger.keys[version] = key
        # A way through a sensitive story is blanked once it is counted; its points stay.
        if answered:
            entry = key.items[item]
            return _Stored(version, item, grade(entry.kind, entry.key, answered))
    return _Stored(version, item, make_grade(numerator, denominator, (), {}))


def _merge(batches: list[_Batch], ledger: _Ledger) -> None:
    """Let progress grow by the answers that were new and by the steps."""
    for batch in batches:
        for answer in batch.open_answers:
            if not ledger.is_new(batch.learner_id, answer):
                continue
            entry = _entry(ledger, batch.learner_id, answer.module)
            entry.play(answer.version)
            if answer.phase == Phase.REVIEW:
                entry.review(batch.today)
            if answer.purpose == "practice":
                points = answer.grade.numerator, answer.grade.denominator
                entry.mark(answer.item, thousandths(*points))
        for step in batch.open_steps:
            entry = _entry(ledger, batch.learner_id, step.module)
            entry.play(step.version)
            entry.mark(step.step, None)
    today = max(batch.today for batch in batches)
    for entry in ledger.progress.values():
        entry.settle(ledger.keys)
        if entry.finished:
            entry.days.finish(today)


def _entry(ledger: _Ledger, learner_id: int, module: str) -> ModuleProgress:
    own = learner_id, module
    if own not in ledger.progress:
        ledger.progress[own] = ModuleProgress(module)
    return ledger.progress[own]


def _write_progress(
    cursor: CursorWrapper, batches: list[_Batch], ledger: _Ledger
) -> None:
    """Write what changed, in one order for everybody, so that no two wait in a ring."""
    today = max(batch.today for batch in batches).isoformat()
    values: list[Any] = []
    rows = 0
    for (learner_id, module), entry in sorted(ledger.progress.items(), key=_by_owner):
        if not entry.changed:
            continue
        rows += 1
        values += (
            learner_id,
            module,
            _to_json(entry.marks),
            _to_json(entry.versions),
            entry.state,
            entry.stars,
            today,
            _iso(entry.days.finished_on),
            _iso(entry.days.reviewed_on),
            _iso(entry.days.reviewed_again_on),
        )
    if rows:
        cursor.execute(sql.write_progress(rows), values)


def _by_owner(pair: tuple[tuple[int, str], ModuleProgress]) -> tuple[int, str]:
    return pair[0]


def _receipt(batch: _Batch, ledger: _Ledger) -> Receipt:
    own = {
        module: ledger.progress[batch.learner_id, module]
        for module in sorted(batch.modules)
        if (batch.learner_id, module) in ledger.progress
    }
    finished = {module for module, entry in own.items() if entry.finished}
    return Receipt(
        results=list(_results(batch, ledger, finished)),
        progress=[entry.entry() for entry in own.values()],
        refused=[
            RefusedStep(step.module, step.version, step.step, locks.CODE, locks.DETAIL)
            for step in batch.steps
            if step.module in batch.locked
        ],
    )


def _results(
    batch: _Batch, ledger: _Ledger, finished: set[str]
) -> Iterator[Accepted | Rejected]:
    for answer in batch.answers:
        if answer.module in batch.locked:
            yield Rejected(answer.id, locks.CODE, locks.DETAIL)
            continue
        first = _first(batch.learner_id, answer, ledger)
        key = ledger.keys.get(first.version)
        # What a check item says about its answer would give its key away.
        shown = key is not None and (
            key.module_key in finished or key.items[first.item].purpose == "practice"
        )
        new = ledger.is_new(batch.learner_id, answer)
        yield Accepted(
            id=answer.id,
            status="recorded" if new else "duplicate",
            outcome=first.grade.outcome,
            score=first.grade.score,
            feedback=first.grade.feedback if shown else "",
        )


def _first(learner_id: int, answer: Answer, ledger: _Ledger) -> _Stored | Answer:
    """Give what was recorded under the answer's uid: in this transaction, or before.

    The answer itself, should the first be past its time and folded a moment ago, or be of
    before the learner's token changed hands (see ``handover``): that is not told.
    """
    own = learner_id, answer.uid
    stored = ledger.stored.get(own)
    if stored and answer.purpose == "practice":
        progress = ledger.progress.get((learner_id, answer.module))
        if progress is None or stored.item not in progress.marks:
            stored = None
    return ledger.recorded.get(own) or stored or answer


def _day(value: datetime.date | str | None) -> datetime.date | None:
    """Read a day as a raw cursor gives it: SQLite has no type for it."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _to_json(value: object) -> str:
    return _encode(value).decode()


_encode = msgspec.json.Encoder().encode
_from_json = msgspec.json.Decoder().decode
_together = Together(_commit, MOST_ROWS)
