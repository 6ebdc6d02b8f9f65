"""A learner's progress outlives the upgrade of a pack."""

import json
import uuid
from typing import Any

from django.test import Client

import pytest

from challenge.learners import services as learners
from cms import memory
from cms.packs import services
from quizzes.kinds.ids import public_id
from tests import factories
from tests.cms.packs import packing

pytestmark = pytest.mark.django_db
KEY = "t4-1113-storm"


class Device:
    """A learner's device, over the real API."""

    def __init__(self) -> None:
        self.client = Client()
        token = learners.create(locale="en", band="11-13")[1]
        self.headers = {"Authorization": f"Bearer {token}"}

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = self.client.post(
            f"/api/v1/{path}",
            json.dumps(body),
            content_type="application/json",
            headers=self.headers,
        )
        assert response.status_code == 200, response.content
        return response.json()

    def module(self) -> dict[str, Any]:
        response = self.client.get(f"/api/v1/modules/{KEY}/?locale=en", follow=True)
        assert response.status_code == 200
        return response.json()

    def progress(self) -> dict[str, Any]:
        response = self.client.get("/api/v1/learners/me/", headers=self.headers)
        return response.json()["modules"][0]

    def answer(self, version: str, choice: str) -> dict[str, Any]:
        return self.choose(version, public_id("s-choice", choice))

    def choose(self, version: str, option: str) -> dict[str, Any]:
        attempt = {
            "id": str(uuid.uuid4()),
            "module": KEY,
            "version": version,
            "item": "s-choice",
            "phase": "practice",
            "response": {"choices": [option]},
        }
        return self.post("attempts/", {"attempts": [attempt]})["results"][0]


def test_progress_recorded_before_an_upgrade_is_kept(commits):
    factories.module()
    data = packing.module_pack()
    with commits():
        services.import_pack(data, [])
    device = Device()
    before = device.module()["version"]
    assert device.answer(before, "tell")["outcome"] == "correct"
    device.post(
        "progress/",
        {"steps": [{"module": KEY, "version": before, "step": "s-text"}]},
    )
    had = device.progress()
    assert had["steps_done"] == ["s-choice", "s-text"]

    def upgrade(record: dict[str, Any]) -> None:
        record["fields"]["title"] = "Storm, second edition"
        steps = record["fields"]["steps"]
        steps[0]["value"]["body"] = "<p>Hello again.</p>"
        steps.reverse()

    newer = packing.edited(data, f"module:{KEY}:en", upgrade)
    with commits():
        services.import_pack(newer, [])
    memory.forget()

    now = device.module()
    assert now["title"] == "Storm, second edition"
    assert now["version"] != before
    assert device.progress() == had
    # An answer that was given offline, to what the child saw, counts as well.
    assert device.answer(before, "wait")["status"] == "recorded"
    assert device.answer(now["version"], "tell")["outcome"] == "correct"
    assert device.progress()["steps_done"] == ["s-choice", "s-text"]
