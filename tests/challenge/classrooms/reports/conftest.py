"""A class that plays, and its report."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group

import pytest

from challenge.accounts.permissions import EDUCATORS
from challenge.classrooms import services
from challenge.classrooms.models import Classroom
from challenge.classrooms.reports import blurring
from challenge.learners.models import today
from challenge.models import User
from challenge.progress import tallies
from cms import memory
from cms.publications.models import Publication
from tests.challenge import factories
from tests.challenge.conftest import Device
from tests.challenge.content import MODULE, VERSION, WRONG, attempt, step

PRACTICE = ("q-choice", "q-sort", "q-chat")


@pytest.fixture
def educator(db: None) -> User:
    user = User.objects.create_user("teacher", "teacher@example.org", "teacher")
    user.groups.add(Group.objects.get_or_create(name=EDUCATORS)[0])
    return user


@pytest.fixture
def classroom(educator: User, module: None) -> Classroom:
    """A class of 30 with one module to play."""
    room = services.create_class(
        educator,
        name="4b",
        band="8-10",
        locale="en",
        ends_on=today() + datetime.timedelta(days=100),
        size=30,
    )
    room.assignments.create(module=MODULE)
    return room


class Class:
    """The pupils of a class at their devices."""

    def __init__(self, classroom: Classroom) -> None:
        self.classroom = classroom
        self.devices: list[Device] = []

    def join(self, count: int = 1) -> list[Device]:
        """Let so many pupils take a seat."""
        free = self.classroom.seats.filter(learner_id=None).order_by("pk")[:count]
        new = []
        for seat in free:
            learner, token = factories.new_learner()
            seat.learner_id = learner.pk
            seat.save()
            new.append(Device(token))
        self.devices += new
        return new

    def answer(self, device: Device, item: str, right: bool = True) -> None:
        """Let one pupil answer a question, and have it counted."""
        device.answer(attempt(item, None if right else WRONG[item]))
        tallies.roll_up()

    def play(self, right: int, wrong: int, item: str = "q-choice") -> None:
        """Let new pupils answer a question: so many rightly, so many wrongly."""
        for number, device in enumerate(self.join(right + wrong)):
            is_right = number < right
            device.answer(attempt(item, None if is_right else WRONG[item]))
        tallies.roll_up()

    def finish(self, count: int) -> None:
        """Let new pupils play the whole module."""
        for device in self.join(count):
            device.answer(*(attempt(item) for item in PRACTICE))
            device.finish(step("s-text"), step("s-pause"))
        tallies.roll_up()


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is blurred, so that a test can say which numbers are told."""
    monkeypatch.setattr(blurring, "noise", lambda odds, *name: 0)


@pytest.fixture
def pupils(classroom: Classroom, exact: None) -> Class:
    return Class(classroom)


@pytest.fixture
def sensitive(module: None, classroom: Classroom) -> Callable[[], Any]:
    """The module touches on something hard; the class has had it open since yesterday."""
    yesterday = today() - datetime.timedelta(days=1)
    classroom.assignments.update(created_on=yesterday)
    classroom.unlocked = [MODULE]
    classroom.save()
    found = Publication.objects.filter(version=VERSION)
    found.update(summary=found.get().summary | {"sensitivity": 2})
    memory.forget()
