"""``manage.py retention``."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from challenge.days import counting
from challenge.learners.models import Learner
from challenge.progress import retention
from challenge.upkeep import services, sweep


class Command(BaseCommand):
    """Say what has had its time, and clear it away when an operator confirms the date."""

    help = (
        "Say which day was counted last and what has had its time. With --confirm and today's"
        " date, believe the clock, count the days on which the server was off, and clear away"
        " all that has had its time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the confirmation."""
        parser.add_argument(
            "--confirm",
            metavar="YYYY-MM-DD",
            type=datetime.date.fromisoformat,
            help="today's date, from a calendar and not from this machine",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say so, or do it.

        Raises:
            CommandError: if the date is not what this machine's clock says.
        """
        today, day = timezone.localdate(), options["confirm"]
        if day is None:
            self._say(today)
            return
        if day != today:
            raise CommandError(
                f"The clock of this machine says {today}. Set it right first: with a wrong"
                " clock learners would be erased who should stay."
            )
        self.stdout.write(f"Cleared away: {services.confirm(day)}.")

    def _say(self, today: datetime.date) -> None:
        self.stdout.write(
            f"The clock says {today}, the last counted day is"
            f" {counting.last_counted() or 'none'}."
        )
        due = sweep.due()
        self.stdout.write(
            f"Have had their time: {due.attempts} attempts, {due.learners} learners,"
            f" {due.classes} classes."
        )
        idle = retention.count_idle(
            today - datetime.timedelta(days=settings.LEARNER_KEEP_DAYS)
        )
        self.stdout.write(
            f"If you confirm this date, {idle} of {Learner.objects.count()} learners are"
            " erased."
        )
        for notice in services.notices():
            self.stdout.write(f"Waits: {notice}.")
