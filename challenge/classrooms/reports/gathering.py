"""What is counted of a class, read in a fixed number of queries, before it is told.

Nothing here is shown: ``services`` takes it from here through ``telling``.
"""

import datetime
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db import connection

from challenge.classrooms.models import Assignment, Classroom, Seat
from challenge.classrooms.reports import counting, sql
from challenge.classrooms.reports.telling import Table
from challenge.learners.models import today
from challenge.progress.checks import PHASES
from challenge.progress.handover import owner, with_former
from challenge.progress.models import Phase, State
from challenge.progress.private import PRIVATE_SENSITIVITY
from cms.publications.answer_keys import AnswerKey, ItemKey, answer_keys
from cms.publications.catalogue import summaries_of
from cms.publications.compile import questions_asked
from cms.publications.payload import ModuleSummaryData
from quizzes.grading import is_personal
from quizzes.kinds import get as get_kind
from quizzes.kinds.ids import public_answer

FULL = 1000
PLAYS = "plays"
FINISHED, UNFINISHED = "finished", "unfinished"
POINTS, LOST, NONE = "points", "lost", "none"
OPTION = "="
# A part is told once so many of those who began have come to it, and half of the class.
MOST_OF_STARTED = 0.8
MOST_OF_JOINED = 0.5

Counts = dict[str, tuple[int, int]]


@dataclass(slots=True)
class Live:
    """The exact counts of one assigned module.

    ``items`` are by phase and item; of each, number and thousandths by answer ("" for all).
    ``pupils`` is how many pupils answered something of a check, by phase, and ``handed_in``
    how many handed it in; ``days`` is for how long the class has had the module.
    """

    key: str
    due_on: datetime.date | None
    summary: ModuleSummaryData | None
    answer_key: AnswerKey | None
    items: dict[tuple[str, str], Counts] = field(default_factory=dict)
    started: int = 0
    finished: int = 0
    days: int = 0
    pupils: dict[str, int] = field(default_factory=dict)
    handed_in: Counter[str] = field(default_factory=Counter)

    @property
    def is_sensitive(self) -> bool:
        """Return whether nothing may be told of a seat; so of what is no longer published."""
        return (
            self.summary is None or self.summary["sensitivity"] >= PRIVATE_SENSITIVITY
        )

    @property
    def questions(self) -> Iterator[tuple[str, ItemKey]]:
        """Yield the questions of practice that tell something, in their order."""
        key = self.answer_key
        for id_ in key.steps if key else ():
            item = key.items.get(id_) if key else None
            if item is None or not get_kind(item.kind).scored:
                continue
            if not (self.is_sensitive and is_personal(item.kind)):
                yield id_, item


@dataclass(slots=True)
class Gathered:
    """All that is counted of a class, and its seats with their progress.

    ``joined`` is how many seats are taken, ``settled`` are the learners of those that count
    where it is secret who did what (see ``counting.settled``).
    """

    classroom: Classroom
    seats: list[Seat]
    modules: list[Live]
    progress: dict[tuple[int, str], tuple[str, int]]
    joined: int
    settled: set[int]

    def tables(self, live: Live) -> Iterator[tuple[str, Table]]:
        """Yield what is told of a module as tables by the name of the part, when due.

        How far the class came is told of every module: the educator sees it of each seat
        where it is not sensitive, but what leaves for another system is what was told. Of a
        sensitive one it is secret who answered, so that only the calendar says when to tell.
        """
        whole = len(self.settled) if live.is_sensitive else self.joined
        parts = {FINISHED: live.finished, UNFINISHED: whole - live.finished}
        days = live.days if live.is_sensitive else None
        yield PLAYS, Table(whole, parts, live.finished, days)
        least = max(MOST_OF_STARTED * live.started, MOST_OF_JOINED * self.joined)
        found = [(str(phase), _check(live, phase)) for phase in PHASES]
        for id_, item in live.questions:
            counts = live.items.get((Phase.PRACTICE, id_), {})
            found.append((question_part(id_), _question(counts, id_, item)))
        for name, table in found:
            if live.is_sensitive:
                yield name, replace(table, days=live.days, hides_whole=True)
                continue
            came = table.whole
            if name in PHASES:
                # Until forms are handed in nothing tells of them, not even in sums.
                came = min(came, live.handed_in[name])
            if came >= least:
                yield name, table


def question_part(item: str) -> str:
    """Return the name of the part that tells of a question of practice."""
    return f"{Phase.PRACTICE}:{item}"


def option_part(item: str, option: str) -> str:
    """Return the name of the part of a question's table that tells of an option."""
    return f"{OPTION}{public_answer(item, option)}"


