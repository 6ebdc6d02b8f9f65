"""Whom a reader can turn to."""

from datetime import date, timedelta

from django.utils import timezone

import pytest

from cms.helplines.models import Helpline
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
def test_what_nobody_has_checked_lately_is_hidden(client, settings, days) -> None:
    helpline(
        verified_on=days and timezone.localdate() - timedelta(days=days),
        service="emergency",
    )
    helpline(verified_on=days and timezone.localdate() - timedelta(days=days))
    assert ask(client, country="BH")["helplines"] == []
    assert ask(client, country="BH")["emergency"] == ""

    settings.HELPLINES_SHOW_UNVERIFIED = True
    assert len(ask(client, country="BH")["helplines"]) == 1


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
