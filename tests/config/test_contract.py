"""The API keeps its own description, whatever it is sent, and gives no check away."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from cms.pages.module import ModulePage
from cms.publications.models import Publication
from config.wsgi import application
from quizzes import kinds
from quizzes.models import Quiz

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

LOCALES = ("en", "ar")
# Pages that no editor writes.
PAGES = ("treasure", "certificate", "verify", "talk-cards", "family-plan")


@pytest.fixture
def api() -> Client:
    cache.clear()
    return Client(raise_request_exception=False)


def new_learner(api: Client) -> dict[str, str]:
    made = api.post("/api/v1/learners/", {"locale": "en"}, "application/json")
    return {"Authorization": f"Bearer {made.json()['token']}"}


# What is described is what is answered ------------------------------------------


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """Requests of a real WSGI server close the connection, and the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


document = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.mark.usefixtures("kept_connection")
@document.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_every_call_answers_as_described_whatever_it_is_sent(case):
    cache.clear()
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


# A check stays closed -----------------------------------------------------------


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from walk(child)
    elif isinstance(value, list):
        for child in value:
            yield from walk(child)


def keys(purpose: str) -> dict[str, dict[str, Any]]:
    """Return the key of every item with this purpose, by language and id."""
    return {
        f"{publication.locale}:{identifier}": item["key"]
        for publication in Publication.objects.all()
        for identifier, item in json.loads(bytes(publication.key)).items()
        if item["purpose"] == purpose
    }


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from texts(child)


def sentences(purpose: str) -> set[str]:
    """Return every sentence with which items of this purpose answer; an id is none."""
    return {
        text
        for key in keys(purpose).values()
        for part in walk(key)
        for name, value in part.items()
        if name in {"feedback", "right", "wrong", "note"}
        for text in texts(value)
        if text and (isinstance(value, str) or " " in text)
    }


def sentences_of_checks() -> set[str]:
    """Return every sentence that only a check answers with."""
    open_ones = "\n".join(sentences("practice"))
    found = {text for text in sentences("check") if text not in open_ones}
    assert len(found) > 20
    return found


def assert_closed(text: str) -> None:
    for sentence in sentences_of_checks():
        assert sentence not in text
        assert json.dumps(sentence)[1:-1] not in text


def public_addresses(api: Client) -> Iterator[str]:
    """Yield every address that anybody may open: calls of the API and pages."""
    for locale in LOCALES:
        yield f"/{locale}/"
        for page in PAGES:
            yield f"/{locale}/{page}/"
        for track in api.get(f"/api/v1/tracks/?locale={locale}").json():
            yield track["url"]
        yield f"/api/v1/tracks/?locale={locale}"
        yield f"/api/v1/modules/?locale={locale}"
        yield f"/api/v1/helplines/?country=BH&locale={locale}"
        for module in api.get(f"/api/v1/modules/?locale={locale}").json():
            yield module["url"]
            yield f"{module['url']}print/"
            yield f"/api/v1/modules/{module['key']}/?locale={locale}"
            yield f"/api/v1/content/{module['version']}/"
    yield "/api/v1/schema/"
    yield "/api/v1/docs/"
    yield "/sitemap.xml"


def test_no_public_address_holds_the_key_or_feedback_of_a_check(api):
    addresses = list(public_addresses(api))
    assert len(addresses) > 30
    checks_seen = 0

    for address in addresses:
        response = api.get(address)
        assert response.status_code == 200, address
        assert_closed(response.content.decode())
        if response["Content-Type"].startswith("application/json"):
            for part in walk(response.json()):
                if part.get("purpose") == "check":
                    checks_seen += 1
                    assert "key" not in part
                    assert not {"correct", "feedback"} & {
                        name for inner in walk(part) for name in inner
                    }
    assert checks_seen > 20


@pytest.mark.parametrize("model", [ModulePage, Quiz])
def test_no_preview_of_a_draft_holds_them_either(api, model):
    for draft in model.objects.all():
        for mode, _label in draft.preview_modes:
            response = draft.make_preview_request(preview_mode=mode)
            assert response.status_code == 200
            assert_closed(response.rendered_content)


def test_an_answered_check_says_nothing_until_its_form_is_handed_in(api):
    module = api.get("/api/v1/modules/t1-0810-circles/?locale=en").json()
    place = {"module": module["key"], "version": module["version"], "phase": "post"}
    learner = new_learner(api)
    found = keys("check")
    items = module["check"]["post"]
    item = next(i for i in items if i["kind"] == "choice")
    options = found[f"en:{item['id']}"]["options"]
    wrong = next(id_ for id_, option in options.items() if not option["correct"])

    def send(path: str, body: dict[str, Any]) -> dict[str, Any]:
        return api.post(path, body, "application/json", headers=learner).json()

    def answer(item: dict[str, Any], response: object) -> dict[str, Any]:
        attempt = place | {
            "id": str(uuid.uuid4()),
            "item": item["id"],
            "response": response,
        }
        return send("/api/v1/attempts/", {"attempts": [attempt]})["results"][0]

    for each in items:
        right = kinds.get(each["kind"]).perfect(found[f"en:{each['id']}"])
        result = answer(each, {"choices": [wrong]} if each is item else right)
        assert result["status"] == "recorded"
        told = {"outcome", "score", "feedback"} & result.keys()
        assert [result[name] for name in told if result[name] is not None] == []

    results = send("/api/v1/checks/", place)["results"]
    told = next(result for result in results if result["item"] == item["id"])
    assert told["outcome"] == "incorrect"
    assert options[wrong]["feedback"] in told["feedback"]
