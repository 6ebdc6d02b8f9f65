"""The signed credential: Open Badges 3.0 in shape, and checked for what it is."""

import base64
import datetime
import hashlib
import json
import re
import uuid

from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from challenge.accounts import services as accounts
from challenge.credentials import badges, keys
from challenge.learners.models import today
from challenge.models import EducatorCredential
from cms.publications.models import Publication
from tests.challenge.credentials.conftest import QUESTIONS, words

SITE = "http://localhost:8000"
URI = re.compile(r"^(https?://|urn:uuid:|did:)\S+$")
DATETIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
HASH = re.compile(r"^sha256\$[0-9a-f]{64}$")


def part(text: str, number: int) -> dict:
    """Return the header (0) or the payload (1) of a compact JWS."""
    piece = text.split(".")[number]
    return json.loads(base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4)))


def read(path: str, host: str = SITE) -> dict:
    """Read a public document as a verifier does: by its whole address."""
    assert path.startswith(host), path
    response = Client().get(path.removeprefix(host))
    assert response.status_code == 200
    return response.json()


def der(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey) -> str:
    made = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return base64.b64encode(made).decode()


def new_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def verify(text: str, **more: object) -> str:
    response = Client().post("/en/credentials/verify/", {"credential": text} | more)
    assert response.status_code == 200
    return response.content.decode()


GENUINE = "This is genuine."
GONE = "This credential no longer counts."
UNKNOWN = "We cannot confirm this credential."


# The shape (ob_v3p0_achievementcredential_schema.json) ----------------------------


