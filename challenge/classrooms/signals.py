"""What classes do when learners play, leave or change their device, and when a class goes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models.signals import pre_delete

from challenge.accounts import hooks as accounts
from challenge.accounts.models import User
from challenge.classrooms import exporting, leaving, locks, services
from challenge.classrooms.models import Classroom
from challenge.classrooms.reports import counting
from challenge.learners import hooks as learners
from challenge.learners.models import Learner
from challenge.progress import hooks as progress
from challenge.progress.rows import Row
from cms.publications.answer_keys import AnswerKey


def connect() -> None:
    """Listen to Django and to the packages below; called once when the app is ready."""
    pre_delete.connect(_class_goes, sender=Classroom)
    accounts.exporting.connect(_account_is_exported)
    accounts.deleting.connect(_account_goes)
    learners.erasing.connect(_learners_go)
    learners.renewing_token.connect(_token_is_renewed)
    progress.locks_wanted.connect(_locks)
    progress.attempts_counted.connect(_attempts_counted)
    progress.attempts_leaving.connect(_attempts_leave)
    progress.learners_leaving.connect(_counts_leave)


def _class_goes(instance: Classroom, **kwargs: Any) -> None:
    services.forget_learners(instance.seats.all())


def _account_is_exported(user: User, **kwargs: Any) -> dict[str, object]:
    return {"classes": exporting.export(user)}


def _account_goes(user: User, **kwargs: Any) -> None:
    services.end_classes_of(user)


def _learners_go(learner_ids: Sequence[int], **kwargs: Any) -> None:
    leaving.free_seats(learner_ids)


def _token_is_renewed(learner: Learner, **kwargs: Any) -> None:
    leaving.set_apart(learner.pk)


def _locks(
    learner_ids: Iterable[int], keys: Mapping[str, AnswerKey], **kwargs: Any
) -> set[tuple[int, str]]:
    return locks.locked_among(learner_ids, keys)


def _attempts_counted(rows: Sequence[Row], **kwargs: Any) -> None:
    counting.count(rows)


def _attempts_leave(last: int, **kwargs: Any) -> None:
    counting.let_go(last)


def _counts_leave(
    learner_ids: Sequence[int], rows: Sequence[Row], **kwargs: Any
) -> None:
    counting.take_back(learner_ids, rows)
