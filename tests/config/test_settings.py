"""Production starts only with what it needs, and says what is missing."""

import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from tests.production import production_settings

ROOT = Path(__file__).resolve().parents[2]
LONG_KEY = "k" * 50


def start(settings: str, data: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR"}
    }
    code = (
        "import django; django.setup();"
        "from django.conf import settings; print(settings.SECRET_KEY)"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=clean
        | {
            "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}",
            "DATA_DIR": str(data),
        }
        | env,
        text=True,
        capture_output=True,
    )


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"ALLOWED_HOSTS": "play.example.org"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "play.example.org", "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": LONG_KEY}, "ALLOWED_HOSTS"),
    ],
)
def test_production_refuses_to_start_without_its_secrets(tmp_path, env, named):
    done = start("production", tmp_path, **env)

    assert done.returncode != 0
    assert f"Set {named}" in done.stderr


def test_production_starts_with_them(tmp_path):
    done = start(
        "production", tmp_path, SECRET_KEY=LONG_KEY, ALLOWED_HOSTS="play.example.org"
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == LONG_KEY


def test_production_keeps_browsers_on_https_for_a_year(monkeypatch):
    monkeypatch.delenv("SECURE_HSTS_SECONDS", raising=False)
    production = production_settings(monkeypatch)

    assert production.SECURE_HSTS_SECONDS == 365 * 24 * 3600
    assert not production.SECURE_HSTS_INCLUDE_SUBDOMAINS


def test_production_passes_djangos_own_check_of_a_deployment(tmp_path):
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        [sys.executable, *command, "--settings", "config.settings.production"],
        cwd=ROOT,
        env=os.environ
        | {"SECRET_KEY": string.ascii_letters, "ALLOWED_HOSTS": "play.example.org"}
        | {"DATA_DIR": str(tmp_path), "NUM_PROXIES": "1"},
        text=True,
        capture_output=True,
    )

    assert done.returncode == 0, done.stderr


def test_the_local_demo_makes_a_key_once_that_only_its_owner_reads(tmp_path):
    first = start("dev", tmp_path).stdout
    second = start("dev", tmp_path).stdout

    assert len(first.strip()) > 40
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_page_of_settings_lists_what_the_environment_can_set_and_nothing_else():
    page = (ROOT / "docs/operators/settings.md").read_text()
    variables, constants = page.split("These are constants")
    listed = {
        name
        for row in re.findall(r"^\| (`[^|]+) \|", variables, re.MULTILINE)
        for name in re.findall(r"`([A-Z_]+)`", row)
    }
    code = "".join(path.read_text() for path in (ROOT / "config/settings").glob("*.py"))
    server = (ROOT / "deploy/local.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", code))
    read |= set(re.findall(r"os\.environ\.get\(\"([A-Z_]+)\"", server))

    assert listed == read | {"DJANGO_SETTINGS_MODULE"}
    fixed = set(re.findall(r"^\| `([A-Z_]+)` \|", constants, re.MULTILINE))
    assert fixed
    assert not fixed & read
    assert all(re.search(rf"^{name} = ", code, re.MULTILINE) for name in fixed)


@pytest.mark.parametrize("name", ["setup", "base", "dev", "docs", "sbom"])
def test_the_pinned_requirements_carry_hashes_and_no_host(name):
    text = (ROOT / f"deploy/requirements/{name}.txt").read_text()

    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


def test_the_npm_lock_names_no_host():
    text = (ROOT / "frontend/package-lock.json").read_text()

    assert '"resolved"' not in text
    assert '"integrity"' in text
