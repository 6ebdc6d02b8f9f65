"""What the server's processes share, and what each has of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PRELOAD = """
import threading
from config.server.workers import preload
preload()
from django.apps import apps
from django.db import connections
assert apps.ready
assert threading.active_count() == 1, threading.enumerate()
assert all(connection.connection is None for connection in connections.all())
"""

# As a decoder that was forgotten would do it.
DEEP = """
import threading
import msgspec
from config.threads import enlarge_stacks
enlarge_stacks()
said = []
def decode():
    for levels in (8_000, 1_000_000):
        try:
            msgspec.json.decode(b"[" * levels)
        except (msgspec.DecodeError, RecursionError) as error:
            said.append(error)
thread = threading.Thread(target=decode)
thread.start()
thread.join()
assert len(said) == 2
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True
    )


def test_nothing_is_open_when_workers_are_forked():
    done = run(PRELOAD)

    assert done.returncode == 0, done.stderr


def test_a_thread_has_the_stack_that_decoders_need():
    done = run(DEEP)

    assert done.returncode == 0, done.stderr
