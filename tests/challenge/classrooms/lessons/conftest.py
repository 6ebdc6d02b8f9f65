import html
import re
from typing import Any

from django.test import Client

import pytest

from challenge.accounts.models import User

CIRCLES, HOOKS, STORM = "t1-0810-circles", "t5-0810-hooks", "t4-1113-storm"
HAND, PARENTS = "t12-0507-hand", "p2-tell"
TICKS = dict.fromkeys(("lead", "steps", "aside", "rules"), "on")


class Lessons:
    """An educator's browser among the lessons."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def get(self, path: str = "", language: str = "en") -> Any:
        return self.client.get(f"/{language}/teach/lessons/{path}")

    def read(self, path: str = "", language: str = "en") -> str:
        """Return the words of a page as they are read, on one line."""
        response = self.get(path, language)
        assert response.status_code == 200
        return words(response)

    def open(self, key: str, follow: str = "") -> Any:
        """Go through "before you start" of a sensitive lesson."""
        return self.client.post(f"/en/teach/lessons/{key}/before/{follow}", TICKS)


def words(response: Any) -> str:
    page = re.sub(r"<[^>]+>|\s+", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(page))


@pytest.fixture
def lessons(educator: User) -> Lessons:
    return Lessons(educator)
