"""Set up and run COP Challenge on one machine; the Makefile calls it.

Needs Python 3.11 or newer, Node.js 20 or newer and nothing else; every other tool is
installed below the checkout. Each step is skipped when its inputs have not changed.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
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


def install_beside(name: str) -> Path:
    """Install a pinned requirement file into ``.venv-<name>``; return its programs' folder."""
    venv = ROOT / f".venv-{name}"
    file = REQUIREMENTS / f"{name}.txt"
    with unless_done(venv / ".installed", file) as needed:
        if needed:
            say(f"installing Python packages ({name})")
            run(sys.executable, "-m", "venv", "--clear", venv)
            pip = [venv / "bin" / "python", "-m", "pip", "install", "-q"]
            run(*pip, "--require-hashes", "-r", file)
    return venv / "bin"


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
    """Return the environment of the local demo; what the caller set stays."""
    return {"DJANGO_SETTINGS_MODULE": "config.settings.dev", **os.environ, **more}


def prepare_site(env: dict[str, str]) -> None:
    """Bring the database up to date, load the demo content that is missing, say log-ins."""
    run(PYTHON, ROOT / "deploy" / "prepare_demo.py", env=env)


def server_command(
    port: str,
    host: str = "127.0.0.1",
    *,
    workers: int | None = None,
    application: str = "config.wsgi:application",
) -> list[str]:
    """Return the command of the production server, which `docs/operators` names, too."""
    return [
        str(PYTHON),
        *("-m", "config.server"),
        *("--host", host),
        *("--port", port),
        *("--workers", str(workers or os.environ.get("WORKERS", "2"))),
        *("--threads", os.environ.get("THREADS", "4")),
        application,
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
        f"  Editors sign in at {site}/admin/, educators at {site}/en/accounts/login/\n",
        flush=True,
    )
    os.chdir(ROOT)
    command = server_command(port, host)
    os.execve(command[0], command, env)


def bench() -> None:
    """Print the ratios of the read and write paths."""
    set_up("dev")
    run(PYTHON, "-m", "tests.load.bench")


def npm_sbom() -> bytes:
    """Return the CycloneDX document of the npm packages that go into the front end.

    ``npm sbom --omit dev`` also omits packages that others need for development as well,
    Svelte among them, so npm reads a lock that has no others.
    """
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    lock["packages"] = {
        path: package
        for path, package in lock["packages"].items()
        if not package.get("dev")
    }
    root = lock["packages"][""]
    root.pop("devDependencies", None)
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "package-lock.json").write_text(json.dumps(lock))
        (Path(scratch) / "package.json").write_text(json.dumps(root))
        npm = ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
        return subprocess.check_output(npm, cwd=scratch)


def write_sbom() -> None:
    """Write what the site is made of, at run time, as CycloneDX documents."""
    tool = install_beside("sbom") / "cyclonedx-py"
    folder = ROOT / "build" / "sbom"
    folder.mkdir(parents=True, exist_ok=True)
    lock = REQUIREMENTS / "base.txt"
    python = ["requirements", "--pyproject", ROOT / "pyproject.toml", "--of", "JSON"]
    run(tool, *python, "-o", folder / "python.cdx.json", lock)
    document = npm_sbom()
    (folder / "npm.cdx.json").write_bytes(document)
    say(f"wrote {folder.relative_to(ROOT)}/python.cdx.json and npm.cdx.json")


def dispatch(commands: dict[str, Callable[[], object]]) -> None:
    """Run the command that the command line names, and no other."""
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        stop(f"say one of: {', '.join(commands)}.")
    try:
        commands[sys.argv[1]]()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    dispatch({"run": serve, "setup": set_up, "bench": bench, "sbom": write_sbom})
