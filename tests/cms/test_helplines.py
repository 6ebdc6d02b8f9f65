"""Whom a reader can turn to."""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone

import pytest

from cms.helplines.models import Helpline, Standing
from config.settings import base
from tests import factories

pytestmark = pytest.mark.django_db


def helpline(country: str = "BH", name: str = "Child line", **more) -> Helpline:
    fields = {
        "phone": "998",
        "channels": ["phone"],
        "verified_on": timezone.localdate(),
        "locale": factories.locale("en"),
    }
    return Helpline.objects.create(country=country, name=name, **(fields | more))


@pytest.fixture(autouse=True)
def _only_verified(settings) -> None:
    settings.HELPLINES_SHOW_UNVERIFIED = False


@pytest.fixture
def shipped(db: None) -> list[Helpline]:
    """What a site has before anybody has entered anything."""
    return list(Helpline.objects.all())


@pytest.fixture(autouse=True)
def _no_others(request: pytest.FixtureRequest, db: None) -> None:
    if "shipped" not in request.fixturenames:
        Helpline.objects.all().delete()


def ask(client, **query: str) -> dict:
    response = client.get("/api/v1/helplines/", query)
    assert response.status_code == 200
    return response.json()


def names(lines: list[dict]) -> list[str]:
    return [line["name"] for line in lines]


def test_a_country_gets_its_own_lines_and_the_fallback(client) -> None:
    helpline(hours="Every day", url="https://example.org/")
    helpline("EG", "Another country")
    helpline("", "Find one", phone="", url="https://example.org/")
    helpline("BH", "Emergency", service="emergency", phone="999")

    answer = ask(client, country="BH")

    assert answer["country"] == "BH"
    assert answer["emergency"] == "999"
    assert answer["emergency_verified_on"] == timezone.localdate().isoformat()
    assert answer["helplines"] == [
        {
            "name": "Child line",
            "phone": "998",
            "url": "https://example.org/",
            "hours": "Every day",
            "channels": ["phone"],
            "verified_on": timezone.localdate().isoformat(),
        }
    ]
    assert names(answer["fallback"]) == ["Find one"]
    assert ask(client, country="bh") == answer


def test_an_unknown_country_gets_the_fallback_only(client) -> None:
    helpline()
    helpline("", "Find one")

    answer = ask(client, country="ZZ")

    assert (answer["country"], answer["emergency"]) == ("ZZ", "")
    assert answer["helplines"] == []
    assert names(answer["fallback"]) == ["Find one"]


def test_without_a_country_the_site_s_own_is_meant(client, settings) -> None:
    helpline()
    assert ask(client)["helplines"] == []

    settings.DEFAULT_COUNTRY = "BH"
    assert names(ask(client)["helplines"]) == ["Child line"]
    assert ask(client, country="")["country"] == "BH"


@pytest.mark.parametrize("days", [None, 184, 400])
def test_a_helpline_that_nobody_has_checked_lately_is_hidden(
    client, settings, days
) -> None:
    helpline(verified_on=days and timezone.localdate() - timedelta(days=days))
    assert ask(client, country="BH")["helplines"] == []

    settings.HELPLINES_SHOW_UNVERIFIED = True
    [line] = ask(client, country="BH")["helplines"]
    assert line["verified_on"] is None


@pytest.mark.parametrize("days", [None, 184, 400])
def test_an_emergency_number_is_never_hidden_but_marked(client, days) -> None:
    old = days and timezone.localdate() - timedelta(days=days)
    line = helpline(phone="999", service="emergency", verified_on=old)

    answer = ask(client, country="BH")

    assert answer["emergency"] == "999"
    assert answer["emergency_verified_on"] is None
    assert line.standing == Standing.UNCHECKED


@pytest.mark.parametrize("days", [None, 184, 400])
def test_an_international_service_is_never_hidden_but_marked(client, days) -> None:
    old = days and timezone.localdate() - timedelta(days=days)
    helpline("", "Find one", url="https://example.org/", phone="", verified_on=old)

    [line] = ask(client, country="ZZ")["fallback"]

    assert (line["name"], line["verified_on"]) == ("Find one", None)


def test_a_checked_emergency_number_goes_before_one_that_is_not(client) -> None:
    helpline(phone="111", service="emergency", verified_on=None)
    helpline(phone="999", service="emergency", sort_order=1)

    assert ask(client, country="BH")["emergency"] == "999"


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_fresh_site_is_not_silent(client, shipped, locale) -> None:
    assert base.HELPLINES_SHOW_UNVERIFIED is False

    answer = ask(client, country="BH", locale=locale)

    assert answer["emergency"] == "999"
    assert answer["emergency_verified_on"] is None
    assert len(answer["fallback"]) == 4
    assert {line["verified_on"] for line in answer["fallback"]} == {None}
    assert all(line["url"] for line in answer["fallback"])
    assert ("بلد" in answer["fallback"][1]["name"]) is (locale == "ar")
    assert len(ask(client, country="ZZ", locale=locale)["fallback"]) == 4


def test_every_shipped_number_is_there_in_both_languages(client, shipped) -> None:
    numbers = {line.country for line in shipped if line.service == "emergency"}

    assert len(numbers) >= 19
    assert len(shipped) == 2 * (len(numbers) + 4)
    for country in numbers:
        for locale in ("en", "ar"):
            assert ask(client, country=country, locale=locale)["emergency"]


def test_six_months_are_counted_from_the_day_of_the_check() -> None:
    helpline(verified_on=date(2026, 1, 1))

    assert Helpline.objects.shown(date(2026, 7, 3)).exists()
    assert not Helpline.objects.shown(date(2026, 7, 4)).exists()


