"""What a person reads who sends a form too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# django-allauth counts by the minute.
_SECONDS = 60


def too_many(request: HttpRequest) -> HttpResponse:
    """Return a page that says when to try again."""
    response = render(request, "429.html", {"dress": "grown"}, status=429)
    response["Retry-After"] = str(_SECONDS)
    return response
