"""Template tags that bring the front end's build into a page."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from django_vite.core.asset_loader import DjangoViteAssetLoader
from django_vite.core.exceptions import DjangoViteAssetNotFoundError

from cms import languages

register = template.Library()

CRITICAL_CSS = "src/styles/critical.css"
MAIN_CSS = "src/styles/main.css"
MAIN_SCRIPT = "src/main.ts"


def _url(entry: str) -> str:
    return DjangoViteAssetLoader.instance().generate_vite_asset_url(entry)


@cache
def critical_css() -> str:
    """Return the CSS that a page needs for its first paint; "" before a build exists."""
    root = Path(settings.FRONTEND_DIR) / "dist"
    if not (root / "manifest.json").exists():
        return ""
    name = _url(CRITICAL_CSS).rpartition("/")[2]
    return (root / "assets" / name).read_text().strip()


@cache
def critical_css_hash() -> str:
    """Return the CSP source expression that allows exactly this inline style."""
    digest = hashlib.sha256(critical_css().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@register.simple_tag
def frontend_head() -> SafeString:
    """Render the inline CSS and the module script, for ``<head>``."""
    if not critical_css():
        return mark_safe("")
    return format_html(
        '<style>{}</style><script type="module" src="{}"></script>',
        mark_safe(critical_css()),  # noqa: S308 -- our own build
        _url(MAIN_SCRIPT),
    )


@register.simple_tag
def preload_island(name: str) -> SafeString:
    """Render links that fetch an island, and its words, beside the script that starts it."""
    if not critical_css():
        return mark_safe("")
    loader = DjangoViteAssetLoader.instance()
    links = loader.preload_vite_asset(f"src/islands/{name}/index.ts") + _words(loader)
    # Vite asks for styles with CORS; a link that does not would fetch them a second time.
    links = links.replace('as="style"', 'as="style" crossorigin')
    return mark_safe(links)  # noqa: S308 -- our own build


def _words(loader: DjangoViteAssetLoader) -> str:
    """Return the links for the words of the page; the front end falls back alike."""
    language = get_language() or settings.LANGUAGE_CODE
    for code in (language, language.split("-")[0]):
        with suppress(DjangoViteAssetNotFoundError):
            return loader.preload_vite_asset(f"virtual:catalogue/{code}/main")
    return loader.preload_vite_asset(f"virtual:catalogue/{settings.LANGUAGE_CODE}/main")


@register.simple_tag
def offered_languages() -> tuple[str, ...]:
    """Return the codes of the languages that readers may choose."""
    return languages.offered()


@register.simple_tag
def frontend_foot() -> SafeString:
    """Render the link to the remaining CSS, at the end of ``<body>``: it blocks no paint."""
    if not critical_css():
        return mark_safe("")
    return format_html('<link rel="stylesheet" href="{}">', _url(MAIN_CSS))


@cache
def _sheet_urls() -> dict[str, str]:
    """Return the address of every picture of ``frontend/src/art``, by the picture's name."""
    folder: Path = settings.FRONTEND_DIR / "src" / "art"
    return {
        symbol: f"{_url(f'src/art/{sheet.name}')}#{symbol}"
        for sheet in folder.glob("*.svg")
        for symbol in re.findall(r'<symbol id="([^"]+)"', sheet.read_text())
    }


@register.simple_tag
def style(name: str) -> SafeString:
    """Render the link to the CSS of a few pages only, ``src/styles/<name>.css``."""
    if not critical_css():
        return mark_safe("")
    url = _url(f"src/styles/{name}.css")
    return format_html('<link rel="stylesheet" href="{}">', url)


@register.simple_tag
def same_page(request: HttpRequest, language: str) -> str:
    """Return the address of the page in another language; of its home page if it has none.

    Pages of the CMS have addresses of their own in each language, and are not asked for.
    """
    match = getattr(request, "resolver_match", None)
    home = f"/{language}/"
    if match is None or match.view_name == "wagtail_serve":
        return home
    try:
        with override(language):
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except NoReverseMatch:
        return home


@register.simple_tag
def art(name: str, classes: str = "") -> SafeString:
    """Draw one of the project's own pictures, as decoration beside words that say it.

    Raises KeyError for a name that no sheet has.
    """
    if not critical_css():
        return mark_safe("")
    return format_html(
        '<svg class="art {}" aria-hidden="true" focusable="false"><use href="{}"/></svg>',
        classes,
        _sheet_urls()[name],
    )


@register.simple_tag
def art_file(name: str) -> str:
    """Return the address of a whole file of ``frontend/src/art``; "" before a build exists."""
    return _url(f"src/art/{name}") if critical_css() else ""


# The digits of a language that writes its own (CLDR, default numbering systems).
DIGITS = {"ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")}


@register.filter
def numeral(value: object) -> str:
    """Write a whole number in the digits of the page's language, as the islands do."""
    return str(value).translate(DIGITS.get((get_language() or "").split("-")[0], {}))


@register.filter
def having(things: Iterable[Mapping], name: str) -> list[Mapping]:
    """Return the things whose ``name`` is not empty."""
    return [thing for thing in things if thing[name]]


@register.filter
def lacking(things: Iterable[Mapping], name: str) -> list[Mapping]:
    """Return the things whose ``name`` is empty."""
    return [thing for thing in things if not thing[name]]
