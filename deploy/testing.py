"""Run every check and test of COP Challenge on one machine; the Makefile calls it.

Services that tests need (PostgreSQL, the demo site) are started in scratch folders and
end with them.
"""

import os
import shutil
import signal
import socket
import string
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
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
from tally import Tally


def find_chromium(*preferred: str) -> str:
    """Find a Chromium, one with a preferred name first; install one when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found_by_name = filter(shutil.which, (*preferred, *names))
    wanted = os.environ.get("CHROMIUM") or next(found_by_name, None)
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
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def demo_in(data: Path) -> dict[str, str]:
    """Return the environment of a demo site in a folder of its own."""
    return demo_environment(
        DATA_DIR=str(data), DATABASE_URL=f"sqlite:///{data}/db.sqlite3"
    )


def keep_bytecode(scratch: Path) -> None:
    """Let no process of the tests compile what another has compiled.

    Where ``PYTHONDONTWRITEBYTECODE`` is set, each would compile Django anew when it starts.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(scratch / "bytecode")


@contextmanager
def demo_server(data: Path) -> Iterator[str]:
    """Serve the demo site that was prepared in a folder; yield its address."""
    port = str(free_port())
    server = subprocess.Popen(server_command(port), cwd=ROOT, env=demo_in(data))
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
            *("-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
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
# One more in Python: there is always one that waits for a server or for PostgreSQL.
PYTHON_WORKERS = str(int(WORKERS) + 1)
# The test settings put SQLite's file into a folder of their own.
SQLITE = "sqlite:///unused.sqlite3"
LIGHTHOUSE = ROOT / "tests" / "lighthouse"


def checks() -> dict[str, tuple[list[str], Path]]:
    """Return the command of each linter and type checker and its folder, the longest first."""
    python, binaries = str(PYTHON), VENV / "bin"
    templates = [
        str(path)
        for part in ("frontend", "challenge", "cms", "exchange", "quizzes")
        for path in sorted((ROOT / part / "templates").rglob("*.html"))
    ]
    schema = "frontend/src/lib/api/schema.json"
    # Made up: nothing is started with it.
    production = [f"SECRET_KEY={string.ascii_letters}", "ALLOWED_HOSTS=play.example"]
    production += ["NUM_PROXIES=1"]
    deploy = [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    deploy += ["--settings", "config.settings.production"]
    script = ["npm", "run", "--silent"]
    return {
        "svelte-check": ([*script, "check:svelte"], FRONTEND),
        "tsc": ([*script, "check:types"], FRONTEND),
        "prettier": ([*script, "check:format"], FRONTEND),
        "eslint": ([*script, "check:lint"], FRONTEND),
        "mypy": ([str(binaries / "mypy")], ROOT),
        "api document": ([python, "deploy/check_schema.py", schema], ROOT),
        "migrations": ([python, "manage.py", "makemigrations", "--check"], ROOT),
        "production": (["env", *production, *deploy], ROOT),
        "django": ([python, "manage.py", "check", "--fail-level", "WARNING"], ROOT),
        "sizes": ([*script, "size"], FRONTEND),
        "djlint": ([str(binaries / "djlint"), "--lint", "--quiet", *templates], ROOT),
        "djhtml": ([str(binaries / "djhtml"), "--check", *templates], ROOT),
        "imports": ([str(binaries / "lint-imports"), "--no-cache"], ROOT),
        "ruff": ([str(binaries / "ruff"), "check", "-q", "."], ROOT),
        "ruff format": ([str(binaries / "ruff"), "format", "--check", "-q", "."], ROOT),
    }


def check(tally: Tally | None = None, pool: Executor | None = None) -> None:
    """Run every linter and type checker; stop at the end when one found something.

    As many run at a time as ``pool`` has threads, or as there are cores.
    """
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}

    def run_one(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.run(command, cwd=cwd, env=env, text=True, **output)

    failed = []
    with pool or ThreadPoolExecutor(int(WORKERS)) as pool:
        running = {
            pool.submit(run_one, *command): name for name, command in checks().items()
        }
        for future in as_completed(running):
            name, done = running[future], future.result()
            print(f"› {name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
            if done.returncode:
                print(done.stdout, flush=True)
                failed.append(name)
    if tally:
        tally.passed += len(running) - len(failed)
        tally.failed += len(failed)
        tally.broken += failed
    elif failed:
        stop(f"these checks found something: {', '.join(failed)}.")


def pytest(
    tally: Tally, database: str, url: str, scratch: Path, *arguments: str
) -> None:
    """Run the Python tests on the database at ``url``; count what the report says."""
    say(f"pytest on {database}")
    report = scratch / f"{database}.xml"
    command = [PYTHON, "-m", "pytest", "-q", f"--junitxml={report}"]
    # In their order: tests that empty the database come last, on every worker.
    command += ["-n", PYTHON_WORKERS, "--dist", "load"]
    with tally.part(f"pytest on {database}"):
        status = subprocess.run(
            [*command, *arguments], cwd=ROOT, env=os.environ | {"DATABASE_URL": url}
        ).returncode
    tally.add_pytest(f"pytest on {database}", report, status)


def vitest(tally: Tally, scratch: Path) -> None:
    """Run the front end's unit tests."""
    say("vitest")
    report = scratch / "vitest.json"
    command = ["npx", "vitest", "run", "--reporter=dot", "--reporter=json"]
    # By itself it leaves one core to itself, which is half of the smallest machine.
    command += [f"--outputFile.json={report}", f"--maxWorkers={WORKERS}"]
    # A log has no colours: a dot is one sign there, and not eleven.
    env = os.environ | {"NO_COLOR": "1"}
    status = subprocess.run(command, cwd=FRONTEND, env=env).returncode
    tally.add_vitest(report, status)


def browser(tally: Tally, scratch: Path, *arguments: str) -> None:
    """Walk the site in a real browser; ``arguments`` name some of the tests."""
    say("browser tests")
    # Without windows it does the same for little more than half of the processor time.
    chromium = find_chromium("chromium-headless-shell")
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
            + ["--workers", WORKERS, *arguments],
            cwd=FRONTEND,
            env=env,
        ).returncode
    tally.add_playwright(report, status)


def test() -> None:
    """Set everything up, run every check and test, and close with the count."""
    tally = Tally()
    with tally.part("set-up"):
        set_up("dev")
    with tempfile.TemporaryDirectory(prefix="cop-test-") as folder:
        scratch = Path(folder)
        keep_bytecode(scratch)
        for name in ("demo", "postgres"):
            (scratch / name).mkdir()
        # Each is busy on one core: the demo is loaded during the checks, and begins first.
        with tally.part("checks"):
            pool = ThreadPoolExecutor(int(WORKERS))
            demo = pool.submit(prepare_site, demo_in(scratch / "demo"))
            check(tally, pool)
            demo.result()
        with tally.part("vitest"):
            vitest(tally, scratch)
        pytest(tally, "SQLite", SQLITE, scratch)
        with postgres(scratch / "postgres") as url:
            if url:
                pytest(tally, "PostgreSQL", url, scratch, "--database-tests-only")
            else:
                say("PostgreSQL's initdb was not found: its run is left out.")
        with tally.part("browser"):
            browser(tally, scratch)
    tally.close()


def test_fast() -> None:
    """Run what needs neither a browser nor PostgreSQL: checks, vitest, pytest on SQLite."""
    tally = Tally()
    with tally.part("set-up"):
        set_up("dev")
    with tempfile.TemporaryDirectory(prefix="cop-test-") as folder:
        scratch = Path(folder)
        keep_bytecode(scratch)
        with tally.part("checks"):
            check(tally)
        with tally.part("vitest"):
            vitest(tally, scratch)
        pytest(tally, "SQLite", SQLITE, scratch, "-m", "not slow")
    tally.close()


def curriculum() -> None:
    """Play every module that ships with the site to its end in a browser."""
    set_up("dev")
    tally = Tally()
    os.environ["CURRICULUM"] = "all"
    with tempfile.TemporaryDirectory(prefix="cop-test-") as folder:
        scratch = Path(folder)
        (scratch / "demo").mkdir()
        prepare_site(demo_in(scratch / "demo"))
        with tally.part("browser"):
            browser(tally, scratch, "curriculum.spec.ts")
    tally.close()


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
    with tempfile.TemporaryDirectory(prefix="cop-lighthouse-") as folder:
        prepare_site(demo_in(Path(folder)))
        with demo_server(Path(folder)) as address:
            env = os.environ | {"BASE_URL": address, "CHROMIUM": chromium}
            run("npm", "run", "--silent", "measure", cwd=LIGHTHOUSE, env=env)


def adversary() -> None:
    """Attack the site in the long form on both databases, and print the figures."""
    set_up("dev")
    command = [PYTHON, "-m", "pytest", "-q", "tests/adversary"]
    env = os.environ | {"ADVERSARY": "long"}
    run(*command, env=env | {"DATABASE_URL": SQLITE})
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
            "test-fast": test_fast,
            "curriculum": curriculum,
            "adversary": adversary,
            "check": lambda: (set_up("dev"), check()),
            "lighthouse": lighthouse,
        }
    )
