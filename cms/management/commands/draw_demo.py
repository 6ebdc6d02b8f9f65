"""``manage.py draw_demo``: draw the pictures of the demo modules from their scenes."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.art.scenes import (
    PICTURES,
    SCENES,
    SceneError,
    draw_scene,
    read_scenes,
)
from cms.demo.art.sheet import draw_sheet


class Command(BaseCommand):
    """Draw what ``cms/demo/scenes/`` says into ``cms/demo/pictures/``."""

    help = (
        "Draws the pictures of the demo modules from cms/demo/scenes/. How scenes are "
        "written: docs/developers/pictures.md."
    )
    requires_system_checks: list[str] = []  # nothing but files is read

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which module to draw, and whether to compare only."""
        parser.add_argument("--key", help="only the pictures of this module")
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; leave with 1 if a picture is not as its scene says",
        )

        parser.add_argument(
            "--sheet",
            type=Path,
            metavar="FILE.html",
            help="draw nothing but a page of everything that a scene may name",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, and say which pictures changed.

        Raises:
            CommandError: with every scene that cannot be drawn.
            SystemExit: with 1 if ``--check`` found a difference.
        """
        if options["sheet"]:
            options["sheet"].write_text(draw_sheet(), encoding="utf-8")
            return
        paths = sorted(SCENES.glob(f"{options['key'] or '*'}.json"))
        if options["key"] and not paths:
            raise CommandError(f"There is no {SCENES.name}/{options['key']}.json.")
        faults: list[str] = []
        total = changed = 0
        for path in paths:
            try:
                scenes = read_scenes(path)
            except SceneError as error:
                faults.append(str(error))
                continue
            for name, scene in scenes.items():
                try:
                    drawn = draw_scene(scene)
                except SceneError as error:
                    faults.append(f"{path.name}, {name}: {error}")
                    continue
                total += 1
                picture = PICTURES / name
                if picture.is_file() and picture.read_text(encoding="utf-8") == drawn:
                    continue
                changed += 1
                self.stdout.write(f"{name} ({len(drawn) / 1000:.1f} kB)")
                if not options["check"]:
                    picture.write_text(drawn, encoding="utf-8", newline="\n")
        if faults:
            raise CommandError("\n".join(["Scenes that cannot be drawn:", *faults]))
        self.stdout.write(f"{total} pictures, {changed} changed.")
        if options["check"] and changed:
            sys.exit(1)
