"""Build the documentation site into ``build/docs``; ``make docs`` calls it.

The pages of docs/ and those that lie beside README.md are copied, and the API reference is
written from the committed OpenAPI document.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import api_reference
from local import FRONTEND, ROOT, install_beside, run, say, stop

SOURCE = ROOT / "build" / "docs-source"
SITE = ROOT / "build" / "docs"
PROJECT_PAGES = (
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CODE_OF_CONDUCT.md",
    "GOVERNANCE.md",
    "CHANGELOG.md",
)
# What these pages link to and the site shows elsewhere.
SHOWN_ELSEWHERE = {
    "(.env.example)": "(operators/settings.md)",
    "(LICENSE)": "(credits.md)",
    "(LICENSES/CC-BY-4.0.txt)": "(credits.md)",
    "(docs/": "(",
}


def collect(source: Path) -> None:
    """Write everything that the site is built from into a folder, which is emptied first."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "docs", source)
    for name in PROJECT_PAGES:
        text = (ROOT / name).read_text()
        for link, instead in SHOWN_ELSEWHERE.items():
            text = text.replace(f"]{link}", f"]{instead}")
        (source / name).write_text(text)
    document = json.loads((FRONTEND / "src/lib/api/schema.json").read_text())
    for name, text in api_reference.pages(document).items():
        (source / "developers" / name).write_text(text)
    shutil.copy(ROOT / "deploy/docs/site.css", source)
    shutil.copy(FRONTEND / "src/art/icon.svg", source)


def fetched_from_elsewhere(site: Path) -> Iterator[str]:
    """Yield the addresses on other sites that a browser would fetch to show a page."""
    outside = r"<(?!a\b)[^>]*\s(?:src|href)=[\"']?((?:https?:)?//[^\"'\s>]+)"
    for page in site.rglob("*.html"):
        yield from re.findall(outside, page.read_text())
    for style in site.rglob("*.css"):
        yield from re.findall(
            r"(?:url\(|@import )[\"']?(https?:[^\"')]+)", style.read_text()
        )


def build() -> None:
    """Build the site with the pinned generator."""
    programs = install_beside("docs")
    collect(SOURCE)
    run(programs / "zensical", "build", "--clean", "--strict")
    if fetched := sorted(set(fetched_from_elsewhere(SITE))):
        stop(f"the site would fetch {', '.join(fetched)}")
    folder = SITE.relative_to(ROOT)
    say(f"wrote {folder}; look at it with `python3 -m http.server -d {folder} 8001`")


if __name__ == "__main__":
    build()
