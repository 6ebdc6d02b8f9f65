"""Middleware of this site: what the public API passes by, and what it is held to."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware

from wagtail.contrib.redirects.middleware import RedirectMiddleware

from csp.middleware import CSPMiddleware, PolicyParts

from config.frontend import critical_css_hash

API_PREFIX = "/api/"
COOKIELESS_PREFIXES = (API_PREFIX, "/healthz", "/readyz", "/static/", "/media/")

GetResponse = Callable[[HttpRequest], HttpResponse]


def pages_only(middleware: type) -> Callable[[GetResponse], GetResponse]:
    """Wrap a middleware class so that requests without cookies pass it by.

    A public answer must not vary by cookie or language, or no cache could share it.
    """

    def factory(get_response: GetResponse) -> GetResponse:
        through = middleware(get_response)

        def handle(request: HttpRequest) -> HttpResponse:
            if request.path_info.startswith(COOKIELESS_PREFIXES):
                return get_response(request)
            return through(request)

        # Django calls process_view and its like on what a factory returns.
        for hook in ("process_view", "process_exception", "process_template_response"):
            if method := getattr(through, hook, None):
                setattr(handle, hook, _skipping(method))
        return handle

    return factory


def _skipping(hook: Callable) -> Callable:
    def call(request: HttpRequest, *args: object, **kwargs: object) -> object:
        if request.path_info.startswith(COOKIELESS_PREFIXES):
            return None
        return hook(request, *args, **kwargs)

    return call


class EditorFriendlyPolicy(CSPMiddleware):
    """Send the policy with the hash of the inlined CSS; leave Wagtail's preview alone.

    The userbar and the content checker inject their own inline parts, for editors only.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Exempt what only a signed-in editor sees."""
        is_editor = settings.SESSION_COOKIE_NAME in request.COOKIES and (
            request.user.has_perm("wagtailadmin.access_admin")
        )
        if is_editor or getattr(request, "is_preview", False):
            setattr(response, "_csp_exempt", True)  # noqa: B010 -- django-csp's mark
        return super().process_response(request, response)

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """Add the hash of the CSS that the page carries inline."""
        parts = super().get_policy_parts(request, response, report_only)
        parts.update = {
            "style-src": ["'self'", critical_css_hash()],
            **(parts.update or {}),
        }
        return parts


class BodyLimit:
    """Refuse bodies that no call of the API needs, before anything reads them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 in the API's error shape when the body is too long."""
        if request.path_info.startswith(API_PREFIX) and (
            _content_length(request) > settings.API_MAX_BODY_BYTES
        ):
            limit = settings.API_MAX_BODY_BYTES
            error = {
                "code": "too_large",
                "detail": f"A body may have {limit} bytes at most. Send less at a time.",
                "attr": None,
            }
            return JsonResponse({"type": "client_error", "errors": [error]}, status=413)
        return self.get_response(request)


def _content_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


Sessions = pages_only(SessionMiddleware)
Locales = pages_only(LocaleMiddleware)
Csrf = pages_only(CsrfViewMiddleware)
Authentication = pages_only(AuthenticationMiddleware)
Messages = pages_only(MessageMiddleware)
ContentSecurityPolicy = pages_only(EditorFriendlyPolicy)
Redirects = pages_only(RedirectMiddleware)
