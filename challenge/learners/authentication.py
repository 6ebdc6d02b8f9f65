"""How a learner's device says who it is: ``Authorization: Bearer cop_…``."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from challenge.learners import services
from challenge.learners.tokens import InvalidTokenError, token_digests

SCHEME = "Bearer"


class UnknownToken(AuthenticationFailed):
    """401: no learner has this token, or it was replaced or forgotten."""

    default_detail = _(
        "This token is not valid. Use the token from POST /learners/ or"
        " /learners/recover/ as `Authorization: Bearer <token>`."
    )


class LearnerAuthentication(BaseAuthentication):
    """Find the learner of the token: ``request.user``, and ``request.auth`` its digests.

    ``finds_learner=False`` checks the token's form alone and asks no database: for the
    write path, which finds the learner inside its own transaction.
    """

    def __init__(self, *, finds_learner: bool = True) -> None:
        self.finds_learner = finds_learner

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return the learner, if looked for, and the digests; None without a bearer token.

        Raises ``UnknownToken`` for a token of the wrong form, or of no learner.
        """
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != SCHEME.lower().encode():
            return None
        if len(parts) != 2:
            raise UnknownToken
        try:
            digests = token_digests(parts[1].decode("ascii"))
        except (InvalidTokenError, UnicodeDecodeError):
            raise UnknownToken from None
        learner = services.find_by_token(digests) if self.finds_learner else None
        if self.finds_learner and learner is None:
            raise UnknownToken
        return learner, digests

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme for ``WWW-Authenticate`` of a 401."""
        return SCHEME


class HasToken(BasePermission):
    """A well-formed learner token was sent."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell so; without one the answer is a 401."""
        return request.auth is not None


class BearerScheme(OpenApiAuthenticationExtension):
    """Describes the scheme in the OpenAPI document."""

    target_class = LearnerAuthentication
    name = "learnerToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the OpenAPI security scheme object."""
        return {
            "type": "http",
            "scheme": SCHEME.lower(),
            "description": "The token that POST /api/v1/learners/ gave this device.",
        }
