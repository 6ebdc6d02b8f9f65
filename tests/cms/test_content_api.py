"""The content API, as its clients and caches see it."""

import gzip
import json

from django.db import OperationalError, connection
from django.test import Client

import brotli
import pytest

from cms import memory
from cms.publications.content import module_content
from tests import factories

pytestmark = pytest.mark.django_db

MODULE = "/api/v1/modules/t4-1113-storm/"
PUBLIC = {"Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary"}


@pytest.fixture
def page(db: None):
    return factories.module()


def test_a_module_is_answered_whole(client, page) -> None:
    response = client.get(MODULE)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"].startswith("public, max-age=60")
    assert not response.cookies
    data = response.json()
    assert response.headers["ETag"] == f'"{data["version"]}"'
    assert data["title"] == "Storm"


@pytest.mark.parametrize(
    ("accepted", "encoding", "mark", "unpack"),
    [
        ("", None, "", bytes),
        ("identity", None, "", bytes),
        ("gzip, deflate", "gzip", "-gz", gzip.decompress),
        ("gzip, deflate, br", "br", "-br", brotli.decompress),
        ("*", "br", "-br", brotli.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", "-gz", gzip.decompress),
        ("BR", "br", "-br", brotli.decompress),
    ],
)
def test_each_encoding_has_an_etag_and_a_304(
    client, page, accepted: str, encoding: str | None, mark: str, unpack
) -> None:
    headers = {"accept-encoding": accepted}
    response = client.get(MODULE, headers=headers)

    data = json.loads(unpack(response.content))
    etag = response.headers["ETag"]
    assert etag == f'"{data["version"]}{mark}"'
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Content-Length"] == str(len(response.content))
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        same = client.get(MODULE, headers=headers | {"if-none-match": held})
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["ETag"] == etag
        assert same.headers["Vary"] == "Accept-Encoding"
    changed = client.get(MODULE, headers=headers | {"if-none-match": '"other"'})
    assert changed.status_code == 200


def test_head_is_get_without_a_body(client, page) -> None:
    head, get = client.head(MODULE), client.get(MODULE)

    assert head.content == b""
    assert {h: head.headers[h] for h in PUBLIC} == {h: get.headers[h] for h in PUBLIC}


def test_a_cookie_and_a_language_change_nothing(client, page, editor) -> None:
    plain = client.get(MODULE)
    signed_in = editor.get(MODULE, headers={"accept-language": "ar"})

    assert signed_in.content == plain.content
    assert signed_in.headers["ETag"] == plain.headers["ETag"]
    assert not signed_in.cookies


def test_a_module_costs_one_query_and_none_while_fresh(
    client, page, settings, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        client.get(MODULE)
    with django_assert_num_queries(1) as queries:
        client.get(MODULE)
    assert "THEN NULL" in queries.captured_queries[0]["sql"]

    settings.CONTENT_TTL_SECONDS = 60
    with django_assert_num_queries(0):
        client.get(MODULE)
        client.get(f"/api/v1/content/{module_content(page.key, 'en').version}/")


def test_what_is_published_is_seen_when_the_copy_is_old(client, page, commits) -> None:
    first = client.get(MODULE)
    page.title = "Calm"
    with commits():
        page.save_revision().publish()

    second = client.get(MODULE, headers={"if-none-match": first.headers["ETag"]})

    assert second.status_code == 200
    assert second.json()["title"] == "Calm"


def test_a_version_stays_for_good(client, page, commits) -> None:
    first = client.get(MODULE).json()
    page.title = "Calm"
    with commits():
        page.save_revision().publish()
    memory.forget()

    old = client.get(f"/api/v1/content/{first['version']}/")

    assert old.json() == first
    assert old.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/api/v1/content/unknown/").status_code == 404


@pytest.mark.parametrize("locale", ["fr", "ar", "", "en"])
def test_a_language_that_is_not_there_falls_back_and_says_so(
    client, page, locale: str
) -> None:
    assert client.get(MODULE, {"locale": locale}).json()["locale"] == "en"


def test_a_module_is_given_in_its_translation(client, page, commits) -> None:
    factories.translated_site()
    with commits():
        factories.translate_module(page)

    assert client.get(MODULE, {"locale": "ar"}).json()["title"] == "عاصفة"
    assert client.get(MODULE).json()["title"] == "Storm"
    listed = client.get("/api/v1/modules/", {"locale": "ar"}).json()
    assert [module["title"] for module in listed] == ["عاصفة"]


def test_an_unknown_module_is_404_in_the_standard_shape(client, page) -> None:
    response = client.get("/api/v1/modules/unknown/")

    assert response.status_code == 404
    assert response.json()["type"] == "client_error"
    assert response.json()["errors"][0]["code"] == "not_found"


@pytest.mark.parametrize(
    ("path", "attr"),
    [
        ("modules/?band=99", "band"),
        ("modules/?track=aliens", "track"),
        ("modules/?topic=t99", "topic"),
        ("modules/?topic=t1%00", "topic"),
    ],
)
def test_a_wrong_filter_is_400_in_the_standard_shape(
    client, page, path: str, attr: str
) -> None:
    response = client.get(f"/api/v1/{path}")

    assert response.status_code == 400
    assert response.json()["type"] == "validation_error"
    assert response.json()["errors"][0]["attr"] == attr


@pytest.mark.parametrize("locale", ["tlh", "..", "%3Cb%3E", "%00", "AR"])
def test_a_language_that_the_site_has_not_is_answered_in_the_default_one(
    client, page, locale: str
) -> None:
    module = client.get(f"/api/v1/modules/{page.key}/?locale={locale}").json()
    listed = client.get(f"/api/v1/modules/?locale={locale}").json()

    assert module["locale"] == "en"
    assert [summary["locale"] for summary in listed] == ["en"]


def test_modules_are_filtered(client, page) -> None:
    factories.module(
        factories.track("parents"), key="p2-tell", slug="tell", band="", topic="t12"
    )

    def keys(**filters: str) -> list[str]:
        found = client.get("/api/v1/modules/", filters).json()
        return [module["key"] for module in found]

    assert keys() == ["t4-1113-storm", "p2-tell"]
    assert keys(track="parents") == ["p2-tell"]
    assert keys(band="11-13") == ["t4-1113-storm"]
    assert keys(topic="t12", track="") == ["p2-tell"]
    assert keys(band="5-7") == []
    assert keys(locale="ar") == []


def test_a_summary_has_the_fields_of_the_contract(client, page) -> None:
    summary = client.get("/api/v1/modules/").json()[0]

    assert summary == {
        "key": "t4-1113-storm",
        "locale": "en",
        "title": "Storm",
        "summary": "A new teammate.",
        "track": "children",
        "band": "11-13",
        "topic": "t4",
        "minutes": 10,
        "sensitivity": 0,
        "risk": "contact",
        "url": "/en/children/storm/",
        "image": None,
        "version": page.publications.get().version,
        "size": len(page.publications.get().br),
    }


def test_tracks_are_listed(client, page) -> None:
    factories.track("educators")

    assert client.get("/api/v1/tracks/").json() == [
        {
            "key": "children",
            "title": "Children",
            "intro": "",
            "bands": ["5-7", "8-10", "11-13", "14-17"],
            "url": "/en/children/",
        },
        {
            "key": "educators",
            "title": "Educators",
            "intro": "",
            "bands": [],
            "url": "/en/educators/",
        },
    ]


@pytest.mark.parametrize("path", ["tracks/", "modules/"])
def test_lists_cost_two_queries_at_most_and_load_no_payload(
    client, page, path: str, settings, django_assert_max_num_queries
) -> None:
    for number in range(4):
        factories.module(key=f"k{number}", slug=f"k{number}")
    client.get(f"/api/v1/{path}", {"locale": "ar"})  # Wagtail learns the sites' roots

    with django_assert_max_num_queries(2) as queries:
        response = client.get(f"/api/v1/{path}")
    sql = " ".join(query["sql"] for query in queries.captured_queries)
    assert '"payload"' not in sql
    assert '"steps"' not in sql

    etag = response.headers["ETag"]
    same = client.get(f"/api/v1/{path}", headers={"if-none-match": etag})
    assert same.status_code == 304
    settings.CONTENT_TTL_SECONDS = 60
    with django_assert_max_num_queries(0):
        client.get(f"/api/v1/{path}")


@pytest.mark.parametrize("path", ["tracks/", "modules/", "helplines/"])
def test_nothing_can_be_sent_to_it(page, path: str) -> None:
    client = Client(raise_request_exception=False)

    assert client.post(f"/api/v1/{path}", b"{", "application/json").status_code == 405


@pytest.fixture
def away(monkeypatch):
    """Take the database away, having forgotten nothing; say how often it was asked."""
    asked = []

    def refuse(*args: object, **kwargs: object) -> None:
        asked.append(args)
        raise OperationalError("connection refused")

    def take_away() -> list:
        monkeypatch.setattr(connection, "cursor", refuse)
        monkeypatch.setattr(connection, "ensure_connection", refuse)
        return asked

    return take_away


@pytest.mark.parametrize("path", [MODULE, "/api/v1/modules/", "/api/v1/tracks/"])
def test_what_was_read_before_is_served_while_the_database_is_away(
    client, page, away, path
) -> None:
    before = client.get(path)
    asked = away()

    answers = [client.get(path) for _ in range(20)]

    assert {answer.content for answer in answers} == {before.content}
    assert {answer["ETag"] for answer in answers} == {before["ETag"]}
    assert 'detail="stale"' in answers[0]["Cache-Status"]
    assert answers[0]["Cache-Control"] == "public, max-age=5"
    assert "Cache-Status" not in before
    # Each question may wait for seconds and holds a thread meanwhile.
    assert len(asked) <= 4


def test_languages_stay_while_the_database_is_away(
    client, page, away, settings
) -> None:
    settings.LANGUAGES_TTL_SECONDS = 0
    client.get(MODULE)
    away()

    assert client.get(MODULE, {"locale": "en"}).status_code == 200


def test_what_was_never_read_says_when_to_come_back(client, page, away) -> None:
    client.get(MODULE)
    away()

    answer = client.get("/api/v1/tracks/")

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0


def test_the_current_module_is_back_with_the_database(
    client, page, away, monkeypatch
) -> None:
    client.get(MODULE)
    away()
    client.get(MODULE)
    monkeypatch.undo()
    monkeypatch.setattr("cms.publications.content._away_until", 0.0)

    assert "Cache-Status" not in client.get(MODULE)
