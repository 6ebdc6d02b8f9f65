"""What belongs to an account: to look at, to take away, to delete."""

import datetime
import json
import re

from django.core import mail
from django.test import Client
from django.utils import translation

import pytest
from allauth.account.models import EmailAddress

from challenge.accounts import services
from challenge.classrooms.models import Classroom, Seat
from challenge.classrooms.services import add_seats, create_class
from challenge.learners import services as learners
from challenge.models import Learner, User
from tests.challenge.accounts.conftest import PASSWORD, enter, link_in_mail, sign_in

PAGES = [
    *("accounts/", "accounts/email/", "accounts/password/change/", "accounts/2fa/"),
    *("accounts/2fa/totp/activate/", "accounts/2fa/webauthn/add/"),
    *("accounts/2fa/webauthn/", "accounts/delete/", "accounts/logout/", "signed-in/"),
]
OPEN_PAGES = [
    *("accounts/login/", "accounts/signup/", "accounts/confirm-email/"),
    *("accounts/confirm-email/made-up/", "accounts/password/reset/"),
    *("accounts/password/reset/done/", "accounts/inactive/", "accounts/deleted/"),
]
# A name of ours, a name of theirs, and what stands in attributes.
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def classroom(educator) -> Classroom:
    """Make a class with a child in one of its seats."""
    made = create_class(
        educator,
        name="=5B on Mondays",
        band="8-10",
        locale="en",
        country="BH",
        size=2,
        ends_on=datetime.date.today() + datetime.timedelta(days=90),
    )
    seat = made.seats.first() or add_seats(made, 1)[0]
    learner, _token = learners.create(locale="en", band="8-10")
    Seat.objects.filter(pk=seat.pk).update(learner_id=learner.pk)
    return made


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_an_account_are_for_those_signed_in(client, educator, page):
    before = client.get(f"/en/{page}")
    enter(client)
    after = client.get(f"/en/{page}")

    if page != "accounts/logout/":
        assert before["Location"].startswith("/en/accounts/login/?next=")
    assert after.status_code == 200
    assert 'data-dress="grown"' in after.content.decode()
    assert "private" in after["Cache-Control"]


@pytest.mark.parametrize("page", [*PAGES, *OPEN_PAGES])
def test_every_page_speaks_arabic(client, educator, demo_site, page):
    if page in PAGES:
        enter(client)

    answer = client.get(f"/ar/{page}")

    html = answer.content.decode()
    main = html.split("<main")[1].partition(">")[2].split("</main>")[0]
    words = re.sub(r"<script.*?</script>|<[^>]*>", " ", main, flags=re.S)
    words = re.sub(r"mariam(@school\.example)?|Educators|[A-Z2-7]{32}", " ", words)
    assert 'dir="rtl"' in html
    assert not LATIN.findall(words)


def test_an_export_has_all_of_the_account_and_nothing_secret_of_children(
    client, educator, classroom
):
    enter(client)

    answer = client.get("/en/accounts/export/")

    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(answer.content)
    assert told["account"]["username"] == "mariam"
    assert told["account"]["groups"] == ["Educators"]
    assert told["account"]["addresses"] == [
        {"address": "mariam@school.example", "confirmed": True}
    ]
    (shown,) = told["classes"]
    assert shown["name"] == "=5B on Mondays"
    assert [seat["joined"] for seat in shown["seats"]].count(True) == 1
    assert set(shown["seats"][0]) == {"label", "avatar", "joined", "locked"}
    secrets = [classroom.code, *Learner.objects.values_list("uid", flat=True)]
    assert not any(str(secret) in answer.content.decode() for secret in secrets)


@pytest.mark.parametrize("page", ["accounts/export/", "accounts/delete/"])
def test_what_matters_asks_who_is_there_when_the_sign_in_is_long_ago(
    client, educator, page
):
    client.force_login(educator)

    asked = client.get(f"/en/{page}")
    right = client.post(asked["Location"], {"password": PASSWORD}, follow=True)

    assert asked["Location"].startswith("/en/accounts/reauthenticate/")
    assert right.redirect_chain[-1][0] == f"/en/{page}"
    assert right.status_code == 200


def test_deleting_takes_classes_and_learners_along(client, educator, classroom):
    other = Client()
    for browser in (client, other):
        enter(browser)

    unsure = client.post("/en/accounts/delete/")
    assert 'id="id_sure_error"' in unsure.content.decode()
    assert User.objects.filter(pk=educator.pk).exists()

    answer = client.post("/en/accounts/delete/", {"sure": "on"}, follow=True)

    assert "is deleted" in answer.content.decode()
    for model in (User, Classroom, Seat, Learner, EmailAddress):
        assert not model.objects.exists(), model
    assert other.get("/en/signed-in/").status_code == 302


def test_an_administrator_is_not_deleted_by_a_slip(client, admin_user):
    admin_user.set_password(PASSWORD)
    admin_user.save()
    enter(client, "admin")

    assert client.post("/en/accounts/delete/", {"sure": "on"}).status_code == 302
    assert User.objects.filter(pk=admin_user.pk).exists()
    assert "accounts/delete/" not in client.get("/en/accounts/").content.decode()


def test_a_new_address_counts_when_it_is_confirmed(client, educator):
    enter(client)

    client.post("/en/accounts/email/", {"action_add": "", "email": "m@school.example"})
    educator.refresh_from_db()
    assert educator.email == "mariam@school.example"
    client.post(link_in_mail())

    educator.refresh_from_db()
    assert educator.email == "m@school.example"
    told = [message for message in mail.outbox if "m@school.example" not in message.to]
    assert told[-1].to == ["mariam@school.example"]
    assert "127.0.0.1" not in told[-1].body


def test_a_new_password_needs_the_old_one(client, educator):
    sign_in(client, "mariam")
    new = {"password1": "reef-at-high-tide", "password2": "reef-at-high-tide"}
    path = "/en/accounts/password/change/"

    wrong = client.post(path, {"oldpassword": "x", **new})
    right = client.post(path, {"oldpassword": PASSWORD, **new})

    assert 'id="id_oldpassword_error"' in wrong.content.decode()
    assert right.status_code == 302
    educator.refresh_from_db()
    assert educator.check_password("reef-at-high-tide")
    assert client.get("/en/signed-in/").status_code == 200


def test_an_account_speaks_the_language_it_was_made_in(db, settings):
    settings.EDUCATOR_SIGN_UP = ["approval"]
    user = User.objects.create_user("huda", "huda@moe.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    with translation.override("ar"):
        services.welcome(user)

    user.groups.create(name=services.EDUCATORS)

    assert mail.outbox[-1].subject == "يمكنك الآن إنشاء صفوف"
