"""What a class is to play: which modules, when, in which order, with which note."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from challenge.classrooms.locks import is_locked
from challenge.classrooms.models import Assignment, Classroom
from challenge.errors import Refused
from challenge.progress import store
from challenge.progress.models import State
from challenge.storage.write_lock import write_lock
from cms.choices import Band, Sensitivity, Track
from cms.publications import catalogue
from cms.publications.payload import ModuleHead, ModuleSummaryData

NOT_STARTED = "not_started"
# The states that a pupil's module can have.
STATES = (NOT_STARTED, *State.values)
_BANDS = [str(band) for band in Band]


@dataclass(frozen=True, slots=True)
class Due:
    """A module that a pupil is to play, as far as the pupil is in it."""

    assignment: Assignment
    state: str
    summary: ModuleSummaryData


def assignable(classroom: Classroom) -> dict[str, ModuleSummaryData]:
    """Return the summaries of the modules a class may play, by key, in the site's order.

    They are children's modules of the class's band or a younger one, in the class's
    language or else the site's default.
    """
    return {
        key: summary
        for key, summary in catalogue.all_summaries(classroom.locale).items()
        if suits(summary, classroom)
    }


def suits(summary: ModuleHead, classroom: Classroom) -> bool:
    """Return whether a module is for children of the class's band or of a younger one."""
    bands = _BANDS[: _BANDS.index(classroom.band) + 1]
    return summary["track"] == Track.CHILDREN and summary["band"] in bands


def is_sensitive(summary: ModuleHead) -> bool:
    """Return whether a module stays locked until "before you start" has been opened."""
    return summary["sensitivity"] >= Sensitivity.HIGH


def assign(
    classroom: Classroom,
    module: str,
    *,
    due_on: datetime.date | None = None,
    note: str = "",
) -> tuple[Assignment, bool]:
    """Add a module to the end of a class's list; return it, and whether it is new there.

    One that the class has already gets the new day and note.

    Raises:
        Refused: if there is no such module for this class.
    """
    if module not in assignable(classroom):
        raise _no_such_module()
    with write_lock():
        return _assign(classroom, module, {"due_on": due_on, "note": note})


def assign_all(
    classroom: Classroom,
    modules: Iterable[str],
    *,
    due_on: datetime.date | None = None,
    note: str = "",
) -> list[str]:
    """Add modules to the end of a class's list, in one transaction.

    What the class has already keeps its day and note.

    Returns:
        The keys of those that the class did not have.

    Raises:
        Refused: if one is no module for this class; then none is added.
    """
    wanted = list(dict.fromkeys(modules))
    known = assignable(classroom)
    if any(key not in known for key in wanted):
        raise _no_such_module()
    with write_lock():
        had = set(classroom.assignments.values_list("module", flat=True))
        new = [key for key in wanted if key not in had]
        first = _next_position(classroom)
        Assignment.objects.bulk_create(
            [
                Assignment(
                    classroom=classroom,
                    module=key,
                    due_on=due_on,
                    note=note,
                    position=position,
                )
                for position, key in enumerate(new, first)
            ],
            ignore_conflicts=True,  # another request may add one at the same moment
        )
    return new


def change(assignment: Assignment, changes: Mapping[str, Any]) -> None:
    """Store another ``due_on``, ``note`` or ``position``, counted from 0, of an assignment.

    The others move up or down to make room.
    """
    fields = {name: changes[name] for name in ("due_on", "note") if name in changes}
    for name, value in fields.items():
        setattr(assignment, name, value)
    with write_lock():
        if fields:
            assignment.save(update_fields=[*fields])
        if "position" in changes:
            _put(assignment, changes["position"])


def unassign(assignment: Assignment) -> None:
    """Take a module off a class's list; what pupils did in it stays theirs."""
    with write_lock():
        assignment.delete()


def due_for(learner_id: int, locale: str) -> list[Due]:
    """Return what the class of a learner is to play; nothing for who is in none.

    Left out is what is no longer published, and a sensitive module until the educator has
    opened "before you start". Three queries at most.
    """
    assignments = list(
        Assignment.objects.filter(classroom__seats__learner_id=learner_id)
        .select_related("classroom")
        .order_by("position", "pk")
    )
    if not assignments:
        return []
    summaries = catalogue.summaries_of([each.module for each in assignments], locale)
    states = {entry.module: entry.state for entry in store.progress_of(learner_id)}
    return [
        Due(each, states.get(each.module, NOT_STARTED), summaries[each.module])
        for each in assignments
        if each.module in summaries
        and not is_locked(
            summaries[each.module]["sensitivity"],
            each.module,
            each.classroom.unlocked,
        )
    ]


def _no_such_module() -> Refused:
    return Refused(
        "invalid_choice", _("There is no such module for this class."), "module"
    )


def _assign(
    classroom: Classroom, module: str, fields: Mapping[str, Any]
) -> tuple[Assignment, bool]:
    return Assignment.objects.update_or_create(
        classroom=classroom,
        module=module,
        defaults=fields,
        create_defaults={**fields, "position": _next_position(classroom)},
    )


def _next_position(classroom: Classroom) -> int:
    last = classroom.assignments.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _put(assignment: Assignment, position: int) -> None:
    others = list(assignment.classroom.assignments.exclude(pk=assignment.pk))
    others.insert(max(0, position), assignment)
    for place, each in enumerate(others):
        each.position = place
    Assignment.objects.bulk_update(others, ["position"])
    assignment.position = others.index(assignment)
