"""Counts over a class, made in the roll-up with the tallies over all learners.

A learner counts once for an item and phase, by the first answer: whoever tries again makes
no second pupil, so a count of five is five. Whoever counts or takes back holds the
watermark of the tallies.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from challenge.classrooms.models import Seat
from challenge.classrooms.reports.models import ClassTally, FirstAnswer, Told
from challenge.insight.disclosure import threshold
from challenge.progress import sql
from challenge.progress.marks import thousandths
from challenge.progress.models import Phase
from challenge.progress.private import PRIVATE_SENSITIVITY
from challenge.progress.rows import Row
from cms.publications.answer_keys import AnswerKey, answer_keys
from quizzes.grading import is_personal, picks

PHASES = frozenset({Phase.PRACTICE, Phase.PRE, Phase.POST})
# Eight values a row, within what SQLite takes in one statement.
ROWS_A_STATEMENT = 1000

_Name = tuple[int, str, str, str, str, str]


def count(rows: Sequence[Row]) -> None:
    """Count the first answers among attempts, in their order, each in its learner's class.

    What was counted before does not count again, so this may be given the same rows twice.
    """
    classes = _classes({row.learner_id for row in rows})
    firsts: dict[tuple[int, str, str, str], Row] = {}
    for row in rows:
        if row.learner_id in classes and row.phase in PHASES:
            firsts.setdefault(_mark(row), row)
    if not firsts:
        return
    known = FirstAnswer.objects.filter(
        learner_id__in={mark[0] for mark in firsts},
        module__in={mark[1] for mark in firsts},
        item__in={mark[2] for mark in firsts},
    )
    for mark in known.values_list("learner_id", "module", "item", "phase"):
        firsts.pop(mark, None)
    FirstAnswer.objects.bulk_create(
        FirstAnswer(
            classroom_id=classes[row.learner_id],
            learner_id=row.learner_id,
            module=row.module,
            item=row.item,
            phase=row.phase,
            seq=row.seq,
        )
        for row in firsts.values()
    )
    _add(_counts((classes[row.learner_id], row) for row in firsts.values()), 1)


def take_back(learner_ids: Sequence[int], rows: Iterable[Row]) -> None:
    """Take learners out of the tallies of their classes, before they are erased.

    Args:
        learner_ids: whom.
        rows: their attempts that are kept. Counts whose attempts are gone stay.
    """
    marks = FirstAnswer.objects.filter(learner_id__in=learner_ids)
    seats = Seat.objects.filter(learner_id__in=learner_ids)
    close(
        {*marks.values_list("classroom", flat=True)}
        | {*seats.values_list("classroom", flat=True)}
    )
    classes = dict(marks.filter(seq__isnull=False).values_list("seq", "classroom_id"))
    if classes:
        counted = ((classes[row.seq], row) for row in rows if row.seq in classes)
        _add(_counts(counted), -1)
        ClassTally.objects.filter(
            classroom__in=set(classes.values()), n__lte=0
        ).delete()
    marks.delete()


def close(classrooms: Iterable[int]) -> None:
    """Let what was told of classes stand for good, as a child of theirs goes."""
    Told.objects.filter(classroom__in=classrooms).update(is_final=True)


def let_go(last: int) -> None:
    """Forget which attempts up to a ``seq`` were counted, as they are deleted."""
    FirstAnswer.objects.filter(seq__lte=last).update(seq=None)


def settled(seats: Iterable[Seat]) -> set[int]:
    """Return the learners of seats of one class who count in it.

    A seat that was moved into a class is left out until as many were as the threshold: the
    rest of the class may be seats that the educator plays.
    """
    taken = [seat for seat in seats if seat.learner_id is not None]
    is_enough = sum(seat.has_moved for seat in taken) >= threshold()
    return {
        seat.learner_id
        for seat in taken
        if seat.learner_id is not None and (is_enough or not seat.has_moved)
    }


def _classes(learner_ids: Collection[int]) -> dict[int, int]:
    """Return the class that each learner counts in; two queries at most."""
    seats = list(Seat.objects.filter(learner_id__in=learner_ids))
    found = {
        seat.learner_id: seat.classroom_id
        for seat in seats
        if seat.learner_id is not None and not seat.has_moved
    }
    if moved_to := {seat.classroom_id for seat in seats if seat.has_moved}:
        theirs: dict[int, list[Seat]] = defaultdict(list)
        for seat in Seat.objects.filter(classroom__in=moved_to):
            theirs[seat.classroom_id].append(seat)
        for classroom, all_ in theirs.items():
            found |= dict.fromkeys(settled(all_), classroom)
    return found


def _mark(row: Row) -> tuple[int, str, str, str]:
    return row.learner_id, row.module, row.item, row.phase


def _counts(rows: Iterable[tuple[int, Row]]) -> Mapping[_Name, list[int]]:
    """Return number and added-up thousandths by class, item and answer."""
    rows = list(rows)
    keys = answer_keys({row.version for _, row in rows}) if rows else {}
    counts: dict[_Name, list[int]] = defaultdict(lambda: [0, 0])
    for classroom, row in rows:
        score, answers = _worth(row, keys.get(row.version))
        for answer in answers:
            name = classroom, row.module, row.version, row.item, row.phase, answer
            counts[name][0] += 1
            counts[name][1] += score
    return counts


def _worth(row: Row, key: AnswerKey | None) -> tuple[int, list[str]]:
    """Return the score that counts and the answers to count it for: "" for all.

    None where the content is no longer known.
    """
    score = thousandths(row.numerator, row.denominator) or 0
    item = key.items.get(row.item) if key else None
    if key is None or item is None:
        return 0, []
    if key.sensitivity >= PRIVATE_SENSITIVITY:
        # Blanked or not, this is the same: what was answered is not asked for.
        return (0 if is_personal(item.kind) else score), [""]
    return score, ["", *picks(item.kind, row.response)]


def _add(counts: Mapping[_Name, list[int]], sign: int) -> None:
    entries = sorted(counts.items())
    for start in range(0, len(entries), ROWS_A_STATEMENT):
        part = entries[start : start + ROWS_A_STATEMENT]
        values: list[Any] = []
        for name, (n, score) in part:
            values += [*name, sign * n, sign * score]
        with connection.cursor() as cursor:
            cursor.execute(sql.add_to_class_tallies(len(part)), values)
