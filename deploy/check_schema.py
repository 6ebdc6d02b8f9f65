"""Fail when the committed OpenAPI document, or its types, differ from what the code says.

Usage: check_schema.py frontend/src/lib/api/schema.json
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
committed = ROOT / sys.argv[1]

with tempfile.NamedTemporaryFile(suffix=".json") as fresh:
    subprocess.run(
        [
            *(sys.executable, "manage.py", "spectacular", "--format", "openapi-json"),
            *("--validate", "--fail-on-warn", "--file", fresh.name),
        ],
        cwd=ROOT,
        check=True,
    )
    if Path(fresh.name).read_text() != committed.read_text():
        sys.exit(f"{sys.argv[1]} is not what the code says: run `make schema`.")

types = committed.with_suffix(".d.ts")
subprocess.run(
    ["npx", "openapi-typescript", str(committed), "--check", "-o", str(types)],
    cwd=ROOT / "frontend",
    check=True,
)
