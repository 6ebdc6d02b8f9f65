"""Words explained to children."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from cms.demo.loader import Loader
from cms.library.models import GlossaryTerm
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/admin/snippets/cms/glossaryterm/"


def term(word: str = "Scam", **more) -> GlossaryTerm:
    fields = {"meaning": "A trick.", "locale": factories.locale("en")}
    return GlossaryTerm.objects.create(term=word, **(fields | more))


def page(client, language: str = "en") -> str:
    response = client.get(f"/{language}/glossary/")
    assert response.status_code == 200
    return response.content.decode()


def test_readers_find_the_words_in_the_editors_order(client) -> None:
    factories.site()
    term("Second", sort_order=2)
    term("First", sort_order=1)

    words = page(client)

    assert words.index("First") < words.index("Second")
    assert "A trick." in words
    assert 'href="/en/glossary/"' in client.get("/en/").content.decode()


def test_a_word_that_has_no_translation_is_given_as_it_is(client) -> None:
    known = term("Scam")
    term("Advert")
    arabic = known.copy_for_translation(factories.locale("ar"))
    arabic.term = "الاحتيال"
    arabic.save()

    words = page(client, "ar")

    assert "الاحتيال" in words
    assert "Scam" not in words
    assert 'lang="en" dir="auto"' in words
    assert "Advert" in words


def test_an_empty_glossary_says_so(client) -> None:
    assert "No word is explained here yet." in page(client)


def test_more_words_cost_no_more_queries(client) -> None:
    term("One")
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    for number in range(5):
        term(f"Word {number}")
    with CaptureQueriesContext(connection) as many:
        page(client)

    assert len(many) == len(few)


def test_an_editor_adds_a_word_once(editor, client) -> None:
    fields = {"term": "Scam", "meaning": "A trick to get your money."}

    assert editor.post(f"{URL}add/", fields).status_code == 302
    assert "A trick to get your money." in page(client)

    again = editor.post(f"{URL}add/", fields | {"term": "scam "})
    assert "explains this word already" in again.content.decode()
    assert GlossaryTerm.objects.count() == 1


def test_editors_drag_words_into_order(editor, client) -> None:
    term("First", sort_order=0)
    second = term("Second", sort_order=1)

    editor.post(f"{URL}reorder/{second.pk}/?position=0")

    words = page(client)
    assert words.index("Second") < words.index("First")


def test_the_demo_explains_twelve_words_in_both_languages() -> None:
    loader = Loader()
    loader.known = {}
    loader.source, loader.target = factories.locale("en"), factories.locale("ar")
    loader._load_glossary()

    for language in ("en", "ar"):
        terms = GlossaryTerm.objects.filter(locale__language_code=language)
        assert terms.count() == 12
        assert all(one.meaning for one in terms)
