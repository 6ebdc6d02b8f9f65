"""Who has an account is not told by the work that an answer costs."""

from collections import Counter

from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest
from allauth.account.models import EmailAddress

from challenge.models import User

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "mariam@school.example", "nobody@school.example"
PASSWORD = "reef-at-low-tide"


@pytest.fixture(autouse=True)
def mariam() -> User:
    user = User.objects.create_user("mariam", KNOWN, PASSWORD)
    EmailAddress.objects.create(user=user, email=KNOWN, verified=True, primary=True)
    return user


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """The passwords that were hashed: nearly all of the time that an answer takes."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def count(self, password, salt, *more):
        hashed.append(password)
        return encode(self, password, salt, *more)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    return hashed


@pytest.fixture
def work_of(hashes):
    """Return a function that posts a form and counts what was done for the answer."""

    def post(path: str, form: dict[str, str]) -> Counter[str]:
        cache.clear()
        mail.outbox.clear()
        hashes.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = Client().post(path, form)
        statements = Counter(
            sql.split()[0]
            for query in asked
            if (sql := query["sql"]).startswith(("INSERT", "UPDATE"))
        )
        return statements + Counter(
            hashes=len(hashes),
            mails=len(mail.outbox),
            **{f"{answer.status_code} {answer.get('Location')}": 1},
        )

    return post


def test_signing_up_with_an_address_that_has_an_account_does_the_same_work(
    work_of, figure
):
    form = {"password1": PASSWORD, "password2": PASSWORD}
    before = User.objects.count()

    known = work_of("/en/accounts/signup/", form | {"email": KNOWN})
    assert User.objects.count() == before, "nothing of it is kept"
    assert EmailAddress.objects.count() == 1
    assert [message.to for message in mail.outbox] == [[KNOWN]]
    unknown = work_of("/en/accounts/signup/", form | {"email": UNKNOWN})

    assert known == unknown
    assert known["hashes"] == known["mails"] == 1
    figure("sign-up, either address", dict(known))


def test_asking_for_a_new_password_does_the_same_work(work_of, figure):
    known = work_of("/en/accounts/password/reset/", {"email": KNOWN})
    unknown = work_of("/en/accounts/password/reset/", {"email": UNKNOWN})

    assert known == unknown
    figure("password reset, either address", dict(known))


@pytest.mark.parametrize(
    ("known", "unknown"), [(KNOWN, UNKNOWN), ("mariam", "nobody"), ("MARIAM", "n")]
)
def test_a_wrong_password_costs_the_same_for_everybody(work_of, known, unknown):
    wrong = {"password": "wrong"}

    of_known = work_of("/en/accounts/login/", wrong | {"login": known})

    assert of_known == work_of("/en/accounts/login/", wrong | {"login": unknown})
    assert of_known["hashes"] == 1
