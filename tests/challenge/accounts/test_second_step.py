"""A second step at sign-in: an app's codes, codes on paper, passkeys."""

import time

from django.test import Client

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.challenge.accounts.conftest import PASSWORD, enter, sign_in

ACTIVATE = "/en/accounts/2fa/totp/activate/"
AUTHENTICATE = "/en/accounts/2fa/authenticate/"


def code_now(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def secret(client, educator) -> str:
    """Set an authenticator app up, as its owner does; give the app's secret."""
    enter(client)
    secret = client.get(ACTIVATE).context["form"].secret
    answer = client.post(ACTIVATE, {"code": code_now(secret)})
    assert answer.status_code == 302
    return secret


def test_setting_an_app_up_brings_codes_on_paper(client, secret):
    page = client.get("/en/accounts/2fa/recovery-codes/").content.decode()

    kinds = Authenticator.objects.values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}
    assert "account__codes" in page


def test_a_wrong_code_sets_nothing_up(client, educator):
    enter(client)
    client.get(ACTIVATE)

    answer = client.post(ACTIVATE, {"code": "000000"})

    assert 'id="id_code_error"' in answer.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("way", ["/en/accounts/login/", "/admin/login/?next=/admin/"])
def test_a_password_alone_opens_neither_the_site_nor_the_admin(secret, way):
    other = Client()
    page = other.get(way, follow=True)
    path = page.redirect_chain[-1][0] if page.redirect_chain else way

    answer = other.post(path, {"login": "mariam", "password": PASSWORD})

    assert answer["Location"].startswith(AUTHENTICATE)
    assert other.get("/en/signed-in/").status_code == 302
    assert other.get("/admin/").status_code == 302
    assert "id_code" in other.get(AUTHENTICATE).content.decode()


def test_the_apps_code_opens_once(client, secret):
    other, third = Client(), Client()
    code = code_now(secret, later=1)
    sign_in(other, "mariam")
    other.post(AUTHENTICATE, {"code": code})
    sign_in(third, "mariam")
    third.post(AUTHENTICATE, {"code": code})

    assert other.get("/en/signed-in/").status_code == 200
    assert third.get("/en/signed-in/").status_code == 302


def test_a_code_from_paper_opens_once(client, secret):
    paper = Authenticator.objects.get(type="recovery_codes").wrap()
    code = paper.get_unused_codes()[0]
    other, third = Client(), Client()
    for browser in (other, third):
        sign_in(browser, "mariam")
        browser.post(AUTHENTICATE, {"code": code})

    assert other.get("/en/signed-in/").status_code == 200
    assert third.get("/en/signed-in/").status_code == 302


def test_the_apps_secret_cannot_be_read_in_a_copy_of_the_database(client, secret):
    kept = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in kept


def test_a_new_secret_key_of_the_site_locks_nobody_out(client, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, of a site that changes it now and then"
    other = Client()
    sign_in(other, "mariam")

    other.post(AUTHENTICATE, {"code": code_now(secret, later=1)})

    assert other.get("/en/signed-in/").status_code == 200


def test_the_pages_of_passkeys_bring_scripts_of_this_site_only(client, educator):
    enter(client)

    add = client.get("/en/accounts/2fa/webauthn/add/").content.decode()
    listed = client.get("/en/accounts/2fa/webauthn/").content.decode()

    assert "/static/mfa/js/webauthn.js" in add
    assert 'src="http' not in add
    assert "There is none yet." in listed


def test_the_sign_in_page_takes_a_passkey(client, db):
    page = client.get("/en/accounts/login/").content.decode()
    asked = client.get(
        "/en/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}
    )

    assert "Use a passkey" in page
    assert asked.json()["request_options"]["publicKey"]["rpId"] == "testserver"
