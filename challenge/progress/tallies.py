"""Counts over all learners, kept behind a watermark and never in a learner's transaction.

A counter that every answer adds to would make all learners wait for each other (measured on
PostgreSQL: 24,600 transactions a second fall to 4,700). So the tallies follow: every few
seconds, in the order in which the server received the attempts.

At any moment ``n`` = ``folded_n`` + the attempts counted up to the watermark; the same goes
for ``score``. Whoever changes tallies holds the watermark's row, always before anything
else.

The way a child took through a sensitive story is counted and then blanked: the attempt
stays with its score, its response becomes ``{}``, its count is folded.
"""

import datetime
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F

from challenge.progress import hooks, sql
from challenge.progress.marks import thousandths
from challenge.progress.models import Attempt, Tally, Watermark
from challenge.progress.private import is_private
from challenge.progress.rows import Row, rows_of
from challenge.storage.write_lock import write_lock
from cms.publications.answer_keys import answer_keys
from quizzes.grading import picks

WATERMARK = "tallies"
# So few that a transaction takes milliseconds and no learner waits for it.
CHUNK = 2000
# How long a roll-up waits for answers that are just being written, and how often it looks.
PATIENCE_SECONDS = 2.0
PAUSE_SECONDS = 0.01
# Nine values a row, within what SQLite takes in one statement.
ROWS_A_STATEMENT = 1000


class _Name(NamedTuple):
    """What a tally counts."""

    module: str
    version: str
    item: str
    phase: str
    answer: str


def roll_up() -> int:
    """Count the attempts received since the last time; give their number."""
    if not _is_behind():
        return 0
    newest = _newest()
    if newest is None:
        return 0
    total = 0
    while True:
        with write_lock():
            mark = hold_watermark()
            rows = rows_of(
                Attempt.objects.filter(seq__gt=mark.seq, seq__lte=newest), CHUNK
            )
            if not rows:
                return total
            private = _private(rows)
            hooks.attempts_counted.send(None, rows=rows)
            _add(
                _count(row for row in rows if row.seq not in private), folded=0, sign=1
            )
            _add(_count(row for row in rows if row.seq in private), folded=1, sign=1)
            Attempt.objects.filter(seq__in=private).update(response={})
            mark.seq = rows[-1].seq
            mark.save(update_fields=["seq"])
        total += len(rows)


def rebuild() -> int:
    """Count again everything whose attempts are still kept; give their number.

    Learners keep playing meanwhile; the tallies are too low until it is done. The tallies
    of classes stay as they are: what is counted in them is not counted twice.
    """
    with write_lock():
        mark = hold_watermark()
        Tally.objects.update(n=F("folded_n"), score=F("folded_score"))
        Tally.objects.filter(n=0).delete()
        mark.seq = 0
        mark.save(update_fields=["seq"])
    return roll_up()


def fold(before_day: datetime.date, chunk: int) -> int:
    """Delete up to ``chunk`` counted attempts of before a day; their counts stay.

    Gives how many were deleted: fewer than ``chunk`` when none is left. Attempts are kept
    in order of receipt, so the old ones are at the front.
    """
    with write_lock():
        mark = hold_watermark()
        front = Attempt.objects.filter(seq__lte=mark.seq).order_by("seq")
        oldest = list(front.values_list("seq", "day")[:chunk])
        last = max((seq for seq, day in oldest if day < before_day), default=0)
        old = Attempt.objects.filter(seq__lte=last)
        _add(_count(rows_of(old, chunk)), folded=1, sign=0)
        hooks.attempts_leaving.send(None, last=last)
        old.delete()
        return sum(seq <= last for seq, _ in oldest)


def uncount(learner_ids: Sequence[int]) -> None:
    """Take the attempts of learners out of the tallies, before they are erased.

    Runs inside the caller's transaction. What was folded is nobody's any more and stays.
    """
    mark = hold_watermark()
    theirs = Attempt.objects.filter(learner_id__in=learner_ids, seq__lte=mark.seq)
    rows = rows_of(theirs, None)
    _add(_count(rows), folded=0, sign=-1)
    hooks.learners_leaving.send(None, learner_ids=learner_ids, rows=rows)
    Tally.objects.filter(n=0).delete()


def hold_watermark() -> Watermark:
    """Return the watermark, locked until the end of the caller's transaction."""
    Watermark.objects.get_or_create(name=WATERMARK)
    return Watermark.objects.select_for_update().get(name=WATERMARK)


def _is_behind() -> bool:
    """Return whether there is anything to count, without holding anybody up."""
    mark = Watermark.objects.filter(name=WATERMARK).first()
    return Attempt.objects.filter(seq__gt=mark.seq if mark else 0).exists()


def _newest() -> int | None:
    """Return the newest ``seq`` below which no transaction can still bring an older one.

    SQLite's writers come one after another. PostgreSQL gives numbers out before it commits,
    but never before the transaction holds its lock on the table, until its end. So after the
    newest was read, wait for those who held that lock then, as CREATE INDEX CONCURRENTLY
    does: nobody waits for this, and who comes later gets a later number.

    Returns:
        None if one of them has not ended in time; then this is for the next time.
    """
    newest = Attempt.objects.order_by("-seq").values_list("seq", flat=True).first()
    if connection.vendor == "sqlite":
        return newest or 0
    writers = _writers()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while writers:
        if time.monotonic() > deadline:
            return None
        time.sleep(PAUSE_SECONDS)
        writers &= _writers()
    return newest or 0


def _writers() -> set[str]:
    """Return the transactions that hold PostgreSQL's lock of a writer on the attempts."""
    with connection.cursor() as cursor:
        cursor.execute(sql.WRITERS_OF_ATTEMPTS)
        return {name for (name,) in cursor.fetchall()}


def _private(rows: list[Row]) -> set[int]:
    """Return the ``seq`` of the rows whose response is personal, in a sensitive module."""
    keys = answer_keys({row.version for row in rows})
    return {row.seq for row in rows if is_private(row.item, keys.get(row.version))}


def _count(rows: Iterable[Row]) -> dict[_Name, tuple[int, int]]:
    """Return number and added-up thousandths for each item, and for each of its answers.

    A blanked row was counted when it was blanked, so it does not count again.
    """
    rows = [row for row in rows if row.response]
    keys = answer_keys({row.version for row in rows}) if rows else {}
    counts: dict[_Name, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        score = thousandths(row.numerator, row.denominator) or 0
        answers = [""]
        key = keys.get(row.version)
        if key is not None and row.item in key.items:
            answers += picks(key.items[row.item].kind, row.response)
        for answer in answers:
            count = counts[_Name(row.module, row.version, row.item, row.phase, answer)]
            count[0] += 1
            count[1] += score
    return {name: (n, score) for name, (n, score) in counts.items()}


def _add(counts: dict[_Name, tuple[int, int]], *, folded: int, sign: int) -> None:
    """Add counts to the tallies: ``sign`` times to the whole, ``folded`` times to the part."""
    entries = sorted(counts.items())
    for start in range(0, len(entries), ROWS_A_STATEMENT):
        part = entries[start : start + ROWS_A_STATEMENT]
        values: list[Any] = []
        for name, (n, score) in part:
            values += [*name, sign * n, sign * score, folded * n, folded * score]
        with connection.cursor() as cursor:
            cursor.execute(sql.add_to_tallies(len(part)), values)
