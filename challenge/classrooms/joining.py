"""How a pupil's device gets into a class: code, seat, pictures. No name is asked for.

What a stranger could try is bounded here and in ``throttles``;
``tests/challenge/classrooms/test_guessing.py`` works out what is left of it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from challenge.classrooms import codes
from challenge.classrooms.models import Classroom, Seat
from challenge.learners import services as learners
from challenge.learners.models import Learner
from challenge.progress.turn import writing

# Wrong pictures in a row that lock a seat until the educator resets it.
SEAT_MISSES = 10
# Wrong pictures, of those who have not got in since, that close the window until the
# educator opens it again.
CLASS_MISSES = 40


class MistypedError(ValueError):
    """The text is no code at all: a slip of the hand, which tells who guesses nothing."""


class WrongCodeError(ValueError):
    """No class has the code."""


class ClosedError(ValueError):
    """The class is not open: who has its code early, or late, guesses nothing."""


class WrongPicturesError(ValueError):
    """The class has no such seat, it is locked, or its pictures are others."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Who has joined where, with the token that the device keeps."""

    learner: Learner
    token: str
    classroom: Classroom


def open_class(code: str) -> Classroom:
    """Give the class that a typed code opens now; one query.

    Raises:
        MistypedError: if the text is no code.
        WrongCodeError: if no class has it.
        ClosedError: if pupils may not join that class now.
    """
    read = codes.read(code)
    if not read:
        raise MistypedError
    classroom = Classroom.objects.filter(code=read).first()
    if classroom is None:
        raise WrongCodeError
    if not classroom.is_open:
        raise ClosedError
    return classroom


def join(code: str, seat: uuid.UUID, pictures: Sequence[str]) -> Joined:
    """Let a device play at a seat; the first to join makes its learner.

    Whoever joins later, on any device, gets the same learner with a new token, which
    replaces the old one.

    Raises:
        MistypedError, WrongCodeError, ClosedError: as ``open_class`` does.
        WrongPicturesError: if seat and pictures do not fit. It is counted: too many lock
            the seat, or close the window.
    """
    classroom = open_class(code)
    with writing():
        held = classroom.seats.select_for_update().filter(uid=seat).first()
        if held is None or held.locked:
            raise WrongPicturesError
        if held.pictures == list(pictures):
            return _let_in(held, classroom)
        # The miss is kept, so the transaction ends well.
        _note_miss(held, classroom)
    raise WrongPicturesError


def _let_in(seat: Seat, classroom: Classroom) -> Joined:
    again = learners.renew_token(seat.learner_id) if seat.learner_id else None
    learner, token = again or learners.create(
        locale=classroom.locale, band=classroom.band, avatar=seat.avatar
    )
    if seat.learner_id != learner.pk or seat.misses:
        seat.learner_id, seat.misses = learner.pk, 0
        seat.save(update_fields=["learner_id", "misses"])
    return Joined(learner, token, classroom)


def _note_miss(seat: Seat, classroom: Classroom) -> None:
    seat.misses += 1
    seat.locked = seat.misses >= SEAT_MISSES
    seat.save(update_fields=["misses", "locked"])
    misses = classroom.seats.aggregate(all=Sum("misses"))["all"]
    if misses >= CLASS_MISSES:
        Classroom.objects.filter(pk=classroom.pk).update(join_open_until=None)
