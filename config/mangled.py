"""A form that did not arrive whole: 400, and nothing is stored."""

import traceback
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.views import defaults

# What Django's widgets and Wagtail's blocks call the function that reads posted fields.
READS_A_FORM = "value_from_datadict"


class MangledForm:
    """Answer 400 when a posted form lacks fields, or has them damaged.

    A form's widgets and blocks take what was posted for whole: Wagtail's raise a
    ``KeyError`` or ``ValueError`` for a missing count or text that is not JSON.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let all requests pass."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer for a fault while a posted form is read; leave others alone."""
        frames = traceback.walk_tb(exception.__traceback__)
        if request.method == "POST" and any(
            frame.f_code.co_name == READS_A_FORM for frame, _line in frames
        ):
            return defaults.bad_request(request, BadRequest())
        return None
