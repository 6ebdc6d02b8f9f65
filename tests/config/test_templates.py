"""What every page gives to everyone: its language, its help, its pictures."""

import re
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils.translation import override

import pytest

from config.frontend import having, lacking, numeral

ROOT = Path(settings.BASE_DIR)
TEMPLATES = [
    path
    for folder in ("frontend", "challenge", "cms", "exchange", "quizzes")
    for path in (ROOT / folder / "templates").rglob("*.html")
]


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_pictures_that_templates_draw_exist(path: Path):
    sheets = "".join(
        sheet.read_text() for sheet in (ROOT / "frontend/src/art").glob("*.svg")
    )
    for name in re.findall(r'{% art "([^"]+)"', path.read_text()):
        assert f'<symbol id="{name}"' in sheets


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_templates_bring_nothing_that_the_policy_forbids(path: Path):
    text = path.read_text()

    assert not re.search(r'\s(style|on\w+)="', text)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|https?://", text)


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "10"), ("ar", "١٠"), ("ar-bh", "١٠")]
)
def test_numbers_are_written_in_the_digits_of_the_language(language: str, shown: str):
    with override(language):
        assert numeral(10) == shown


def test_things_are_told_apart_by_what_they_have():
    full, empty = {"modules": [1]}, {"modules": []}

    assert having([full, empty], "modules") == [full]
    assert lacking([full, empty], "modules") == [empty]


class Focusable(HTMLParser):
    """Collects what a keyboard reaches, in order, and the attributes of ``<html>``."""

    def __init__(self) -> None:
        super().__init__()
        self.stops: list[dict[str, str | None]] = []
        self.html: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        if tag == "html":
            self.html = dict(attrs)
        elif tag in ("a", "button", "input", "select"):
            self.stops.append(dict(attrs))


def read(url: str) -> Focusable:
    page = Focusable()
    page.feed(Client().get(url).content.decode())
    return page


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_site")
@pytest.mark.parametrize(
    "url",
    [
        *("", "children/", "parents/", "tide-pool/", "crew/", "what-we-keep/"),
        *("treasure/", "certificate/", "verify/", "talk-cards/", "family-plan/"),
        *("glossary/", "accounts/login/", "nowhere/"),
    ],
)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_every_page_knows_its_language_and_has_help_one_tab_away(
    url: str, language: str, direction: str
):
    page = read(f"/{language}/{url}")

    assert page.html["lang"] == language
    assert page.html["dir"] == direction
    assert page.stops[0]["href"] == "#main"
    assert page.stops[1]["href"] == "#help"


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_site")
@pytest.mark.parametrize(
    "url",
    [
        *("", "children/", "educators/", "tide-pool/", "crew/", "treasure/"),
        *("talk-cards/", "accounts/login/"),
    ],
)
def test_the_other_language_is_a_link_to_the_same_page(url: str):
    links = [stop for stop in read(f"/en/{url}").stops if stop.get("hreflang")]

    assert [(link["href"], link["lang"]) for link in links] == [(f"/ar/{url}", "ar")]
