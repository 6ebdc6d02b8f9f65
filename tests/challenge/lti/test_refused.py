"""What is no good: each gets a page with the right status, and leaves nothing."""

import base64
import hashlib
import hmac
import json
import time

from django.core import signing
from django.test import Client

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from challenge.lti import platform_keys, state
from challenge.lti.models import LtiPlatform, SpentNonce
from tests.challenge.lti.conftest import (
    CLIENT,
    FORM_TYPE,
    IN_FRAME,
    ISSUER,
    LTI,
    form,
    jwk,
    new_key,
)


def is_refused(response, status, code):
    assert response.status_code == status, response.content.decode()[:500]
    page = response.content.decode()
    assert f">{code}</code>" in page
    assert "<h1>" in page
    assert 'href="/en/"' in page
    assert "sessionid" not in response.cookies
    return True


@pytest.fixture(autouse=True)
def _nothing_is_used_up(db):
    yield
    assert not SpentNonce.objects.exists()


# The login ----------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["iss", "login_hint"])
def test_a_login_that_lacks_something(platform, missing):
    assert is_refused(platform.login(**{missing: ""}), 400, "incomplete")


@pytest.mark.parametrize(
    "more",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": ISSUER + "/"},
        {"client_id": "other"},
        {"iss": "x\0y"},
        {"client_id": "\0"},
        {"iss": "x" * 5000},
        {"iss": "💥"},
    ],
)
def test_a_platform_that_is_not_registered(platform, more):
    assert is_refused(platform.login(**more), 403, "unknown_platform")


def test_a_hint_without_end(platform):
    assert is_refused(platform.login(login_hint="x" * 5000), 413, "too_large")


# How it is sent -----------------------------------------------------------------


@pytest.mark.parametrize("path", ["/lti/launch/", "/lti/picked/"])
def test_an_address_that_is_typed(platform, path):
    response = Client().get(path)
    assert is_refused(response, 405, "not_posted")
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize("path", ["/lti/login/", "/lti/launch/", "/lti/picked/"])
def test_a_huge_body(platform, path):
    body = form({"id_token": "x" * 70_000})
    response = Client().post(path, body, **FORM_TYPE)
    assert is_refused(response, 413, "too_large")


@pytest.mark.parametrize("path", ["/lti/login/", "/lti/launch/", "/lti/picked/"])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", ""])
def test_a_body_that_is_no_form(platform, path, kind):
    response = Client().post(path, b"{}", content_type=kind)
    assert is_refused(response, 415, "not_a_form")


def test_a_form_of_too_many_parts(platform, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = Client().post("/lti/launch/", "a=1&b=2&c=3&d=4", **FORM_TYPE)
    assert is_refused(response, 400, "incomplete")


def test_a_form_in_another_encoding(platform):
    kind = "application/x-www-form-urlencoded; charset=utf-16"
    response = Client().generic(
        "POST", "/lti/launch/", b"state=\xff", content_type=kind
    )
    assert response.status_code in (400, 403)


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/lti/login/", "lti-login"), ("/lti/launch/", "lti-launch")],
)
def test_too_many(platform, settings, path, limit):
    settings.LIMITS = settings.LIMITS | {limit: (1, 5)}
    Client().post(path, "", **FORM_TYPE)
    refused = Client().post(path, "", **FORM_TYPE)
    assert is_refused(refused, 429, "too_many")
    assert refused["Retry-After"] == "5"


# The state ----------------------------------------------------------------------


@pytest.mark.parametrize("sent", ["", "x", "a:b:c", "\0", "💥", "x" * 9000])
def test_a_state_that_is_none_of_ours(platform, sent):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]))
    assert is_refused(platform.send(token, sent), 403, "bad_state")


def test_a_state_that_was_signed_for_something_else(platform):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]))
    foreign = signing.dumps([platform.row.pk, asked["nonce"]], salt="else")
    assert is_refused(platform.send(token, foreign), 403, "bad_state")


def test_a_state_that_is_too_old(platform, monkeypatch):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]))
    monkeypatch.setattr(state, "LIVES_SECONDS", -1)
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_state")


def test_a_launch_that_another_browser_began(platform):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]))
    response = platform.send(token, asked["state"], client=Client())
    assert is_refused(response, 403, "foreign_state")


def test_a_launch_of_another_browser_in_a_frame_is_seen_at_its_platform_only(platform):
    asked = platform.begin(IN_FRAME)
    token = platform.signed(platform.claims(asked["nonce"], deployment_id="x"))
    response = platform.send(token, asked["state"], IN_FRAME, Client())
    assert is_refused(response, 403, "unknown_deployment")
    policy = response.headers["Content-Security-Policy"]
    assert f"frame-ancestors {ISSUER}" in policy
    assert "frame-ancestors 'self'" not in policy


def test_a_token_for_another_launch(platform):
    first, second = platform.begin(), platform.begin()
    token = platform.signed(platform.claims(first["nonce"]))
    assert is_refused(platform.send(token, second["state"]), 403, "bad_state")


