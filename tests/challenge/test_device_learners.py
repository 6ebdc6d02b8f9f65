"""The pages about who plays on a device: what they say, and that no learner is asked for."""

import json
import re

import pytest

from challenge.device_learners.views import CrewView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def places(client, language: str) -> list[dict[str, str]]:
    page = client.get(f"/{language}/crew/").content.decode()
    found = re.search(
        r'<script id="places" type="application/json">(.*?)</script>', page
    )
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everybody_has_a_place_to_go_on_to(client, language):
    found = places(client, language)

    whos = ["5-7", "8-10", "11-13", "14-17", "parents", "educators"]
    assert sorted(place["who"] for place in found) == sorted(whos)
    for place in found:
        assert place["url"].startswith(f"/{language}/")
        assert client.get(place["url"]).status_code == 200


def test_the_page_reads_the_tracks_and_no_learner(client, django_assert_num_queries):
    client.get("/en/crew/")
    # The site, which pages are private, the tracks.
    with django_assert_num_queries(3) as queries:
        client.get("/en/crew/")
    assert not any("challenge_" in query["sql"] for query in queries.captured_queries)


def test_what_we_keep_leads_to_forget_me_and_asks_no_database(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = client.get("/en/what-we-keep/").content.decode()
    assert 'href="/en/crew/#forget"' in page
    assert "180 days" in page
    assert "30 days" in page


def test_nothing_can_be_sent_to_the_pages(client):
    for path in ("crew", "what-we-keep"):
        assert client.post(f"/en/{path}/", {"name": "Sara"}).status_code == 405
    assert "post" not in CrewView.http_method_names


def test_every_page_leads_to_them(client):
    page = client.get("/ar/children/").content.decode()
    assert 'href="/ar/what-we-keep/"' in page
    assert re.search(r'<a class="who-plays"[^>]* hidden>', page)
