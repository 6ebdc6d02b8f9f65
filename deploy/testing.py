"""Run every check and test of COP Challenge on one machine; the Makefile calls it.

Services that tests need (PostgreSQL, the demo site) are started in scratch folders and
end with them.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local import (
    FRONTEND,
    PYTHON,
    ROOT,
    VENV,
    demo_environment,
    dispatch,
    prepare_site,
    run,
    say,
    server_command,
    set_up,
    stop,
    unless_done,
)


def find_chromium() -> str:
    """Find a Chromium; install one when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    wanted = os.environ.get("CHROMIUM") or next(filter(shutil.which, names), None)
    if wanted and (found := shutil.which(wanted)):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing Chromium")
        run("apt-get", "update", "-qq")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "install", "-y", "-qq", "chromium", env=quiet)
        if found := shutil.which("chromium"):
            return found
    say("installing Playwright's Chromium")
    run("npx", "playwright", "install", "chromium", cwd=FRONTEND)
    script = (
        "process.stdout.write(require('@playwright/test').chromium.executablePath())"
    )
    return subprocess.check_output(["node", "-e", script], cwd=FRONTEND, text=True)


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo_server(data: Path) -> Iterator[str]:
    """Serve the demo site from a folder of its own; yield its address."""
    port = str(free_port())
    env = demo_environment(
        DATA_DIR=str(data), DATABASE_URL=f"sqlite:///{data}/db.sqlite3"
    )
    prepare_site(env)
    server = subprocess.Popen(server_command(port), cwd=ROOT, env=env)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/readyz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            stop("the server did not become ready.")
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


@contextmanager
def postgres(folder: Path) -> Iterator[str | None]:
    """Run a PostgreSQL of our own as a user who is not root; yield its DATABASE_URL."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(binaries[-1]) if binaries else shutil.which("initdb")
    if not initdb:
        yield None
        return
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(folder, "postgres")
        folder.parent.chmod(0o755)
    port, cluster = str(free_port()), folder / "cluster"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder}
    log = (folder / "log").open("w")
    subprocess.run(
        [*as_user, initdb, "-D", cluster, "-U", "cop", "-A", "trust", "-E", "UTF8"],
        check=True,
        **quiet,
    )
    server = subprocess.Popen(
        [
            *as_user,
            str(Path(initdb).with_name("postgres")),
            *("-D", str(cluster), "-p", port, "-k", str(folder)),
            *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
        ],
        stderr=log,
        cwd=folder,
    )
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                    break
            time.sleep(0.1)
        yield f"postgres://cop@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        log.close()


E2E = ROOT / "tests" / "e2e"
# Tests at a time: as many as there are cores, within what the memory of one machine bears.
WORKERS = str(min(4, max(2, os.cpu_count() or 2)))
LIGHTHOUSE = ROOT / "tests" / "lighthouse"


class Tally:
    """What passed and what failed, over all test runners."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.broken: list[str] = []

    def add(self, name: str, passed: int, failed: int, status: int) -> None:
        """Count one runner's closing figures; a bad exit counts as a failure."""
        self.passed += passed
        self.failed += failed
        if status or failed or not passed:
            self.broken.append(name)
            self.failed += not failed
        print(f"› {name}: {passed} passed, {failed} failed", flush=True)


