"""What holds for every address: sizes, cookies, policies and the shape of refusals."""

import json
from unittest import mock

from django.test import Client

import brotli
import pytest
from drf_spectacular.generators import SchemaGenerator

from config import api

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def refusal(response) -> dict:
    body = json.loads(response.content)
    assert set(body) == {"type", "errors"}
    assert all(set(error) == {"code", "detail", "attr"} for error in body["errors"])
    return body


@pytest.mark.parametrize(
    "path", ["/api/v1/attempts/", "/api/v1/progress/", "/api/v1/learners/"]
)
def test_a_body_of_more_than_256_kib_is_refused_in_the_standard_shape(browser, path):
    response = browser.post(path, b"x" * (256 * 1024 + 1), "application/json")

    assert response.status_code == 413
    assert refusal(response)["errors"][0]["code"] == "too_large"


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_an_unknown_call_is_a_404_in_the_standard_shape(browser, method):
    response = getattr(browser, method)("/api/v1/nothing/here/")

    assert response.status_code == 404
    assert refusal(response)["errors"][0]["code"] == "not_found"


@pytest.mark.parametrize(
    "path", ["/api/v1/tracks/", "/api/v1/modules/", "/api/v1/helplines/"]
)
def test_public_answers_neither_set_nor_depend_on_a_cookie_or_language(browser, path):
    response = browser.get(
        path, headers={"cookie": "sessionid=made-up", "accept-language": "ar"}
    )

    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert "accept-language" not in response.get("Vary", "").lower()


def test_pages_come_compressed_and_answers_of_the_api_as_they_are(browser):
    wanted = {"accept-encoding": "gzip"}

    page = browser.get("/en/accounts/login/", headers=wanted)
    plain = browser.get("/en/accounts/login/")

    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
    assert len(page.content) < len(plain.content) / 2
    assert "Content-Encoding" not in browser.get("/api/v1/docs/", headers=wanted)


def test_pages_allow_no_other_host_and_no_inline_script(browser):
    response = browser.get("/en/accounts/login/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


def test_the_front_door_leads_to_the_readers_language(browser):
    arabic = browser.get("/", headers={"accept-language": "ar"})
    other = browser.get("/", headers={"accept-language": "tlh"})

    assert arabic["Location"] == "/ar/"
    assert other["Location"] == "/en/"


def test_the_description_is_made_once_and_not_sent_to_who_has_it(browser, monkeypatch):
    api._make_document.cache_clear()
    made = mock.Mock(wraps=SchemaGenerator)
    monkeypatch.setattr(api, "SchemaGenerator", made)

    first = browser.get("/api/v1/schema/", headers={"accept-encoding": "br"})
    again = browser.get(
        "/api/v1/schema/",
        headers={"accept-encoding": "br", "if-none-match": first["ETag"]},
    )

    assert made.call_count == 1
    assert json.loads(brotli.decompress(first.content))["openapi"]
    assert (again.status_code, again.content) == (304, b"")


def test_the_api_describes_itself_with_assets_of_this_site_only(browser):
    document = browser.get("/api/v1/schema/").json()
    reader = browser.get("/api/v1/docs/")

    assert document["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in document["paths"])
    assert b"//cdn" not in reader.content
    assert "unsafe-eval" not in reader["Content-Security-Policy"]
