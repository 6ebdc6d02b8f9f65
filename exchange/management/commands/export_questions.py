"""``manage.py export_questions``: write a quiz into a file that other programs read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange import formats, services
from quizzes.models import Quiz


class Command(BaseCommand):
    """Write a quiz's latest draft in one of the formats."""

    help = (
        "Writes the questions of a quiz in the format of other programs. What the format "
        "has no place for is told on the error output."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the quiz, the format and where to write."""
        parser.add_argument("quiz", help="The quiz's key, or its number.")
        parser.add_argument("--format", choices=[*formats.FORMATS], required=True)
        parser.add_argument(
            "--locale",
            choices=[code for code, _name in settings.LANGUAGES],
            help="The language, where the quiz is in several.",
        )
        parser.add_argument(
            "--output", type=Path, help="The file; else standard output."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file.

        Raises:
            CommandError: if there is no such quiz, or the file cannot be written.
        """
        written = services.export(
            self._quiz(options["quiz"], options["locale"]), options["format"]
        )
        for left in written.left_out:
            self.stderr.write(f"{left.where}: {left.what}: {left.reason}")
        if path := options["output"]:
            try:
                path.write_bytes(written.data)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            return
        buffer = getattr(self.stdout, "buffer", None)
        if buffer is None:
            # A caller in Python gave a text stream.
            self.stdout.write(written.data.decode(), ending="")
        else:
            buffer.write(written.data)
            buffer.flush()

    def _quiz(self, name: str, locale: str | None) -> Quiz:
        found = Quiz.objects.filter(key=name)
        if not found.exists() and name.isdecimal():
            found = Quiz.objects.filter(pk=name)
        if locale:
            found = found.filter(locale__language_code=locale)
        # Translations have one key; the site's own language comes first.
        quizzes = sorted(
            found.select_related("locale"),
            key=lambda quiz: quiz.locale.language_code != settings.LANGUAGE_CODE,
        )
        if not quizzes:
            raise CommandError(f"There is no quiz “{name}”.")
        return quizzes[0]
