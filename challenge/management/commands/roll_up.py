"""``manage.py roll_up``."""

from typing import Any

from django.core.management.base import BaseCommand

from challenge.upkeep import lease, services


class Command(BaseCommand):
    """Do the background work that is due, once."""

    help = (
        "Roll answers up into counts and, once a day, measure and clear away what has had its"
        " time: what servers do by themselves unless RUN_ROLLUPS is false. Run it every few"
        " minutes then."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was done."""
        done = services.run()
        if done is None:
            self.stdout.write("Another process is at it.")
            return
        lease.release()
        self.stdout.write(f"Counted {done.counted} attempts. Day: {done.finding}.")
        if done.swept is not None:
            self.stdout.write(f"Cleared away: {done.swept}.")
