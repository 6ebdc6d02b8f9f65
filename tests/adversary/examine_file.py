"""Examine a file of questions in a process of its own, and say what that took.

``python -m tests.adversary.examine_file FILE`` prints one line of JSON for it: seconds of
CPU, megabytes at the peak above those before, and the report's counts.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main(path: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from quizzes.exchange import services

    # What the first question of a process loads is no cost of the file.
    services.examine(b"Who? {=Sam ~Ali}", "bank.gift")
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
    print(json.dumps(found))


def _megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
