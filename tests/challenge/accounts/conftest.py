"""Educators, and the way in through the pages as a browser takes it."""

import re

from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.test import Client

import pytest

from challenge.accounts.permissions import EDUCATORS
from challenge.models import User

PASSWORD = "reef-at-low-tide"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    """Let no test meet the limits that an earlier one used up."""
    cache.clear()


@pytest.fixture
def educator() -> User:
    """Somebody whom an administrator made."""
    user = User.objects.create_user("mariam", "mariam@school.example", PASSWORD)
    user.groups.add(Group.objects.get_or_create(name=EDUCATORS)[0])
    return user


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    """Sign in on the page; give the answer to the form."""
    return client.post(
        "/en/accounts/login/", {"login": name, "password": password, **more}
    )


def enter(client: Client, name: str = "mariam") -> None:
    """Sign in, and give the password once more as pages that matter ask for."""
    sign_in(client, name)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})


def sign_up(client: Client, email: str, password: str = PASSWORD, language="en"):
    """Fill in the sign-up form."""
    return client.post(
        f"/{language}/accounts/signup/",
        {"email": email, "password1": password, "password2": password},
    )


def link_in_mail() -> str:
    """Return the path of the link in the last message."""
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
