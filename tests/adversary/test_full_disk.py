"""A disk without a free byte, and children who want to be forgotten on it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

import pytest

from tests.adversary import IS_LONG

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not IS_LONG, reason="A short form is in test_reserve.py."),
]

LEARNERS = 500


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's disk is another's to look after.")
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "none", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("Only root can make a small disk.")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_everybody_is_forgotten_on_a_full_disk(small_disk, figure):
    done = subprocess.run(
        [sys.executable, "-m", "tests.adversary.full_disk", str(LEARNERS)],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        | {"DATA_DIR": str(small_disk)}
        | {"DATABASE_URL": f"sqlite:///{small_disk}/db.sqlite3"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found = json.loads(done.stdout)

    figure("learners forgotten on a full disk", f"{found['forgotten']} of {LEARNERS}")
    assert found == {"forgotten": LEARNERS, "left": 0, "refused": [], "ready": 503}
