"""``manage.py doctor``."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from challenge.health import diagnosis


class Command(BaseCommand):
    """Examine the site, and say what is wrong and what to do."""

    help = (
        "Examine the database, the disk, the cache, the settings, the mail and the"
        " background work; say what is wrong and what to do. Exit with 1 if anything is."
    )
    # It says more about them than Django would before it starts.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each check; exit with 1 if one found something."""
        found = 0
        for name, findings in diagnosis.examine():
            self.stdout.write(f"{'wrong' if findings else 'ok':<6} {name}")
            for finding in findings:
                self.stdout.write(f"       {finding.wrong}\n       → {finding.do}")
            found += len(findings)
        if found:
            sys.exit(1)
