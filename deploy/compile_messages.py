"""Compile config/locale/*/LC_MESSAGES/*.po into .mo files beside them, where newer."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "config" / "locale"

for source in sorted(LOCALE.rglob("*.po")):
    target = source.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        polib.pofile(str(source)).save_as_mofile(str(target))
