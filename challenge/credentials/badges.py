"""Open Badges 3.0: an educator's credential as signed JSON-LD, and whether one is genuine.

The shapes are those of https://www.imsglobal.org/spec/ob/v3p0, signed in its proof format
"JSON Web Token" (VC-JWT, section 8.2). No name is in it: the holder is named by a salted
digest of the e-mail address, which whoever is told the address can compare.
"""

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import NotRequired, TypedDict, cast
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

import jwt

from challenge.credentials import keys
from challenge.credentials.models import EducatorCredential, RevokedCredential
from quizzes.nesting import TooDeeplyNested, check_token_nesting

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
OB_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# Names the types of the status list and of the schema.
OB_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
OB_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
    "ob_v3p0_achievementcredential_schema.json"
)
MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Achievement:
    """What is achieved: a module ("" for the whole track), and what it takes, in words.

    ``name`` tells it to those who know nothing of the track, ``title`` to those who do.
    """

    module: str
    title: str
    name: str
    description: str
    criteria: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A credential that this site signed: what for, since when, whether it still counts.

    ``is_theirs`` tells whether it belongs to the address asked about; None without one.
    """

    name: str
    day: datetime.date
    is_revoked: bool
    is_theirs: bool | None = None


def site() -> str:
    """Return the address of this site, without a slash at its end."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def issuer_id() -> str:
    """Return the address of the issuer's profile, which is its id."""
    return site() + reverse("issuer")


def did() -> str:
    """Return the issuer's did:web (https://w3c-ccg.github.io/did-method-web/)."""
    return f"did:web:{quote(urlsplit(site()).netloc, safe='')}"


def key_url(kid: str) -> str:
    """Return the address of a public key, which names it in signatures."""
    return site() + reverse("issuer_key", args=[kid])


class Profile(TypedDict):
    """Who issues."""

    id: str
    type: list[str]
    name: str
    url: str


class Identity(TypedDict):
    """The address of a holder, which only those can compare who know it."""

    type: str
    hashed: bool
    identityHash: str
    identityType: str
    salt: str


class Subject(TypedDict):
    """Who has passed what; nothing names a holder who has no address."""

    id: str
    type: list[str]
    achievement: dict[str, object]
    identifier: NotRequired[list[Identity]]


# Fields that are no names of Python need this form of a TypedDict.
Credential = TypedDict(
    "Credential",
    {
        "@context": list[str],
        "id": str,
        "type": list[str],
        "issuer": Profile,
        "validFrom": str,
        "name": str,
        "credentialSubject": Subject,
        "credentialStatus": dict[str, str],
        "credentialSchema": list[dict[str, str]],
    },
)


def profile() -> Profile:
    """Return who issues: a Profile."""
    return {
        "id": issuer_id(),
        "type": ["Profile"],
        "name": settings.CREDENTIAL_ISSUER_NAME or settings.WAGTAIL_SITE_NAME,
        "url": f"{site()}/",
    }


def did_document() -> dict[str, object]:
    """Return the DID document of the issuer (https://www.w3.org/TR/did-core/)."""
    methods = [
        {
            "id": f"{did()}#{jwk['kid']}",
            "type": "JsonWebKey",
            "controller": did(),
            "publicKeyJwk": jwk,
        }
        for jwk in keys.jwks()
    ]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did(),
        "alsoKnownAs": [issuer_id()],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def achievement(of: Achievement, locale: str) -> dict[str, object]:
    """Return an Achievement in words of a language."""
    name, args = ("achievement", [of.module]) if of.module else ("achievement_all", [])
    return {
        "id": site() + reverse(name, args=args),
        "type": ["Achievement"],
        "achievementType": "Badge",
        "name": of.name,
        "description": of.description,
        "criteria": {"narrative": of.criteria},
        "creator": profile(),
        "inLanguage": locale,
    }


