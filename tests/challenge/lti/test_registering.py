"""The operator registers platforms, and finds what a platform wants to know of this site."""

from django.core.exceptions import ValidationError
from django.test import Client

import pytest

from challenge.accounts.models import User
from challenge.lti.models import LtiPlatform, origin_of
from tests.challenge.lti.conftest import ISSUER

ADD = "/admin/ltiplatform/new/"
FIELDS = {
    "name": "School of Learning",
    "issuer": ISSUER,
    "client_id": "c",
    "deployment_ids": " 1 \r\n\r\n2\n1",
    "auth_login_url": f"{ISSUER}/auth",
    "key_set_url": f"{ISSUER}/keys",
    "pages_url": f"{ISSUER}/my/",
}


@pytest.fixture
def operator(db):
    client = Client()
    client.force_login(User.objects.create_superuser("root", password="x"))
    return client


def test_an_operator_registers_a_platform(operator):
    assert operator.get(ADD).status_code == 200
    assert operator.post(ADD, FIELDS).status_code == 302

    row = LtiPlatform.objects.get()
    assert row.deployments == ["1", "2"]
    assert row.origin == ISSUER
    listing = operator.get("/admin/ltiplatform/").content.decode()
    assert "School of Learning" in listing


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("issuer", "http://learn.school.example", "begins with https"),
        ("key_set_url", "file:///etc/passwd", "begins with https"),
        ("auth_login_url", "learn.school.example/auth", "begins with https"),
        ("pages_url", "", "required"),
        ("deployment_ids", " \n ", "required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(operator, name, value, words):
    response = operator.post(ADD, FIELDS | {name: value})

    assert response.status_code == 200
    assert words in str(response.context["form"].errors[name])
    assert not LtiPlatform.objects.exists()


def test_a_platform_is_registered_once(operator):
    operator.post(ADD, FIELDS)
    response = operator.post(ADD, FIELDS)

    assert "registered with this client ID already" in response.content.decode()
    assert LtiPlatform.objects.count() == 1


def test_nobody_else_does(db, educator):
    client = Client()
    client.force_login(educator)
    for path in ("/admin/ltiplatform/", ADD):
        assert client.get(path).status_code == 302
        assert client.post(path, FIELDS).status_code == 302
    assert not LtiPlatform.objects.exists()


def test_ids_of_white_space_are_none():
    with pytest.raises(ValidationError, match="one deployment"):
        LtiPlatform(deployment_ids=" \n ").clean()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://A.example/x?y", "https://a.example"),
        ("https://a.example:443/", "https://a.example"),
        ("https://a.example:8443/", "https://a.example:8443"),
        ("https://me@a.example/", "https://a.example"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]"),
        ("http://a.example/", ""),
        ("https://", ""),
        ("https://a.example:port/", ""),
    ],
)
def test_an_origin_is_scheme_host_and_port(address, origin):
    assert origin_of(address) == origin


def test_the_key_set_is_the_sites(client, db, counted):
    with counted(0):
        response = client.get("/lti/jwks/")
    assert response.json() == client.get("/.well-known/jwks.json").json()
    assert all("d" not in key for key in response.json()["keys"])


def test_a_platform_reads_how_to_set_it_up(client, db, counted):
    with counted(0):
        response = client.get("/lti/config.json")
    said = response.json()
    assert said["oidc_initiation_url"] == "http://testserver/lti/login/"
    assert said["target_link_uri"] == "http://testserver/lti/launch/"
    assert said["public_jwk_url"] == "http://testserver/lti/jwks/"
    assert said["scopes"] == []
    (canvas,) = said["extensions"]
    assert canvas["privacy_level"] == "anonymous"
    assert "sessionid" not in response.cookies
