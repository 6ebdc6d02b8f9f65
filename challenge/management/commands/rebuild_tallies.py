"""``manage.py rebuild_tallies``."""

from typing import Any

from django.core.management.base import BaseCommand

from challenge.insight import measuring
from challenge.progress import tallies


class Command(BaseCommand):
    """Count the tallies again from the attempts that are still kept."""

    help = "Count the tallies again from the attempts that are still kept."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many attempts were counted."""
        self.stdout.write(f"Counted {tallies.rebuild()} attempts.")
        self.stdout.write(f"Made {measuring.measure()} sums over learners.")
