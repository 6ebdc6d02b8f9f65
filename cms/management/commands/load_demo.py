"""``manage.py load_demo``: the demo content."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.loader import Loader
from cms.demo.packs import PackError


class Command(BaseCommand):
    """Load the demo content; what editors have changed stays as it is."""

    help = (
        "Loads the demo site, modules and helplines in English and Arabic. Loading "
        "again changes only what has changed in the packs, and nothing that an editor "
        "has changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the keys of the modules that are wanted."""
        parser.add_argument(
            "--module",
            dest="modules",
            action="append",
            default=[],
            metavar="KEY",
            help="Load this module; give it again for more. All, where none is named.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done.

        Raises:
            CommandError: with what is wrong with which pack.
        """
        try:
            Loader(say=self.stdout.write, only=options["modules"]).load()
        except PackError as error:
            raise CommandError(
                "\n".join(["Packs with errors:", *error.lines])
            ) from error
