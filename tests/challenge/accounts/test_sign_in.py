"""One sign-in page for the site and the admin, by user name or by address."""

from django.test import Client

import pytest

from challenge.limits import buckets
from challenge.models import User
from tests.challenge.accounts.conftest import PASSWORD, sign_in

SIGNED_IN = "/en/signed-in/"


@pytest.mark.parametrize("name", ["mariam", "mariam@school.example"])
def test_a_name_or_an_address_signs_in(client, educator, name):
    answer = sign_in(client, name)

    assert answer["Location"] == SIGNED_IN
    assert "mariam" in client.get(SIGNED_IN).content.decode()


def test_a_wrong_password_keeps_what_was_typed_and_says_so(client, educator):
    answer = sign_in(client, "mariam", "wrong")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="mariam"' in page
    assert 'role="alert"' in page
    assert "wrong" not in page.split("<main")[1].split("</main")[0].replace("you", "")


def test_whoever_has_no_address_may_sign_in_too(client, db):
    User.objects.create_user("plain", password=PASSWORD)

    assert sign_in(client, "plain")["Location"] == SIGNED_IN


def test_whoever_was_switched_off_does_not_come_in(client, educator):
    educator.is_active = False
    educator.save()

    assert sign_in(client, "mariam")["Location"] == "/en/accounts/inactive/"
    assert client.get("/en/accounts/inactive/").status_code == 200
    assert client.get(SIGNED_IN).status_code == 302


def test_signing_out_takes_a_press_of_a_button(client, educator):
    sign_in(client, "mariam")

    assert client.get("/en/accounts/logout/").status_code == 200
    assert client.get(SIGNED_IN).status_code == 200
    assert client.post("/en/accounts/logout/")["Location"] == "/"
    assert client.get(SIGNED_IN).status_code == 302


def test_the_admin_asks_on_the_same_page_and_leads_back(client, admin_user):
    admin_user.set_password(PASSWORD)
    admin_user.save()

    asked = client.get("/admin/pages/", follow=True)
    page, _status = asked.redirect_chain[-1]
    answer = client.post(
        page, {"login": "admin", "password": PASSWORD, "next": "/admin/pages/"}
    )

    assert page == "/en/accounts/login/?next=%2Fadmin%2Fpages%2F"
    assert answer["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_an_educator_at_the_admins_door_does_not_go_round_in_a_circle(client, educator):
    sign_in(client, "mariam")

    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == SIGNED_IN
    assert answer.status_code == 200


def test_nobody_is_sent_to_another_site(client, educator):
    answer = sign_in(client, "mariam", next="https://elsewhere.example/")

    assert answer["Location"] == SIGNED_IN


def test_guessing_a_password_ends_soon_but_not_for_others(client, educator):
    User.objects.create_user("salem", password=PASSWORD)
    for _ in range(5):
        sign_in(client, "mariam", "wrong")

    assert sign_in(client, "mariam").status_code == 200
    assert sign_in(Client(), "salem")["Location"] == SIGNED_IN


def test_the_old_address_leads_to_the_page(client, db):
    assert client.get("/en/sign-in/")["Location"] == "/en/accounts/login/"
    kept = client.get("/en/sign-in/?next=/en/educators/")
    assert kept["Location"] == "/en/accounts/login/?next=%2Fen%2Feducators%2F"


def test_an_address_that_an_administrator_changes_is_the_one_that_counts(
    educator, admin_client, client
):
    sign_in(client, "mariam")
    form = {
        "username": "mariam",
        "email": "m.ali@school.example",
        "first_name": "Mariam",
        "last_name": "Ali",
        "password1": "",
        "password2": "",
        "is_active": "on",
        "groups": [group.pk for group in educator.groups.all()],
    }

    answer = admin_client.post(f"/admin/users/edit/{educator.pk}/", form)

    assert answer.status_code == 302
    addresses = educator.emailaddress_set.values_list("email", "verified", "primary")
    assert list(addresses) == [("m.ali@school.example", True, True)]


def test_wrong_passwords_from_elsewhere_keep_nobody_out_who_was_in_today(educator):
    """Somebody guesses at an account; at its school the owner signs in all the same."""
    elsewhere, school = Client(REMOTE_ADDR="198.51.100.9"), Client()
    assert sign_in(school, "mariam")["Location"] == SIGNED_IN
    for number in range(8):
        sign_in(elsewhere, "mariam", f"wrong {number}")

    assert sign_in(elsewhere, "mariam").status_code == 200
    assert sign_in(Client(), "mariam")["Location"] == SIGNED_IN


def test_tries_where_somebody_was_in_today_are_few_as_well(educator, monkeypatch):
    monkeypatch.setattr(buckets, "now", lambda: 1e9)
    sign_in(Client(), "mariam")
    for number in range(12):
        sign_in(Client(), "mariam", f"wrong {number}")

    assert sign_in(Client(), "mariam").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Wait a minute"), ("ar", "دقيقة")]
)
def test_a_form_that_is_sent_too_often_says_when_to_try_again(db, language, words):
    path = f"/{language}/accounts/login/"
    answers = [Client().post(path, {}) for _ in range(31)]

    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "60"
    assert words in answers[-1].content.decode()
