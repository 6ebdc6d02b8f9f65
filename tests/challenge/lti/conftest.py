"""A learning platform of its own: it signs with its key, and shows the public half."""

import json
import time
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils.http import urlencode

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from challenge.accounts.models import User
from challenge.classrooms.models import Classroom
from challenge.lti import platform_keys
from challenge.lti.models import LtiPlatform
from tests import factories as cms
from tests.challenge import factories

ISSUER = "https://learn.school.example"
CLIENT = "client-7"
DEPLOYMENT = "1"
LTI = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
CONTEXT_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
TEACHER, LEARNER = CONTEXT_ROLE + "Instructor", CONTEXT_ROLE + "Learner"
RETURN = f"{ISSUER}/mod/lti/contentitem_return.php?course=2"
IN_FRAME = {"Sec-Fetch-Dest": "iframe"}
IN_WINDOW = {"Sec-Fetch-Dest": "document"}
# What is looked for in every table afterwards.
PERSON = {
    "sub": "pupil-sub-4711",
    "name": "Layla Haddadova",
    "given_name": "Layla",
    "family_name": "Haddadova",
    "email": "layla.h@school.example",
    "picture": "https://learn.school.example/faces/layla.png",
}


@cache
def new_key(number: int = 0, bits: int = 2048) -> rsa.RSAPrivateKey:
    """Return a key; the same for the same numbers, as they take long to make."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def jwk(key: rsa.RSAPrivateKey, kid: str = "k1") -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return public | {"kid": kid, "alg": "RS256", "use": "sig"}


class Platform:
    """A platform, and a browser that comes from it."""

    def __init__(self, row: LtiPlatform) -> None:
        self.row = row
        self.key = new_key()
        self.keys: list[Any] = [jwk(self.key)]
        self.reads: list[str] = []
        self.client = Client(raise_request_exception=False)

    def download(self, url: str) -> bytes:
        """Stand in for the reading of the key set."""
        self.reads.append(url)
        return json.dumps({"keys": self.keys}).encode()

    def login(
        self, method: str = "get", headers: dict[str, str] = IN_WINDOW, **more: str
    ) -> Any:
        sent = {"iss": ISSUER, "login_hint": "5", "client_id": CLIENT} | more
        if method == "get":
            return self.client.get("/lti/login/", sent, headers=headers)
        return self.client.post("/lti/login/", form(sent), headers=headers, **FORM_TYPE)

    def begin(self, headers: dict[str, str] = IN_WINDOW) -> dict[str, str]:
        """Begin a launch; give what the platform is asked."""
        response = self.login(headers=headers)
        assert response.status_code == 302, response.content
        query = parse_qs(urlsplit(response.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}

    def claims(self, nonce: str, /, **more: Any) -> dict[str, Any]:
        """Return the claims of a launch by a child; None takes one away."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            LTI + "message_type": "LtiResourceLinkRequest",
            LTI + "version": "1.3.0",
            LTI + "deployment_id": DEPLOYMENT,
            LTI + "target_link_uri": "https://testserver/lti/launch/",
            LTI + "resource_link": {"id": "99", "title": "Layla Haddadova’s link"},
            LTI + "roles": [LEARNER],
            LTI + "lis": {"person_sourcedid": "pupil-sub-4711"},
            **PERSON,
        }
        claims |= {LTI + name: more.pop(name) for name in [*more] if name in OWN}
        claims |= more
        return {name: value for name, value in claims.items() if value is not None}

    def signed(self, claims: Any, kid: str = "k1", **more: Any) -> str:
        return jwt.encode(
            claims,
            more.get("key", self.key),
            algorithm=more.get("algorithm", "RS256"),
            headers={"kid": kid},
        )

    def send(
        self,
        token: str,
        state: str,
        headers: dict[str, str] = IN_WINDOW,
        client: Client | None = None,
        **more: str,
    ) -> Any:
        return (client or self.client).post(
            "/lti/launch/",
            form({"id_token": token, "state": state} | more),
            headers=headers,
            **FORM_TYPE,
        )

    def launch(self, headers: dict[str, str] = IN_WINDOW, **more: Any) -> Any:
        """Launch from beginning to end."""
        asked = self.begin(headers)
        token = self.signed(self.claims(asked["nonce"], **more))
        return self.send(token, asked["state"], headers)

    def deep_link(self, headers: dict[str, str] = IN_WINDOW, **more: Any) -> Any:
        """Ask for a link, as a teacher."""
        wish = {
            "deep_link_return_url": RETURN,
            "accept_types": ["link", "ltiResourceLink"],
            "accept_presentation_document_targets": ["iframe", "window"],
            "data": "opaque-1",
        }
        settings = {
            name: value
            for name, value in (wish | more.pop("wish", {})).items()
            if value is not None
        }
        return self.launch(
            headers,
            **{
                "message_type": "LtiDeepLinkingRequest",
                "resource_link": None,
                "roles": [TEACHER],
                DEEP + "deep_linking_settings": settings,
            }
            | more,
        )


FORM_TYPE: dict[str, Any] = {"content_type": "application/x-www-form-urlencoded"}
OWN = (
    *("message_type", "version", "deployment_id", "resource_link", "roles"),
    *("custom", "launch_presentation"),
)


def form(sent: dict[str, str]) -> str:
    return urlencode(sent)


@pytest.fixture
def platform(db: None, monkeypatch: pytest.MonkeyPatch) -> Platform:
    row = LtiPlatform.objects.create(
        name="School of Learning",
        issuer=ISSUER,
        client_id=CLIENT,
        deployment_ids=f"{DEPLOYMENT}\n7",
        auth_login_url=f"{ISSUER}/mod/lti/auth.php",
        key_set_url=f"{ISSUER}/mod/lti/certs.php",
        pages_url=f"{ISSUER}/",
    )
    made = Platform(row)
    monkeypatch.setattr(platform_keys, "download", made.download)
    return made


@pytest.fixture
def educator(db: None) -> User:
    return factories.new_educator()


@pytest.fixture
def classroom(educator: User) -> Classroom:
    """An open class."""
    return factories.new_class(educator)


@pytest.fixture
def signed_in(educator: User) -> Client:
    client = Client()
    client.force_login(educator)
    return client


@pytest.fixture
def module(db: None) -> str:
    """A published module."""
    key = "t2-0810-locks"
    new_module(key)
    return key


def new_module(key: str) -> None:
    cms.module(key=key, slug=key, title=f"About {key}", topic="t2", quiz=None)


@pytest.fixture
def counted(django_assert_num_queries: Callable[..., Any]) -> Callable[..., Any]:
    return django_assert_num_queries
