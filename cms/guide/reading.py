"""Read the authors' guide: the Markdown files of ``docs/editors``, as pages of the admin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(settings.BASE_DIR) / "docs"
PAGES = DOCS / "editors"
PICTURES = DOCS / "pictures"
# Read first, in this order; the others follow by title.
FIRST = ("first-module", "finding-your-way", "kinds", "checks")
NAME = re.compile(r"^[a-z0-9-]+\Z")
PICTURE_TYPES = frozenset({".png", ".webp", ".jpg", ".svg"})
_TITLE = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
_PAGE_LINK = re.compile(r"^([a-z0-9-]+)\.md(#.*)?$")
_PICTURE_LINK = re.compile(r"^\.\./pictures/([a-z0-9.-]+)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the guide in its menu."""

    name: str
    title: str

    @property
    def url(self) -> str:
        """Return the address in the admin."""
        return reverse("cms_guide:page", args=[self.name])


def entries() -> list[Entry]:
    """Return the pages of the guide in the order in which they are read."""
    found = [
        Entry(path.stem, _title(path.read_text(encoding="utf-8"), path.stem))
        for path in PAGES.glob("*.md")
        if NAME.match(path.stem)
    ]

    def place(entry: Entry) -> tuple[int, str]:
        known = FIRST.index(entry.name) if entry.name in FIRST else len(FIRST)
        return known, entry.title.casefold()

    return sorted(found, key=place)


def has_page(name: str) -> bool:
    """Return whether the guide has a page of that name."""
    return bool(NAME.match(name)) and (PAGES / f"{name}.md").is_file()


def page_html(name: str) -> SafeString:
    """Return a page as HTML, without its title, which the screen shows itself.

    HTML in the Markdown is shown as text. Links to other pages and pictures of the guide
    lead to their places in the admin; links to what is not served here become plain words.

    Raises:
        FileNotFoundError: if there is no such page.
    """
    if not has_page(name):
        raise FileNotFoundError(name)
    words = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(_TITLE.sub("", words, count=1))
    _name_headings(tokens)
    for token in tokens:
        if token.children:
            token.children = list(_linked(token.children))
    # Markdown-it escapes all text, and refuses addresses that run a script.
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308


def picture(name: str) -> Path | None:
    """Return the file of a picture of the guide; None if there is none of that name."""
    path = PICTURES / name
    is_ours = path.suffix in PICTURE_TYPES and path.parent == PICTURES
    return path if is_ours and path.is_file() else None


def _title(words: str, otherwise: str) -> str:
    found = _TITLE.search(words)
    return found[1] if found else otherwise


def _name_headings(tokens: list[Token]) -> None:
    """Give each heading an id, so that links may lead to it, as they do in a repository."""
    for token, following in zip(tokens, tokens[1:], strict=False):
        if token.type == "heading_open":
            token.attrSet("id", slugify(following.content))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    """Yield the parts of a line with links and pictures that work in the admin."""
    is_dead = False
    for token in tokens:
        if token.type == "image":
            found = _PICTURE_LINK.match(str(token.attrGet("src")))
            if not found or picture(found[1]) is None:
                continue
            token.attrSet("src", reverse("cms_guide:picture", args=[found[1]]))
            token.attrSet("loading", "lazy")
        elif token.type == "link_open":
            address = _address(str(token.attrGet("href")))
            is_dead = address is None
            if address is not None:
                token.attrSet("href", address)
        if not (is_dead and token.type in ("link_open", "link_close")):
            yield token
        if token.type == "link_close":
            is_dead = False


def _address(href: str) -> str | None:
    if href.startswith(("#", "https://")):
        return href
    found = _PAGE_LINK.match(href)
    if not found or not has_page(found[1]):
        return None
    return reverse("cms_guide:page", args=[found[1]]) + (found[2] or "")
