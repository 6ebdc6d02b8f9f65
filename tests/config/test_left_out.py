"""What the run on PostgreSQL leaves out is what could not end otherwise there."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

CASES = """
import pytest
from django.test import SimpleTestCase, TestCase

@pytest.fixture
def rows(db): ...

def test_words(): ...
def test_by_fixture(rows): ...

@pytest.mark.django_db
def test_by_mark(): ...

@pytest.mark.slow
def test_server(): ...

@pytest.mark.any_database
def test_content(rows): ...

class TestPages(TestCase):
    def test_by_class(self): ...

class TestTags(SimpleTestCase):
    def test_no_rows(self): ...
"""


def test_only_what_uses_no_database_or_says_so_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *")
    (tmp_path / "test_cases.py").write_text(CASES)
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only"]
    command += ["-c", "pyproject.toml", str(tmp_path)]
    said = subprocess.check_output(
        [*command, "--database-tests-only"], cwd=settings.BASE_DIR, text=True
    )

    kept = {line.rpartition("::")[2] for line in said.splitlines() if "::" in line}
    assert kept == {"test_by_fixture", "test_by_mark", "test_server", "test_by_class"}
    assert "3 tests left out" in said
