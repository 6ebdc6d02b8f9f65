"""JSON of many levels is refused wherever it is sent, before anything decodes it."""

import ast
import base64
import json
import time
from pathlib import Path

from django.test import Client
from django.urls import reverse

import pytest

from quizzes.nesting import TooDeeplyNested, decode_json, load_json
from tests.api_document import make_document
from tests.challenge import factories

ROOT = Path(__file__).resolve().parents[2]
BOMB = "[" * 8_000
# Every file that decodes without the shared check, and whose bytes it reads.
OWN_BYTES = {
    "quizzes/nesting.py": "the check itself",
    "quizzes/examples.py": "files of this repository",
    "exchange/text.py": "XML, which it limits to 60 levels as it is read",
    "exchange/qti/writing/item.py": "XML that it has just written",
    "cms/demo/art/scenes.py": "files of this repository",
    "cms/countries/names.py": "files of this repository",
    "cms/demo/entries.py": "files of this repository",
    "cms/demo/loader.py": "files of this repository",
    "cms/demo/packs.py": "files of this repository",
    "cms/publications/answer_keys.py": "what this site compiled",
    "cms/publications/content.py": "what this site compiled",
    "cms/checks/marks.py": "a stored stream",
    "challenge/insight/simulate.py": "what this site compiled",
    "challenge/insight/words.py": "what this site compiled",
    "challenge/classrooms/reports/services.py": "rows that this site wrote",
    "challenge/lti/deep_linking.py": "a row that this site wrote",
    "challenge/progress/store.py": "rows that this site wrote",
}
DECODERS = {
    *("load", "loads", "JSONDecoder", "Decoder"),
    *("fromstring", "iterparse", "XMLParser", "DefusedXMLParser", "XMLPullParser"),
}
DECODING_MODULES = {"json", "msgspec", "ElementTree", "etree", "orjson", "simplejson"}


def decodes(node: ast.AST) -> bool:
    """Return whether a node of code names a decoder of JSON or XML."""
    if isinstance(node, ast.Name):
        return node.id in DECODERS - {"load", "Decoder"}
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id in DECODING_MODULES and node.attr in DECODERS
    # msgspec.json.decode and msgspec.json.Decoder
    return ast.unparse(node).startswith("msgspec.json.") and (
        isinstance(node, ast.Attribute) and node.attr.lower().startswith("decode")
    )


def test_no_code_decodes_foreign_bytes_without_the_check():
    found = {
        str(path.relative_to(ROOT))
        for app in ("config", "challenge", "cms", "exchange", "quizzes")
        for path in (ROOT / app).rglob("*.py")
        if any(map(decodes, ast.walk(ast.parse(path.read_text()))))
    }

    assert found == OWN_BYTES.keys()


def api_calls():
    """Return method and path of every call of the API that takes a body."""
    return sorted(
        (method, path.format_map(dict.fromkeys(("id", "code", "key", "pk"), "1")))
        for path, methods in make_document()["paths"].items()
        for method, call in methods.items()
        if "requestBody" in call and path.count("{") == 0
    )


@pytest.mark.django_db
def test_every_call_of_the_api_refuses_it(figure):
    client = Client(raise_request_exception=False)
    _learner, token = factories.new_learner()
    refused = 0
    for method, path in api_calls():
        for body in (BOMB, '{"a":' * 8_000, f'{{"attempts":[{BOMB}'):
            response = client.generic(
                method.upper(),
                path,
                body,
                "application/json",
                headers={"authorization": f"Bearer {token}"},
            )
            assert response.status_code in (400, 401, 403), (method, path)
            if response.status_code == 400:
                refused += 1
                assert "64 levels" in response.json()["errors"][0]["detail"]

    assert refused >= 9
    figure("bodies of 8,000 levels refused by name", refused)


@pytest.mark.django_db
def test_forms_addresses_and_other_bodies_of_pages_refuse_it():
    client = Client(raise_request_exception=False)
    sign_in = reverse("account_login")

    assert client.post(sign_in, {"login": BOMB}).status_code == 400
    assert client.get(sign_in, {"next": BOMB}).status_code == 400
    for kind in ("application/json", "text/plain", ""):
        assert client.patch(sign_in, BOMB, kind).status_code == 400
    assert client.post(sign_in, {"login": "[" * 60}).status_code == 200
    # A pasted text full of brackets is not JSON.
    assert client.post(sign_in, {"login": f"see {BOMB}"}).status_code == 200


@pytest.mark.django_db
def test_a_key_whose_client_data_is_a_bomb_is_refused_as_invalid():
    client = Client(raise_request_exception=False)
    data = base64.urlsafe_b64encode(BOMB.encode()).decode()
    credential = {"id": "x", "response": {"clientDataJSON": data}}

    response = client.post(
        reverse("mfa_login_webauthn"), {"credential": json.dumps(credential)}
    )

    assert response.status_code < 500


def test_the_check_takes_no_longer_than_decoding_does(figure):
    """A body as large as the API reads: nothing in it may cost more than a moment."""
    bodies = {
        "pairs": b"[" + b"[]," * 87_000 + b"[]]",
        "strings": b"[" + b'"[\\"",' * 43_000 + b'""]',
        "escapes": b'["' + b"\\\\" * 130_000 + b'"]',
        "one level too many": b"[" * 65 + b"]" * 65 + b" " * 262_000,
    }
    longest = 0.0
    for body in bodies.values():
        began = time.process_time()
        try:
            decode_json(body)
            load_json(body)
        except TooDeeplyNested:
            pass
        longest = max(longest, time.process_time() - began)

    assert longest < 1
    figure("longest check of 256 KB", f"{1000 * longest:.0f} ms")
