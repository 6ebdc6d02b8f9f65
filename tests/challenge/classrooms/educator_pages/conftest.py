from typing import Any

from django.test import Client

import pytest

from challenge.classrooms import services
from challenge.classrooms.models import Classroom
from challenge.models import User
from tests.challenge import factories


def new_class(educator: User, **more: Any) -> Classroom:
    """Return a closed class of five seats."""
    classroom = factories.new_class(educator, **{"name": "5B", "size": 5} | more)
    services.close_window(classroom)
    return classroom


@pytest.fixture
def classroom(educator: User) -> Classroom:
    return new_class(educator)


class Desk:
    """An educator's browser: opens pages of a class and sends their forms."""

    def __init__(self, user: User, classroom: Classroom | None = None) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.classroom = classroom

    def url(self, path: str = "", language: str = "en") -> str:
        assert self.classroom is not None
        return f"/{language}/teach/classes/{self.classroom.uid}/{path}"

    def get(self, path: str = "", language: str = "en", **extra: Any) -> Any:
        return self.client.get(self.url(path, language), **extra)

    def read(self, path: str = "", language: str = "en") -> str:
        response = self.get(path, language)
        assert response.status_code == 200
        return response.content.decode()

    def send(self, path: str, data: dict[str, Any], **extra: Any) -> Any:
        return self.client.post(self.url(path), data, follow=True, **extra)

    def told(self, path: str, data: dict[str, Any]) -> str:
        """Send a form, and give the page that follows."""
        response = self.send(path, data)
        assert response.status_code == 200
        return response.content.decode()


@pytest.fixture
def desk(educator: User, classroom: Classroom) -> Desk:
    return Desk(educator, classroom)
