"""The answer while data cannot be read or written: 503, and when to try again."""

import logging
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views import defaults

from challenge.errors import is_unavailable
from challenge.views import Busy
from config.prefixes import API_PREFIX

logger = logging.getLogger(__name__)


class Unavailable:
    """Turn a database that is away, or a full disk, into 503; say when to try again.

    Calls of the API mostly answer by themselves, in ``config.exceptions``.
    Every 503 of the site gets ``Retry-After``, also those that other code answers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add ``Retry-After`` to a 503 that has none."""
        response = self.get_response(request)
        if response.status_code == 503:
            response.headers.setdefault("Retry-After", str(Busy.wait))
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer for such a fault in a view; leave other exceptions alone."""
        return _unavailable(request, exception) if is_unavailable(exception) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view caught, a session that cannot be saved for example."""
    error = sys.exc_info()[1]
    if error is not None and is_unavailable(error):
        return _unavailable(request, error)
    return defaults.server_error(request)


def note(error: BaseException) -> None:
    """Log that data cannot be read or written; the statement and its values stay out."""
    logger.warning("Data cannot be read or written: %r", type(error.__cause__ or error))


def _unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    note(error)
    if request.path_info.startswith(API_PREFIX):
        refusal = {
            "code": Busy.default_code,
            "detail": str(Busy.default_detail),
            "attr": None,
        }
        return JsonResponse({"type": "server_error", "errors": [refusal]}, status=503)
    # Without the request: context processors would ask the database.
    page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Cache-Control": "no-store"})