def test_the_language_falls_back_line_by_line(client) -> None:
    first = helpline(name="First")
    helpline(name="Second")
    arabic = first.copy_for_translation(factories.locale("ar"))
    arabic.name = "الأول"
    arabic.save()

    assert names(ask(client, country="BH", locale="ar")["helplines"]) == [
        "الأول",
        "Second",
    ]
    assert names(ask(client, country="BH", locale="fr")["helplines"]) == [
        "First",
        "Second",
    ]


def test_lines_are_in_the_order_that_editors_dragged(client) -> None:
    helpline(name="Second", sort_order=2)
    helpline(name="First", sort_order=1)

    assert names(ask(client, country="BH")["helplines"]) == ["First", "Second"]


@pytest.mark.parametrize("country", ["B", "BHR", "B1", "<>", "ب"])
def test_a_malformed_country_is_400(client, country: str) -> None:
    response = client.get("/api/v1/helplines/", {"country": country})

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "country"


def test_it_costs_one_query(client, django_assert_num_queries) -> None:
    for number in range(3):
        helpline(name=str(number))

    with django_assert_num_queries(1):
        ask(client, country="BH")


def test_an_editor_adds_a_helpline(editor) -> None:
    response = editor.post(
        "/admin/snippets/cms/helpline/add/",
        {
            "country": "BH",
            "service": "helpline",
            "name": "Child line",
            "phone": "998",
            "channels": ["phone", "chat"],
            "verified_on": "2026-11-01",
            "verified_by": "Mona",
            "source": "A call",
        },
    )

    assert response.status_code == 302
    assert Helpline.objects.get().channels == ["phone", "chat"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "Readers see it, marked as not checked"),
        (184, "Readers see it, marked as not checked"),
        (160, "readers see it marked as not checked."),
        (3, "Readers see it until"),
    ],
)
def test_the_form_says_how_readers_see_an_emergency_number(editor, days, words):
    line = helpline(
        service="emergency",
        verified_on=days and timezone.localdate() - timedelta(days=days),
        verified_by="Mona",
    )

    assert words in editor.get(f"{LIST}edit/{line.pk}/").content.decode()


LIST = "/admin/snippets/cms/helpline/"


def posted(**more: object) -> dict:
    fields = {
        "country": "BH",
        "service": "helpline",
        "name": "Child line",
        "phone": "998",
        "channels": ["phone"],
    }
    return fields | more


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"phone": ""}, "Give a phone number or a website."),
        ({"verified_on": "2999-01-01", "verified_by": "Mona"}, "still to come"),
        ({"verified_on": "2026-11-01"}, "Say who tried it."),
        ({"country": "Bahrain"}, "at most 2 characters"),
    ],
)
def test_a_helpline_that_cannot_be_is_refused_with_a_word(editor, fields, message):
    response = editor.post(f"{LIST}add/", posted(**fields))

    assert message in response.content.decode()
    assert 'value="Child line"' in response.content.decode()
    assert not Helpline.objects.exists()


def test_whoever_called_says_so_for_every_language(editor) -> None:
    line = helpline(verified_on=None)
    arabic = line.copy_for_translation(factories.locale("ar"))
    arabic.save()
    other = helpline(name="Another", verified_on=None)
    url = f"/admin/helplines/{line.pk}/called/"

    assert "998" in editor.get(url).content.decode()
    line.refresh_from_db()
    assert line.verified_on is None

    response = editor.post(url, {"next": "/admin/"})

    assert response.url == "/admin/"
    for checked in (line, arabic):
        checked.refresh_from_db()
        assert checked.verified_on == timezone.localdate()
        assert checked.verified_by == "editor"
    other.refresh_from_db()
    assert other.verified_on is None


def test_no_address_of_another_site_is_followed(editor) -> None:
    line = helpline(verified_on=None)
    called = f"/admin/helplines/{line.pk}/called/"

    assert editor.post(called, {"next": "https://example.org/"}).url == LIST


def test_only_whoever_may_change_it_can_say_that_it_was_called(client) -> None:
    line = helpline(verified_on=None)
    user = get_user_model().objects.create_user(username="new", password="new")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    client.post(f"/admin/helplines/{line.pk}/called/")

    line.refresh_from_db()
    assert line.verified_on is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "nobody has checked it yet"),
        (184, "more than six months old"),
        (160, "Check it soon"),
        (3, "Readers see it until"),
    ],
)
def test_the_form_says_whether_readers_see_it(editor, days, words) -> None:
    line = helpline(
        verified_on=days and timezone.localdate() - timedelta(days=days),
        verified_by="Mona",
    )

    assert words in editor.get(f"{LIST}edit/{line.pk}/").content.decode()


def test_the_list_finds_what_needs_checking(editor) -> None:
    helpline(name="Fresh line")
    helpline(name="Old line", verified_on=timezone.localdate() - timedelta(days=170))
    helpline(name="New line", verified_on=None)

    needed = editor.get(LIST, {"check": "needed"}).content.decode()
    fine = editor.get(LIST, {"check": "fine"}).content.decode()

    assert "Old line" in needed
    assert "New line" in needed
    assert "Fresh line" not in needed
    assert "Fresh line" in fine
    assert "Old line" not in fine
    assert "I called “Old line” today" in needed


def test_helplines_are_dragged_into_order(editor) -> None:
    first, second = (
        helpline(name="First", sort_order=0),
        helpline(name="Second", sort_order=1),
    )

    editor.post(f"{LIST}reorder/{second.pk}/?position=0")

    assert list(Helpline.objects.values_list("name", flat=True)) == ["Second", "First"]
    assert first.pk != second.pk
