from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

import pytest

from cms import memory


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    cache.clear()
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def commits(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager],
) -> Callable[[], AbstractContextManager]:
    """Run what waits for the end of the transaction, when the block is left."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def editor(db: None) -> Any:
    """A client that is signed in as an administrator."""
    user = get_user_model().objects.create_superuser(
        username="editor", email="editor@example.org", password="editor"
    )
    client = Client()
    client.force_login(user)
    client.user = user
    return client
