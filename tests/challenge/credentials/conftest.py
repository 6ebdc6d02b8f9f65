"""Educators who play the modules of their track, and have them credited."""

import re
import uuid
from typing import Any

from django.test import Client

import pytest

from challenge.accounts.models import User
from challenge.learners.services import create
from cms.choices import Track
from cms.pages.module import ModulePage
from quizzes.kinds.ids import public_id
from tests import factories as cms
from tests.challenge import factories
from tests.challenge.conftest import Device

# Five questions after a module: four right are 80 %.
QUESTIONS = 5


def course(key: str = "e1-ground", **more: Any) -> ModulePage:
    """Publish a module of the educators' track whose check has five questions."""
    quiz = cms.quiz(
        key=key,
        form_a=[cms.secret_question(f"{key}-a", "Before?")],
        form_b=[
            cms.secret_question(f"{key}-{number}", f"Question {number}?")
            for number in range(QUESTIONS)
        ],
    )
    fields = {"title": f"About {key}", "key": key, "slug": key, "band": ""}
    return cms.module(
        cms.track(Track.EDUCATORS),
        **fields | {"quiz": quiz, "steps": [cms.text_step()]} | more,
    )


class Player:
    """An educator's browser, in which somebody plays without an account."""

    def __init__(self) -> None:
        _, self.token = create(locale="en")
        self.device = Device(self.token)

    def play(self, key: str, right: int, wrong: int = 0, finishes: bool = True) -> None:
        """Go through a module: so many questions after it right, so many wrong."""
        payload = self.device.send("GET", f"modules/{key}/").json()
        version = payload["version"]
        where = {"module": key, "version": version}
        answers = []
        for number, item in enumerate(payload["check"]["post"][: right + wrong]):
            option = f"{item['id']}-{0 if number < right else 1}"
            option = public_id(item["id"], option)
            answers.append(
                where
                | {
                    "id": str(uuid.uuid4()),
                    "item": item["id"],
                    "phase": "post",
                    "response": {"choices": [option]},
                }
            )
        if answers:
            sent = self.device.answer(*answers)
            assert {one["status"] for one in sent["results"]} == {"recorded"}
        if right + wrong == QUESTIONS:
            self.device.hand_in(where | {"phase": "post"})
        if finishes:
            steps = [where | {"step": step["id"]} for step in payload["steps"]]
            self.device.finish(*steps)


class Account:
    """An educator who has signed in."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def read(self, path: str, language: str = "en") -> str:
        response = self.client.get(f"/{language}/{path}")
        assert response.status_code == 200
        return response.content.decode()

    def claim(self, module: str, token: str, language: str = "en") -> str:
        response = self.client.post(
            f"/{language}/teach/training/claim/",
            {"module": module, "token": token},
            follow=True,
        )
        assert response.status_code == 200
        return response.content.decode()

    def download(self, module: str = "e1-ground") -> str:
        row = self.user.credentials.get(module=module)
        response = self.client.get(f"/en/teach/training/{row.uid}/credential/")
        assert response.status_code == 200
        return response.content.decode()


@pytest.fixture
def educator(db: None) -> User:
    user = factories.new_educator()
    user.email = "mariam@school.example"
    user.save()
    return user


@pytest.fixture
def account(educator: User) -> Account:
    return Account(educator)


@pytest.fixture
def player(db: None) -> Player:
    return Player()


@pytest.fixture
def passed(account: Account, player: Player) -> Account:
    """An educator who has passed one of two modules."""
    course()
    course("e2-tell")
    player.play("e1-ground", QUESTIONS)
    account.claim("e1-ground", player.token)
    return account


def words(page: str) -> str:
    """Return what a page says, without its tags."""
    main = page.split("<main")[1].partition(">")[2].split("</main>")[0]
    return " ".join(
        re.sub(r"<script.*?</script>|<[^>]*>", " ", main, flags=re.S).split()
    )
