"""The site as an app of its own: its manifest, its service worker, its page without a network.

See docs/operators/offline.md.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView

from cms.publications.answers import send
from cms.publications.content import Content
from cms.publications.encoding import compress
from config.frontend import art_file

# The paper and the sea of frontend/src/styles/tokens.css.
BACKGROUND, THEME = "#fdf5e4", "#0b6880"
# A browser may keep the worker, but has to ask each time whether there is a newer one.
ALWAYS_ASK = "no-cache"


@cache
def _worker() -> Content | None:
    """Return the worker of the front end's build; None before a build exists."""
    path: Path = settings.FRONTEND_DIR / "dist" / "sw.js"
    if not path.exists():
        return None
    script = path.read_bytes()
    version = hashlib.sha256(script).hexdigest()[:32]
    return Content(version, script, **compress(script, quality=11))


def service_worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker from the root, so that it serves the whole site.

    Raises:
        Http404: before a build exists.
    """
    worker = _worker()
    if worker is None:
        raise Http404("The front end has not been built.")
    response = send(request, worker, ALWAYS_ASK)
    if response.status_code == 200:
        response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    return response


@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the app in the language of the address (W3C Web Application Manifest)."""
    language = get_language() or settings.LANGUAGE_CODE
    home = f"/{language}/"
    icons = [
        {"src": art_file("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": art_file(name), "sizes": f"{size}x{size}", "type": "image/png"}
            | ({"purpose": purpose} if purpose else {})
            for name, size, purpose in (
                ("icon-192.png", 192, ""),
                ("icon-512.png", 512, ""),
                ("icon-maskable-512.png", 512, "maskable"),
            )
        ),
    ]
    return JsonResponse(
        {
            # One app whatever the language it was put on the screen in.
            "id": "/",
            "name": settings.WAGTAIL_SITE_NAME,
            "short_name": settings.WAGTAIL_SITE_NAME,
            "description": gettext(
                "Short games and stories about life online, for children, parents and "
                "teachers. No name, no login."
            ),
            "lang": language,
            "dir": "rtl" if get_language_bidi() else "ltr",
            "start_url": home,
            "scope": "/",
            "display": "standalone",
            "background_color": BACKGROUND,
            "theme_color": THEME,
            "icons": icons,
            "shortcuts": [
                {
                    "name": gettext("Ready for offline"),
                    "url": reverse("offline"),
                }
            ],
        },
        content_type="application/manifest+json",
    )


class OfflineView(TemplateView):
    """List what this device has for playing without a network; the island knows it."""

    template_name = "offline.html"
