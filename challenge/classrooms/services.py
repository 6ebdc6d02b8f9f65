"""What an educator does with a class and its seats, from the first day to the last."""

import datetime
import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenge.accounts.models import User
from challenge.classrooms import codes, names
from challenge.classrooms.assigning import assignable, is_sensitive
from challenge.classrooms.models import MOST_SEATS, Classroom, Seat
from challenge.classrooms.pictures import new_code as new_pictures
from challenge.classrooms.pictures import set_for
from challenge.classrooms.reports import counting
from challenge.errors import Refused
from challenge.learners import services as learners
from challenge.learners.avatars import COLOURS
from challenge.learners.models import today
from challenge.storage.write_lock import write_lock

MOST_CLASSES = 100
# A lesson is shorter; a window that somebody forgot closes by itself.
MOST_MINUTES = 240
DEFAULT_MINUTES = 20
CHANGEABLE = ("name", "locale", "country", "ends_on")
# School years begin in August or later in most of the world; an educator may say otherwise.
_LAST_MONTH = 7
_LONGEST = datetime.timedelta(days=400)


def end_of_school_year(day: datetime.date) -> datetime.date:
    """Return the day on which a class ends that is made on ``day``: the next 31 July."""
    year = day.year if day.month <= _LAST_MONTH else day.year + 1
    return datetime.date(year, _LAST_MONTH, 31)


def create_class(
    educator: User,
    *,
    name: str,
    band: str,
    locale: str,
    ends_on: datetime.date,
    size: int,
    country: str = "",
) -> Classroom:
    """Make a class with its seats, still closed.

    Raises:
        Refused: if the educator has too many classes, ``size`` is not 1 to 60, or
            ``ends_on`` is past or more than a school year ahead.
    """
    _check_end(ends_on)
    with write_lock():
        # Locked, so that two forms sent at once count one after the other.
        User.objects.select_for_update().get(pk=educator.pk)
        if educator.classrooms.count() >= MOST_CLASSES:
            raise Refused(
                "too_many",
                _("You have %(most)s classes. End one before you make another.")
                % {"most": MOST_CLASSES},
                "name",
            )
        classroom = _with_new_code(
            Classroom(
                educator=educator,
                name=name,
                play_name=names.new_play_name(),
                band=band,
                locale=locale,
                country=country,
                size=0,
                ends_on=ends_on,
            )
        )
        add_seats(classroom, size)
    return classroom


def update_class(classroom: Classroom, changes: Mapping[str, Any]) -> None:
    """Store what an educator may change: ``name``, ``locale``, ``country``, ``ends_on``.

    Raises:
        Refused: if ``ends_on`` is past or more than a school year ahead.
    """
    if "ends_on" in changes:
        _check_end(changes["ends_on"])
    changes = {field: changes[field] for field in CHANGEABLE if field in changes}
    _set(classroom, **changes)


def open_window(classroom: Classroom, minutes: int = DEFAULT_MINUTES) -> None:
    """Let pupils join for so many minutes from now, 240 at most.

    Wrong pictures count from none again; seats that are locked stay so.

    Raises:
        Refused: if the class's last day is over.
    """
    if classroom.is_over:
        raise Refused("over", _("This class has ended. Nobody can join."), "ends_on")
    minutes = max(1, min(minutes, MOST_MINUTES))
    until = timezone.now() + datetime.timedelta(minutes=minutes)
    with write_lock():
        _set(classroom, join_open_until=until)
        classroom.seats.exclude(misses=0).update(misses=0)


def close_window(classroom: Classroom) -> None:
    """Let nobody join any more; who has joined plays on."""
    _set(classroom, join_open_until=None)


def unlock(classroom: Classroom, module: str) -> None:
    """Note that the educator has opened "before you start" of a sensitive module.

    Raises:
        Refused: if the class can play no such module, or it is not sensitive.
    """
    with write_lock():
        # What another tab has just unlocked stays so.
        held = Classroom.objects.select_for_update().get(pk=classroom.pk)
        classroom.unlocked = held.unlocked
        set_unlocked(classroom, {*held.unlocked, module})


def set_unlocked(classroom: Classroom, modules: Collection[str]) -> None:
    """Say of which sensitive modules the educator has opened "before you start".

    Raises:
        Refused: if the class can play no such module, or it is not sensitive.
    """
    if new := set(modules) - set(classroom.unlocked):
        known = assignable(classroom)
        if any(key not in known or not is_sensitive(known[key]) for key in new):
            raise Refused(
                "invalid_choice",
                _("There is no such sensitive module for this class."),
                "unlocked",
            )
    _set(classroom, unlocked=sorted(modules))


def end_class(classroom: Classroom) -> None:
    """Delete a class with its seats, their learners and all that these did, at once."""
    with write_lock():
        classroom.delete()


def end_classes_of(educator: User) -> None:
    """Delete all classes of an educator with their seats, learners and what these did."""
    for classroom in educator.classrooms.all():
        end_class(classroom)


