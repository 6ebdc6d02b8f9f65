from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client

import pytest

from challenge.insight import measuring
from challenge.models import User
from challenge.progress import tallies
from tests.challenge.content import WRONG, attempt, step


@pytest.fixture
def reader(db: None) -> Client:
    """A client of somebody who may see the report and the admin, and nothing else."""
    user = User.objects.create_user("reader", "reader@example.org", "reader")
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=("access_admin", "view_tally"))
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def play(module: None, new_device: Callable[[], Any]) -> Callable[..., None]:
    """Let learners play: so many right, so many wrong; then count."""

    def let_play(right: int, wrong: int, **changes: Any) -> None:
        for number in range(right + wrong):
            is_right = number < right
            given = None if is_right else WRONG
            device = new_device()
            device.answer(
                *(
                    attempt(item, given and given[item], **changes)
                    for item in ("c-pre", "q-choice", "q-sort", "q-chat", "c-post")
                )
            )
            if is_right:
                device.finish(step("s-text", **changes), step("s-pause", **changes))
        tallies.roll_up()
        measuring.measure()

    return let_play