def test_it_has_the_shape_of_an_open_badge_credential(passed):
    body = part(passed.download(), 1)
    assert body["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert URI.match(body["id"])
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(body["type"])
    assert DATETIME.match(body["validFrom"])
    assert body["name"]
    for entry in body["credentialSchema"]:
        assert set(entry) == {"id", "type"}
        assert entry["type"] == "1EdTechJsonSchemaValidator2019"
    assert body["credentialStatus"]["type"] == "1EdTechRevocationList"
    assert set(body) == {
        *("@context", "id", "type", "issuer", "validFrom", "name"),
        *("credentialSubject", "credentialStatus", "credentialSchema"),
        *("iss", "jti", "nbf", "sub"),
    }


def test_the_subject_is_named_by_a_digest_and_no_name(passed):
    subject = part(passed.download(), 1)["credentialSubject"]
    assert "AchievementSubject" in subject["type"]
    assert URI.match(subject["id"])
    (identity,) = subject["identifier"]
    assert identity["type"] == "IdentityObject"
    assert identity["identityType"] == "emailAddress"
    assert identity["hashed"] is True
    assert HASH.match(identity["identityHash"])
    salted = f"mariam@school.example{identity['salt']}".encode()
    digest = hashlib.sha256(salted).hexdigest()
    assert identity["identityHash"] == f"sha256${digest}"
    assert "mariam" not in json.dumps(subject)


def test_without_an_address_the_subject_still_has_an_id(passed):
    passed.user.email = ""
    passed.user.save()
    subject = part(passed.download(), 1)["credentialSubject"]
    assert "identifier" not in subject
    assert URI.match(subject["id"])


def test_the_achievement_says_what_it_took(passed):
    body = part(passed.download(), 1)
    achievement = body["credentialSubject"]["achievement"]
    assert "Achievement" in achievement["type"]
    assert achievement["name"] == "Educators’ track: About e1-ground"
    assert achievement["description"] == "A new teammate."
    assert "80 per cent" in achievement["criteria"]["narrative"]
    assert achievement["inLanguage"] == "en"
    hosted = read(achievement["id"])
    assert hosted | {"@context": None} == achievement | {"@context": None}
    assert hosted["creator"]["id"] == body["issuer"]["id"]


def test_the_whole_track_is_an_achievement_of_its_own(passed, player):
    player.play("e2-tell", QUESTIONS)
    passed.claim("e2-tell", player.token)
    body = part(passed.download(""), 1)
    assert body["name"] == "Ready to teach"
    achievement = body["credentialSubject"]["achievement"]
    assert read(achievement["id"])["name"] == "Ready to teach"


def test_it_says_so_in_the_language_of_the_page(passed):
    row = EducatorCredential.objects.get()
    answer = passed.client.get(f"/ar/teach/training/{row.uid}/credential/")
    achievement = part(answer.content.decode(), 1)["credentialSubject"]["achievement"]
    assert achievement["inLanguage"] == "ar"
    assert "مسار المعلّمين" in achievement["name"]


# The proof (Open Badges 3.0, section 8.2) -----------------------------------------


def test_the_claims_repeat_the_credential(passed):
    body = part(passed.download(), 1)
    assert body["iss"] == body["issuer"]["id"]
    assert body["jti"] == body["id"]
    assert body["sub"] == body["credentialSubject"]["id"]
    start = datetime.datetime.fromisoformat(body["validFrom"])
    assert body["nbf"] == start.timestamp()
    assert start <= timezone.now()


@pytest.mark.parametrize("zone", ["Asia/Bahrain", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_it_counts_from_the_first_moment_of_the_sites_day(passed, settings, zone):
    settings.TIME_ZONE = zone
    EducatorCredential.objects.update(day=today())
    body = part(passed.download(), 1)
    start = datetime.datetime.fromisoformat(body["validFrom"])
    assert start <= timezone.now() < start + datetime.timedelta(days=1)
    assert GENUINE in verify(passed.download())


def test_a_stranger_verifies_it_by_the_published_key(passed):
    text = passed.download()
    header = part(text, 0)
    assert header == {"alg": "RS256", "kid": header["kid"], "typ": "JWT"}
    jwk = read(header["kid"])
    assert "d" not in jwk
    body = jwt.decode(text, jwt.PyJWK(jwk), algorithms=["RS256"])
    assert body["iss"] == f"{SITE}/credentials/issuer.json"


def test_the_issuer_is_published(passed):
    body = part(passed.download(), 1)
    profile = read(body["issuer"]["id"])
    assert profile["type"] == ["Profile"]
    assert {name: profile[name] for name in body["issuer"]} == body["issuer"]
    keys_there = read(f"{SITE}/.well-known/jwks.json")["keys"]
    assert [key["kid"] for key in keys_there] == [keys.signing_id()]
    document = read(f"{SITE}/.well-known/did.json")
    assert document["id"] == "did:web:localhost%3A8000"
    assert document["alsoKnownAs"] == [profile["id"]]
    (method,) = document["verificationMethod"]
    assert method["publicKeyJwk"] == keys_there[0]
    assert document["assertionMethod"] == [method["id"]]


@pytest.mark.django_db
def test_the_name_of_the_issuer_can_be_the_operators(settings):
    settings.CREDENTIAL_ISSUER_NAME = "Reef Ministry"
    assert read(f"{SITE}/credentials/issuer.json")["name"] == "Reef Ministry"


@pytest.mark.parametrize(
    "path",
    [
        ".well-known/did.json",
        ".well-known/jwks.json",
        "credentials/issuer.json",
        "credentials/revoked.json",
        "credentials/achievements/all.json",
    ],
)
def test_public_documents_are_for_anybody_anywhere(db, path):
    response = Client().get(f"/{path}")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert "cookie" not in response.get("Vary", "").lower()
    assert not response.cookies
    assert Client().post(f"/{path}").status_code == 405


@pytest.mark.parametrize(
    "path", ["keys/x.json", "achievements/modules/t4-1113-storm.json"]
)
def test_what_is_not_there_is_not_found(db, path):
    assert Client().get(f"/credentials/{path}").status_code == 404


# Checking it -----------------------------------------------------------------------


def test_the_page_confirms_what_this_site_signed(passed):
    text = passed.download()
    page = verify(f"  {text[:50]}\n{text[50:]} ")
    assert GENUINE in page
    assert "Educators’ track: About e1-ground" in page
    assert "mariam" not in page


def test_a_file_is_read_as_well(passed):
    file = SimpleUploadedFile("e1.jwt", passed.download().encode())
    assert GENUINE in verify("", file=file)


def test_the_address_of_its_holder_can_be_compared(passed):
    text = passed.download()
    assert "with the address you typed." in verify(
        text, address="Mariam@school.example"
    )
    page = verify(text, address="omar@school.example")
    assert "It was not given to the account" in page
    assert "omar" not in page


def test_checking_sets_no_cookie_and_needs_none(passed):
    strict = Client(enforce_csrf_checks=True)
    text = passed.download()
    response = strict.post("/en/credentials/verify/", {"credential": text})
    assert GENUINE in response.content.decode()
    assert not response.cookies


def test_one_changed_letter_is_no_credential_of_ours(passed):
    head, body, seal = passed.download().split(".")
    changed = base64.urlsafe_b64encode(
        json.dumps(part(f".{body}", 1) | {"name": "Professor"}).encode()
    )
    assert UNKNOWN in verify(f"{head}.{changed.decode().rstrip('=')}.{seal}")
    assert UNKNOWN in verify(f"{head}.{body}.{seal[:-3]}AAA")


def forged(text: str, key: object, algorithm: str, **header: str) -> str:
    body = part(text, 1)
    head = {"kid": part(text, 0)["kid"]} | header
    return jwt.encode(body, key, algorithm=algorithm, headers=head)


def test_another_key_or_another_way_of_signing_is_refused(passed):
    text = passed.download()
    assert UNKNOWN in verify(forged(text, new_key(), "RS256"))
    assert UNKNOWN in verify(forged(text, "x" * 64, "HS256"))
    assert UNKNOWN in verify(forged(text, None, "none"))
    elsewhere = "https://evil.example/key.json"
    assert UNKNOWN in verify(forged(text, new_key(), "RS256", kid=elsewhere))
    # A key that comes along is never believed.
    assert UNKNOWN in verify(forged(text, keys.signing_key(), "RS256", kid=elsewhere))


@pytest.mark.parametrize("text", ["x", "a.b.c", "..", "{}", "لؤلؤ", "e" * 19_000])
def test_what_is_pasted_never_breaks_the_page(db, text):
    assert UNKNOWN in verify(text)


def test_nothing_or_too_much_is_asked_for_again(db):
    assert "Paste a credential, or choose its file." in verify("")
    for text in ("x" * 30_000, "\0"):
        assert "field__error" in verify(text)
    large = SimpleUploadedFile("x.jwt", b"x" * 70_000)
    assert "too long to be a credential" in verify("", file=large)


def test_after_the_account_is_deleted_it_no_longer_counts(passed):
    text = passed.download()
    uid = EducatorCredential.objects.get().uid
    status = part(text, 1)["credentialStatus"]["id"]
    assert read(status)["revokedCredential"] == []
    assert read(status)["issuer"] == part(text, 1)["issuer"]["id"]
    accounts.delete(passed.user)
    assert GONE in verify(text)
    assert GONE in Client().get(f"/en/credentials/{uid}/").content.decode()
    assert read(status)["revokedCredential"] == [
        {"id": part(text, 1)["id"], "revoked": True}
    ]


def test_the_square_code_leads_to_what_was_passed(passed):
    row = EducatorCredential.objects.get()
    page = Client().get(f"/en/credentials/{row.uid}/")
    assert page.status_code == 200
    assert "Educators’ track: About e1-ground" in page.content.decode()
    assert "mariam" not in page.content.decode()
    assert Client().get(f"/en/credentials/{uuid.uuid4()}/").status_code == 404


def test_a_module_that_is_gone_is_still_told_by_its_name(passed):
    text = passed.download()
    Publication.objects.all().delete()
    assert "About e1-ground" in verify(text)
    row = EducatorCredential.objects.get()
    assert "e1-ground" in Client().get(f"/en/credentials/{row.uid}/").content.decode()


def test_checking_costs_one_query(passed, django_assert_num_queries):
    text = passed.download()
    with django_assert_num_queries(1):
        verify(text)


@pytest.mark.parametrize("path", ["credentials/verify/", "teach/training/"])
def test_the_pages_speak_arabic(passed, path):
    page = passed.read(path, "ar")
    told = words(page).replace("About e1-ground", "").replace("About e2-tell", "")
    told = told.replace("A new teammate.", "").replace("JavaScript", "")
    assert not [word for word in told.split() if word.isascii() and word.isalpha()]


# Keys -------------------------------------------------------------------------------


def test_what_a_former_key_signed_is_good_while_its_public_key_is_known(
    passed, settings
):
    former = new_key()
    settings.CREDENTIAL_SIGNING_KEY = der(former)
    text = passed.download()
    settings.CREDENTIAL_SIGNING_KEY = der(new_key())
    assert UNKNOWN in verify(text)
    public = former.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    settings.CREDENTIAL_FORMER_KEYS = [base64.b64encode(public).decode()]
    assert GENUINE in verify(text)
    assert len(read(f"{SITE}/.well-known/jwks.json")["keys"]) == 2


def test_the_key_is_made_once_and_its_owners_alone(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    first = keys.signing_id()
    assert keys.signing_id() == first
    (file,) = tmp_path.iterdir()
    assert file.name == keys.KEY_FILE
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_none_is_said_to_be_so(settings):
    weak = der(new_key(1024))
    for text in ("x", "eA==", weak, der(ed25519.Ed25519PrivateKey.generate())):
        settings.CREDENTIAL_SIGNING_KEY = text
        with pytest.raises(ImproperlyConfigured, match="CREDENTIAL_SIGNING_KEY"):
            keys.signing_key()
    settings.CREDENTIAL_SIGNING_KEY = ""
    settings.CREDENTIAL_FORMER_KEYS = ["eA=="]
    with pytest.raises(ImproperlyConfigured, match="CREDENTIAL_FORMER_KEYS"):
        keys.public_keys()


def test_a_site_at_another_address_signs_as_itself(passed, settings):
    text = passed.download()
    settings.WAGTAILADMIN_BASE_URL = "https://cop.example.org/"
    body = part(passed.download(), 1)
    assert body["iss"] == "https://cop.example.org/credentials/issuer.json"
    assert badges.did() == "did:web:cop.example.org"
    assert UNKNOWN in verify(text)
