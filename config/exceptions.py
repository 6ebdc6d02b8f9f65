"""What the API makes of exceptions that no view has caught."""

from drf_standardized_errors.handler import ExceptionHandler as StandardizedHandler
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from challenge.errors import is_unavailable
from challenge.views import Busy
from config.unavailable import note


class ExceptionHandler(StandardizedHandler):
    """Tell a database that is away, or a full disk, from a fault of ours."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """Return the exception that says what the answer is."""
        if is_unavailable(exc):
            return Busy()
        return super().convert_known_exceptions(exc)

    def report_exception(self, exc: APIException, response: Response) -> None:
        """Log one line for each answer while the database is away, and no traceback."""
        if isinstance(exc, Busy):
            note(self.exc)
        else:
            super().report_exception(exc, response)
