"""How the API reads bodies: strict JSON that no byte sequence turns into a 500."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from quizzes.nesting import decode_json


class StrictJSONParser(BaseParser):
    """Parse JSON as RFC 8259 has it.

    Unlike the standard library's reader it refuses ``NaN``, numbers out of range, lone
    surrogates (which no database takes) and nesting deeper than ``quizzes.nesting`` allows.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the decoded body; raises ``ParseError`` (400) with the place of the fault."""
        try:
            return decode_json(stream.read())
        except ValueError as error:
            raise ParseError(f"The body is not valid JSON: {error}") from None


class RawJSONParser(StrictJSONParser):
    """Return the body's bytes as they are, for views that decode straight into types."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the bytes; the view decodes them."""
        return stream.read()


class OnlyJSON(BaseContentNegotiation):
    """Speak JSON, whatever a client says it accepts: there is nothing else to choose."""

    def select_parser(
        self, request: Request, parsers: Iterable[BaseParser]
    ) -> BaseParser | None:
        """Return the parser of the body's type; without one the answer is a 415."""
        sent = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == sent), None)

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """Return the one renderer."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type
