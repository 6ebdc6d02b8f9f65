"""A class as its educator sees it: seats in words and pictures, and how many have joined."""

import math
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from challenge.classrooms import names
from challenge.classrooms.models import Classroom, Seat
from challenge.classrooms.pictures import NAMES
from cms.helplines.services import helplines_for


@dataclass(frozen=True, slots=True)
class PictureShown:
    """One picture of a code: what draws it, and its name."""

    art: str
    name: str


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat in the words of a language; ``animal`` and ``shade`` draw its avatar."""

    uid: uuid.UUID
    label: str
    animal: str
    shade: str
    is_claimed: bool
    is_locked: bool
    pictures: tuple[PictureShown, ...]


def seat_shown(seat: Seat, locale: str) -> SeatShown:
    """Word one seat in a language; the names of pictures follow the active language."""
    animal, _dash, colour = seat.avatar.partition("-")
    return SeatShown(
        uid=seat.uid,
        label=names.seat_label(seat.label, locale),
        animal=animal,
        shade=f"shade shade--{colour or 'teal'}",
        is_claimed=seat.claimed,
        is_locked=seat.locked,
        pictures=tuple(
            PictureShown(f"pic-{id_}", str(NAMES[id_])) for id_ in seat.pictures
        ),
    )


def seats_shown(classroom: Classroom, locale: str) -> list[SeatShown]:
    """Word the seats of a class in their order; one query."""
    return [seat_shown(seat, locale) for seat in classroom.seats.all()]


def window(classroom: Classroom) -> dict[str, object]:
    """Return ``is_open``, and ``minutes_left``: whole minutes until the class closes.

    Minutes and no time of day: whose clock it would be, nobody could tell.
    """
    until = classroom.join_open_until
    left = (until - timezone.now()).total_seconds() if until else 0
    return {
        "is_open": classroom.is_open,
        "minutes_left": max(math.ceil(left / 60), 0),
    }


def taken(classroom: Classroom) -> dict[str, int]:
    """Return how many ``seats`` a class has and how many have ``joined``; one query."""
    return classroom.seats.aggregate(
        seats=Count("pk"), joined=Count("pk", filter=Q(learner_id__isnull=False))
    )


def lines_shown(country: str, locale: str) -> dict[str, object]:
    """Return whom to call in a country, as ``helplines_for`` does.

    ``shown`` are the country's helplines, or what there is instead.
    """
    lines = helplines_for(country, locale)
    return lines | {"shown": lines["helplines"] or lines["fallback"]}
