"""What the API makes of exceptions that no view has caught."""

from django.db import OperationalError

from drf_standardized_errors.handler import ExceptionHandler as StandardizedHandler

from challenge.views import Busy


class ExceptionHandler(StandardizedHandler):
    """Tell a database that is away, or takes too long, from a fault of ours."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """Return the exception that says what the answer is."""
        if isinstance(exc, OperationalError):
            return Busy()
        return super().convert_known_exceptions(exc)
