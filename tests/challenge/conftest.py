import json
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.test import Client

import pytest

from challenge.limits import proxies
from cms import memory
from tests.challenge import content, factories


@pytest.fixture(autouse=True)
def _nothing_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(proxies, "watch", proxies.Watch())
    memory.forget()


@pytest.fixture
def module(db: None) -> None:
    """Two published modules with the same items."""
    factories.publish()
    factories.publish(content.OTHER_MODULE, content.OTHER_VERSION)


class Device:
    """A learner's device: sends JSON with its token, keeps the answers."""

    def __init__(self, token: str = "") -> None:
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = Client(raise_request_exception=False)

    def send(self, method: str, path: str, body: Any = None, **extra: Any) -> Any:
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            body or b"",
            content_type=extra.pop("content_type", "application/json"),
            headers=self.headers | extra,
        )

    def answer(self, *attempts: dict[str, Any]) -> dict[str, Any]:
        response = self.send("POST", "attempts/", {"attempts": attempts})
        assert response.status_code == 200, response.content
        return response.json()

    def finish(self, *steps: dict[str, Any]) -> dict[str, Any]:
        response = self.send("POST", "progress/", {"steps": steps})
        assert response.status_code == 200, response.content
        return response.json()

    def hand_in(self, form: dict[str, Any]) -> dict[str, Any]:
        response = self.send("POST", "checks/", form)
        assert response.status_code == 200, response.content
        return response.json()

    def me(self) -> dict[str, Any]:
        response = self.send("GET", "learners/me/")
        assert response.status_code == 200, response.content
        return response.json()


@pytest.fixture
def stranger(db: None) -> Device:
    """A device without a token."""
    return Device()


@pytest.fixture
def device(db: None) -> Device:
    """A device of a new learner."""
    return Device(factories.new_learner()[1])


@pytest.fixture
def new_device(db: None) -> Callable[[], Device]:
    """Make devices, each of a learner of its own."""
    return lambda: Device(factories.new_learner()[1])
