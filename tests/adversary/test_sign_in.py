"""Ways in beside the sign-in page: every address is tried with a right password."""

import importlib
import itertools
import json
import re
import sys
import uuid
from collections.abc import Iterator

from django.contrib.auth import SESSION_KEY, get_user
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.regex_helper import normalize

from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp

from challenge.models import User
from tests.adversary import rounds
from tests.production import production_settings

pytestmark = pytest.mark.django_db

NAME, EMAIL = "warden", "warden@school.example"
PASSWORD = "reef-at-low-tide"
SIGN_IN = "/en/accounts/login/"
AUTHENTICATE = "/en/accounts/2fa/authenticate/"
WRONG_PASSWORDS = 200
# What a password can be sent as: Django's, Wagtail's and allauth's names, and a few more.
FORM = {
    **dict.fromkeys(("username", "login", "user", "name"), NAME),
    **dict.fromkeys(("email", "e-mail", "address"), EMAIL),
    **dict.fromkeys(
        ("password", "password1", "password2", "old_password", "oldpassword"), PASSWORD
    ),
    **dict.fromkeys(
        ("new_password1", "new_password2", "password-old_password"), PASSWORD
    ),
    **dict.fromkeys(("remember", "sure"), "on"),
    **dict.fromkeys(("next", "return_url"), "/admin/"),
}


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def warden() -> User:
    """A superuser whose address is confirmed and who has no second step."""
    user = User.objects.create_superuser(NAME, EMAIL, PASSWORD)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