def gather(classroom: Classroom, locale: str) -> Gathered:
    """Read what is counted of a class; six queries, and one for keys not read before."""
    seats = list(Seat.objects.filter(classroom=classroom).order_by("pk"))
    assigned = list(
        Assignment.objects.filter(classroom=classroom).order_by("position", "pk")
    )
    summaries = summaries_of([one.module for one in assigned], locale)
    keys = answer_keys({summary["version"] for summary in summaries.values()})
    modules = {
        one.module: Live(
            one.module,
            one.due_on,
            summary := summaries.get(one.module),
            keys.get(summary["version"]) if summary else None,
            days=(today() - one.created_on).days,
        )
        for one in assigned
    }
    _add_tallies(classroom, modules)
    settled = counting.settled(seats)
    progress = _progress(seats, modules, settled)
    joined = sum(seat.learner_id is not None for seat in seats)
    return Gathered(classroom, seats, [*modules.values()], progress, joined, settled)


def _add_tallies(classroom: Classroom, modules: Mapping[str, Live]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.READ_TALLIES, [classroom.pk])
        tallies = cursor.fetchall()
        cursor.execute(sql.COUNT_PUPILS, [classroom.pk])
        pupils = cursor.fetchall()
    for module, item, phase, answer, n, score in tallies:
        if live := modules.get(module):
            counts = live.items.setdefault((phase, item), {})
            answer = public_answer(item, answer)
            before = counts.get(answer, (0, 0))
            counts[answer] = before[0] + n, before[1] + score
    for module, phase, count in pupils:
        if live := modules.get(module):
            live.pupils[phase] = count


def _progress(
    seats: list[Seat], modules: Mapping[str, Live], settled: set[int]
) -> dict[tuple[int, str], tuple[str, int]]:
    """Return state and stars by learner and module; count who did how much.

    What was set apart when a seat changed hands counts as the seat's, and is not returned.
    """
    learners = [seat.learner_id for seat in seats if seat.learner_id is not None]
    found: dict[tuple[int, str], tuple[str, int]] = {}
    if not (learners and modules):
        return found
    numbers = with_former(learners)
    statement = sql.read_progress(len(numbers), len(modules), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*numbers, *modules])
        rows = cursor.fetchall()
    sensitive = {key for key, live in modules.items() if live.is_sensitive}
    started, finished, handed_in = set(), set(), set()
    for number, module, state, stars, *its_forms in rows:
        name = owner(number), module
        if module in sensitive and name[0] not in settled:
            continue
        started.add(name)
        if state == State.FINISHED:
            finished.add(name)
        for phase, form in zip(PHASES, its_forms, strict=True):
            if form is not None:
                handed_in.add((*name, phase))
        if name[0] == number:
            found[name] = state, stars
    for _learner, module in started:
        modules[module].started += 1
    for _learner, module in finished:
        modules[module].finished += 1
    for _learner, module, phase in handed_in:
        modules[module].handed_in[phase] += 1
    return found


def _check(live: Live, phase: str) -> Table:
    """Return a check as one table, in pupils: each counts with its share of the points.

    The pupils are counted, not worked out of the answers: each may be asked others of the
    questions. What a pupil has not answered is worth nothing, so that nobody counts for
    more than one.
    """
    items = live.answer_key.items if live.answer_key else {}
    scores = [
        counts.get("", (0, 0))[1]
        for (its_phase, id_), counts in live.items.items()
        if its_phase == phase and id_ in items and get_kind(items[id_].kind).scored
    ]
    size = sum(item.purpose == "check" for item in items.values()) // 2
    about = live.summary
    track, minutes = (about["track"], about["minutes"]) if about else ("", 0)
    asked = questions_asked(track, minutes, size)
    pupils = live.pupils.get(phase, 0) if scores else 0
    return _points(pupils, sum(scores) / max(1, asked))


def _question(counts: Counts, id_: str, item: ItemKey) -> Table:
    """Return a question as a table of its options, or of its points where it has none."""
    n, score = counts.get("", (0, 0))
    right = get_kind(item.kind).right_option(item.key)
    options = {
        option_part(id_, option): counts.get(public_answer(id_, option), (0, 0))[0]
        for option in get_kind(item.kind).offered(item.key)
    }
    rest = n - sum(options.values())
    is_told = right is not None and len(counts) > 1 and rest >= 0
    if not is_told or FULL * options[option_part(id_, right or "")] != score:
        return _points(n, score)
    return Table(n, options | ({NONE: rest} if rest else {}), n)


def _points(n: int, score: float) -> Table:
    # Halves up: one pupil more or less never changes it by more than one.
    points = min(n, math.floor(score / FULL + 0.5))
    return Table(n, {POINTS: points, LOST: n - points}, n)