def credential(row: EducatorCredential, of: Achievement, locale: str) -> Credential:
    """Return an OpenBadgeCredential, not yet signed."""
    subject: Subject = {
        "id": f"urn:uuid:{uuid.uuid5(row.uid, 'holder')}",
        "type": ["AchievementSubject"],
        "achievement": achievement(of, locale),
    }
    if row.educator.email:
        salt = row.uid.hex
        subject["identifier"] = [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": _identity_hash(row.educator.email, salt),
                "identityType": "emailAddress",
                "salt": salt,
            }
        ]
    return {
        "@context": [VC_CONTEXT, OB_CONTEXT, OB_EXTENSIONS],
        "id": f"urn:uuid:{row.uid}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile(),
        "validFrom": f"{_start_of(row.day):%Y-%m-%dT%H:%M:%SZ}",
        "name": of.name,
        "credentialSubject": subject,
        "credentialStatus": {
            "id": site() + reverse("revoked_credentials"),
            "type": "1EdTechRevocationList",
        },
        "credentialSchema": [
            {"id": OB_SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}
        ],
    }


def signed(row: EducatorCredential, of: Achievement, locale: str) -> str:
    """Return a credential as a signed compact JWS, to be kept in a file or a wallet."""
    body = credential(row, of, locale)
    claims = {
        "iss": body["issuer"]["id"],
        "jti": body["id"],
        "nbf": int(_start_of(row.day).timestamp()),
        "sub": body["credentialSubject"]["id"],
    }
    return jwt.encode(
        {**body, **claims},
        keys.signing_key(),
        algorithm=keys.ALGORITHM,
        headers={"kid": key_url(keys.signing_id())},
    )


def revocation_list() -> dict[str, object]:
    """Return the credentials that are no longer good, by number; one query."""
    gone = RevokedCredential.objects.values_list("uid", flat=True)
    return {
        "id": site() + reverse("revoked_credentials"),
        "issuer": issuer_id(),
        "revokedCredential": [
            {"id": f"urn:uuid:{uid}", "revoked": True} for uid in gone
        ],
    }


def check(text: str, address: str = "") -> Checked | None:
    """Tell what a signed credential says; None if this site did not sign it as it is.

    Args:
        text: the compact JWS, with or without white space.
        address: the e-mail address that its holder has given, if any.
    """
    text = "".join(text.split())
    if len(text) > MOST_CHARACTERS:
        return None
    known = {key_url(kid): key for kid, key in keys.public_keys().items()}
    try:
        check_token_nesting(text)
        key = known[jwt.get_unverified_header(text)["kid"]]
        body = jwt.decode(
            text,
            key,
            algorithms=[keys.ALGORITHM],
            issuer=issuer_id(),
            options={"require": ["iss", "jti", "nbf", "sub"]},
        )
    except (jwt.PyJWTError, KeyError, TypeError, TooDeeplyNested):
        return None
    # Nobody else has signed it, so it is as ``credential`` made it.
    return _read(cast(Credential, body), address)


def is_revoked(uid: uuid.UUID) -> bool:
    """Return whether the credential of a number no longer counts; one query."""
    return not EducatorCredential.objects.filter(uid=uid).exists()


def _read(body: Credential, address: str) -> Checked:
    """Read what is signed, and so as ``credential`` made it."""
    start = datetime.datetime.fromisoformat(body["validFrom"])
    identities = body["credentialSubject"].get("identifier", [])
    is_theirs = any(
        identity["identityHash"] == _identity_hash(address, identity["salt"])
        for identity in identities
    )
    return Checked(
        name=body["name"],
        day=timezone.localtime(start).date(),
        is_revoked=is_revoked(uuid.UUID(body["id"])),
        is_theirs=is_theirs if address else None,
    )


def _start_of(day: datetime.date) -> datetime.datetime:
    """Return the first moment of a day of the site: never one that has still to come."""
    start = datetime.datetime.combine(
        day, datetime.time(), timezone.get_default_timezone()
    )
    return start.astimezone(datetime.UTC)


def _identity_hash(address: str, salt: str) -> str:
    """Return the IdentityHash of an address, whose letters are small ones."""
    digest = hashlib.sha256((address.strip().lower() + salt).encode())
    return f"sha256${digest.hexdigest()}"


def whole_track() -> Achievement:
    """Return what all modules of the educators' track come to."""
    return Achievement(
        module="",
        title=gettext("Ready to teach"),
        name=gettext("Ready to teach"),
        description=gettext(
            "Has passed every module of the educators’ track: how to hold a safe lesson on"
            " life online, what to do when a child tells, how to run a class without names,"
            " and how to read results without harm."
        ),
        criteria=gettext("Pass the check of every module of the educators’ track."),
    )
