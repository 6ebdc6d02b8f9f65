"""Uploaded files, served by this process where there is no object store or proxy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with one file of ``MEDIA_ROOT``; an SVG opened by itself may run nothing."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; sandbox"
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response
