"""``manage.py import_questions``: examine a file of questions, and write it as a quiz."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from exchange import formats, services
from exchange.base import LeaveOut
from exchange.questions import Report


class Command(BaseCommand):
    """Say as JSON what a file of questions would become; write it only when told to."""

    help = (
        "Examines a file of questions and prints what would be made of it, what is left "
        "out, and why, as JSON. With --write the questions become a draft quiz."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file, its format and language, and whether to write."""
        parser.add_argument("file", type=Path, help="The file to read.")
        parser.add_argument(
            "--format",
            choices=[services.AUTO, *formats.FORMATS],
            default=services.AUTO,
            help="The file's format; “auto” looks at the file.",
        )
        parser.add_argument(
            "--locale",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="The language of the questions.",
        )
        parser.add_argument("--title", help="The quiz's title; else the file's name.")
        parser.add_argument(
            "--write", action="store_true", help="Write the questions as a draft quiz."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report; exit with 1 if it has an error."""
        path: Path = options["file"]
        result: dict[str, Any] = {}
        try:
            data = path.read_bytes()
        except OSError as error:
            report = Report(errors=(f"{path}: {error.strerror}",))
        else:
            report = services.examine(
                data, path.name, options["format"], options["locale"]
            )
        if options["write"] and not report.errors:
            report = services.for_quiz(report)
            result |= report.as_json()
            try:
                title = options["title"] or path.stem
                quiz = services.write(report, title, options["locale"])
                result["quiz"] = quiz.key
            except LeaveOut as error:
                result["errors"].append(error.reason)
        else:
            result |= report.as_json()
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        if result["errors"]:
            sys.exit(1)
