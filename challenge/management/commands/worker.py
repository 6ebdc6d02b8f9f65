"""``manage.py worker``."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from challenge.upkeep import lease
from challenge.upkeep.runner import Runner


class Command(BaseCommand):
    """Do the background work, until told to end or once."""

    help = (
        "Do the background work: count answers, measure, clear away what has had its time,"
        " publish what was scheduled, clear old sessions. Servers do it by"
        " themselves unless RUN_ROLLUPS is false. Any number may run, on any host: one works,"
        " the others wait. SIGTERM ends it after the job that is being done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add ``--once``."""
        parser.add_argument(
            "--once",
            action="store_true",
            help="run every job once and end, for cron or a timer; exit 1 if one failed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work.

        Raises:
            CommandError: with ``--once``, if a job failed.
        """
        runner = Runner()
        if options["once"]:
            self._once(runner)
            return

        def end(_number: int, _frame: FrameType | None) -> None:
            runner.stop()
            # Asked again, it ends at once: the database undoes what was begun.
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        runner.run()

    def _once(self, runner: Runner) -> None:
        try:
            went_well = runner.turn(whole=True, say=self.stdout.write)
        finally:
            lease.release()
        if went_well is None:
            self.stdout.write("Another process is at it.")
        elif not went_well:
            raise CommandError("A job failed.")
