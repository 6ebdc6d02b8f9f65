"""Middleware of this site: what the public API passes by, and what it is held to."""

import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.defaults import bad_request

from wagtail.contrib.redirects.middleware import RedirectMiddleware

from csp.middleware import CSPMiddleware, PolicyParts

from cms import languages
from config.frontend import critical_css_hash
from config.prefixes import API_PREFIX, COOKIELESS_PREFIXES
from quizzes.nesting import TooDeeplyNested, check_nesting

# The calls of educators, who sign in; those of pupils' devices beside them know no cookie.
EDUCATORS_CALLS = re.compile(r"/api/v1/classes/(?!(?:open|join)/)")

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

GetResponse = Callable[[HttpRequest], HttpResponse]


def pages_only(
    middleware: type, *, educators_too: bool = False
) -> Callable[[GetResponse], GetResponse]:
    """Wrap a middleware class so that requests without cookies pass it by.

    A public answer must not vary by cookie or language, or no cache could share it. With
    ``educators_too`` the calls of the API that need a session go through it.
    """

    def passes_by(request: HttpRequest) -> bool:
        path = request.path_info
        is_educators = educators_too and EDUCATORS_CALLS.match(path)
        return path.startswith(COOKIELESS_PREFIXES) and not is_educators

    def factory(get_response: GetResponse) -> GetResponse:
        through = middleware(get_response)

        def handle(request: HttpRequest) -> HttpResponse:
            if passes_by(request):
                return get_response(request)
            return through(request)

        # Django calls process_view and its like on what a factory returns.
        for hook in ("process_view", "process_exception", "process_template_response"):
            if method := getattr(through, hook, None):
                setattr(handle, hook, _skipping(method, passes_by))
        return handle

    return factory


def _skipping(hook: Callable, passes_by: Callable[[HttpRequest], bool]) -> Callable:
    def call(request: HttpRequest, *args: object, **kwargs: object) -> object:
        if passes_by(request):
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
        # The framework of Wagtail's own API sets no user where it asks for none.
        user = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        is_editor = user is not None and user.has_perm("wagtailadmin.access_admin")
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


class OwnAnswers:
    """Mark what somebody gets who is signed in as theirs: no device may keep it for others.

    The service worker keeps the pages that were opened, whoever opens them next.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add ``private`` to the answer when the request carries a session."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True)
        return response


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


class NestingLimit:
    """Refuse JSON in forms, addresses and other bodies of pages that is nested too deeply.

    Wagtail and other packages decode it wherever they expect some; see ``quizzes.nesting``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; it is read in ``process_view``, after the CSRF check."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, *args: object
    ) -> HttpResponse | None:
        """Answer 400 if a value or the body is nested too deeply.

        The forms of views that are exempt from the CSRF check are left to them: the check
        has not read them, and they decide how much they read.
        """
        reads_form = not getattr(view, "csrf_exempt", False)
        try:
            for value in _values(request, reads_form):
                check_nesting(value)
        except TooDeeplyNested:
            return bad_request(request, SuspiciousOperation())
        return None


def _values(request: HttpRequest, reads_form: bool) -> Iterator[str | bytes]:
    """Yield what could be JSON: values of forms and addresses, or a body of another type."""
    forms = [request.GET]
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        if request.method != "POST" or request.content_type not in FORM_TYPES:
            yield request.body
        elif reads_form:
            forms.append(request.POST)
    for form in forms:
        for _name, values in form.lists():
            yield from (value for value in values if value.lstrip()[:1] in ("[", "{"))


class OfferedLocale(LocaleMiddleware):
    """Django's, for the languages that readers are offered.

    Settings name more languages than a site has: those without a locale in the admin have
    no address, and whoever prefers one gets the next that there is.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language of the page."""
        super().process_request(request)
        if translation.get_language() not in languages.offered():
            translation.activate(_next_language(request))
            request.LANGUAGE_CODE = translation.get_language()


def _next_language(request: HttpRequest) -> str:
    if not translation.get_language_from_path(request.path_info):
        wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        for code, _quality in wanted:
            if (found := languages.offered_or_default(code)) != settings.LANGUAGE_CODE:
                return found
            if code.split("-")[0] == settings.LANGUAGE_CODE:
                break
    return settings.LANGUAGE_CODE


def _content_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


# The API's answers and the build's files were compressed beforehand.
Compression = pages_only(GZipMiddleware)
Private = pages_only(OwnAnswers)
Sessions = pages_only(SessionMiddleware, educators_too=True)
Locales = pages_only(OfferedLocale)
Csrf = pages_only(CsrfViewMiddleware)
Nesting = pages_only(NestingLimit)
Authentication = pages_only(AuthenticationMiddleware, educators_too=True)
Messages = pages_only(MessageMiddleware)
ContentSecurityPolicy = pages_only(EditorFriendlyPolicy)
Redirects = pages_only(RedirectMiddleware)
