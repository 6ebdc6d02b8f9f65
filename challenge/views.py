"""What every call of the game shares."""

import hashlib
import json
from typing import Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext_lazy as _

from rest_framework.exceptions import APIException, Throttled, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from challenge.errors import Refused
from challenge.limits import TooManyError
from challenge.parsing import OnlyJSON, StrictJSONParser


class Busy(APIException):
    """503: the database cannot be reached or written just now; nothing was changed."""

    status_code = 503
    default_detail = _("This could not be saved just now. Send it again later.")
    default_code = "unavailable"
    # Seconds until a device may try again: REST framework makes Retry-After of it.
    wait = 5


class GameView(APIView):
    """Speaks JSON, keeps what is one learner's out of caches, and fails in one shape."""

    parser_classes = [StrictJSONParser]
    content_negotiation_class = OnlyJSON
    # True for calls that a service may refuse with a TooManyError: a 429 with Retry-After.
    is_limited = False

    def handle_exception(self, exc: Exception) -> Response:
        """Answer what a service refuses with a 400 at its field."""
        if isinstance(exc, Refused):
            exc = ValidationError({exc.field: [str(exc.message)]}, code=exc.code)
        if isinstance(exc, TooManyError):
            exc = Throttled(wait=exc.seconds)
        return super().handle_exception(exc)

    def if_changed(self, request: Request, data: Any) -> HttpResponse:
        """Return what is asked for again and again with an ETag, or 304 to who has it."""
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
        response = HttpResponse(body, content_type="application/json")
        response["ETag"] = etag
        held = get_conditional_response(request, etag=etag, response=response)
        return held or response

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Keep the answer out of every shared cache."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
