"""What is counted of a class, read in a fixed number of queries, before it is told.

Nothing here is shown: ``services`` takes it from here through ``telling``.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from challenge.classrooms.models import Assignment, Classroom, Seat
from challenge.classrooms.reports.models import ClassTally
from challenge.classrooms.reports.telling import Table
from challenge.insight.tables import right_option
from challenge.progress.handover import owner, with_former
from challenge.progress.models import Phase, Progress, State
from challenge.progress.private import PRIVATE_SENSITIVITY
from cms.publishing.compile import questions_asked
from cms.publishing.reading import AnswerKey, ItemKey, answer_keys, summaries_of
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
    """

    key: str
    due_on: datetime.date | None
    summary: Mapping[str, Any]
    answer_key: AnswerKey | None
    items: dict[tuple[str, str], Counts] = field(default_factory=dict)
    started: int = 0
    finished: int = 0

    @property
    def is_sensitive(self) -> bool:
        """Tell whether nothing may be told of a seat; so of what is no longer published."""
        return self.summary.get("sensitivity", PRIVATE_SENSITIVITY) >= (
            PRIVATE_SENSITIVITY
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

    ``joined`` is how many seats are taken.
    """

    classroom: Classroom
    seats: list[Seat]
    modules: list[Live]
    progress: dict[tuple[int, str], tuple[str, int]]
    joined: int

    def tables(self, live: Live) -> Iterator[tuple[str, Table]]:
        """Yield what is told of a module as tables by the name of the part, when due.

        How far the class came is told of every module: the educator sees it of each seat
        where it is not sensitive, but what leaves for another system is what was told.
        """
        parts = {FINISHED: live.finished, UNFINISHED: self.joined - live.finished}
        yield PLAYS, Table(self.joined, parts, live.finished)
        least = max(MOST_OF_STARTED * live.started, MOST_OF_JOINED * self.joined)
        found = [(str(phase), _check(live, phase)) for phase in (Phase.PRE, Phase.POST)]
        for id_, item in live.questions:
            counts = live.items.get((Phase.PRACTICE, id_), {})
            found.append((question_part(id_), _question(counts, id_, item)))
        for name, table in found:
            if table.whole >= least:
                yield name, table


def question_part(item: str) -> str:
    """Give the name of the part that tells of a question of practice."""
    return f"{Phase.PRACTICE}:{item}"


def option_part(item: str, option: str) -> str:
    """Return the name of the part of a question's table that tells of an option."""
    return f"{OPTION}{public_answer(item, option)}"


def gather(classroom: Classroom, locale: str) -> Gathered:
    """Read what is counted of a class; five queries, and one for keys not read before."""
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
            summary := summaries.get(one.module, {}),
            keys.get(summary.get("version", "")),
        )
        for one in assigned
    }
    _add_tallies(classroom, modules)
    progress = _progress(seats, modules)
    joined = sum(seat.learner_id is not None for seat in seats)
    return Gathered(classroom, seats, [*modules.values()], progress, joined)


def _add_tallies(classroom: Classroom, modules: Mapping[str, Live]) -> None:
    rows = ClassTally.objects.filter(classroom=classroom, module__in=modules)
    for module, item, phase, answer, n, score in rows.values_list(
        "module", "item", "phase", "answer", "n", "score"
    ):
        counts = modules[module].items.setdefault((phase, item), {})
        answer = public_answer(item, answer)
        before = counts.get(answer, (0, 0))
        counts[answer] = before[0] + n, before[1] + score


def _progress(
    seats: list[Seat], modules: Mapping[str, Live]
) -> dict[tuple[int, str], tuple[str, int]]:
    """Return state and stars by learner and module; count those who started and finished.

    What was set apart when a seat changed hands counts as the seat's, and is not returned.
    """
    learners = [seat.learner_id for seat in seats if seat.learner_id is not None]
    rows = Progress.objects.filter(
        learner_id__in=with_former(learners), module__in=modules
    )
    found = {}
    started, finished = set(), set()
    for number, module, state, stars in rows.values_list(
        "learner_id", "module", "state", "stars"
    ):
        name = owner(number), module
        started.add(name)
        if state == State.FINISHED:
            finished.add(name)
        if name[0] == number:
            found[name] = state, stars
    for _learner, module in started:
        modules[module].started += 1
    for _learner, module in finished:
        modules[module].finished += 1
    return found


def _check(live: Live, phase: str) -> Table:
    """Give a check as one table, in pupils: they answer all that they are asked, or none.

    Where each is asked some of the questions, there are at least as many pupils as there
    are answers for each question that one pupil is asked.
    """
    scored: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    items = live.answer_key.items if live.answer_key else {}
    for (its_phase, id_), counts in live.items.items():
        item = items.get(id_)
        if its_phase == phase and item and get_kind(item.kind).scored:
            scored[id_] = counts.get("", (0, 0))
    answers = sum(n for n, _ in scored.values())
    size = sum(item.purpose == "check" for item in items.values()) // 2
    about = live.summary
    asked = questions_asked(about.get("track", ""), about.get("minutes", 0), size)
    pupils = min((n for n, _ in scored.values()), default=0)
    if asked < size:
        pupils = answers // asked
    score = sum(score for _, score in scored.values())
    return _points(pupils, score * pupils / answers if answers else 0)


def _question(counts: Counts, id_: str, item: ItemKey) -> Table:
    """Give a question as a table of its options, or of its points where it has none."""
    n, score = counts.get("", (0, 0))
    right = right_option(item.kind, item.key)
    options = {
        option_part(id_, option): counts.get(public_answer(id_, option), (0, 0))[0]
        for option in item.key.get("options", ())
    }
    rest = n - sum(options.values())
    is_told = right is not None and len(counts) > 1 and rest >= 0
    if not is_told or FULL * options[option_part(id_, right or "")] != score:
        return _points(n, score)
    return Table(n, options | ({NONE: rest} if rest else {}), n)


def _points(n: int, score: float) -> Table:
    points = min(n, round(score / FULL))
    return Table(n, {POINTS: points, LOST: n - points} if n else {}, n)
