"""Examine files of questions, each in a process of its own, and say what each took.

``python -m tests.adversary.examine_file`` reads the path of a file from each line of its
input, and answers with a line of JSON: seconds of CPU, megabytes at the peak beyond those
before, and the report's counts.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from exchange import services

    # What the first question of a process loads is no cost of the file.
    services.examine(b"Who? {=Sam ~Ali}", "bank.gift")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            examine(Path(line.strip()))
            os._exit(0)
        os.waitpid(child, 0)


def examine(path: Path) -> None:
    from exchange import services

    data = path.read_bytes()
    before = _megabytes()
    start = time.process_time()
    report = services.examine(data, path.name)
    seconds = time.process_time() - start
    faults = [*report.errors, *(left.reason for left in report.left_out[:1])]
    found = {
        "seconds": round(seconds, 2),
        "megabytes": round(_megabytes() - before),
        "made": len(report.made),
        "left_out": len(report.left_out),
        "says": faults[0] if faults else "",
    }
    print(json.dumps(found), flush=True)


def _megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
