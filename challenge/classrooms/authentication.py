"""How educators say who they are to the API: the session of the pages, with CSRF."""

from typing import Any

from django.conf import settings

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from challenge.accounts.permissions import is_educator


class EducatorAuthentication(SessionAuthentication):
    """Find who has signed in; nobody is a 401, a changing call without CSRF a 403."""

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme for ``WWW-Authenticate`` of a 401."""
        return "Session"


class IsEducator(BasePermission):
    """Somebody who may have classes.

    To others who have signed in there is nothing here: they get a 404, as for the class of
    another.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return whether somebody has signed in at all.

        Raises:
            rest_framework.exceptions.NotFound: for who is no educator.
        """
        user: Any = request.user
        if user is None:
            return False
        if not is_educator(user):
            raise NotFound
        return True


class SessionScheme(OpenApiAuthenticationExtension):
    """Describes the scheme in the OpenAPI document."""

    target_class = EducatorAuthentication
    name = "educatorSession"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the OpenAPI security scheme object."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "The session of an educator who has signed in on the pages;"
            " calls that change something send `X-CSRFToken` as well.",
        }
