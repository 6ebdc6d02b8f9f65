import itertools
import json
from typing import Any

from django.test import Client

import pytest

from challenge.accounts.models import User
from challenge.classrooms import codes
from challenge.classrooms.models import Classroom
from challenge.learners.services import create
from tests import factories as cms
from tests.challenge import factories
from tests.challenge.conftest import Device


class Desk:
    """An educator's browser: signed in, sending JSON."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            data,
            content_type="application/json",
            headers=headers,
        )


@pytest.fixture
def educator(db: None) -> User:
    return factories.new_educator()


@pytest.fixture
def desk(educator: User) -> Desk:
    return Desk(educator)


@pytest.fixture
def classroom(educator: User) -> Classroom:
    """An open class of three seats."""
    return factories.new_class(educator)


@pytest.fixture
def lessons(db: None) -> None:
    """Modules for classes: two that are everyday, a sensitive one, and one for older ones."""
    more: dict[str, Any] = {"quiz": None}
    for key, band, topic, sensitivity in (
        ("t2-0810-locks", "8-10", "t2", 0),
        ("t2-0507-keys", "5-7", "t2", 0),
        ("t2-0810-more", "8-10", "t2", 1),
        ("t4-0810-storm", "8-10", "t4", 2),
        ("t4-1417-tide", "14-17", "t4", 2),
    ):
        cms.module(
            key=key,
            slug=key,
            title=key,
            band=band,
            topic=topic,
            sensitivity=sensitivity,
            **more,
        )


def join(device: Device, classroom: Classroom, number: int = 0, **other: Any) -> Any:
    """Try to take a seat of a class as a pupil with its card does."""
    seat = classroom.seats.all()[number]
    body = {"code": classroom.code, "seat": str(seat.uid), "pictures": seat.pictures}
    return device.send("POST", "classes/join/", body | other)


def unknown_codes(count: int, first: int = 0) -> list[str]:
    """Return so many different codes that are well made and no class's."""
    bodies = (
        "".join(each) for each in itertools.product(codes.ALPHABET[:16], repeat=7)
    )
    return [
        body + codes.check_symbol(body)
        for body in itertools.islice(bodies, first, first + count)
    ]


def wrong(pictures: list[str]) -> list[str]:
    """Return other pictures than these."""
    return pictures[::-1]


def other_learner() -> str:
    """Return the token of somebody in no class."""
    return create(locale="en", band="8-10")[1]
