"""Answer with bytes that were made ready before: encodings, ETag and 304."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from cms.publications.content import Content, StaleContent

# A reader may use an answer this long, and an old one while it fetches the next.
SOON = "public, max-age=60, stale-while-revalidate=600"
BRIEFLY = "public, max-age=5"
FOREVER = "public, max-age=31536000, immutable"

# Encoding, its mark in the ETag; the best first.
ENCODINGS = (("br", "-br"), ("gzip", "-gz"))


def send(request: HttpRequest, content: Content, cache_control: str) -> HttpResponse:
    """Send content in the best encoding that the client takes, or 304 if it has it.

    Each encoding has a strong ETag of its own (RFC 9110 §8.8.3.3); nothing else of the
    request changes the answer, so that any cache can share it.
    """
    encoding, mark = _encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{content.version}{mark}"'
    if _has(request, etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        body = {"br": content.br, "gzip": content.gzip}.get(encoding, content.identity)
        response = HttpResponse(body, content_type="application/json")
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["ETag"] = etag
    if isinstance(content, StaleContent):
        # RFC 9211: answered from a copy because the database did not answer.
        response.headers["Cache-Status"] = 'publications; hit; detail="stale"'
        cache_control = BRIEFLY
    response.headers["Cache-Control"] = cache_control
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _encoding(accepted: str) -> tuple[str, str]:
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "")
    for encoding, mark in ENCODINGS:
        weight = weights.get(encoding, weights.get("*", "q=0"))
        if weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            return encoding, mark
    return "", ""


def _has(request: HttpRequest, etag: str) -> bool:
    # The comparison is weak (RFC 9110 §13.1.2): a proxy may have weakened our ETag.
    held = {
        known.removeprefix("W/")
        for known in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    }
    return etag in held or "*" in held
