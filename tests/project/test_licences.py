"""Every file and every package of others says under which licence it is."""

import re
import tomllib
from pathlib import Path

import pytest

from deploy import licences

ROOT = Path(__file__).resolve().parents[2]
REUSE = tomllib.loads((ROOT / "REUSE.toml").read_text())


def listed(heading: str) -> dict[str, str]:
    """Return the licences under a heading of the page, by package."""
    _before, _heading, part = licences.PAGE.read_text().partition(f"## {heading}\n")
    rows = re.findall(r"^\| (\S+) \| (.+) \|$", part.split("## ")[0], re.MULTILINE)
    return dict(rows[1:])


@pytest.mark.parametrize(
    ("heading", "packages"),
    [
        ("Python", licences.python_packages()),
        ("npm", list(licences.npm_packages())),
    ],
)
def test_the_page_lists_the_packages_of_the_lock_and_no_other(heading, packages):
    assert len(packages) > 20
    assert listed(heading).keys() == set(packages), "run `make licences`"


@pytest.mark.parametrize("heading", ["Python", "npm"])
def test_no_package_asks_the_site_to_change_its_licence(heading):
    """The GPL and AGPL would; the LGPL and MPL hold for the package alone."""
    strong = {
        name: licence
        for name, licence in listed(heading).items()
        if re.search(r"\bA?GPL|GNU (Affero )?General|Proprietary|UNLICENSED", licence)
    }

    assert not strong


def test_the_text_of_each_licence_of_ours_is_there():
    named = {part["SPDX-License-Identifier"] for part in REUSE["annotations"]}

    assert named == {path.stem for path in (ROOT / "LICENSES").iterdir()}


def test_every_pattern_of_the_licences_finds_files():
    for part in REUSE["annotations"]:
        paths = [part["path"]] if isinstance(part["path"], str) else part["path"]
        for path in paths:
            assert any(ROOT.glob(path)), path


def test_the_licence_of_the_code_has_one_text():
    code = (ROOT / "LICENSES/BSD-3-Clause.txt").read_text()

    assert (ROOT / "LICENSE").read_text().startswith(code.strip())
