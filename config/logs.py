"""What a log must not say: what somebody asked for."""

import logging

from django.http import HttpRequest
from django.urls import ResolverMatch

# A shorter part of an address stands in names of files and functions, too.
LEAST_LENGTH = 4


class WithoutRequest(logging.Filter):
    """Name the route of a request in place of its address, and no reason of a refusal.

    An address says which module a child opened; Django's reasons for a refusal repeat what
    was sent.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; keep it."""
        request = getattr(record, "request", None)
        if record.name.startswith("django.security"):
            record.msg = "A request was refused: %s"
            record.args = (record.name.rpartition(".")[2],)
            record.exc_info = record.exc_text = None
        elif isinstance(request, HttpRequest):
            match = getattr(request, "resolver_match", None)
            record.msg = "%s at %s"
            record.args = (
                getattr(record, "status_code", "a fault"),
                match.route if match else "an unknown address",
            )
            if record.exc_info:
                trace = logging.Formatter().formatException(record.exc_info)
                record.exc_text = _without(trace, _asked_for(request, match))
        return True


def _asked_for(request: HttpRequest, match: ResolverMatch | None) -> list[str]:
    parts = [request.get_full_path(), request.path, *map(str, request.GET.values())]
    if match:
        parts += map(str, (*match.args, *match.kwargs.values()))
    return [part for part in parts if len(part) >= LEAST_LENGTH]


def _without(text: str, parts: list[str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, "…")
    return text
