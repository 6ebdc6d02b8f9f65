"""Write the licence of every package that the site has at run time into the docs.

The names come from the locks. A Python package tells its licence when it is installed; the
lock of npm has those of its packages.
"""

import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
PYTHON_LOCK = ROOT / "deploy" / "requirements" / "base.txt"
NPM_LOCK = ROOT / "frontend" / "package-lock.json"
# Installed on other systems, or by older versions of Python, only.
ELSEWHERE = {
    "async-timeout": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
HEAD = """\
# Licences of packages

Written by `make licences`. These packages of others are part of the site when it runs. Their
exact versions are in `deploy/requirements/base.txt` and `frontend/package-lock.json`. What is
ours is in [credits](credits.md).
"""


def python_packages() -> list[str]:
    """Return the names of the Python packages that the site needs."""
    return re.findall(r"^([a-z0-9][\w.-]*)==", PYTHON_LOCK.read_text(), re.MULTILINE)


def npm_packages() -> dict[str, str]:
    """Return the licences of the npm packages that go into the front end, by name."""
    packages = json.loads(NPM_LOCK.read_text())["packages"]
    return {
        path.rpartition("node_modules/")[2]: package["license"]
        for path, package in packages.items()
        if path and not package.get("dev")
    }


def python_licence(name: str) -> str:
    """Return the licence that an installed package names, as an SPDX expression if it does.

    Raises:
        PackageNotFoundError: if it is not installed and not listed as ``ELSEWHERE``.
        ValueError: if it names none.
    """
    try:
        told = metadata(name)
    except PackageNotFoundError:
        if name in ELSEWHERE:
            return ELSEWHERE[name]
        raise
    classifiers = [
        entry.rpartition(" :: ")[2]
        for entry in told.get_all("Classifier") or []
        if entry.startswith("License :: OSI Approved")
    ]
    short = told.get("License") or ""
    if "\n" in short or len(short) > 40:  # the whole text of a licence
        short = ""
    licence = told.get("License-Expression") or short or "; ".join(classifiers)
    if not licence:
        raise ValueError(f"{name} names no licence: look it up and list it here.")
    return licence


def table(licences: dict[str, str]) -> str:
    """Return a Markdown table of licences by package."""
    rows = (f"| {name} | {licence} |" for name, licence in sorted(licences.items()))
    return "\n".join(["| package | licence |", "|---|---|", *rows])


def page() -> str:
    """Return the whole page."""
    python = {name: python_licence(name) for name in python_packages()}
    return (
        f"{HEAD}\n## Python\n\n{table(python)}\n\n## npm\n\n{table(npm_packages())}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page())
