"""An upgrade that changes public ids: nobody loses what they did, and all is compiled again."""

from django.core.management import call_command

import pytest

from cms import memory
from quizzes.kinds import base
from tests import factories
from tests.cms.packs.test_progress import Device

pytestmark = pytest.mark.django_db


def options(payload):
    """Return the ids of the options of the practice question, by their words."""
    (step,) = (each for each in payload["steps"] if each["id"] == "s-choice")
    return {option["text"]: option["id"] for option in step["item"]["options"]}


def test_answers_to_what_was_published_before_are_graded_after_publish_all(
    commits, monkeypatch
):
    with monkeypatch.context() as former, commits():
        former.setattr(base, "with_public_ids", lambda item, value: value)
        factories.module(quiz=factories.quiz())
    device = Device()
    before = device.module()
    assert set(options(before).values()) == {"tell", "wait"}
    device.choose(before["version"], "tell")
    had = device.progress()

    with commits():
        call_command("publish_all")
    memory.forget()

    now = device.module()
    assert now["version"] != before["version"]
    assert not set(options(now).values()) & {"tell", "wait"}
    assert [step["id"] for step in now["steps"]] == [s["id"] for s in before["steps"]]
    assert device.progress() == had
    right = {"Tell": "correct", "Wait": "incorrect"}
    for words, id_ in options(now).items():
        given = device.choose(now["version"], id_)
        assert (given["status"], given["outcome"]) == ("recorded", right[words])
    for words, id_ in options(before).items():
        given = device.choose(before["version"], id_)
        assert (given["status"], given["outcome"]) == ("recorded", right[words])
    assert device.choose(now["version"], "tell")["status"] == "rejected"
