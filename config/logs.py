"""What a log says, and must not say: what somebody asked for or sent."""

import datetime
import json
import logging
import traceback
from types import TracebackType

from django.http import HttpRequest

from config.request_ids import id_of

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class WithoutRequest(logging.Filter):
    """Name the route of a request in place of its address, and no reason of a refusal.

    An address says which module a child opened; Django's reasons for a refusal repeat what
    was sent. The message of an exception may repeat it, too: a database's repeats the row
    that it refused. So of an exception its kind is told, and every line of code that it came
    by.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; keep it."""
        request = getattr(record, "request", None)
        # Again for another handler: what is told already has no exception any more.
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _without_messages(record.exc_info[1])
        record.exc_info = None
        record.request_id = id_of(request)
        if record.name.startswith("django.security"):
            record.msg = "A request was refused: %s"
            record.args = (record.name.rpartition(".")[2],)
            record.exc_text = None
        elif isinstance(request, HttpRequest):
            match = getattr(request, "resolver_match", None)
            record.msg = "%s at %s"
            record.args = (
                getattr(record, "status_code", "a fault"),
                match.route if match else "an unknown address",
            )
        return True


class Plain(logging.Formatter):
    """A line for a person, with the request's id if it belongs to one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and those of an exception."""
        text = super().format(record)
        request_id = getattr(record, "request_id", "")
        first, newline, rest = text.partition("\n")
        return f"{first} [{request_id}]{newline}{rest}" if request_id else text


class Json(logging.Formatter):
    """One line of JSON: ``time`` (UTC), ``level``, ``logger``, ``message`` and, where there
    are any, ``request_id`` and ``exception``.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        told = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
            "exception": record.exc_text or "",
        }
        return json.dumps(
            {name: value for name, value in told.items() if value}, ensure_ascii=False
        )


def _without_messages(error: BaseException) -> str:
    """Return the traceback of an exception, and of those it came from, without messages."""
    parts = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        kind = type(at)
        lines = "".join(traceback.format_tb(at.__traceback__))
        parts.append(f"Traceback:\n{lines}{kind.__module__}.{kind.__qualname__}")
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n\nwhich was raised after:\n\n".join(reversed(parts))