def test_a_platform_that_went_in_between(platform):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]))
    LtiPlatform.objects.all().delete()
    assert is_refused(platform.send(token, asked["state"]), 403, "unknown_platform")


def test_a_platform_that_says_no(platform):
    asked = platform.begin()
    response = platform.send("", asked["state"], error="login_required")
    assert is_refused(response, 403, "platform_error")
    assert "login_required" not in response.content.decode()


def test_a_launch_that_is_sent_again(platform):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]))
    # The cookie is gone after the first; whoever put it back has still used it up.
    cookies = {name: each.value for name, each in platform.client.cookies.items()}
    assert platform.send(token, asked["state"]).status_code == 302
    platform.client.cookies.load(cookies)
    assert is_refused(platform.send(token, asked["state"]), 403, "used_before")
    assert SpentNonce.objects.all().delete()[0] == 1


# The token ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"aud": "another"}, "wrong_audience"),
        ({"aud": [CLIENT, "another"]}, "wrong_audience"),
        ({"aud": [CLIENT], "azp": "another"}, "wrong_audience"),
        ({"aud": []}, "bad_token"),
        ({"iss": "https://elsewhere.example"}, "wrong_audience"),
        ({"exp": 1}, "expired"),
        ({"exp": "soon"}, "bad_token"),
        ({"exp": None}, "bad_token"),
        ({"iat": None}, "bad_token"),
        ({"iat": time.time() + 9000}, "bad_token"),
        ({"nonce": None}, "bad_token"),
        ({"nonce": "x"}, "bad_state"),
        ({"nonce": ["x"]}, "bad_state"),
        ({"deployment_id": "another"}, "unknown_deployment"),
        ({"deployment_id": None}, "unknown_deployment"),
        ({"deployment_id": ["1"]}, "unknown_deployment"),
    ],
)
def test_a_token_for_somebody_else_or_too_late(platform, more, code):
    assert is_refused(platform.launch(**more), 403, code)


@pytest.mark.parametrize(
    "more",
    [
        {"version": "1.1"},
        {"message_type": "LtiSubmissionReviewRequest"},
        {"message_type": None},
        {"message_type": ["LtiResourceLinkRequest"]},
        {"resource_link": None},
        {"resource_link": []},
        {"resource_link": {"id": 5}},
    ],
)
def test_a_message_of_another_shape(platform, more):
    assert is_refused(platform.launch(**more), 400, "bad_message")


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.b", "a.b.c", "a.b.c.d", "é.é.é", "\0.\0.\0", "W10.W10.x"],
)
def test_a_token_that_is_none(platform, token):
    asked = platform.begin()
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")


def test_a_token_that_names_no_key(platform):
    for head in ({}, {"kid": 5}, {"kid": None}, {"kid": ""}):
        asked = platform.begin()
        token = unsigned(platform.claims(asked["nonce"]), alg="RS256", **head)
        if not head:
            token = "e30." + token.partition(".")[2]
        response = platform.send(token, asked["state"])
        assert response.status_code == 403
        assert ">bad_" in response.content.decode()


def unsigned(claims, **header):
    def part(value):
        text = json.dumps(value).encode()
        return base64.urlsafe_b64encode(text).rstrip(b"=").decode()

    return f"{part({'kid': 'k1'} | header)}.{part(claims)}."


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "HS256", "RS512", 5, None])
def test_an_algorithm_that_is_not_taken(platform, alg):
    asked = platform.begin()
    token = unsigned(platform.claims(asked["nonce"]), alg=alg)
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")


def test_the_public_key_is_no_secret_to_sign_with(platform):
    asked = platform.begin()
    pem = platform.key.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    body = unsigned(platform.claims(asked["nonce"]), alg="HS256").rstrip(".")
    digest = hmac.new(pem, body.encode(), hashlib.sha256).digest()
    token = f"{body}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")


def test_a_signature_of_another_key(platform):
    asked = platform.begin()
    token = platform.signed(platform.claims(asked["nonce"]), key=new_key(1))
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")


def test_a_token_that_was_changed(platform):
    asked = platform.begin()
    head, _body, signature = platform.signed(platform.claims(asked["nonce"])).split(".")
    other = platform.signed(platform.claims(asked["nonce"], sub="x")).split(".")[1]
    response = platform.send(f"{head}.{other}.{signature}", asked["state"])
    assert is_refused(response, 403, "bad_token")


def test_a_key_that_comes_along_is_not_looked_at(platform):
    asked = platform.begin()
    token = jwt.encode(
        platform.claims(asked["nonce"]),
        new_key(1),
        algorithm="RS256",
        headers={
            "kid": "k1",
            "jwk": jwk(new_key(1)),
            "jku": "https://evil.example/keys",
        },
    )
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")
    assert platform.reads == [platform.row.key_set_url]


def test_claims_that_are_no_object(platform):
    asked = platform.begin()
    token = jwt.api_jws.encode(
        b"[1]", platform.key, algorithm="RS256", headers={"kid": "k1"}
    )
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "[" * 3000])
def test_numbers_and_nesting_without_end(platform, number):
    asked = platform.begin()
    claims = json.dumps(platform.claims(asked["nonce"], exp="EXP"))
    body = claims.replace('"EXP"', number).encode()
    token = jwt.api_jws.encode(
        body, platform.key, algorithm="RS256", headers={"kid": "k1"}
    )
    assert is_refused(platform.send(token, asked["state"]), 403, "bad_token")


