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
from collections.abc import Mapping, Sequence, Set
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

import msgspec

from challenge.learners.models import Learner
from challenge.progress import hooks, sql
from challenge.progress.batches import Batch, Ledger, Receipt, Stored
from challenge.progress.checks import PHASES, checks_from, checks_to_store
from challenge.progress.handover import with_former
from challenge.progress.intake import (
    Accepted,
    Answer,
    Ignored,
    RefusedStep,
    Rejected,
    SentStep,
)
from challenge.progress.limits import LOCKED, LOCKED_DETAIL, REASONS, Own, refusals
from challenge.progress.marks import ModuleProgress, thousandths
from challenge.progress.models import Attempt, Phase, Progress
from challenge.progress.spacing import Days
from challenge.progress.tallies import hold_watermark, uncount
from challenge.storage.group_commit import GroupCommit
from challenge.storage.write_lock import write_lock
from cms.publications.answer_keys import AnswerKey, answer_keys
from quizzes.grading import grade
from quizzes.kinds.base import Grade, make_grade

# Twelve values a row at most: far below what SQLite (32,766) and PostgreSQL (65,535) take.
MOST_ROWS = 2000


class UnknownLearnerError(Exception):
    """No learner has the token: it was replaced, or its learner was forgotten."""


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
    batch = Batch(digests, answers, steps, keys, today)
    _commits.submit(batch)
    if batch.receipt is None:
        raise RuntimeError("The commit was broken off; nothing was recorded.")
    return batch.receipt


def is_known(digests: Sequence[str]) -> bool:
    """Return whether a learner has one of the digests."""
    return Learner.objects.filter(token_digest__in=digests).exists()


def progress_of(learner_id: int) -> list[ModuleProgress]:
    """Return how far a learner is, by module; one query."""
    rows = Progress.objects.filter(learner_id=learner_id).order_by("module")
    return [_entry_of(row) for row in rows]


def progress_in(learner_id: int, module: str) -> ModuleProgress | None:
    """Return how far a learner is in a module, None if it was never begun; one query."""
    row = Progress.objects.filter(learner_id=learner_id, module=module).first()
    return _entry_of(row) if row else None


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


def _entry_of(row: Progress) -> ModuleProgress:
    return ModuleProgress(
        row.module,
        row.marks,
        row.versions,
        row.state,
        row.stars,
        Days(row.finished_on, row.reviewed_on, row.reviewed_again_on),
        checks_from(row.checks),
    )


def _commit(batches: list[Batch]) -> None:
    with write_lock(), connection.cursor() as cursor:
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


def _find_learners(cursor: CursorWrapper, batches: list[Batch]) -> None:
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


def _find_locked(batches: list[Batch]) -> None:
    """Set the modules of each batch that its learner's class keeps locked."""
    learners = {batch.learner_id for batch in batches}
    keys = {name: key for batch in batches for name, key in batch.keys.items()}
    told: list[tuple[Any, Any]] = hooks.locks_wanted.send(
        None, learner_ids=learners, keys=keys
    )
    pairs = {pair for _, locked in told for pair in locked}
    for batch in batches:
        batch.locked = {
            module for learner, module in pairs if learner == batch.learner_id
        }


def _open_ledger(cursor: CursorWrapper, batches: list[Batch]) -> Ledger:
    """Read the progress that the batches touch, and the keys of the versions in it."""
    learners = sorted({batch.learner_id for batch in batches})
    modules = sorted({module for batch in batches for module in batch.modules})
    ledger = Ledger()
    for batch in batches:
        ledger.keys.update(batch.keys)
    if modules:
        today = max(batch.today for batch in batches).isoformat()
        statement = sql.read_progress(len(learners), len(modules), cursor.db.vendor)
        cursor.execute(statement, [*learners, *modules, today])
        for learner_id, module, updated_on, *columns in cursor.fetchall():
            entry = _entry_from(module, columns)
            if str(updated_on) != today:
                entry.daily_answers = {}
            ledger.on_this_day[learner_id] += sum(entry.daily_answers.values())
            if module in modules:
                ledger.progress[learner_id, module] = entry
    played = {v for entry in ledger.progress.values() for v in entry.versions}
    if missing := played - ledger.keys.keys():
        ledger.keys.update(answer_keys(missing))
    return ledger


def _entry_from(module: str, columns: Sequence[Any]) -> ModuleProgress:
    """Return progress from the columns of ``sql.read_progress``."""
    state, stars, marks, versions, checks, daily_answers, *days = columns
    return ModuleProgress(
        module,
        _from_json(marks),
        _from_json(versions),
        state,
        stars,
        Days(*map(_day, days)),
        checks_from(_from_json(checks)),
        _from_json(daily_answers),
    )


def _insert(cursor: CursorWrapper, batches: list[Batch], ledger: Ledger) -> None:
    """Insert the attempts that count; note which were new, and what became of the others.

    Only when some would not count is it asked which are there already: a replay does not
    count twice, so without any refusal it cannot bring one.
    """
    firsts: dict[Own, tuple[Batch, Answer]] = {}
    for batch in batches:
        for answer in batch.open_answers:
            firsts.setdefault((batch.learner_id, answer.uid), (batch, answer))
    ledger.refused = _refusals(firsts, ledger)
    if ledger.refused:
        _find_stored(cursor, firsts.keys(), ledger)
        firsts = {own: it for own, it in firsts.items() if own not in ledger.stored}
        ledger.refused = _refusals(firsts, ledger)
        firsts = {own: it for own, it in firsts.items() if own not in ledger.refused}
    if not firsts:
        return
    values: list[Any] = [value for it in firsts.values() for value in _row(*it)]
    cursor.execute(sql.insert_attempts(len(firsts)), values)
    for learner, uid in cursor.fetchall():
        own = learner, sql.hex_of(uid)
        ledger.recorded[own] = firsts[own][1]
    if old := firsts.keys() - ledger.recorded.keys():
        _find_stored(cursor, old, ledger)


