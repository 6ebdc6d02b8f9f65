"""Set up, run and test COP Challenge on one machine; the Makefile calls it.

Needs Python 3.11 or newer, Node.js 20 or newer and nothing else; every other tool is
installed below the checkout. Each step is skipped when its inputs have not changed.
"""

import hashlib
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
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
E2E = ROOT / "tests" / "e2e"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "deploy" / "requirements"
BUILD_INPUTS = ("src", "build", "locales", "public", "package-lock.json")


def stop(message: str) -> NoReturn:
    """End with one clear line that says what is missing and how to get it."""
    sys.exit(f"cop-challenge: {message}")


def say(message: str) -> None:
    """Tell what happens next."""
    print(f"› {message}", flush=True)


def run(*command: object, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command; stop with its name when it fails."""
    words = [str(word) for word in command]
    status = subprocess.run(words, cwd=cwd, env=env).returncode
    if status:
        stop(f"`{' '.join(words)}` failed (exit {status}).")


# Set-up -------------------------------------------------------------------------


def digest(*paths: Path) -> str:
    """Hash the names and contents of files and folders."""
    total = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()


@contextmanager
def unless_done(stamp: Path, *inputs: Path) -> Iterator[bool]:
    """Yield True when ``inputs`` changed since the step that left ``stamp`` succeeded."""
    now = digest(*inputs)
    needed = not stamp.exists() or stamp.read_text() != now
    yield needed
    if needed:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(now)


def install_python(name: str) -> None:
    """Install one of the pinned requirement files into the virtual environment."""
    if not PYTHON.exists():
        say("making a virtual environment in .venv")
        run(sys.executable, "-m", "venv", VENV)
    for lock in dict.fromkeys(("setup", name)):
        file = REQUIREMENTS / f"{lock}.txt"
        with unless_done(VENV / f".{lock}-installed", file) as needed:
            if not needed:
                continue
            say(f"installing Python packages ({lock})")
            if lock == "setup":
                tool = [PYTHON, "-m", "pip", "install", "-q"]
            else:
                tool = [VENV / "bin" / "uv", "pip", "install", "-q", "--python", PYTHON]
            run(*tool, "--require-hashes", "-r", file)


def install_node() -> None:
    """Install the pinned npm packages."""
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            stop(f"{tool} was not found on PATH. Install Node.js 20 or newer with npm.")
    version = subprocess.check_output(["node", "--version"], text=True)
    if int(version.lstrip("v").partition(".")[0]) < 20:
        stop(f"Node.js {version.strip()} is too old. Install Node.js 20 or newer.")
    lock = FRONTEND / "package-lock.json"
    with unless_done(FRONTEND / "node_modules" / ".installed", lock) as needed:
        if needed:
            say("installing npm packages")
            run(
                "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=FRONTEND
            )


def build_frontend() -> None:
    """Build the front end into frontend/dist."""
    inputs = [FRONTEND / name for name in BUILD_INPUTS]
    inputs += sorted(FRONTEND.glob("*.ts")) + [FRONTEND / "package.json"]
    present = [path for path in inputs if path.exists()]
    with unless_done(FRONTEND / "dist" / ".built", *present) as needed:
        if needed:
            say("building the front end")
            run(
                "npm", "run", "--silent", "build", "--", "--logLevel=warn", cwd=FRONTEND
            )


def compile_messages() -> None:
    """Compile the translations of templates and Python; no gettext tools are needed."""
    run(PYTHON, ROOT / "deploy" / "compile_messages.py")


def set_up(requirements: str = "base") -> None:
    """Install and build everything that the site needs."""
    install_python(requirements)
    install_node()
    build_frontend()
    compile_messages()


# Run ----------------------------------------------------------------------------


def demo_environment(**more: str) -> dict[str, str]:
    """Give the environment of the local demo; what the caller set stays."""
    return {"DJANGO_SETTINGS_MODULE": "config.settings.dev", **os.environ, **more}


def prepare_site(env: dict[str, str]) -> None:
    """Bring the database up to date, load the demo content that is missing, say log-ins."""
    run(PYTHON, ROOT / "deploy" / "prepare_demo.py", env=env)


def server_command(port: str, host: str = "127.0.0.1") -> list[str]:
    """Give the command of the production server."""
    threads = str(min(4, 2 * (os.cpu_count() or 1)))
    return [
        str(VENV / "bin" / "granian"),
        *("--interface", "wsgi"),
        *("--host", host),
        *("--port", port),
        *("--workers", os.environ.get("WORKERS", "2")),
        *("--blocking-threads", os.environ.get("THREADS", threads)),
        "--respawn-failed-workers",
        *("--log-level", "warning"),
        "config.wsgi:application",
    ]


def serve() -> None:
    """Set up, load the demo and become the server."""
    set_up()
    env = demo_environment()
    port = os.environ.get("PORT", "8000")
    host = os.environ.get("HOST", "127.0.0.1")
    site = f"http://localhost:{port}"
    prepare_site(env)
    print(
        f"\n  COP Challenge is on {site}/  (Ctrl+C stops it)\n"
        "  Children, parents and educators: open it and pick who you are.\n"
        f"  Editors sign in at {site}/admin/, educators at {site}/en/sign-in/\n",
        flush=True,
    )
    os.chdir(ROOT)
    command = server_command(port, host)
    os.execve(command[0], command, env)


# Test ---------------------------------------------------------------------------


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
        for folder in ("frontend/templates", "cms/templates", "quizzes/templates")
        for path in sorted((ROOT / folder).rglob("*.html"))
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
            tally.add(name, int(not done.returncode), int(bool(done.returncode)), 0)
    if failed and not tally:
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
            ["npx", "playwright", "test", "-c", E2E, "--reporter=list,json"],
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
        pytest(tally, "SQLite", "-n", "2", DATABASE_URL="sqlite:///unused.sqlite3")
        with postgres(scratch / "postgres") as url:
            if url:
                pytest(tally, "PostgreSQL", "-n", "2", DATABASE_URL=url)
            else:
                say("PostgreSQL's initdb was not found: its run is left out.")
        browser(tally, scratch)
    if tally.broken:
        print(f"› not green: {', '.join(tally.broken)}")
    print(f"› {time.monotonic() - started:.0f} s")
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    sys.exit(bool(tally.broken))


def bench() -> None:
    """Print the ratios of the read and write paths."""
    set_up("dev")
    run(PYTHON, "-m", "tests.load.bench")


COMMANDS = {
    "run": serve,
    "test": test,
    "setup": set_up,
    "bench": bench,
    "check": lambda: (set_up("dev"), check()),
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        stop(f"say one of: {', '.join(COMMANDS)}.")
    try:
        COMMANDS[sys.argv[1]]()
    except KeyboardInterrupt:
        sys.exit(130)
