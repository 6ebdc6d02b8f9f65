"""How a pupil's device gets into a class: code, seat, pictures. No name is asked for.

What a stranger could try is bounded here and in ``throttles``;
``tests/challenge/classrooms/test_guessing.py`` works out what is left of it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from challenge.classrooms import codes, throttles
from challenge.classrooms.models import Classroom, Seat
from challenge.learners import services as learners
from challenge.learners.models import Learner
from challenge.limits import TooManyError, homes
from challenge.limits.addresses import Origin, one_at_a_time
from challenge.limits.guesses import slip
from challenge.storage.write_lock import write_lock

# Wrong pictures in a row that lock a seat until the educator resets it.
SEAT_MISSES = 10


class WrongCodeError(ValueError):
    """The text opens no class: it is not a code, no class has it, or the class is closed."""


class WrongPicturesError(ValueError):
    """The class has no such seat, it is locked, or its pictures are others."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Who has joined where, with the token that the device keeps."""

    learner: Learner
    token: str
    classroom: Classroom


def open_class(code: str, origin: Origin | None = None) -> Classroom:
    """Return the class that a typed code opens now; one query.

    ``origin`` is where the request comes from; the site itself may leave it out.

    Raises:
        WrongCodeError: if the text opens no class.
        TooManyError: if so many codes were wrong that this one is not looked at yet.
    """
    read = codes.read(code)
    if origin is None:
        classroom = _find(read)
        if classroom is None or not classroom.is_open:
            raise WrongCodeError
        return classroom
    if not read:
        slip(origin)
        raise WrongCodeError
    with one_at_a_time(origin.network):
        return _open_limited(read, origin)


def join(
    code: str,
    seat: uuid.UUID,
    pictures: Sequence[str],
    origin: Origin | None = None,
) -> Joined:
    """Let a device play at a seat; the first to join makes its learner.

    Whoever joins later, on any device, gets the same learner with a new token, which
    replaces the old one. ``origin`` is as in ``open_class``.

    Raises:
        WrongCodeError, TooManyError: as ``open_class`` does.
        WrongPicturesError: if seat and pictures do not fit. It is counted: too many lock
            the seat.
        TooManyError: if so many pictures were wrong that these are not looked at yet.
    """
    classroom = open_class(code, origin)
    if origin is None:
        return _sit_down(classroom, seat, pictures, None)
    with one_at_a_time(f"class {classroom.pk}"):
        guess = throttles.PictureGuess(origin, classroom)
        if wait := guess.wait():
            raise TooManyError(wait)
        joined = _sit_down(classroom, seat, pictures, guess)
    homes.note(origin, classroom.pk)
    return joined


def _open_limited(code: str, origin: Origin) -> Classroom:
    guess = throttles.code_guess(origin, code)
    is_repeat = guess.is_repeat
    if not is_repeat and (wait := guess.wait()):
        return _open_at_home(code, origin, wait)
    classroom = _find(code)
    if classroom is not None and classroom.is_open:
        return classroom
    # A class that is closed is paid for like a code that no class has, or paying would
    # tell them apart; but where it is at home, everybody knows the code.
    if is_repeat or (classroom and homes.is_home(origin, classroom.pk)):
        slip(origin)
    else:
        guess.charge()
    raise WrongCodeError


def _open_at_home(code: str, origin: Origin, wait: float) -> Classroom:
    """Open a class that is at home where the request comes from, and no other."""
    at_home = throttles.school_codes(origin)
    if at_home is None or at_home.wait():
        raise TooManyError(wait if at_home is None else min(wait, at_home.wait()))
    classroom = _find(code)
    if classroom and classroom.is_open and homes.is_home(origin, classroom.pk):
        return classroom
    at_home.charge()
    raise TooManyError(wait)


def _find(code: str) -> Classroom | None:
    return Classroom.objects.filter(code=code).first() if code else None


def _sit_down(
    classroom: Classroom,
    seat: uuid.UUID,
    pictures: Sequence[str],
    guess: throttles.PictureGuess | None,
) -> Joined:
    with write_lock():
        held = classroom.seats.select_for_update().filter(uid=seat).first()
        if held is None or held.locked:
            raise WrongPicturesError
        if held.pictures == list(pictures):
            return _let_in(held, classroom, guess)
        # The miss is kept, so the transaction ends well.
        if guess is None or guess.locks:
            _note_miss(held)
        if guess:
            guess.charge()
    raise WrongPicturesError


def _let_in(
    seat: Seat, classroom: Classroom, guess: throttles.PictureGuess | None
) -> Joined:
    again = learners.renew_token(seat.learner_id) if seat.learner_id else None
    learner, token = again or learners.create(
        locale=classroom.locale, band=classroom.band, avatar=seat.avatar
    )
    if guess:
        guess.give_back(seat.misses)
    if seat.learner_id != learner.pk or seat.misses:
        seat.learner_id, seat.misses = learner.pk, 0
        seat.save(update_fields=["learner_id", "misses"])
    return Joined(learner, token, classroom)


def _note_miss(seat: Seat) -> None:
    seat.misses += 1
    seat.locked = seat.misses >= SEAT_MISSES
    seat.save(update_fields=["misses", "locked"])
