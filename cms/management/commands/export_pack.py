"""``manage.py export_pack``: a module, a track or the whole site as one signed file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.packs import collecting, exporting, signing
from cms.packs.errors import PackError


class Command(BaseCommand):
    """Write a pack, or show the key that others need to trust this site's packs."""

    help = (
        "Writes a signed pack of the whole site, a track or a module, with pictures, "
        "documents, checks and translations. The file holds the answers of checks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to export and where to."""
        parser.add_argument("path", nargs="?", help="the file or folder to write to")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--track", metavar="KEY", help="only this track")
        which.add_argument("--module", metavar="KEY", help="only this module")
        which.add_argument(
            "--public-key", action="store_true", help="show the site's public key"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file.

        Raises:
            CommandError: if there is nothing to export, or no file can be written.
        """
        if options["public_key"]:
            self.stdout.write(signing.public_key())
            return
        kind, key = collecting.SITE, ""
        for each in (collecting.TRACK, collecting.MODULE):
            if options[each]:
                kind, key = each, options[each]
        try:
            exported = exporting.export(kind, key)
            path = Path(options["path"] or exported.name)
            path = path / exported.name if path.is_dir() else path
            path.write_bytes(exported.data)
        except PackError as error:
            raise CommandError("\n".join(error.lines)) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {exported.count} things")
