"""``manage.py import_pack``: take a pack in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.packs import services
from cms.packs.errors import PackError
from cms.packs.planning import Plan, Status


class Command(BaseCommand):
    """Show what a pack would change, ask, and import it in one transaction."""

    help = (
        "Imports a pack. First it shows what is new, changed, and in conflict with what "
        "was changed here; conflicts keep what is here unless --theirs is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how to treat it."""
        parser.add_argument("path", help="the file of the pack")
        parser.add_argument(
            "--dry-run", action="store_true", help="show the changes and stop"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--trust",
            action="store_true",
            help="take a pack that is not signed, or by a site that is not known here",
        )
        parser.add_argument(
            "--theirs", action="store_true", help="let the pack win in conflicts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the pack.

        Raises:
            CommandError: saying why nothing was imported.
        """
        try:
            data = Path(options["path"]).read_bytes()
        except OSError as error:
            raise CommandError(str(error)) from error
        examined = services.examine(data)
        if examined.signer:
            self.stdout.write(f"{examined.signer.trust.label} {examined.signer.name}")
        if examined.plan is None or examined.signer is None or examined.faults:
            raise CommandError("\n".join(examined.faults))
        self._show(examined.plan)
        if options["dry_run"]:
            return
        conflicts = examined.plan.of(Status.CONFLICT) if options["theirs"] else []
        try:
            services.require_trust(examined.signer, options["trust"])
            if not options["yes"] and input("Import it? [y/N] ").lower() != "y":
                self.stdout.write("Nothing was imported.")
                return
            rows = services.import_pack(
                data, [item.uid for item in conflicts], options["trust"]
            )
        except PackError as error:
            raise CommandError("\n".join(error.lines)) from error
        for row in rows:
            self.stdout.write(f"{row['action']}: {row['uid']} {row['note']}".rstrip())
        self.stdout.write(
            self.style.SUCCESS(f"{len(rows)} things; all else is the same")
        )

    def _show(self, plan: Plan) -> None:
        for item in plan.items:
            if item.status == Status.SAME:
                continue
            self.stdout.write(f"{item.status.label}: {item.uid} {item.why}".rstrip())
            for line in item.changes:
                self.stdout.write(f"    {line}")
        counts = plan.counts()
        self.stdout.write(
            ", ".join(f"{status.label}: {count}" for status, count in counts.items())
        )
