"""What every call of the game shares."""

from typing import Any

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from challenge.parsing import OnlyJSON, StrictJSONParser


class Busy(APIException):
    """503: the database cannot be reached or written just now; nothing was changed."""

    status_code = 503
    default_detail = _("This could not be saved just now. Send it again later.")
    default_code = "unavailable"


class GameView(APIView):
    """Speaks JSON, keeps what is one learner's out of caches, and fails in one shape."""

    parser_classes = [StrictJSONParser]
    content_negotiation_class = OnlyJSON

    def handle_exception(self, exc: Exception) -> Response:
        """Tell a database that is away from a fault: a device may send again."""
        if isinstance(exc, OperationalError):
            exc = Busy()
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Keep the answer out of every shared cache."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
