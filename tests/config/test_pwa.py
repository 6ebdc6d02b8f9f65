"""The site as an app: its manifest, its worker, what may stay on a device."""

from pathlib import Path

import pytest

from config import pwa
from tests import factories

pytestmark = pytest.mark.django_db

# The languages that the product comes in; more get a locale in the admin.
LANGUAGES = ["en", "ar"]


@pytest.fixture
def build(settings, tmp_path: Path):
    """Put a worker where the front end's build would have it."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "sw.js").write_text("self.skipWaiting();")
    settings.FRONTEND_DIR = tmp_path
    pwa._worker.cache_clear()
    yield
    pwa._worker.cache_clear()


@pytest.mark.usefixtures("build")
def test_the_worker_comes_from_the_root_and_is_always_asked_for(client):
    response = client.get("/sw.js")

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response.content == b"self.skipWaiting();"
    again = client.get("/sw.js", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_without_a_build_there_is_no_worker(client, settings, tmp_path):
    settings.FRONTEND_DIR = tmp_path
    pwa._worker.cache_clear()

    assert client.get("/sw.js").status_code == 404
    pwa._worker.cache_clear()


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl")], ids=["en", "ar"]
)
def test_the_manifest_speaks_the_language_of_its_address(client, language, direction):
    response = client.get(f"/{language}/manifest.webmanifest")

    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert (manifest["lang"], manifest["dir"]) == (language, direction)
    assert manifest["start_url"] == f"/{language}/"
    assert (manifest["id"], manifest["scope"]) == ("/", "/")
    assert manifest["display"] == "standalone"
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {
        "any",
        "maskable",
    }
    assert manifest["shortcuts"][0]["url"] == f"/{language}/offline/"


def test_the_manifests_of_two_languages_differ_in_words(client):
    english, arabic = (
        client.get(f"/{language}/manifest.webmanifest").json()
        for language in ("en", "ar")
    )
    assert english["description"] != arabic["description"]
    assert english["shortcuts"][0]["name"] != arabic["shortcuts"][0]["name"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_offline_needs_no_query(
    client, language, django_assert_num_queries
):
    client.get(f"/{language}/offline/")
    with django_assert_num_queries(0):
        response = client.get(f"/{language}/offline/")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert f'href="/{language}/manifest.webmanifest"' in response.content.decode()


def test_the_front_end_has_words_for_no_language_that_a_site_may_not_have(settings):
    catalogues = (settings.FRONTEND_DIR / "locales").glob("*.json")

    names = {path.stem for path in catalogues}
    assert set(LANGUAGES) <= names <= {code for code, _name in settings.LANGUAGES}


def test_a_page_may_stay_on_a_device_but_not_that_of_somebody_signed_in(
    client, admin_client
):
    factories.module()

    assert "private" not in client.get("/en/").get("Cache-Control", "")
    assert "private" in admin_client.get("/en/")["Cache-Control"]


def test_a_stop_tells_its_button_what_to_download(client):
    page = factories.module()

    html = client.get("/en/children/").content.decode()

    version = page.publications.get().version
    assert f'data-keep="{page.key}"' in html
    assert f'data-version="{version}"' in html
    assert 'data-topic="t4"' in html
    assert 'data-keep-all="t4"' not in html
    factories.module(page.get_parent(), key="second", slug="second")
    assert 'data-keep-all="t4"' in client.get("/en/children/").content.decode()
