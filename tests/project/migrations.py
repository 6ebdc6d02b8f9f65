"""The digests of migrations, which nobody may edit once they are on main.

``python -m tests.project.migrations`` (``make freeze``) adds those that are new.
"""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("migrations.sha256")


def migrations() -> dict[str, str]:
    """Return the SHA-256 of each migration of this repository, by its path."""
    paths = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]
    return {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
        if path.name != "__init__.py"
        and not path.parts[len(ROOT.parts)].startswith(".")
    }


def frozen() -> dict[str, str]:
    """Return the digests of the list, by path. Its format is that of ``sha256sum``."""
    lines = (line.split("  ") for line in LIST.read_text().splitlines())
    return {path: digest for digest, path in lines}


def freeze() -> list[str]:
    """Add the migrations that the list lacks, and return their paths."""
    listed = frozen() if LIST.exists() else {}
    new = {path: digest for path, digest in migrations().items() if path not in listed}
    both = sorted((listed | new).items())
    LIST.write_text("".join(f"{digest}  {path}\n" for path, digest in both))
    return sorted(new)


if __name__ == "__main__":
    print("\n".join(freeze()) or "No migration is new.")
