"""The certificates of a class: as many as seats finished a module, none with a name.

Who finished is told of a seat in a module of sensitivity below 2 (see the report), so a set
may be as large as the number of those seats, and each sheet has the code of its month. Of a
sensitive module nothing is read but that it is assigned: there is one sheet for each seat of
the class, without month and code, since a month would say when somebody finished.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from challenge.classrooms import assigning, names
from challenge.classrooms.models import Classroom, Seat
from challenge.progress.models import Progress, State
from challenge.rewards import codes
from cms.publications import catalogue


@dataclass(frozen=True, slots=True)
class Sheet:
    """One certificate; ``code`` is "" and ``month`` None where it may say neither."""

    title: str
    topic: str
    month: datetime.date | None = None
    code: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class CertificateSet:
    """An assigned module, and who of the class may have its certificate.

    ``label`` is its title in the educator's language and ``title`` in the class's.
    ``months`` is parallel to ``seats``: when each finished, None for who has not; of a
    sensitive module there are none but None.
    """

    key: str
    label: str
    title: str
    topic: str
    is_sensitive: bool
    seats: Sequence[str]
    months: Sequence[datetime.date | None]

    @property
    def finished(self) -> int:
        """Return how many have finished; 0 of a sensitive module, whatever is true."""
        return sum(month is not None for month in self.months)

    def sheets(self, *, for_all: bool, with_seats: bool) -> list[Sheet]:
        """Return the sheets to print, in the order of the seats.

        Args:
            for_all: one for each seat, not only for those that have finished. Who has not
                gets the last month in which somebody did, or none.
            with_seats: put the seat's label on the sheet, in the class's language.
        """
        last = max(filter(None, self.months), default=None)
        wanted = zip(self.seats, self.months, strict=True)
        return [
            self._sheet(month or last, seat if with_seats else "")
            for seat, month in wanted
            if for_all or self.is_sensitive or month
        ]

    def _sheet(self, month: datetime.date | None, seat: str) -> Sheet:
        code = codes.sign(codes.Claim(self.key, month)) if month else ""
        return Sheet(self.title, self.topic, month, code, seat)


def sets_of(classroom: Classroom, locale: str) -> list[CertificateSet]:
    """Return the certificates of a class by assigned module, in order; five queries.

    A module that is not published is left out: nobody could confirm its code.
    """
    seats = list(Seat.objects.filter(classroom=classroom).order_by("pk"))
    keys = list(classroom.assignments.values_list("module", flat=True))
    modules = catalogue.summaries_of(keys, classroom.locale)
    labels = catalogue.summaries_of(keys, locale)
    known = [modules[key] for key in keys if key in modules]
    open_ = [module["key"] for module in known if not assigning.is_sensitive(module)]
    ends = _ends(seats, open_)
    return [
        CertificateSet(
            key=module["key"],
            label=labels[module["key"]]["title"],
            title=module["title"],
            topic=module["topic"],
            is_sensitive=assigning.is_sensitive(module),
            seats=[names.seat_label(seat.label, classroom.locale) for seat in seats],
            months=[ends[module["key"]].get(seat.learner_id) for seat in seats],
        )
        for module in known
    ]


def _ends(
    seats: Sequence[Seat], modules: Sequence[str]
) -> dict[str, dict[int | None, datetime.date]]:
    """Return the first day of the month of each learner's end, by module."""
    learners = [seat.learner_id for seat in seats if seat.learner_id is not None]
    done = Progress.objects.filter(
        learner_id__in=learners,
        module__in=modules,
        state=State.FINISHED,
        finished_on__isnull=False,
    )
    ends: dict[str, dict[int | None, datetime.date]] = defaultdict(dict)
    for module, learner, day in done.values_list("module", "learner_id", "finished_on"):
        if day:
            ends[module][learner] = day.replace(day=1)
    return ends
