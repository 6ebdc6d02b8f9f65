"""Educators make an account by themselves, as far as the operator lets them."""

from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

import pytest

from challenge.accounts.permissions import EDUCATORS
from challenge.models import User
from config.sign_up import sign_up_from
from tests.challenge.accounts.conftest import (
    PASSWORD,
    link_in_mail,
    sign_in,
    sign_up,
)

pytestmark = pytest.mark.django_db
ADDRESS = "huda@moe.example"


def is_educator(email: str = ADDRESS) -> bool:
    return User.objects.filter(email=email, groups__name=EDUCATORS).exists()


def test_an_educator_signs_up_confirms_the_address_and_is_in(client):
    answer = sign_up(client, ADDRESS)

    assert answer["Location"] == "/en/accounts/confirm-email/"
    assert mail.outbox[0].to == [ADDRESS]
    path = link_in_mail()
    assert "huda@moe.example" in client.get(path).content.decode()
    assert not User.objects.get().emailaddress_set.get().verified, "asking is no yes"
    assert client.post(path)["Location"] == "/en/accounts/login/"
    assert sign_in(client, ADDRESS)["Location"] == "/en/signed-in/"
    assert is_educator()


def test_nobody_comes_in_before_the_address_is_confirmed(client):
    sign_up(client, ADDRESS)

    assert sign_in(client, ADDRESS)["Location"] == "/en/accounts/confirm-email/"
    assert client.get("/en/signed-in/").status_code == 302


def test_the_message_is_in_the_language_of_the_page(client, demo_site):
    sign_up(client, ADDRESS, language="ar")

    assert mail.outbox[0].subject == "أكِّد عنوان بريدك"
    assert link_in_mail().startswith("/ar/accounts/confirm-email/")


@pytest.mark.parametrize(
    "password", ["short", "12345678901", "password1234", "huda@moe.example"]
)
def test_a_weak_password_is_refused_and_the_address_stays(client, password):
    answer = sign_up(client, ADDRESS, password)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{ADDRESS}"' in page
    assert 'id="id_password1_error"' in page or 'id="id_password2_error"' in page
    assert not User.objects.exists()


def test_an_address_that_is_taken_is_told_to_its_owner_only(client, educator):
    first = sign_up(client, "new@school.example")
    second = sign_up(Client(), "mariam@school.example")

    assert second["Location"] == first["Location"]
    assert User.objects.filter(email__iexact="mariam@school.example").count() == 1
    assert mail.outbox[-1].to == ["mariam@school.example"]


def test_an_operator_may_take_some_domains_only(client, settings):
    settings.EDUCATOR_SIGN_UP = ["moe.example"]

    refused = sign_up(client, "huda@elsewhere.example")
    sign_up(client, "huda@girls.moe.example")
    disguised = sign_up(client, "huda@notmoe.example")

    assert "certain schools" in refused.content.decode()
    assert 'id="id_email_error"' in disguised.content.decode()
    assert User.objects.values_list("email", flat=True).get() == (
        "huda@girls.moe.example"
    )


def test_an_operator_may_let_nobody_sign_up(client, settings):
    settings.EDUCATOR_SIGN_UP = ["closed"]

    page = client.get("/en/accounts/signup/").content.decode()
    sign_up(client, ADDRESS)

    assert "do not make accounts by themselves" in page
    assert "accounts/signup" not in client.get("/en/accounts/login/").content.decode()
    assert not User.objects.exists()


def test_an_operator_may_approve_each_educator(client, settings, admin_user):
    settings.EDUCATOR_SIGN_UP = ["approval"]
    sign_up(client, ADDRESS)
    path = link_in_mail()
    assert [message.to for message in mail.outbox] == [[ADDRESS]], (
        "not before it is sure"
    )

    client.post(path)
    sign_in(client, ADDRESS)

    asked = mail.outbox[-1]
    educator = User.objects.get(email=ADDRESS)
    assert asked.to == [admin_user.email]
    assert ADDRESS in asked.body
    assert f"/admin/users/edit/{educator.pk}/" in asked.body
    assert not is_educator()
    assert "still has to let you in" in client.get("/en/signed-in/").content.decode()

    admin = Client()
    admin.force_login(admin_user)
    form = {"username": educator.username, "email": ADDRESS, "is_active": "on"}
    names = {"first_name": "Huda", "last_name": "Salem"}
    groups = {"groups": [group.pk for group in educators()]}
    admin.post(f"/admin/users/edit/{educator.pk}/", form | names | groups)

    assert is_educator()
    assert mail.outbox[-1].to == [ADDRESS]
    assert mail.outbox[-1].subject == "You can make classes now"
    assert "still has to" not in client.get("/en/signed-in/").content.decode()


def educators():
    return Group.objects.filter(name=EDUCATORS)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["open"], ["open"]),
        ([" Approval "], ["approval"]),
        (["@MOE.example", "school.example"], ["moe.example", "school.example"]),
    ],
)
def test_the_setting_is_read_as_it_is_written(given, kept):
    assert sign_up_from(given) == kept


@pytest.mark.parametrize("given", [[], ["opne"], ["open", "moe.example"], ["*"]])
def test_a_slip_in_the_setting_stops_the_site(given):
    with pytest.raises(ImproperlyConfigured, match="EDUCATOR_SIGN_UP"):
        sign_up_from(given)


def test_a_forgotten_password_is_replaced_by_mail(client, educator):
    client.post("/en/accounts/password/reset/", {"email": educator.email})
    page = client.get(link_in_mail(), follow=True)
    path = page.redirect_chain[-1][0]
    new = "another-reef-entirely"

    client.post(path, {"password1": new, "password2": new})

    educator.refresh_from_db()
    assert educator.check_password(new)
    assert not educator.check_password(PASSWORD)


def test_no_address_of_a_device_is_kept_in_the_limits(client, monkeypatch):
    keys = []
    true_set = cache.set
    monkeypatch.setattr(
        cache, "set", lambda key, *a, **k: (keys.append(key), true_set(key, *a, **k))[1]
    )

    client.post(
        "/en/accounts/login/",
        {"login": "x", "password": "y"},
        headers={"x-forwarded-for": "203.0.113.9"},
        REMOTE_ADDR="203.0.113.9",
    )

    assert keys
    assert not any("203.0.113.9" in key for key in keys)
