"""Nothing of a check's key is in anything that the public can get."""

import json
from collections.abc import Iterator

from django.urls import get_resolver

import pytest

from cms.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(commits) -> None:
    """A module with a check, translated, with an older version and a draft."""
    factories.translated_site()
    quiz = factories.quiz()
    page = factories.module(quiz=quiz)
    with commits():
        factories.translate_module(page)
    page.title = "Calm"
    with commits():
        page.save_revision().publish()
    page.title = "A draft"
    page.save_revision()


def public_urls() -> Iterator[str]:
    """Yield the addresses of all content, of every version, in every language."""
    for locale in ("en", "ar", "fr"):
        for path in ("tracks/", "modules/", "modules/t4-1113-storm/", "helplines/"):
            yield f"/api/v1/{path}?locale={locale}"
    for version in Publication.objects.values_list("version", flat=True):
        yield f"/api/v1/content/{version}/"
    yield "/api/v1/schema/"
    for locale in ("en", "ar"):
        for path in ("", "children/", "children/storm/", "children/storm/print/"):
            yield f"/{locale}/{path}"


def test_no_public_answer_holds_feedback_of_a_check(client, content) -> None:
    asked = 0
    for url in public_urls():
        response = client.get(url)
        assert response.status_code == 200, url
        body = response.content.decode()
        assert factories.SECRET not in body, url
        asked += body.count("Before?")
    assert asked >= 8  # The questions themselves are there, so the walk saw the checks.


def test_no_check_item_has_a_key_or_says_what_is_right(client, content) -> None:
    seen = 0
    for url in public_urls():
        response = client.get(url)
        if response.headers["Content-Type"] != "application/json" or "schema" in url:
            continue
        for item in _items(response.json()):
            if item["purpose"] == "check":
                seen += 1
                names = set(_names(item))
                assert not names & {"key", "correct", "feedback", "right", "wrong"}
    assert seen >= 6


def test_the_key_is_stored_where_the_grader_finds_it(content) -> None:
    for publication in Publication.objects.all():
        assert factories.SECRET in bytes(publication.key).decode()
        for data in (publication.payload, json.dumps(publication.summary).encode()):
            assert factories.SECRET not in bytes(data).decode()


def test_wagtail_s_own_api_is_not_mounted() -> None:
    mounted = [str(pattern.pattern) for pattern in get_resolver().url_patterns]

    assert [route for route in mounted if "api" in route] == ["api/v1/"]


def _items(part: object) -> Iterator[dict]:
    if isinstance(part, dict):
        if "purpose" in part:
            yield part
        for value in part.values():
            yield from _items(value)
    elif isinstance(part, list):
        for value in part:
            yield from _items(value)


def _names(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
        for value in part.values():
            yield from _names(value)
    elif isinstance(part, list):
        for value in part:
            yield from _names(value)
