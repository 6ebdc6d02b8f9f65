"""The documentation leads somewhere, and its examples can be read by machines."""

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from deploy import api_reference

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
PARSER = MarkdownIt("commonmark").enable("table")
WRITTEN_BY_THE_BUILD = {"developers/api.md", "developers/api-objects.md"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def inline(path: Path):
    for token in PARSER.parse(path.read_text()):
        yield from token.children or []


def links(path: Path) -> list[str]:
    """Return what a page's links and pictures lead to, other sites left out."""
    targets = [part.attrs.get("href") or part.attrs.get("src") for part in inline(path)]
    return [to for to in targets if to and not re.match(r"[a-z]+:|//", str(to))]


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as Git hosts and the site make them."""
    tokens = PARSER.parse(path.read_text())
    texts = [
        "".join(part.content for part in text.children or [])
        for heading, text in zip(tokens, tokens[1:], strict=False)
        if heading.type == "heading_open"
    ]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(page):
    dead = []
    for link in links(page):
        path, _hash, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        found = target.exists() and target.is_relative_to(ROOT)
        if not found or (anchor and anchor not in anchors(target)):
            dead.append(link)

    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_of_code_parses(page):
    for token in PARSER.parse(page.read_text()):
        if token.type != "fence":
            continue
        if token.info == "python":
            ast.parse(token.content)
        elif token.info == "json":
            json.loads(token.content)
        elif token.info in ("bash", "sh"):
            subprocess.run(["bash", "-n"], input=token.content, text=True, check=True)


def test_the_site_lists_every_page_once():
    nav = json.dumps(
        tomllib.loads((ROOT / "zensical.toml").read_text())["project"]["nav"]
    )
    listed = re.findall(r'"([^"]+\.md)"', nav)
    beside = {path.name for path in ROOT.glob("*.md")} - {"README.md"}
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}

    assert len(listed) == len(set(listed))
    assert set(listed) == there | beside | WRITTEN_BY_THE_BUILD, (
        "see nav in zensical.toml"
    )


def test_the_api_reference_has_every_call_and_object_and_no_dead_link():
    document = json.loads((ROOT / "frontend/src/lib/api/schema.json").read_text())
    pages = api_reference.pages(document)

    assert pages.keys() == {Path(name).name for name in WRITTEN_BY_THE_BUILD}
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"### `{method.upper()} {path}`" in pages["api.md"]
    objects = {name.lower() for name in document["components"]["schemas"]}
    headings = re.findall(r"^## (\w+)$", pages["api-objects.md"], re.MULTILINE)
    assert {name.lower() for name in headings} == objects
    linked = set(
        re.findall(r"\]\((?:api-objects\.md)?#(\w+)\)", "".join(pages.values()))
    )
    assert linked <= objects


def test_the_build_notices_what_a_page_would_fetch_from_another_site(
    tmp_path, monkeypatch
):
    monkeypatch.syspath_prepend(str(ROOT / "deploy"))
    from docs_site import fetched_from_elsewhere

    (tmp_path / "page.html").write_text(
        '<a href="https://example.org/link">a link is followed by people</a>'
        '<script src="https://cdn.example/shim"></script><img src=//img.example/a.png>'
        '<link rel="stylesheet" href="site.css"><script src="./own.js"></script>'
    )
    (tmp_path / "site.css").write_text("@import 'https://fonts.example/a';")

    assert set(fetched_from_elsewhere(tmp_path)) == {
        "https://cdn.example/shim",
        "//img.example/a.png",
        "https://fonts.example/a",
    }
