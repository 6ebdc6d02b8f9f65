"""``manage.py seed_demo_answers``."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from challenge.insight import hints, measuring, simulate
from challenge.progress import tallies


class Command(BaseCommand):
    """Let made-up learners play the demo, so that its report has something to show."""

    help = (
        "Let made-up learners play every published module (refused unless settings.DEMO)."
        " Each run adds as many again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how many."""
        parser.add_argument("--learners", type=int, default=400)

    def handle(self, *args: Any, **options: Any) -> None:
        """Play, count, and say so.

        Raises:
            CommandError: outside a demo.
        """
        if not settings.DEMO:
            raise CommandError(
                "Made-up answers would spoil what real learners did; they are for the local"
                " demo only (settings.DEMO is False)."
            )
        if options["learners"] < 1:
            raise CommandError("--learners must be 1 at least.")
        answers = simulate.simulate(options["learners"])
        tallies.roll_up()
        measuring.measure()
        hints.forget()
        self.stdout.write(
            f"{options['learners']} made-up learners gave {answers} answers."
        )