def check(tally: Tally | None = None) -> None:
    """Run every linter and type checker; stop at the end when one found something."""
    tests_env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    python, binaries = str(PYTHON), VENV / "bin"
    templates = [
        str(path)
        for part in ("frontend", "challenge", "cms", "quizzes")
        for path in sorted((ROOT / part / "templates").rglob("*.html"))
    ]
    schema = "frontend/src/lib/api/schema.json"
    commands: dict[str, tuple[list[str], Path]] = {
        "ruff": ([str(binaries / "ruff"), "check", "-q", "."], ROOT),
        "ruff format": ([str(binaries / "ruff"), "format", "--check", "-q", "."], ROOT),
        "djhtml": ([str(binaries / "djhtml"), "--check", *templates], ROOT),
        "curlylint": ([str(binaries / "curlylint"), "--quiet", *templates], ROOT),
        "imports": ([str(binaries / "lint-imports"), "--no-cache"], ROOT),
        "mypy": ([str(binaries / "mypy")], ROOT),
        "django": ([python, "manage.py", "check", "--fail-level", "WARNING"], ROOT),
        "migrations": ([python, "manage.py", "makemigrations", "--check"], ROOT),
        "api document": ([python, "deploy/check_schema.py", schema], ROOT),
        "front end": (["npm", "run", "--silent", "check"], FRONTEND),
        "sizes": (["npm", "run", "--silent", "size"], FRONTEND),
    }
    failed = []
    for name, (command, cwd) in commands.items():
        done = subprocess.run(
            command,
            cwd=cwd,
            env=tests_env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        print(f"› {name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            print(done.stdout, flush=True)
            failed.append(name)
    if tally:
        tally.passed += len(commands) - len(failed)
        tally.failed += len(failed)
        tally.broken += failed
    elif failed:
        stop(f"these checks found something: {', '.join(failed)}.")


def pytest(tally: Tally, name: str, *arguments: str, **env: str) -> None:
    """Run pytest and count its closing line."""
    say(f"pytest ({name})")
    with subprocess.Popen(
        [PYTHON, "-m", "pytest", "-q", *arguments],
        cwd=ROOT,
        env=os.environ | env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        lines = []
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    last = next((line for line in reversed(lines) if " in " in line), "")
    count = {
        word: int(number)
        for number, word in re.findall(r"(\d+) (passed|failed|errors?)", last)
    }
    failed = count.get("failed", 0) + count.get("error", 0) + count.get("errors", 0)
    tally.add(f"pytest {name}", count.get("passed", 0), failed, process.returncode)


def vitest(tally: Tally, scratch: Path) -> None:
    """Run the front end's unit tests."""
    say("vitest")
    report = scratch / "vitest.json"
    command = ["npx", "vitest", "run", "--reporter=dot", "--reporter=json"]
    status = subprocess.run(
        [*command, f"--outputFile.json={report}"], cwd=FRONTEND
    ).returncode
    figures = json.loads(report.read_text()) if report.exists() else {}
    tally.add(
        "vitest",
        figures.get("numPassedTests", 0),
        figures.get("numFailedTests", 0),
        status,
    )


def browser(tally: Tally, scratch: Path) -> None:
    """Walk the site in a real browser."""
    say("browser tests")
    chromium = find_chromium()
    report = scratch / "browser.json"
    with demo_server(scratch / "demo") as address:
        env = os.environ | {
            "BASE_URL": address,
            "CHROMIUM": chromium,
            "PLAYWRIGHT_JSON_OUTPUT_NAME": str(report),
            "SITE_DATA_DIR": str(scratch / "demo"),
            "SITE_PYTHON": str(PYTHON),
        }
        status = subprocess.run(
            ["npx", "playwright", "test", "-c", E2E, "--reporter=list,json"]
            + ["--workers", WORKERS],
            cwd=FRONTEND,
            env=env,
        ).returncode
    stats = json.loads(report.read_text())["stats"] if report.exists() else {}
    tally.add(
        "browser",
        stats.get("expected", 0),
        stats.get("unexpected", 0) + stats.get("flaky", 0),
        status,
    )


def test() -> None:
    """Set everything up, run every check and test, and close with the count."""
    started = time.monotonic()
    set_up("dev")
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="cop-test-") as folder:
        scratch = Path(folder)
        for name in ("demo", "postgres"):
            (scratch / name).mkdir()
        check(tally)
        vitest(tally, scratch)
        pytest(tally, "SQLite", "-n", WORKERS, DATABASE_URL="sqlite:///unused.sqlite3")
        with postgres(scratch / "postgres") as url:
            if url:
                pytest(tally, "PostgreSQL", "-n", WORKERS, DATABASE_URL=url)
            else:
                say("PostgreSQL's initdb was not found: its run is left out.")
        browser(tally, scratch)
    if tally.broken:
        print(f"› not green: {', '.join(tally.broken)}")
    print(f"› {time.monotonic() - started:.0f} s")
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    sys.exit(bool(tally.broken))


def lighthouse() -> None:
    """Print what Lighthouse says about the demo site; stop when it is less than must be."""
    set_up("dev")
    chromium = find_chromium()
    with unless_done(
        LIGHTHOUSE / "node_modules" / ".done", LIGHTHOUSE / "package-lock.json"
    ) as is_needed:
        if is_needed:
            say("installing Lighthouse")
            run("npm", "ci", "--silent", "--ignore-scripts", cwd=LIGHTHOUSE)
    with (
        tempfile.TemporaryDirectory(prefix="cop-lighthouse-") as folder,
        demo_server(Path(folder)) as address,
    ):
        env = os.environ | {"BASE_URL": address, "CHROMIUM": chromium}
        run("npm", "run", "--silent", "measure", cwd=LIGHTHOUSE, env=env)


def adversary() -> None:
    """Attack the site in the long form on both databases, and print the figures."""
    set_up("dev")
    command = [PYTHON, "-m", "pytest", "-q", "tests/adversary"]
    env = os.environ | {"ADVERSARY": "long"}
    run(*command, env=env | {"DATABASE_URL": "sqlite:///unused.sqlite3"})
    with tempfile.TemporaryDirectory(prefix="cop-adversary-") as folder:
        scratch = Path(folder) / "postgres"
        scratch.mkdir()
        with postgres(scratch) as url:
            if url:
                run(*command, env=env | {"DATABASE_URL": url})
            else:
                say("PostgreSQL's initdb was not found: its run is left out.")


if __name__ == "__main__":
    dispatch(
        {
            "test": test,
            "adversary": adversary,
            "check": lambda: (set_up("dev"), check()),
            "lighthouse": lighthouse,
        }
    )