# The platform's keys ------------------------------------------------------------


def test_keys_are_read_once_an_hour(platform):
    platform.launch(deployment_id="x")
    platform.launch(deployment_id="x")
    assert platform.reads == [platform.row.key_set_url]


def test_a_new_key_is_looked_for_but_not_at_every_call(platform):
    platform.launch(deployment_id="x")
    platform.key, platform.keys = new_key(1), [jwk(new_key(1), "k2")]
    asked = platform.begin()
    claims = platform.claims(asked["nonce"], deployment_id="x")
    response = platform.send(platform.signed(claims, "k2"), asked["state"])
    assert is_refused(response, 403, "unknown_deployment")
    for kid in ("k3", "k4"):
        response = platform.send(platform.signed(claims, kid), asked["state"])
        assert is_refused(response, 403, "bad_key")
    assert len(platform.reads) == 2


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [{"kty": "RSA", "kid": "k1"}],
        [{"kty": "RSA", "kid": "k1", "n": "!", "e": "AQAB"}],
        [{"kty": "RSA", "kid": "k1", "n": 5, "e": []}],
        [{"kty": "oct", "kid": "k1", "k": "c2VjcmV0", "alg": "HS256"}],
        [5, None, "x"],
    ],
)
def test_a_key_set_without_a_good_key(platform, keys):
    platform.keys = keys
    assert is_refused(platform.launch(), 403, "bad_key")


@pytest.mark.filterwarnings("ignore:The RSA key is 1024 bits long")
def test_a_key_that_is_too_short(platform):
    platform.key = new_key(2, 1024)
    platform.keys = [jwk(platform.key)]
    assert is_refused(platform.launch(), 403, "bad_key")


@pytest.mark.parametrize(
    "fault",
    [
        OSError("no route"),
        requests.Timeout("slow"),
        requests.exceptions.InvalidURL("x"),
    ],
)
def test_a_platform_that_does_not_answer(platform, monkeypatch, fault):
    def download(url):
        platform.reads.append(url)
        raise fault

    monkeypatch.setattr(platform_keys, "download", download)
    for _ in range(2):
        assert is_refused(platform.launch(), 503, "keys_unreachable")
    # It is left alone for a moment.
    assert len(platform.reads) == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"5", b'{"keys": 5}', b"{}", b"[" * 90_000]
)
def test_a_key_set_that_is_none(platform, monkeypatch, body):
    monkeypatch.setattr(platform_keys, "download", lambda url: body)
    assert is_refused(platform.launch(), 503, "keys_unreachable")


class Answer:
    """What ``requests`` gives, as far as it is looked at."""

    def __init__(self, body=b"{}", status=200):
        self.body, self.status_code = body, status

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def iter_content(self, size):
        for start in range(0, len(self.body), size):
            yield self.body[start : start + size]


def test_keys_are_read_within_limits(monkeypatch):
    asked = []

    def get(url, **how):
        asked.append((url, how))
        return answers.pop()

    monkeypatch.setattr(requests, "get", get)
    answers = [Answer(b'{"keys": []}')]
    assert platform_keys.download("https://a.example/keys") == b'{"keys": []}'
    ((url, how),) = asked
    assert url == "https://a.example/keys"
    assert how["allow_redirects"] is False
    assert how["timeout"] == (3, 3)
    for answer in (Answer(status=302), Answer(status=500), Answer(b"x" * 140_000)):
        answers.append(answer)
        with pytest.raises(OSError, match="200|long"):
            platform_keys.download("https://a.example/keys")


def test_keys_that_drip_are_not_waited_for(monkeypatch):
    monkeypatch.setattr(requests, "get", lambda url, **how: Answer(b"x" * 20_000))
    monkeypatch.setattr(platform_keys, "MOST_SECONDS", -1)
    with pytest.raises(OSError, match="long"):
        platform_keys.download("https://a.example/keys")


@pytest.mark.parametrize(
    "url", ["http://a.example/", "file:///etc/passwd", "ftp://a.example", ""]
)
def test_nothing_but_https_is_read(monkeypatch, url):
    monkeypatch.setattr(requests, "get", lambda *args, **how: pytest.fail("asked"))
    with pytest.raises(OSError, match="https"):
        platform_keys.download(url)


# Words --------------------------------------------------------------------------


def test_it_says_so_in_arabic(platform):
    response = Client().get("/lti/launch/", headers={"Accept-Language": "ar"})
    page = response.content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "This address" not in page


def test_claims_of_a_foreign_class_parameter(platform):
    for custom in ([], "x", {"target": 5}, {"target": ["class:x"]}, None):
        asked = platform.begin()
        claims = platform.claims(asked["nonce"], deployment_id="x")
        claims[LTI + "custom"] = custom
        response = platform.send(platform.signed(claims), asked["state"])
        assert is_refused(response, 403, "unknown_deployment")
