"""Which sensitive modules are locked for the pupils of a class, and until when.

A sensitive module that a class is given stays locked until its educator has opened "before
you start" (``Classroom.unlocked``). Until then nothing that a seat of the class sends of it
is recorded. Learners who are in no such class are not affected: the content is public.
"""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from challenge.classrooms.models import Assignment
from challenge.progress.private import PRIVATE_SENSITIVITY
from cms.publications import catalogue
from cms.publications.answer_keys import AnswerKey


def is_locked(sensitivity: int, module: str, unlocked: Collection[str]) -> bool:
    """Return whether a module of a sensitivity is locked for a class that was given it."""
    return sensitivity >= PRIVATE_SENSITIVITY and module not in unlocked


def locked_for(learner_id: int) -> list[str]:
    """Return the keys of the modules that are locked for a learner, in alphabetical order.

    One query for a learner without a class, three at most.
    """
    given = dict(_given([learner_id]).values_list("module", "classroom__unlocked"))
    return sorted(
        module
        for module, sensitivity in catalogue.sensitivities(given).items()
        if is_locked(sensitivity, module, given[module])
    )


def locked_among(
    learner_ids: Iterable[int], keys: Mapping[str, AnswerKey]
) -> set[tuple[int, str]]:
    """Return the pairs of learner and module that are locked, among the modules of ``keys``.

    No query where none of the modules is sensitive, one otherwise: the write path asks
    this in each of its transactions.
    """
    sensitive = {
        key.module_key: key.sensitivity
        for key in keys.values()
        if key.sensitivity >= PRIVATE_SENSITIVITY
    }
    if not sensitive:
        return set()
    given = _given(learner_ids).filter(module__in=sensitive)
    rows = given.values_list(
        "classroom__seats__learner_id", "module", "classroom__unlocked"
    )
    return {
        (learner, module)
        for learner, module, unlocked in rows
        if learner is not None and is_locked(sensitive[module], module, unlocked)
    }


def _given(learner_ids: Iterable[int]) -> QuerySet[Assignment]:
    """Return what the classes of learners were given."""
    return Assignment.objects.filter(classroom__seats__learner_id__in=[*learner_ids])
