"""A country's page, as families see it and as editors write it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from cms.helplines.models import VERIFIED_FOR, Helpline
from cms.pages.country import ContactBlock, CountryPage
from tests import factories

pytestmark = pytest.mark.django_db


def page(country: str = "BH", **more) -> CountryPage:
    made = CountryPage(
        title="Bahrain",
        country=country,
        locale=factories.locale("en"),
        **({"slug": country.lower()} | more),
    )
    factories.site().add_child(instance=made)
    made.save_revision().publish()
    return made


def helpline(name: str, **more) -> Helpline:
    fields = {
        "country": "BH",
        "phone": "998",
        "verified_on": timezone.localdate(),
        "locale": factories.locale("en"),
    }
    return Helpline.objects.create(name=name, **(fields | more))


@pytest.fixture(autouse=True)
def _only_verified(settings, db: None) -> None:
    settings.HELPLINES_SHOW_UNVERIFIED = False
    Helpline.objects.all().delete()


def test_it_shows_its_own_helplines_and_contacts(client) -> None:
    helpline("Child line")
    helpline("Danger", service="emergency", phone="999")
    helpline("Another country", country="EG", phone="16000")
    helpline("Fallback", country="", phone="")
    old = timezone.localdate() - VERIFIED_FOR - timedelta(days=1)
    helpline("Long unchecked", verified_on=old)
    contact = {"name": "Regulator", "url": "https://example.org/", "phone": "17"}
    page(
        intro="<p>Here to help.</p>",
        contacts=[{"type": "contact", "id": "c", "value": contact}],
    )
    html = client.get("/en/bh/").content.decode()

    for words in ("Here to help.", "Child line", "tel:998", "tel:999", "Regulator"):
        assert words in html
    assert 'href="https://example.org/"' in html
    for words in ("Another country", "Fallback", "Long unchecked"):
        assert words not in html


def test_without_a_helpline_it_falls_back_and_then_to_an_adult(client) -> None:
    page()
    assert "Tell an adult you trust" in client.get("/en/bh/").content.decode()

    helpline("Find one", country="", phone="", url="https://example.org/")
    html = client.get("/en/bh/").content.decode()
    assert "Find one" in html
    assert "No helpline of this country" not in html


def test_an_unchecked_emergency_number_stands_there_and_says_so(client) -> None:
    helpline("Danger", service="emergency", phone="999", verified_on=None)
    helpline("Find one", country="", phone="", url="https://example.org/f/")
    page()
    html = client.get("/en/bh/").content.decode()

    assert "tel:999" in html
    now = html.split("country__card--now")[1].split("</li>")[0]
    assert "Not checked by us lately" in now
    assert html.count("Not checked by us lately") == 1

    Helpline.objects.update(verified_on=None)
    html = client.get("/en/bh/").content.decode()
    assert "https://example.org/f/" in html
    assert html.count("Not checked by us lately") == 2


def test_the_front_page_leads_to_it(client) -> None:
    made = page()
    context = client.get("/en/").context
    assert context["countries"] == [{"title": "Bahrain", "url": "/en/bh/"}]
    assert 'href="/en/bh/"' in client.get("/en/").content.decode()

    made.unpublish()
    assert client.get("/en/").context["countries"] == []


def test_a_country_has_one_page_a_language() -> None:
    page()
    with pytest.raises(ValidationError, match="has a page in this language"):
        page(slug="again")


@pytest.mark.parametrize("code", ["bh", "B", "BHR", "B1"])
def test_a_code_is_two_capital_letters(code: str) -> None:
    with pytest.raises(ValidationError, match="Two capital letters"):
        page(country=code)


def test_a_contact_can_be_reached() -> None:
    block = ContactBlock()
    block.set_name("contact")
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"name": "Ministry"}))
    assert block.clean(block.to_python({"name": "Ministry", "phone": "17"}))
