"""An id for each request, so that lines of the log and of the proxy can be brought together."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# A random number of 128 bits, as nginx ($request_id) and others make it. Anything else could
# be a message to a reader of the log, or something that a child typed.
SAFE = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Id:
    """The id of a request, made when somebody asks for it."""

    __slots__ = ("_value",)

    def __init__(self, sent: str) -> None:
        self._value = sent if SAFE.fullmatch(sent) else ""

    def __str__(self) -> str:
        self._value = self._value or uuid.uuid4().hex
        return self._value


_current: ContextVar[_Id | None] = ContextVar("request_id", default=None)


class RequestId:
    """Give each request an id: the proxy's if there is a proxy, or a new one.

    An answer that tells of a fault of the server carries it, for who reports it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and let what is logged meanwhile have the id."""
        # Without a proxy in front, it is the client that sends it.
        is_behind_proxy = settings.REST_FRAMEWORK["NUM_PROXIES"] > 0
        sent = request.META.get("HTTP_X_REQUEST_ID", "") if is_behind_proxy else ""
        request_id = _Id(sent)
        # What Django logs of an answer, it logs when every middleware is done.
        setattr(request, _ATTRIBUTE, request_id)
        token = _current.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        if response.status_code >= 500:
            response.headers[HEADER] = str(request_id)
        return response


_ATTRIBUTE = "_request_id"


def id_of(request: HttpRequest | None = None) -> str:
    """Return the id of a request, or of the one that is being answered; "" for none."""
    return str(getattr(request, _ATTRIBUTE, None) or _current.get() or "")
