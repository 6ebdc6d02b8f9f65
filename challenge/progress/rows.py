"""Attempts as tallies read them."""

from typing import NamedTuple

from django.db.models import QuerySet

from challenge.progress.models import Attempt
from quizzes.kinds.base import KindResponse


class Row(NamedTuple):
    """The columns of an attempt that tallies are made of."""

    seq: int
    learner_id: int
    module: str
    version: str
    item: str
    phase: str
    response: KindResponse
    numerator: int
    denominator: int


def rows_of(attempts: QuerySet[Attempt], limit: int | None) -> list[Row]:
    """Read attempts in the order of their receipt, so many at most."""
    found = attempts.order_by("seq").values_list(*Row._fields)
    return [Row(*values) for values in found[:limit]]
