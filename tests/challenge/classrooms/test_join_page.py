"""The page on which a pupil's device joins a class: the same for everybody."""

import json
import re

import pytest

from challenge.classrooms.pictures import set_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def given(client, address: str, name: str):
    page = client.get(address).content.decode()
    found = re.search(
        rf'<script id="{name}" type="application/json">(.*?)</script>', page
    )
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize(
    ("language", "first"), [("en", "anchor"), ("ar", "مرساة")], ids=["en", "ar"]
)
def test_it_has_the_pictures_of_each_band_in_the_language_of_the_page(
    client, language, first
):
    pictures = given(client, f"/{language}/join/", "pictures")

    assert [*pictures] == ["5-7", "8-10", "11-13", "14-17"]
    for band, found in pictures.items():
        assert found["length"] == set_for(band).length
        ids = [picture["id"] for picture in found["pictures"]]
        assert ids == [*set_for(band).pictures]
    assert pictures["5-7"]["pictures"][0] == {"id": "anchor", "name": first}


def test_each_band_has_a_place_to_go_on_to(client):
    whos = {place["who"] for place in given(client, "/en/join/", "places")}
    assert whos >= {"5-7", "8-10", "11-13", "14-17"}


def test_no_code_makes_a_difference_and_no_class_is_asked_for(
    client, django_assert_num_queries
):
    client.get("/en/join/")
    # The site, which pages are private, the tracks.
    with django_assert_num_queries(3) as queries:
        pages = [client.get("/en/join/2DWM-CBG6/")]
    pages.append(client.get("/en/join/8DTP-DQT8/"))
    assert not any("challenge_" in query["sql"] for query in queries.captured_queries)
    texts = [page.content.decode() for page in pages]
    assert texts[0] == texts[1].replace("8DTP-DQT8", "2DWM-CBG6")
    assert not pages[0].cookies


@pytest.mark.parametrize("code", ["<b>", '"onload="x', "%00", "a" * 500])
def test_what_is_no_code_is_written_into_the_page_as_text(client, code):
    page = client.get(f"/en/join/{code}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f'data-code="{code}"' not in text or code.isalnum() or "%" in code
    assert "<b>" not in text


def test_the_home_page_leads_there(client):
    assert 'href="/ar/join/"' in client.get("/ar/").content.decode()


def test_nothing_can_be_sent_to_the_page(client):
    assert client.post("/en/join/", {"code": "2DWM-CBG6"}).status_code == 405