@pytest.fixture
def secret(warden) -> str:
    """The secret of an authenticator app that the superuser has set up."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(warden, secret)
    return secret


@pytest.fixture(params=["test", "production"])
def scheme(request, settings, monkeypatch) -> Iterator[str]:
    """The site under these settings; how its pages are asked for."""
    if request.param == "test":
        yield "http"
        return
    production = production_settings(monkeypatch)
    kept = {"DATABASES", "CACHES", "DATA_DIR", "MEDIA_ROOT", "EMAIL_BACKEND"}
    for name in filter(str.isupper, dir(production)):
        value = getattr(production, name)
        if name not in kept and value != getattr(settings, name, None):
            setattr(settings, name, value)
    monkeypatch.delitem(sys.modules, "config.urls", raising=False)
    settings.ROOT_URLCONF = importlib.import_module("config.urls")
    yield "https"


def every_address() -> list[str]:
    """Return one address of each pattern of the URLconf, in the default language."""
    found = dict.fromkeys(
        path
        for expression in _expressions(get_resolver().url_patterns, "")
        for path in _examples(expression)
    )
    return list(found)


def _expressions(patterns: list, before: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each.pattern, LocalePrefixPattern):
            own = re.escape(each.pattern.language_prefix)
        else:
            own = each.pattern.regex.pattern.removeprefix("^").removeprefix(r"\A")
        if isinstance(each, URLPattern):
            yield before + own
        else:
            yield from _expressions(each.url_patterns, before + own)


def _examples(expression: str) -> Iterator[str]:
    values = ("1", "x", "Page", str(uuid.UUID(int=1)), "x/", "en")
    for shape, names in normalize(expression):
        for chosen in itertools.product(values, repeat=len(names)):
            path = shape % dict(zip(names, chosen, strict=True))
            if re.match(expression, path):
                yield f"/{path}"
                break


def signs_in(path: str, scheme: str, *, as_json: bool) -> bool:
    """Return whether posting the password to an address makes a session of somebody."""
    cache.clear()
    browser = Client(raise_request_exception=False)
    sent = json.dumps(FORM) if as_json else FORM
    kind = {"content_type": "application/json"} if as_json else {}
    browser.post(path, sent, secure=scheme == "https", **kind)
    return SESSION_KEY in browser.session


def is_signed_in(browser: Client) -> bool:
    """Return whether the browser's next request would be somebody's."""
    request = HttpRequest()
    request.session = browser.session
    return get_user(request).is_authenticated


def test_no_address_but_the_sign_in_page_lets_a_password_in(scheme, warden, figure):
    home = Page.objects.get(depth=1)
    for model, place in (
        (PageViewRestriction, {"page": home}),
        (CollectionViewRestriction, {"collection_id": 1}),
    ):
        model.objects.create(
            id=1, restriction_type="password", password=PASSWORD, **place
        )
    tried = every_address()

    ways_in = {
        path
        for path in tried
        if any(signs_in(path, scheme, as_json=as_json) for as_json in (False, True))
    }

    assert {"/en/_util/login/", "/admin/login/", SIGN_IN} <= set(tried)
    assert ways_in == {SIGN_IN}
    figure(f"addresses tried ({scheme})", len(tried))


@pytest.mark.parametrize("path", ["/en/_util/login/", "/admin/login/"])
def test_wagtails_own_pages_lead_to_the_sign_in_page(client, path):
    answer = client.get(path, {"next": "/admin/pages/"})

    assert answer["Location"] == f"{SIGN_IN}?next=%2Fadmin%2Fpages%2F"


def test_a_second_step_is_asked_wherever_the_password_is_given(scheme, secret):
    browser = Client()

    answer = browser.post(SIGN_IN, FORM, secure=scheme == "https")

    assert answer["Location"].startswith(AUTHENTICATE)
    assert not is_signed_in(browser)


def test_an_address_that_nobody_confirmed_opens_nothing(scheme, warden):
    EmailAddress.objects.update(verified=False)
    browser = Client()

    answer = browser.post(SIGN_IN, FORM, secure=scheme == "https")

    assert answer["Location"] == "/en/accounts/confirm-email/"
    assert not is_signed_in(browser)


def test_a_password_set_by_a_mailed_link_opens_nothing_by_itself(client, secret):
    client.post("/en/accounts/password/reset/", {"email": EMAIL})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    new = "another-reef-at-low-tide"

    client.post(form, {"password1": new, "password2": new})

    assert not is_signed_in(client)
    answer = client.post(SIGN_IN, {"login": NAME, "password": new})
    assert answer["Location"].startswith(AUTHENTICATE)


@pytest.fixture
def checked(monkeypatch) -> list[str]:
    """The passwords that were really compared with the stored one."""
    passwords: list[str] = []
    check = User.check_password

    def count(self, password):
        passwords.append(password)
        return check(self, password)

    monkeypatch.setattr(User, "check_password", count)
    return passwords


def test_guessing_ends_after_a_few_tries_from_however_many_addresses(
    warden, checked, figure
):
    tries = rounds(WRONG_PASSWORDS, 10 * WRONG_PASSWORDS)
    paths = (SIGN_IN, "/en/_util/login/", "/admin/login/", "/ar/accounts/login/")
    for number, path in itertools.product(range(tries // len(paths)), paths):
        wrong = FORM | dict.fromkeys(("login", "username"), NAME)
        Client().post(
            path,
            wrong | {"password": f"wrong {number}"},
            REMOTE_ADDR=f"192.0.2.{number % 250}",
        )

    assert 1 <= len(checked) <= 10
    figure(f"passwords compared of {tries} that were wrong", len(checked))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/en/accounts/reauthenticate/", "password"),
        ("/en/accounts/password/change/", "oldpassword"),
        ("/admin/account/", "password-old_password"),
    ],
)
def test_a_borrowed_session_does_not_find_the_password_out(
    client, warden, checked, path, field
):
    client.force_login(warden)
    new = "another-reef-at-low-tide"
    names = (
        "password1",
        "password2",
        "password-new_password1",
        "password-new_password2",
    )
    for number in range(rounds(20, WRONG_PASSWORDS)):
        guess = {field: f"wrong {number}"}
        client.post(path, dict.fromkeys(names, new) | guess)

    assert len(checked) <= 10


def test_the_codes_of_a_second_step_cannot_be_tried_one_by_one(secret, monkeypatch):
    compared = []
    monkeypatch.setattr(
        totp, "validate_totp_code", lambda *given, **named: compared.append(given)
    )
    browser = Client()
    browser.post(SIGN_IN, FORM)
    for number in range(rounds(20, WRONG_PASSWORDS)):
        browser.post(AUTHENTICATE, {"code": f"{number:06}"})

    assert 1 <= len(compared) <= 10
    assert not is_signed_in(browser)
