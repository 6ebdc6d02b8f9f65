"""``manage.py create_demo_class``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from challenge.accounts.models import User
from challenge.classrooms import codes, demo


class Command(BaseCommand):
    """Return the demo's educator a class with pupils, once."""

    help = (
        "Give the demo's educator a class of 24 with made-up pupils (refused unless"
        " settings.DEMO). Does nothing if there is one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and print its code.

        Raises:
            CommandError: outside a demo, or before ``create_demo_users``.
        """
        if not settings.DEMO:
            raise CommandError(
                "Made-up pupils are for the local demo only (settings.DEMO is False)."
            )
        educator = User.objects.filter(username="educator").first()
        if educator is None:
            raise CommandError("Run `create_demo_users` first: there is no educator.")
        if educator.classrooms.exists():
            return
        classroom = demo.make(educator, settings.LANGUAGE_CODE)
        if options["verbosity"]:
            self.stdout.write(
                f"A class of the educator: {codes.shown(classroom.code)}."
            )