def forget_learners(seats: Iterable[Seat]) -> None:
    """Erase the learners of seats with all that they did; the seats are free then."""
    ids = [seat.learner_id for seat in seats if seat.learner_id is not None]
    if ids:
        learners.forget(ids)


def add_seats(classroom: Classroom, count: int) -> list[Seat]:
    """Add seats with labels, animals and pictures of their own.

    Raises:
        Refused: if ``count`` is below 1, or there would be more than 60 seats.
    """
    with write_lock():
        taken = _hold_seats(classroom)
        if count < 1 or len(taken) + count > MOST_SEATS:
            raise Refused(
                "size",
                _("A class has 1 to %(most)s seats.") % {"most": MOST_SEATS},
                "size",
            )
        made: list[Seat] = []
        for _number in range(count):
            label, avatar = _new_look([*taken, *made])
            pictures = new_pictures(classroom.band)
            made.append(
                Seat(classroom=classroom, label=label, avatar=avatar, pictures=pictures)
            )
        Seat.objects.bulk_create(made)
        _set(classroom, size=len(taken) + count)
    return made


def remove_seat(seat: Seat) -> None:
    """Take a seat away, and erase its learner."""
    with write_lock():
        left = _hold_seats(seat.classroom)
        forget_learners([seat])
        seat.delete()
        _set(seat.classroom, size=len(left) - 1)


def lock_seat(seat: Seat, *, locked: bool = True) -> None:
    """Let nobody join at a seat, or let them again; a device that has joined plays on."""
    _set(seat, locked=locked, misses=0)


def reset_seat(seat: Seat, *, renew: bool = False) -> None:
    """Let a pupil try again after too many wrong pictures.

    With ``renew`` the seat gets other pictures and the device that has joined is sent away;
    progress stays with the seat.
    """
    with write_lock():
        _set(seat, locked=False, misses=0)
        if renew:
            _set(seat, pictures=new_pictures(seat.classroom.band))
            if seat.learner_id is not None:
                learners.renew_token(seat.learner_id)


def move_seat(seat: Seat, other: Classroom) -> None:
    """Move a seat, with its learner, into another class of the same educator.

    It keeps its label, animal and pictures where the other class has room for them.

    Raises:
        Refused: if the other class is another educator's, the same one, or full.
    """
    former = seat.classroom
    if other.educator_id != former.educator_id or other.pk == former.pk:
        raise Refused("invalid_choice", _("Choose another class of yours."), "to")
    with write_lock():
        # In one order for everybody, so that two moves never wait for each other.
        for classroom in sorted((former, other), key=lambda each: each.pk):
            _hold_seats(classroom)
        theirs = list(other.seats.all())
        if len(theirs) >= MOST_SEATS:
            raise Refused(
                "size",
                _("A class has 1 to %(most)s seats.") % {"most": MOST_SEATS},
                "to",
            )
        changes: dict[str, object] = {"classroom": other, "has_moved": True}
        if any(seat.label == own.label or seat.avatar == own.avatar for own in theirs):
            changes["label"], changes["avatar"] = _new_look(theirs)
        if set_for(former.band) != set_for(other.band):
            changes["pictures"] = new_pictures(other.band)
        _set(seat, **changes)
        if seat.learner_id is not None:
            counting.close({former.pk, other.pk})
            learners.update_by_id(
                seat.learner_id, {"band": other.band, "avatar": seat.avatar}
            )
        _set(former, size=former.seats.count())
        _set(other, size=len(theirs) + 1)


def _check_end(ends_on: datetime.date) -> None:
    if not today() <= ends_on <= today() + _LONGEST:
        raise Refused(
            "invalid_date",
            _("Choose a day from today on, within one school year."),
            "ends_on",
        )


def _with_new_code(classroom: Classroom) -> Classroom:
    while True:
        classroom.code = codes.new_code()
        try:
            with transaction.atomic():
                classroom.save(force_insert=True)
        except IntegrityError:
            # Another class's: one chance in three thousand millions for each class so far.
            continue
        return classroom


def _hold_seats(classroom: Classroom) -> list[Seat]:
    """Lock a class for who changes its seats, and give them."""
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    return list(classroom.seats.all())


def _new_look(seats: Iterable[Seat]) -> tuple[str, str]:
    """Return a label, and an avatar of its animal, that none of the seats has.

    The animals are as often each as can be, so that few pupils look for one among many.
    """
    labels = {seat.label for seat in seats}
    avatars = {seat.avatar for seat in seats}
    animals = [label.partition("-")[2] for label in labels]
    fewest = min(animals.count(animal) for animal in names.ANIMALS)
    free = [animal for animal in names.ANIMALS if animals.count(animal) == fewest]
    animal = secrets.choice(free)
    looks = (f"{animal}-{colour}" for colour in COLOURS)
    return (
        names.new_label(animal, labels),
        secrets.choice([look for look in looks if look not in avatars]),
    )


def _set(row: Classroom | Seat, **changes: Any) -> None:
    """Store some fields of a row, and no others that somebody may just have changed."""
    for field, value in changes.items():
        setattr(row, field, value)
    if changes:
        with write_lock():
            row.save(update_fields=[*changes])
