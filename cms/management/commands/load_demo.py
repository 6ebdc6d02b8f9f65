"""``manage.py load_demo``: the demo content."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.demo.loader import Loader
from cms.demo.packs import PackError


class Command(BaseCommand):
    """Load the demo content; what editors have changed stays as it is."""

    help = (
        "Loads the demo site, modules and helplines in English and Arabic. Loading "
        "again changes only what has changed in the packs, and nothing that an editor "
        "has changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done.

        Raises:
            CommandError: with what is wrong with which pack.
        """
        try:
            Loader(say=self.stdout.write).load()
        except PackError as error:
            raise CommandError(
                "\n".join(["Packs with errors:", *error.lines])
            ) from error
