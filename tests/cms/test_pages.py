"""The tree of pages, and what each shows."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page

import pytest

from cms.pages.country import CountryPage
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.pages.track import TrackPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_tree_is_home_then_tracks_then_modules() -> None:
    assert HomePage.allowed_subpage_models() == [TrackPage, CountryPage]
    assert TrackPage.allowed_subpage_models() == [ModulePage]
    assert ModulePage.allowed_subpage_models() == []
    assert TrackPage.allowed_parent_page_models() == [HomePage]
    assert ModulePage.allowed_parent_page_models() == [TrackPage]
    assert HomePage.allowed_parent_page_models() == [Page]


def test_an_audience_has_one_track_a_language() -> None:
    factories.track()
    twin = TrackPage(
        title="Again", slug="again", key="children", locale=factories.locale("en")
    )

    with pytest.raises(ValidationError, match="has a track in this language"):
        factories.site().add_child(instance=twin)


def test_home_has_a_door_for_each_band_and_for_grown_ups(client) -> None:
    factories.track()
    factories.track("parents")

    choices = client.get("/en/").context["choices"]

    assert [(c["kind"], c["url"]) for c in choices] == [
        ("band", "/en/children/?band=5-7"),
        ("band", "/en/children/?band=8-10"),
        ("band", "/en/children/?band=11-13"),
        ("band", "/en/children/?band=14-17"),
        ("parents", "/en/parents/"),
    ]


def test_a_track_shows_its_modules_by_topic_and_band(client) -> None:
    factories.module()
    factories.module(key="t1", slug="t1", topic="t1", band="8-10", title="Circles")

    everything = client.get("/en/children/").context
    one_band = client.get("/en/children/?band=8-10").context
    nonsense = client.get("/en/children/?band=3-4").context

    assert _shown(everything) == {"t1": ["Circles"], "t4": ["Storm"]}
    assert len(everything["islands"]) == 12
    assert (everything["band"], everything["dress"]) == ("", "standard")
    assert _shown(one_band) == {"t1": ["Circles"]}
    assert [b["value"] for b in one_band["bands"] if b["selected"]] == ["8-10"]
    assert _shown(nonsense) == _shown(everything)


@pytest.mark.parametrize(
    ("band", "dress"), [("5-7", "young"), ("11-13", "standard"), ("14-17", "grown")]
)
def test_a_band_has_its_dress(client, band: str, dress: str) -> None:
    factories.module(band=band)

    assert client.get(f"/en/children/?band={band}").context["dress"] == dress
    assert client.get("/en/children/storm/").context["dress"] == dress


def test_grown_ups_see_no_bands_and_only_topics_that_have_something(client) -> None:
    factories.module(factories.track("parents"), band="", topic="t12")

    context = client.get("/en/parents/").context

    assert context["bands"] == []
    assert context["dress"] == "grown"
    assert [island["topic"] for island in context["islands"]] == ["t12"]


def test_a_track_costs_the_same_however_many_modules_and_loads_no_body(client) -> None:
    factories.module()
    few = _queries(client, "/en/children/")
    for number in range(5):
        factories.module(key=f"k{number}", slug=f"k{number}")
    many = _queries(client, "/en/children/")

    assert len(many) == len(few)
    assert not any('"cms_modulepage"."steps"' in sql for sql in many)


def test_a_module_page_names_what_the_stage_plays(client) -> None:
    page = factories.module()
    factories.module(key="next", slug="next")
    factories.module(key="other-band", slug="other-band", band="5-7")

    context = client.get("/en/children/storm/").context

    version = page.publications.get().version
    assert context["version"] == version
    assert context["payload_url"] == f"/api/v1/content/{version}/"
    assert context["preview_payload"] is None
    assert context["track_url"] == "/en/children/?band=11-13"
    assert context["next_url"] == "/en/children/next/"
    assert context["print_url"] == "/en/children/storm/print/"
    assert client.get("/en/children/next/").context["next_url"] == ""


def _shown(context) -> dict[str, list[str]]:
    return {
        island["topic"]: [module["title"] for module in island["modules"]]
        for island in context["islands"]
        if island["modules"]
    }


def _queries(client, url: str) -> list[str]:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]
