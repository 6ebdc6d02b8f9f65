"""``manage.py lint_modules``: what the checks of the editor say, for all modules at once."""

import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.checks.findings import Level
from cms.checks.gate import Judged, judge
from cms.pages.module import ModulePage


class Command(BaseCommand):
    """Check the words, questions and pictures of modules."""

    help = (
        "Checks each module as it was last saved: words to avoid, help in every ending, "
        "feedback, the check's forms, how much there is to read and how hard it is, "
        "pictures. Leaves with 1 if there are errors. The rules: docs/editors/checks.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which modules to check, and whether warnings count."""
        parser.add_argument(
            "--locale", help="only modules of this language, such as ar"
        )
        parser.add_argument("--key", help="only modules with this key")
        parser.add_argument(
            "--strict",
            action="store_true",
            help="leave with 1 for warnings without a reason, too",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings of each module.

        Raises:
            SystemExit: with 1 if there are errors, or open warnings while they count.
        """
        pages = ModulePage.objects.filter(alias_of=None).select_related("locale")
        if options["locale"]:
            pages = pages.filter(locale__language_code=options["locale"])
        if options["key"]:
            pages = pages.filter(key=options["key"])
        found: Counter[str] = Counter()
        modules = 0
        for page in pages.order_by("locale_id", "path"):
            modules += 1
            for number, one in enumerate(judge(page.get_latest_revision_as_object())):
                if not number:
                    self.stdout.write(f"{page.key} [{page.locale.language_code}]")
                found[_weight(one)] += 1
                self.stdout.write(_lines(one))
        errors, warnings = found[Level.ERROR], found[Level.WARNING]
        accepted = f", {found['accepted']} with a reason" if found["accepted"] else ""
        self.stdout.write(
            f"{modules} modules, {errors} errors, {warnings} warnings{accepted}."
        )
        if errors or (options["strict"] and warnings):
            sys.exit(1)


def _weight(one: Judged) -> str:
    return "accepted" if one.reason else one.finding.level.value


def _lines(one: Judged) -> str:
    finding = one.finding
    head = f"  {_weight(one)} {finding.rule}: {finding.place}\n    {finding.message}"
    if one.reason is None:
        return f"{head} {finding.advice}"
    return f"{head} Reason ({one.reason.given_by or '–'}): {one.reason.words}"
