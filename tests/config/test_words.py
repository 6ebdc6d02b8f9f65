"""Every word that templates and Python show has its Arabic."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale

import polib
import pytest

from config.languages import PREPARED

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
LOCALE = Path(settings.BASE_DIR) / "config" / "locale"


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def test_both_languages_have_the_same_words():
    english, arabic = (
        {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
        for language in ("en", "ar")
    )
    assert english == arabic


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_word_is_there_twice(language):
    words = [(entry.msgctxt, entry.msgid) for entry in catalogue(language)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "entry", catalogue("ar"), ids=lambda entry: entry.msgid.replace("\n", " ")[:40]
)
def test_arabic_is_complete(entry: polib.POEntry):
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]

    assert all(forms)
    assert not entry.fuzzy
    # Arabic has six plural forms; those for one and for two may say it without a number.
    assert len(forms) == (6 if entry.msgid_plural else 1)
    known = set(PLACEHOLDER.findall(entry.msgid))
    assert all(set(PLACEHOLDER.findall(form)) <= known for form in forms)
    assert set(PLACEHOLDER.findall("".join(forms))) == known


@pytest.mark.parametrize("code", [code for code in PREPARED if code != "en"])
def test_a_prepared_language_has_catalogues_that_break_nothing(code: str):
    pages = catalogue(to_locale(code))
    played = json.loads(
        (settings.FRONTEND_DIR / "locales" / f"{code}.json").read_text()
    )

    assert pages.metadata["Plural-Forms"].startswith("nplurals=")
    for entry in pages.translated_entries():
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        assert all(set(PLACEHOLDER.findall(form)) <= known for form in forms)
    english = json.loads((settings.FRONTEND_DIR / "locales" / "en.json").read_text())
    assert {key for key in played if "_" not in key} <= english.keys()
