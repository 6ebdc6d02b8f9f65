"""A further language by the documented steps, without code."""

import html
import re

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from wagtail.models import Locale

import pytest

from cms import languages
from cms.pages.module import ModulePage
from config.languages import languages_from
from tests import factories
from tests.cms.translation.steps import publish, start, translate_all

pytestmark = pytest.mark.django_db

LOCALES = "wagtail_localize_localesynchronization"


@pytest.fixture
def site(db: None) -> ModulePage:
    factories.translated_site()
    return factories.module(quiz=factories.quiz())


def add_french(editor) -> None:
    """Settings → Locales → Add a locale: French, with the pages of English."""
    form = editor.get(reverse("wagtaillocales:add")).content.decode()
    assert '<option value="fr">' in form
    response = editor.post(
        reverse("wagtaillocales:add"),
        {
            "language_code": "fr",
            f"component-{LOCALES}-enabled": "on",
            f"component-{LOCALES}-sync_from": factories.locale("en").pk,
        },
    )
    assert response.status_code == 302


def opening_of(response) -> str:
    return re.search(r"<html[^>]*>", response.content.decode())[0]


def test_a_language_without_a_locale_is_not_offered(client, site):
    page = client.get("/en/").content.decode()
    offline = client.get("/en/offline/").content.decode()

    for text in (page, offline):
        assert 'hreflang="ar"' in text
        assert 'hreflang="fr"' not in text
    assert client.get("/fr/").status_code == 404
    assert client.get("/fr/offline/").status_code == 404
    front = client.get("/", headers={"accept-language": "fr,ar;q=0.5"})
    assert front["Location"] == "/ar/"
    assert client.get("/api/v1/modules/?locale=fr").json() == (
        client.get("/api/v1/modules/").json()
    )


def test_french_is_added_in_the_admin_and_falls_back_to_english(client, editor, site):
    add_french(editor)

    for path in ("/fr/", "/fr/children/", "/fr/children/storm/", "/fr/offline/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert 'lang="fr"' in opening_of(response)
        assert 'dir="ltr"' in opening_of(response)
    track = html.unescape(client.get("/fr/children/").content.decode())
    assert 'href="/fr/children/storm/"' in track
    assert "Storm" in track
    play = client.get("/fr/children/storm/").content.decode()
    version = site.publications.get().version
    assert f"/content/{version}" in play
    # Words of the interface that nobody has translated yet are English ones.
    assert "Skip to the content" in play


def test_the_switch_shows_french_to_readers_of_other_languages(client, editor, site):
    add_french(editor)

    for path in ("/en/", "/en/children/storm/", "/ar/offline/"):
        text = client.get(path).content.decode()
        assert 'hreflang="fr"' in text, path
        assert "français" in text.lower()
    front = client.get("/", headers={"accept-language": "fr-CA,ar;q=0.5"})
    assert front["Location"] == "/fr/"


def test_the_api_answers_in_french_where_there_is_french(client, editor, site, commits):
    add_french(editor)
    fallback = client.get("/api/v1/modules/t4-1113-storm/?locale=fr").json()
    assert (fallback["locale"], fallback["title"]) == ("en", "Storm")

    with commits():
        translation = start(editor, site, "fr")
    # Begun and not published: French readers have what they had.
    assert client.get("/api/v1/modules/t4-1113-storm/?locale=fr").json()["check"]
    assert "/content/" in client.get("/fr/children/storm/").content.decode()
    assert client.get("/fr/children/").content.decode().count("/fr/children/storm/")
    translate_all(editor, translation)
    publish(editor, translation, commits)

    french = client.get("/api/v1/modules/t4-1113-storm/?locale=fr").json()
    assert (french["locale"], french["dir"]) == ("fr", "ltr")
    listed = client.get("/api/v1/modules/?locale=fr").json()
    assert [module["key"] for module in listed] == ["t4-1113-storm"]
    track = client.get("/fr/children/").content.decode()
    assert track.count('href="/fr/children/storm/"') >= 1


def test_a_language_from_right_to_left_needs_no_more(client, settings, site):
    settings.LANGUAGES = [*settings.LANGUAGES, ("fa", "Persian")]
    Locale.objects.create(language_code="fa")

    response = client.get("/fa/offline/")

    assert 'lang="fa"' in opening_of(response)
    assert 'dir="rtl"' in opening_of(response)


def test_a_language_with_a_script_is_told_from_others(client, site):
    Locale.objects.create(language_code="zh-hans")

    assert 'lang="zh-hans"' in opening_of(client.get("/zh-hans/offline/"))
    assert languages.offered_or_default("zh-hans") == "zh-hans"
    assert languages.offered_or_default("zh-hant") == "en"
    assert languages.offered_or_default("ar-BH") == "ar"


def test_a_language_whose_locale_is_deleted_is_gone(client, site):
    french = Locale.objects.create(language_code="fr")
    assert "fr" in languages.offered()

    french.delete()

    assert "fr" not in languages.offered()
    assert client.get("/fr/offline/").status_code == 404


def test_asking_which_languages_there_are_is_rarely_a_query(
    client, site, django_assert_num_queries
):
    languages.forget()
    with django_assert_num_queries(1):
        for _time in range(3):
            languages.offered()


def test_settings_name_languages_that_django_knows():
    assert [code for code, _ in languages_from(["ar", " FR "], "en")] == [
        "en",
        "ar",
        "fr",
    ]
    with pytest.raises(ImproperlyConfigured, match="'tlh'"):
        languages_from(["tlh"], "en")