def _refusals(
    firsts: Mapping[Own, tuple[Batch, Answer]], ledger: Ledger
) -> dict[Own, str]:
    answers = {own: answer for own, (_, answer) in firsts.items()}
    return refusals(answers, ledger.progress, ledger.on_this_day)


def _find_stored(cursor: CursorWrapper, owns: Set[Own], ledger: Ledger) -> None:
    """Note the first results of those attempts that are there already."""
    learners = sorted({learner for learner, _ in owns})
    uids = sorted({uid for _, uid in owns})
    statement = sql.read_attempts(len(learners), len(uids), cursor.db.vendor)
    cursor.execute(statement, [*learners, *uids])
    for learner, uid, *row in cursor.fetchall():
        ledger.stored[learner, sql.hex_of(uid)] = _graded_again(ledger, *row)


def _row(batch: Batch, answer: Answer) -> tuple[object, ...]:
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
    ledger: Ledger,
    version: str,
    item: str,
    phase: str,
    response: str,
    numerator: int,
    denominator: int,
) -> Stored:
    """Return the first result again: graded by the same key, or by its points alone."""
    key = ledger.keys.get(version) or answer_keys({version}).get(version)
    answered = _from_json(response)
    graded: Grade = make_grade(numerator, denominator, (), {})
    if key is not None:
        ledger.keys[version] = key
        # A way through a sensitive story is blanked once it is counted; its points stay.
        if answered:
            entry = key.items[item]
            graded = grade(entry.kind, entry.key, answered)
    return Stored(version, item, phase, graded)


def _merge(batches: list[Batch], ledger: Ledger) -> None:
    """Let progress grow by the answers that were new and by the steps."""
    for batch in batches:
        for answer in batch.open_answers:
            if not ledger.is_new(batch.learner_id, answer):
                continue
            entry = _entry(ledger, batch.learner_id, answer.module)
            entry.play(answer.version)
            entry.count(answer.item)
            points = answer.grade.numerator, answer.grade.denominator
            if answer.phase in PHASES:
                entry.answer_check(answer.phase, answer.item, [*points])
            else:
                entry.mark(answer.item, thousandths(*points))
            if answer.phase == Phase.REVIEW:
                entry.review(batch.today)
        for step in batch.open_steps:
            entry = _entry(ledger, batch.learner_id, step.module)
            entry.play(step.version)
            entry.mark(step.step, None)
    today = max(batch.today for batch in batches)
    for entry in ledger.progress.values():
        entry.settle(ledger.keys)
        if entry.finished:
            entry.days.finish(today)


def _entry(ledger: Ledger, learner_id: int, module: str) -> ModuleProgress:
    own = learner_id, module
    if own not in ledger.progress:
        ledger.progress[own] = ModuleProgress(module)
    return ledger.progress[own]


def _write_progress(
    cursor: CursorWrapper, batches: list[Batch], ledger: Ledger
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
            _to_json(checks_to_store(entry.checks)),
            _to_json(entry.daily_answers),
            today,
            _iso(entry.days.finished_on),
            _iso(entry.days.reviewed_on),
            _iso(entry.days.reviewed_again_on),
        )
    if rows:
        cursor.execute(sql.write_progress(rows), values)


def _by_owner(pair: tuple[tuple[int, str], ModuleProgress]) -> tuple[int, str]:
    return pair[0]


def _receipt(batch: Batch, ledger: Ledger) -> Receipt:
    own = {
        module: ledger.progress[batch.learner_id, module]
        for module in sorted(batch.modules)
        if (batch.learner_id, module) in ledger.progress
    }
    return Receipt(
        results=[_result(batch, answer, ledger) for answer in batch.answers],
        progress=[entry.entry() for entry in own.values()],
        refused=[
            RefusedStep(step.module, step.version, step.step, LOCKED, LOCKED_DETAIL)
            for step in batch.steps
            if step.module in batch.locked
        ],
    )


def _result(
    batch: Batch, answer: Answer, ledger: Ledger
) -> Accepted | Ignored | Rejected:
    if answer.module in batch.locked:
        return Rejected(answer.id, LOCKED, LOCKED_DETAIL)
    if code := ledger.refused.get((batch.learner_id, answer.uid)):
        return Ignored(answer.id, code, REASONS[code])
    new = ledger.is_new(batch.learner_id, answer)
    status = "recorded" if new else "duplicate"
    first = _first(batch.learner_id, answer, ledger)
    # How an answer to a check went is told when its form is handed in.
    if first.phase in PHASES:
        return Accepted(answer.id, status)
    graded = first.grade
    return Accepted(answer.id, status, graded.outcome, graded.score, graded.feedback)


def _first(learner_id: int, answer: Answer, ledger: Ledger) -> Stored | Answer:
    """Return what was recorded under the answer's uid: in this transaction, or before.

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
_commits = GroupCommit(_commit, MOST_ROWS)
